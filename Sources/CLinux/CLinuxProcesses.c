#define _GNU_SOURCE
#include "CLinuxProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

static int64_t exact_time(int64_t seconds, uint32_t nanoseconds) {
  int64_t time;
  if (__builtin_mul_overflow(seconds, 1000000000LL, &time) ||
      __builtin_add_overflow(time, (int64_t)nanoseconds, &time)) {
    return seconds < 0 ? INT64_MIN : INT64_MAX;
  }
  return time;
}

int cordon_identity_at(int directory, const char *name, int follows, struct cordon_file_identity *out) {
  struct stat s;
  int flags = AT_EMPTY_PATH | AT_NO_AUTOMOUNT | (follows ? 0 : AT_SYMLINK_NOFOLLOW);
  if (fstatat(directory, name, &s, flags) != 0) return -errno;
  out->device = s.st_dev;
  out->inode = s.st_ino;
  out->size = (uint64_t)s.st_size;
  out->modified = exact_time(s.st_mtim.tv_sec, (uint32_t)s.st_mtim.tv_nsec);
  out->changed = exact_time(s.st_ctim.tv_sec, (uint32_t)s.st_ctim.tv_nsec);
  out->mode = s.st_mode;
  out->owner = s.st_uid;
  return 0;
}

long cordon_read_link(int directory, const char *name, char *buffer, size_t size) {
  long count = readlinkat(directory, name, buffer, size);
  return count < 0 ? -errno : count;
}

// As in linux/fs.h of Linux 6.11, which older headers do not have.
struct map_query {
  uint64_t size, flags, address;
  uint64_t start, end, vma_flags, page_size, offset, inode;
  uint32_t device_major, device_minor, name_size, build_id_size;
  uint64_t name, build_id;
};

enum { MAP_EXECUTABLE = 0x04, MAP_OR_NEXT = 0x10, MAP_OF_FILE = 0x20 };

int cordon_next_code_mapping(int maps, uint64_t address, char *name, uint32_t name_size, struct cordon_mapping *out) {
  struct map_query query;
  memset(&query, 0, sizeof query);
  query.size = sizeof query;
  query.flags = MAP_EXECUTABLE | MAP_OR_NEXT | MAP_OF_FILE;
  query.address = address;
  query.name = (uint64_t)(uintptr_t)name;
  query.name_size = name_size;
  if (ioctl(maps, _IOWR('f', 17, struct map_query), &query) != 0) return -errno;
  out->start = query.start;
  out->end = query.end;
  out->device = makedev(query.device_major, query.device_minor);
  out->inode = query.inode;
  out->name_size = query.name_size;
  return 0;
}

int cordon_diagnosis_open(void) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  return fd < 0 ? -errno : fd;
}

int cordon_diagnosis_ask(int diagnosis, uint8_t family, uint8_t protocol) {
  struct {
    struct nlmsghdr head;
    struct inet_diag_req_v2 body;
  } question;
  memset(&question, 0, sizeof question);
  question.head.nlmsg_len = sizeof question;
  question.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  question.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  question.body.sdiag_family = family;
  question.body.sdiag_protocol = protocol;
  question.body.idiag_states = ~0U;
  struct sockaddr_nl kernel;
  memset(&kernel, 0, sizeof kernel);
  kernel.nl_family = AF_NETLINK;
  long sent = sendto(diagnosis, &question, sizeof question, 0, (struct sockaddr *)&kernel, sizeof kernel);
  return sent < 0 ? -errno : 0;
}

long cordon_diagnosis_read(int diagnosis, void *buffer, size_t size) {
  for (;;) {
    struct sockaddr_nl sender;
    socklen_t length = sizeof sender;
    // The kernel answers a dump piece by piece while it is read, so that there is always something to read.
    long count = recvfrom(diagnosis, buffer, size, MSG_DONTWAIT, (struct sockaddr *)&sender, &length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -errno;
    // Any process may write to the socket; only the kernel is number 0.
    if (length == sizeof sender && sender.nl_pid == 0) return count;
  }
}

long cordon_ticks_per_second(void) { return sysconf(_SC_CLK_TCK); }

int cordon_is_procfs(int descriptor) {
  struct statfs s;
  return fstatfs(descriptor, &s) == 0 && s.f_type == 0x9fa0;
}
