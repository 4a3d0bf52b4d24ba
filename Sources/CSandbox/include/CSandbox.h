#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stddef.h>
#include <stdint.h>

// What the inspection worker needs of the kernel and Swift cannot import. Each call returns a value that is not
// negative, or the negative error number, unless it says otherwise.

// ---- processes

// fork, which Swift does not show: only ever called by the worker's warden, which has one thread.
int cordon_fork(void);

// A descriptor that becomes readable when a child has ended. The signal is blocked from now on.
int cordon_child_signals(void);

// Takes away what was readable there.
void cordon_forget_signals(int signals);

// Whether a descriptor is a socket that keeps the borders of messages.
int cordon_is_message_socket(int descriptor);

// Lets others go first: adds to the niceness, and reads only while nobody else does.
void cordon_lower_priority(int niceness, int idle_reader);

// Writes a line for each library of this process: its path, size and time of change. Returns the bytes written, 0 when
// there is no room for all of them.
long cordon_say_libraries(void *out, size_t size);

// ---- messages

enum { CORDON_DESCRIPTOR_LIMIT = 32 };

// Receives a message and at most CORDON_DESCRIPTOR_LIMIT descriptors; 0 at the end. Waits when asked to, otherwise
// -EAGAIN. Descriptors for which there was no room are closed.
long cordon_take_message(int socket, void *buffer, size_t size, int *descriptors, size_t *count, int waits);

// Sends a message; waits for room, raises no signal.
long cordon_give_message(int socket, const void *bytes, size_t size);

// ---- files

// What fstat says, in the parts the worker uses.
struct cordon_file {
  uint64_t size;
  uint64_t blocks;  // of 512 bytes
  int regular;
};

// fstat, as the system call itself: what C libraries make of it may be a call that takes paths.
int cordon_look_at(int descriptor, struct cordon_file *out);

// The next data or hole from a place on; -ENXIO when there is no more data.
int64_t cordon_next_data(int descriptor, int64_t place);
int64_t cordon_next_hole(int descriptor, int64_t place);

// ---- confinement

enum {
  CORDON_NO_NEW_PRIVILEGES = 1,
  CORDON_UNPRIVILEGED = 2,
  CORDON_OWN_NETWORK = 4,
  CORDON_RESOURCE_LIMITS = 8,
  CORDON_SYSTEM_CALLS = 16,
};

// In the warden, before it has read anything: a network of its own with nothing in it, the user and group 65534, no
// further privileges. Returns which of the protections above are in force; what a kernel or container refuses is not.
uint32_t cordon_drop_privileges(void);

// In a worker, after fork: dies with its parent, keeps three descriptors (the standard ones aside) and limits of
// resources, and then only the system calls that reading takes. `inherited` is what cordon_drop_privileges returned.
// Returns which protections are in force, each of them probed.
uint32_t cordon_confine(int warden, const int *kept, size_t count, uint32_t inherited);

// What a worker is tried with. All of them are harmless where they are allowed.
enum {
  CORDON_TRY_OPEN,
  CORDON_TRY_SOCKET,
  CORDON_TRY_CONNECT,
  CORDON_TRY_FORK,
  CORDON_TRY_EXECUTE,
  CORDON_TRY_TRACE,
  CORDON_TRY_KILL,
  CORDON_TRY_MAP_CODE,
  CORDON_TRY_WRITE,
  CORDON_TRY_LIMITS,
  CORDON_TRY_COUNT,
};

// 0 when the kernel would do it, otherwise the error number it refuses with.
int cordon_try(int what);

#endif
