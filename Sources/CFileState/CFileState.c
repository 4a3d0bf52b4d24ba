#define _GNU_SOURCE
#include "CFileState.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x00001000U
#endif

const int CORDON_STATE_PATH_ONLY = O_PATH;
const int CORDON_STATE_KEEP_ACCESS_TIME = O_NOATIME;

static int state_by_fstatat(int directory, const char *name, int flags, struct cordon_file_state *out) {
  struct stat s;
  if (fstatat(directory, name, &s, flags & ~AT_NO_AUTOMOUNT) != 0) return -errno;
  out->device = s.st_dev;
  out->inode = s.st_ino;
  out->size = (uint64_t)s.st_size;
  out->mode = s.st_mode;
  out->owner = s.st_uid;
  out->group = s.st_gid;
  out->links = s.st_nlink > UINT32_MAX ? UINT32_MAX : (uint32_t)s.st_nlink;
  out->accessed = s.st_atim.tv_sec;
  out->modified = s.st_mtim.tv_sec;
  out->changed = s.st_ctim.tv_sec;
  out->accessed_part = (uint32_t)s.st_atim.tv_nsec;
  out->modified_part = (uint32_t)s.st_mtim.tv_nsec;
  out->changed_part = (uint32_t)s.st_ctim.tv_nsec;
  return 0;
}

static int state_of(int directory, const char *name, int flags, struct cordon_file_state *out) {
  struct statx s;
  memset(out, 0, sizeof *out);
  flags |= AT_NO_AUTOMOUNT;
  if (name[0] == '\0') flags |= AT_EMPTY_PATH;
  if (statx(directory, name, flags, STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID, &s) != 0) {
    if (errno == ENOSYS || errno == EPERM) return state_by_fstatat(directory, name, flags, out);
    return -errno;
  }
  out->device = makedev(s.stx_dev_major, s.stx_dev_minor);
  out->inode = s.stx_ino;
  out->size = s.stx_size;
  out->mode = s.stx_mode;
  out->owner = s.stx_uid;
  out->group = s.stx_gid;
  out->links = s.stx_nlink;
  out->accessed = s.stx_atime.tv_sec;
  out->modified = s.stx_mtime.tv_sec;
  out->changed = s.stx_ctime.tv_sec;
  out->accessed_part = s.stx_atime.tv_nsec;
  out->modified_part = s.stx_mtime.tv_nsec;
  out->changed_part = s.stx_ctime.tv_nsec;
  if (s.stx_mask & STATX_BTIME) {
    out->born = s.stx_btime.tv_sec;
    out->born_part = s.stx_btime.tv_nsec;
    out->knows_birth = 1;
  }
  /* The 64-bit word after the device numbers (Linux 5.8); older C headers have it inside the spare part. */
  if (s.stx_mask & STATX_MNT_ID) memcpy(&out->mount, (const char *)&s + 0x90, sizeof out->mount);
  return 0;
}

int cordon_state_at(int directory, const char *name, struct cordon_file_state *out) {
  return state_of(directory, name, AT_SYMLINK_NOFOLLOW, out);
}

int cordon_state_behind(int directory, const char *name, struct cordon_file_state *out) {
  return state_of(directory, name, 0, out);
}

int cordon_state_open(int directory, const char *name, int flags) {
  int fd = openat(directory, name, flags | O_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int cordon_state_open_unlinked(int directory, const char *path, int flags) {
#ifdef SYS_openat2
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(unsigned)(flags | O_CLOEXEC);
  how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  for (int attempt = 0; attempt < 8; attempt++) {
    long fd = syscall(SYS_openat2, directory, path, &how, sizeof how);
    if (fd >= 0) return (int)fd;
    if (errno != EAGAIN) return -errno;
  }
  return -EAGAIN;
#else
  return -ENOSYS;
#endif
}

int cordon_state_create(int directory, const char *name) {
  int fd = openat(directory, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  return fd < 0 ? -errno : fd;
}

int cordon_state_create_unnamed(int directory) {
  int fd = openat(directory, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  return fd < 0 ? -errno : fd;
}

int cordon_state_name_open(int file, int directory, const char *name) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return linkat(AT_FDCWD, path, directory, name, AT_SYMLINK_FOLLOW) == 0 ? 0 : -errno;
}

int cordon_state_move(int from, const char *name, int to, const char *target) {
  return syscall(SYS_renameat2, from, name, to, target, RENAME_NOREPLACE) == 0 ? 0 : -errno;
}

int cordon_state_flags(int file, uint32_t *flags) {
  int value = 0;
  if (ioctl(file, FS_IOC_GETFLAGS, &value) != 0) return -errno;
  *flags = (uint32_t)value;
  return 0;
}

int cordon_state_set_flags(int file, uint32_t flags) {
  int value = (int)flags;
  return ioctl(file, FS_IOC_SETFLAGS, &value) == 0 ? 0 : -errno;
}

long cordon_state_list_attributes(int file, char *list, size_t size) {
  ssize_t count = flistxattr(file, list, size);
  return count < 0 ? -errno : count;
}

long cordon_state_attribute(int file, const char *name, void *value, size_t size) {
  ssize_t count = fgetxattr(file, name, value, size);
  return count < 0 ? -errno : count;
}

int cordon_state_set_attribute(int file, const char *name, const void *value, size_t size) {
  return fsetxattr(file, name, value, size, 0) == 0 ? 0 : -errno;
}

int cordon_state_remove_attribute(int file, const char *name) {
  return fremovexattr(file, name) == 0 ? 0 : -errno;
}

void cordon_state_start_writing(int file) { sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE); }

int cordon_state_is_read_only(int file) {
  struct statvfs facts;
  if (fstatvfs(file, &facts) != 0) return -errno;
  return (facts.f_flag & ST_RDONLY) != 0;
}

int64_t cordon_state_seek(int file, int64_t offset, int kind) {
  off_t found = lseek(file, offset, kind == 0 ? SEEK_DATA : SEEK_HOLE);
  return found < 0 ? -errno : found;
}

int cordon_state_memory_file(void) {
  int fd = memfd_create("cordon-answer", MFD_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int cordon_state_process(int pid) {
  long fd = syscall(SYS_pidfd_open, pid, 0);
  return fd < 0 ? -errno : (int)fd;
}

int cordon_state_signal(int process, int number) {
  return syscall(SYS_pidfd_send_signal, process, number, NULL, 0) == 0 ? 0 : -errno;
}

int cordon_state_run(const char *path, const char *const arguments[], int output) {
  static char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", NULL};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  pid_t child;
  int failed = posix_spawn(&child, path, &actions, NULL, (char *const *)arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return -failed;
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -errno;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
