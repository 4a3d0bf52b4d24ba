#ifndef CORDON_NETFILTER_H
#define CORDON_NETFILTER_H

#include <stddef.h>
#include <stdint.h>

// libnftables, and the few netlink calls that Swift cannot make itself. Each call returns a value that is not negative,
// or the negative error number. Every descriptor is closed on exec.

enum { CORDON_FILTER_CHECK = 1, CORDON_FILTER_JSON = 2 };

// Runs commands of nft as one transaction; with CORDON_FILTER_CHECK only as far as the kernel's own dry run. What it
// writes and what it complains of are copies for cordon_filter_free, or NULL.
int cordon_filter_run(const char *commands, int flags, char **output, char **complaint);
void cordon_filter_free(char *text);

// The names of all network devices of this network namespace, each with a line feed behind it.
long cordon_devices(char *names, size_t room);

// A socket on which something arrives whenever the packet filter or the list of network devices changes.
int cordon_watch_filter(void);
int cordon_watch_devices(void);
// Takes away what arrived; nothing of it is looked at.
void cordon_forget_news(int descriptor);

// A connection of this namespace, as sock_diag or conntrack know it. Addresses are in network order, IPv4 in the first
// four bytes; ports in the order of the host.
struct cordon_flow {
  uint8_t family;    // 4 or 6
  uint8_t protocol;  // IPPROTO_TCP or IPPROTO_UDP; of conntrack any
  uint16_t local_port;
  uint16_t remote_port;
  uint8_t local[16];
  uint8_t remote[16];
  uint32_t device;
  uint32_t cookie[2];
};

// Sockets that have another end, up to `room`. Returns how many there are, which may be more.
long cordon_sockets(int family, int protocol, struct cordon_flow *flows, size_t room);
// Ends one of them under its owner; -EOPNOTSUPP where the kernel cannot.
int cordon_end_socket(const struct cordon_flow *flow);

// What conntrack remembers, up to `room`: source is `local`, destination `remote`.
long cordon_tracked(int family, struct cordon_flow *flows, size_t room);
// Makes conntrack forget one of them, so that a flow that was handed to a fast path comes back to the rules.
int cordon_forget_tracked(const struct cordon_flow *flow);

// Starts a program with `socket` as its input and output, a fixed environment and no signal blocked or ignored; with
// `detached` in a session of its own, so that it outlives the terminal. Returns its number.
int cordon_start_filter(const char *path, char *const arguments[], int socket, int detached);

// Two connected sockets.
int cordon_filter_sockets(int ends[2]);

// An exclusive lock of an open file, which ends with it: 0, or -EWOULDBLOCK without `wait` when another has it.
int cordon_lock(int descriptor, int wait);

#endif
