#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int cordon_fork(void) {
  pid_t child = fork();
  return child < 0 ? -errno : child;
}

int cordon_child_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -errno;
  int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

void cordon_forget_signals(int signals) {
  struct signalfd_siginfo info[8];
  while (read(signals, info, sizeof info) == (ssize_t)sizeof info) {
  }
}

int cordon_is_message_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

void cordon_lower_priority(int niceness, int idle_reader) {
  if (niceness > 0) setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + niceness);
  // ioprio_set(2): 1 says that a process is meant; class 3, idle, stands from bit 13 on.
  if (idle_reader) syscall(SYS_ioprio_set, 1, 0, 3 << 13);
}

struct libraries {
  char *out;
  size_t size, used;
  int is_full;
};

static int say_library(struct dl_phdr_info *info, size_t length, void *box) {
  (void)length;
  struct libraries *all = box;
  struct stat facts;
  if (info->dlpi_name == NULL || info->dlpi_name[0] != '/' || stat(info->dlpi_name, &facts) != 0) return 0;
  int written = snprintf(
      all->out + all->used, all->size - all->used, "%s %lld %lld.%09ld\n", info->dlpi_name, (long long)facts.st_size,
      (long long)facts.st_mtim.tv_sec, (long)facts.st_mtim.tv_nsec);
  if (written < 0 || (size_t)written >= all->size - all->used) {
    all->is_full = 1;
    return 1;
  }
  all->used += (size_t)written;
  return 0;
}

long cordon_say_libraries(void *out, size_t size) {
  struct libraries all = {.out = out, .size = size};
  dl_iterate_phdr(say_library, &all);
  return all.is_full ? 0 : (long)all.used;
}

long cordon_take_message(int socket, void *buffer, size_t size, int *descriptors, size_t *count, int waits) {
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(CORDON_DESCRIPTOR_LIMIT * sizeof(int))];
  } control;
  struct iovec piece = {.iov_base = buffer, .iov_len = size};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  *count = 0;
  ssize_t got;
  do {
    got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | (waits ? 0 : MSG_DONTWAIT));
  } while (got < 0 && errno == EINTR);
  if (got < 0) return -errno;
  for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head != NULL; head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    size_t found = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (size_t index = 0; index < found && *count < CORDON_DESCRIPTOR_LIMIT; index++) {
      memcpy(&descriptors[*count], CMSG_DATA(head) + index * sizeof(int), sizeof(int));
      *count += 1;
    }
  }
  return message.msg_flags & MSG_TRUNC ? -EMSGSIZE : got;
}

long cordon_give_message(int socket, const void *bytes, size_t size) {
  struct iovec piece = {.iov_base = (void *)bytes, .iov_len = size};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  for (;;) {
    ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent >= 0) return sent;
    if (errno != EINTR) return -errno;
  }
}

int cordon_look_at(int descriptor, struct cordon_file *out) {
  struct stat status;
#if defined(__x86_64__) || defined(__aarch64__)
  // On these the kernel's structure is the C library's.
  if (syscall(SYS_fstat, descriptor, &status) != 0) return -errno;
#else
  if (fstat(descriptor, &status) != 0) return -errno;
#endif
  out->size = status.st_size < 0 ? 0 : (uint64_t)status.st_size;
  out->blocks = status.st_blocks < 0 ? 0 : (uint64_t)status.st_blocks;
  out->regular = S_ISREG(status.st_mode);
  return 0;
}

int64_t cordon_next_data(int descriptor, int64_t place) {
  off_t found = lseek(descriptor, place, SEEK_DATA);
  return found < 0 ? -errno : found;
}

int64_t cordon_next_hole(int descriptor, int64_t place) {
  off_t found = lseek(descriptor, place, SEEK_HOLE);
  return found < 0 ? -errno : found;
}
