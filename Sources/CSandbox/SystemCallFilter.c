#define _GNU_SOURCE
#include "SystemCallFilter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifndef OWN_ARCHITECTURE

int cordon_install_filter(void) { return -ENOSYS; }

#else

// None of these takes a path, an address of the network or another process.
static const int allowed[] = {
    // Most frequent first: the filter is walked from its beginning.
    SYS_read, SYS_fstat, SYS_close, SYS_pread64, SYS_recvmsg, SYS_sendmsg, SYS_lseek, SYS_munmap, SYS_madvise, SYS_brk,
    SYS_mremap, SYS_futex, SYS_readv, SYS_preadv, SYS_fadvise64, SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday,
    SYS_getrandom, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_sched_yield,
    SYS_sched_getaffinity, SYS_restart_syscall, SYS_nanosleep, SYS_clock_nanosleep, SYS_getpid, SYS_gettid, SYS_getuid,
    SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrusage, SYS_sysinfo, SYS_uname, SYS_exit, SYS_exit_group,
#ifdef SYS_rseq
    SYS_rseq,
#endif
};

enum { instruction_limit = 128 };

// One rule of the filter with a look at an argument. Its low half is enough: all of them are ints, or bits of which the
// kernel only knows low ones.
#define ARGUMENT(index) ((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (index)))

static const struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
static const struct sock_filter refuse = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
static const struct sock_filter end = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);

struct program {
  struct sock_filter code[instruction_limit];
  unsigned short length;
};

static void add(struct program *program, struct sock_filter instruction) {
  if (program->length < instruction_limit) program->code[program->length++] = instruction;
}

// Memory may be had, but none that is carried out.
static void add_without_code(struct program *program, uint32_t call) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
  add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(2)));
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1));
  add(program, refuse);
  add(program, allow);
}

// A call is allowed with one value of one argument.
static void add_with_value(struct program *program, uint32_t call, unsigned argument, uint32_t value) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
  add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(argument)));
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  add(program, allow);
  add(program, refuse);
}

int cordon_install_filter(void) {
  struct program program = {.length = 0};
  add(&program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
  add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0));
  add(&program, end);
  add(&program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
#if defined(__x86_64__)
  // The numbers of x32, which reach the same calls.
  add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000U, 0, 1));
  add(&program, end);
#endif
  for (size_t index = 0; index < sizeof allowed / sizeof allowed[0]; index++) {
    add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)allowed[index], 0, 1));
    add(&program, allow);
  }
  add_without_code(&program, SYS_mmap);
  add_without_code(&program, SYS_mprotect);
  // What newer C libraries make of fstat.
  add_with_value(&program, SYS_newfstatat, 3, 0x1000 /* AT_EMPTY_PATH */);
  add_with_value(&program, SYS_fcntl, 1, F_GETFL);
  add(&program, refuse);
  if (program.length >= instruction_limit) return -E2BIG;
  struct sock_fprog filter = {.len = program.length, .filter = program.code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0 ? 0 : -errno;
}

#endif
