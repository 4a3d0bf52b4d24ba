#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

#include "CLinuxProcesses.h"
#include "CLinuxWorkers.h"

// System calls that Swift cannot import (variadic, or without a wrapper in older C libraries).
// Each returns a value that is not negative, or the negative error number; none touches errno for the caller.

// What statx says of a file, in the parts Cordon uses.
struct cordon_status {
  uint64_t device;
  uint64_t special;  // of a device file: the device it stands for
  uint64_t inode;
  uint64_t size;
  uint64_t mount;    // the mount's id as in /proc/self/mountinfo, when CORDON_KNOWS_MOUNT is set
  int64_t modified;  // seconds since the epoch, as are the next two
  int64_t changed;
  int64_t born;  // when CORDON_KNOWS_BIRTH is set
  int64_t modified_exact;  // nanoseconds since the epoch, as is the next; a time beyond what fits is INT64_MIN or _MAX
  int64_t changed_exact;
  uint32_t mode;
  uint32_t owner;
  uint32_t links;
  uint32_t known;
};

enum { CORDON_KNOWS_BIRTH = 1, CORDON_KNOWS_MOUNT = 2 };

// statx, or fstatat where the kernel has none. An empty name means the descriptor itself; links are not followed.
int cordon_status_at(int directory, const char *name, struct cordon_status *out);

// The same for walks: no time of birth, and a network file system answers from what it knows already.
int cordon_cached_status_at(int directory, const char *name, struct cordon_status *out);

// O_PATH and O_NOATIME, which a header shows only with _GNU_SOURCE.
extern const int CORDON_PATH_ONLY;
extern const int CORDON_KEEP_ACCESS_TIME;

// openat without a mode: nothing is ever created.
int cordon_open_at(int directory, const char *name, int flags);

enum { CORDON_RESOLVE_IN_ROOT = 1, CORDON_RESOLVE_BENEATH = 2 };

// openat2 confined to the directory; -ENOSYS where the kernel has none.
int cordon_open_confined(int directory, const char *name, int flags, int confinement);

// What kind of file system an open file lies on (statfs(2)), and the name it gives itself; that is 0 where it has none.
int cordon_volume(int descriptor, uint64_t *kind, uint64_t *name);

// Lets everything else go first: the lowest priority for the processor, and the disk only while nobody else wants it.
void cordon_yield(void);

// getdents64.
long cordon_read_directory(int directory, void *buffer, size_t size);

#endif
