#ifndef CLINUX_WORKERS_H
#define CLINUX_WORKERS_H

#include <stddef.h>
#include <stdint.h>

// What the collector needs to start workers and to talk to them. Each call returns a value that is not negative, or the
// negative error number. Every descriptor is closed on exec.

// Two connected sockets that keep the borders of messages (SOCK_SEQPACKET).
int cordon_socket_pair(int ends[2]);

// Sends a message with descriptors beside it; -EAGAIN when there is no room, never waits, raises no signal.
long cordon_send(int socket, const void *bytes, size_t size, const int *descriptors, size_t count);

// Receives a message without waiting; -EAGAIN when there is none, 0 at the end. Descriptors are refused.
long cordon_receive(int socket, void *buffer, size_t size);

// A file in memory with this content, whose size nobody can change again. What a process was given cannot be cut under
// another one that reads it.
int cordon_memory_file(const char *name, const void *bytes, size_t size);

// Runs a program with one argument, its name, with the socket as descriptor 3, nothing to read, nothing to write to, a
// fixed environment and no signal blocked or ignored.
int cordon_start(const char *path, int socket);

// How many cores this process may run on.
int cordon_usable_cores(void);

#endif
