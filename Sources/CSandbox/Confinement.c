#define _GNU_SOURCE
#include "CSandbox.h"
#include "SystemCallFilter.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { nobody = 65534 };

// Whether the process is an ordinary user and stays one.
static int is_unprivileged(void) {
  uid_t real, effective, saved;
  if (getresuid(&real, &effective, &saved) != 0) return 0;
  if (real == 0 || effective == 0 || saved == 0) return 0;
  return setresuid((uid_t)-1, 0, (uid_t)-1) != 0;
}

// A service may have given an ordinary user capabilities that outlive exec, and root may keep them over a change of
// the user.
static void drop_capabilities(void) {
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
  syscall(SYS_capset, &head, none);
}

uint32_t cordon_drop_privileges(void) {
  uint32_t protections = 0;
  if (geteuid() == 0) {
    if (unshare(CLONE_NEWNET) == 0) protections |= CORDON_OWN_NETWORK;
    // A container may refuse any of these alone; the probe below says what came of it.
    if (setgroups(0, NULL) != 0) errno = 0;
    if (setresgid(nobody, nobody, nobody) != 0) errno = 0;
    if (setresuid(nobody, nobody, nobody) != 0) errno = 0;
  }
  drop_capabilities();
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  // Nobody else of this user may look into the process.
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1) protections |= CORDON_NO_NEW_PRIVILEGES;
  if (is_unprivileged()) protections |= CORDON_UNPRIVILEGED;
  return protections;
}

static int limit(int resource, rlim_t value) {
  struct rlimit current;
  if (getrlimit((__rlimit_resource_t)resource, &current) != 0) return 0;
  if (current.rlim_max != RLIM_INFINITY && current.rlim_max < value) value = current.rlim_max;
  struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
  return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

static int limit_resources(void) {
  int all = limit(RLIMIT_FSIZE, 0);
  all &= limit(RLIMIT_CORE, 0);
  all &= limit(RLIMIT_NPROC, 0);
  all &= limit(RLIMIT_NOFILE, 128);
  all &= limit(RLIMIT_MEMLOCK, 0);
  // Rules, one content of the largest size they look at, and the windows of decompressors find room in it.
  all &= limit(RLIMIT_AS, (rlim_t)6 << 30);
  return all;
}

// Closes everything but the standard descriptors and those that are kept.
static void close_others(const int *kept, size_t count) {
  struct rlimit current;
  rlim_t end = getrlimit(RLIMIT_NOFILE, &current) == 0 && current.rlim_cur < 4096 ? current.rlim_cur : 4096;
  int highest = 2;
  for (size_t index = 0; index < count; index++) {
    if (kept[index] > highest) highest = kept[index];
  }
  for (int descriptor = 3; descriptor < highest; descriptor++) {
    int keeps = 0;
    for (size_t index = 0; index < count; index++) keeps |= kept[index] == descriptor;
    if (!keeps) close(descriptor);
  }
#ifdef SYS_close_range
  if (syscall(SYS_close_range, highest + 1, ~0U, 0) == 0) return;
#endif
  for (int descriptor = highest + 1; descriptor < (int)end; descriptor++) close(descriptor);
}

uint32_t cordon_confine(int warden, const int *kept, size_t count, uint32_t inherited) {
  // The parent may have died before this took effect.
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != warden) _exit(1);
  close_others(kept, count);
  uint32_t protections = inherited;
  if (limit_resources()) protections |= CORDON_RESOURCE_LIMITS;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  cordon_install_filter();
  int refused = 0;
  for (int what = 0; what < CORDON_TRY_COUNT; what++) refused += cordon_try(what) == EPERM;
  if (refused == CORDON_TRY_COUNT) protections |= CORDON_SYSTEM_CALLS;
  return protections;
}

// Each call is made with arguments that no kernel can act upon, so that only the filter answers EPERM.
static long attempt(int what) {
  switch (what) {
    case CORDON_TRY_OPEN: return syscall(SYS_openat, -1, "x", O_RDONLY);
    case CORDON_TRY_SOCKET: return syscall(SYS_socket, -1, -1, -1);
    case CORDON_TRY_CONNECT: return syscall(SYS_connect, -1, NULL, 0);
    // A thread that does not share its memory: no such thing.
    case CORDON_TRY_FORK: return syscall(SYS_clone, CLONE_THREAD, 0, 0, 0, 0);
    case CORDON_TRY_EXECUTE: return syscall(SYS_execve, "", NULL, NULL);
    case CORDON_TRY_TRACE: return syscall(SYS_ptrace, PTRACE_PEEKDATA, -1, NULL, NULL);
    // No signal at all, to oneself.
    case CORDON_TRY_KILL: return syscall(SYS_kill, getpid(), 0);
    case CORDON_TRY_MAP_CODE: return syscall(SYS_mmap, NULL, 0, PROT_READ | PROT_EXEC, MAP_PRIVATE, -1, 0);
    case CORDON_TRY_WRITE: return syscall(SYS_write, -1, NULL, 0);
    case CORDON_TRY_LIMITS: return syscall(SYS_prlimit64, 0, -1, NULL, NULL);
    default: return 0;
  }
}

int cordon_try(int what) {
  errno = 0;
  return attempt(what) < 0 ? errno : 0;
}
