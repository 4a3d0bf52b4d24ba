#ifndef CLINUX_PROCESSES_H
#define CLINUX_PROCESSES_H

#include <stddef.h>
#include <stdint.h>

// System calls for a look at running processes. As in CLinux.h: not negative, or the negative error number.

// What tells one state of a file from another.
struct cordon_file_identity {
  uint64_t device;
  uint64_t inode;
  uint64_t size;
  int64_t modified;  // nanoseconds since the epoch, as is the next; a time beyond what fits is INT64_MIN or _MAX
  int64_t changed;
  uint32_t mode;
  uint32_t owner;
};

// statx. `follows` decides whether a link at the end is followed, which the links of /proc need. An empty name means the
// descriptor itself.
int cordon_identity_at(int directory, const char *name, int follows, struct cordon_file_identity *out);

// readlinkat: bytes of the target, without a zero at the end.
long cordon_read_link(int directory, const char *name, char *buffer, size_t size);

// A mapping that is backed by a file.
struct cordon_mapping {
  uint64_t start;
  uint64_t end;
  uint64_t device;  // as makedev has it, of the file system: overlayfs and btrfs give files other numbers
  uint64_t inode;
  uint32_t name_size;  // with the zero at its end; 0 when it has no name
};

// The next mapping at or behind `address` that is executable and backed by a file, asked of an open /proc/PID/maps
// (PROCMAP_QUERY, Linux 6.11). -ENOENT when there is none; -ENOTTY where the kernel cannot answer; -E2BIG or
// -ENAMETOOLONG when the name does not fit.
int cordon_next_code_mapping(int maps, uint64_t address, char *name, uint32_t name_size, struct cordon_mapping *out);

// A socket that answers questions about other sockets (sock_diag).
int cordon_diagnosis_open(void);

// Asks for every socket of a family (AF_INET, AF_INET6) and protocol (IPPROTO_TCP, IPPROTO_UDP) in the network namespace
// of the caller. The answers are read until one that says it is the last.
int cordon_diagnosis_ask(int diagnosis, uint8_t family, uint8_t protocol);

// Bytes of one answer; never waits.
long cordon_diagnosis_read(int diagnosis, void *buffer, size_t size);

// Ticks of the start times in /proc/PID/stat per second.
long cordon_ticks_per_second(void);

// The magic number of the file system a descriptor lies on is that of procfs.
int cordon_is_procfs(int descriptor);

#endif
