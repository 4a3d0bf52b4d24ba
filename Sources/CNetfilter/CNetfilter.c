#define _GNU_SOURCE
#include "CNetfilter.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <nftables/libnftables.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

static char *copy(const char *text) { return text != NULL ? strdup(text) : NULL; }

int cordon_filter_run(const char *commands, int flags, char **output, char **complaint) {
  *output = NULL;
  *complaint = NULL;
  struct nft_ctx *context = nft_ctx_new(NFT_CTX_DEFAULT);
  if (context == NULL) return -ENOMEM;
  // Nothing is looked up by name and nothing that changes by itself is listed: the same rules are the same text.
  unsigned int form = NFT_CTX_OUTPUT_STATELESS | NFT_CTX_OUTPUT_NUMERIC_ALL;
  if (flags & CORDON_FILTER_JSON) form |= NFT_CTX_OUTPUT_JSON;
  nft_ctx_output_set_flags(context, form);
  nft_ctx_clear_include_paths(context);
  nft_ctx_set_dry_run(context, (flags & CORDON_FILTER_CHECK) != 0);
  int result = -ENOMEM;
  if (nft_ctx_buffer_output(context) == 0 && nft_ctx_buffer_error(context) == 0) {
    result = nft_run_cmd_from_buffer(context, commands) == 0 ? 0 : -EINVAL;
    *output = copy(nft_ctx_get_output_buffer(context));
    *complaint = copy(nft_ctx_get_error_buffer(context));
  }
  nft_ctx_free(context);
  return result;
}

void cordon_filter_free(char *text) { free(text); }

long cordon_devices(char *names, size_t room) {
  struct if_nameindex *all = if_nameindex();
  if (all == NULL) return -errno;
  size_t used = 0;
  for (struct if_nameindex *one = all; one->if_index != 0 && one->if_name != NULL; one++) {
    size_t length = strnlen(one->if_name, IF_NAMESIZE);
    if (used + length + 1 > room) break;
    memcpy(names + used, one->if_name, length);
    used += length;
    names[used++] = '\n';
  }
  if_freenameindex(all);
  return (long)used;
}

static int watch(int protocol, uint32_t groups) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
  if (descriptor < 0) return -errno;
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = groups};
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) {
    int error = errno;
    close(descriptor);
    return -error;
  }
  return descriptor;
}

int cordon_watch_filter(void) { return watch(NETLINK_NETFILTER, 1u << (NFNLGRP_NFTABLES - 1)); }

int cordon_watch_devices(void) { return watch(NETLINK_ROUTE, RTMGRP_LINK); }

void cordon_forget_news(int descriptor) {
  char buffer[16384];
  // ENOBUFS means that news were lost; whoever was woken looks for himself anyway.
  for (int count = 0; count < 4096; count++) {
    ssize_t got = recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno != ENOBUFS && errno != EINTR) return;
    if (got == 0) return;
  }
}

int cordon_filter_sockets(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : -errno;
}

int cordon_lock(int descriptor, int wait) {
  for (;;) {
    if (flock(descriptor, LOCK_EX | (wait ? 0 : LOCK_NB)) == 0) return 0;
    if (errno != EINTR) return -errno;
  }
}

int cordon_start_filter(const char *path, char *const arguments[], int socket, int detached) {
  // Nothing of the caller's environment: no variable decides what a process of root loads.
  static char *environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "SWIFT_BACKTRACE=enable=no",
                                NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return -error;
  error = posix_spawnattr_init(&attributes);
  if (error != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -error;
  }
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
  if (detached) flags |= POSIX_SPAWN_SETSID;
  posix_spawnattr_setflags(&attributes, flags);
  error = posix_spawn_file_actions_adddup2(&actions, socket, 0);
  if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, socket, 1);
  if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  // It may live on long after its caller: it holds no descriptor and no folder of his.
  if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  if (error == 0) error = posix_spawn_file_actions_addchdir_np(&actions, "/");
  pid_t child = 0;
  if (error == 0) error = posix_spawn(&child, path, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -error;
}
