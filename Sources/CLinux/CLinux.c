#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x00001000U
#endif

#ifndef AT_STATX_DONT_SYNC
#define AT_STATX_DONT_SYNC 0x4000
#endif

const int CORDON_PATH_ONLY = O_PATH;
const int CORDON_KEEP_ACCESS_TIME = O_NOATIME;

// Nanoseconds since the epoch; a time that cannot be counted so (before 1678, after 2261) is the end it lies beyond.
static int64_t exact_time(int64_t seconds, uint32_t nanoseconds) {
  int64_t time;
  if (__builtin_mul_overflow(seconds, 1000000000LL, &time) ||
      __builtin_add_overflow(time, (int64_t)nanoseconds, &time)) {
    return seconds < 0 ? INT64_MIN : INT64_MAX;
  }
  return time;
}

static int status_by_fstatat(int directory, const char *name, struct cordon_status *out) {
  struct stat s;
  if (fstatat(directory, name, &s, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH) != 0) return -errno;
  memset(out, 0, sizeof *out);
  out->device = s.st_dev;
  out->special = s.st_rdev;
  out->inode = s.st_ino;
  out->size = (uint64_t)s.st_size;
  out->modified = s.st_mtim.tv_sec;
  out->changed = s.st_ctim.tv_sec;
  out->modified_exact = exact_time(s.st_mtim.tv_sec, (uint32_t)s.st_mtim.tv_nsec);
  out->changed_exact = exact_time(s.st_ctim.tv_sec, (uint32_t)s.st_ctim.tv_nsec);
  out->mode = s.st_mode;
  out->owner = s.st_uid;
  out->links = s.st_nlink > UINT32_MAX ? UINT32_MAX : (uint32_t)s.st_nlink;
  return 0;
}

static int status_by_statx(int directory, const char *name, int flags, unsigned mask, struct cordon_status *out) {
  struct statx s;
  flags |= AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
  if (name[0] == '\0') flags |= AT_EMPTY_PATH;
  if (statx(directory, name, flags, mask, &s) != 0) {
    if (errno == ENOSYS || errno == EPERM) return status_by_fstatat(directory, name, out);
    return -errno;
  }
  memset(out, 0, sizeof *out);
  out->device = makedev(s.stx_dev_major, s.stx_dev_minor);
  out->special = makedev(s.stx_rdev_major, s.stx_rdev_minor);
  out->inode = s.stx_ino;
  out->size = s.stx_size;
  out->modified = s.stx_mtime.tv_sec;
  out->changed = s.stx_ctime.tv_sec;
  out->modified_exact = exact_time(s.stx_mtime.tv_sec, s.stx_mtime.tv_nsec);
  out->changed_exact = exact_time(s.stx_ctime.tv_sec, s.stx_ctime.tv_nsec);
  out->mode = s.stx_mode;
  out->owner = s.stx_uid;
  out->links = s.stx_nlink;
  if (s.stx_mask & STATX_BTIME) {
    out->born = s.stx_btime.tv_sec;
    out->known |= CORDON_KNOWS_BIRTH;
  }
  if (s.stx_mask & STATX_MNT_ID) {
    // The 64-bit word after the device numbers (Linux 5.8); older C headers have it inside the spare part.
    uint64_t mount;
    memcpy(&mount, (const char *)&s + 0x90, sizeof mount);
    out->mount = mount;
    out->known |= CORDON_KNOWS_MOUNT;
  }
  return 0;
}

int cordon_status_at(int directory, const char *name, struct cordon_status *out) {
  return status_by_statx(directory, name, 0, STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID, out);
}

int cordon_cached_status_at(int directory, const char *name, struct cordon_status *out) {
  unsigned mask = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_UID | STATX_MTIME | STATX_CTIME | STATX_INO |
                  STATX_SIZE | STATX_MNT_ID;
  return status_by_statx(directory, name, AT_STATX_DONT_SYNC, mask, out);
}

int cordon_open_at(int directory, const char *name, int flags) {
  int fd = openat(directory, name, flags | O_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int cordon_open_confined(int directory, const char *name, int flags, int confinement) {
#ifdef SYS_openat2
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(unsigned)(flags | O_CLOEXEC);
  how.resolve = RESOLVE_NO_MAGICLINKS;
  how.resolve |= confinement == CORDON_RESOLVE_BENEATH ? RESOLVE_BENEATH : RESOLVE_IN_ROOT;
  // EAGAIN: something was renamed during the look-up and the kernel cannot vouch for the confinement.
  for (int attempt = 0; attempt < 8; attempt++) {
    long fd = syscall(SYS_openat2, directory, name, &how, sizeof how);
    if (fd >= 0) return (int)fd;
    if (errno != EAGAIN) return -errno;
  }
  return -EAGAIN;
#else
  return -ENOSYS;
#endif
}

long cordon_read_directory(int directory, void *buffer, size_t size) {
  long count = syscall(SYS_getdents64, directory, buffer, size);
  return count < 0 ? -errno : count;
}

int cordon_volume(int descriptor, uint64_t *kind, uint64_t *name) {
  struct statfs facts;
  if (fstatfs(descriptor, &facts) != 0) return -errno;
  *kind = (uint32_t)facts.f_type;
  *name = 0;
  memcpy(name, &facts.f_fsid, sizeof facts.f_fsid < sizeof *name ? sizeof facts.f_fsid : sizeof *name);
  return 0;
}

void cordon_yield(void) {
  setpriority(PRIO_PROCESS, 0, 19);
  // ioprio_set(2): who 1 is a process, class 3 is idle, which stands in the bits from 13 on.
  syscall(SYS_ioprio_set, 1, 0, 3 << 13);
}
