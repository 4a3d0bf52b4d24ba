#define _GNU_SOURCE
#include "CNetfilter.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <linux/inet_diag.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

// Connections that the kernel knows: listed, and ended.

static int open_netlink(int protocol) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
  if (descriptor < 0) return -errno;
  struct timeval limit = {.tv_sec = 5};
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  return descriptor;
}

// Hands every message of the answer to `take` until the kernel says that it was the last one.
static int converse(int protocol, const void *request, size_t size,
                    void (*take)(const struct nlmsghdr *, void *), void *context) {
  int descriptor = open_netlink(protocol);
  if (descriptor < 0) return descriptor;
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  int result = -EPROTO;
  if (sendto(descriptor, request, size, 0, (struct sockaddr *)&kernel, sizeof kernel) != (ssize_t)size) {
    result = -errno;
    close(descriptor);
    return result;
  }
  _Alignas(struct nlmsghdr) char buffer[65536];
  for (;;) {
    struct sockaddr_nl sender = {0};
    socklen_t length = sizeof sender;
    ssize_t got = recvfrom(descriptor, buffer, sizeof buffer, 0, (struct sockaddr *)&sender, &length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      result = got < 0 ? -errno : -EPROTO;
      break;
    }
    if (sender.nl_pid != 0) continue;
    int left = (int)got;
    int is_over = 0;
    for (struct nlmsghdr *head = (struct nlmsghdr *)buffer; NLMSG_OK(head, left); head = NLMSG_NEXT(head, left)) {
      if (head->nlmsg_type == NLMSG_DONE) {
        result = 0;
        is_over = 1;
        break;
      }
      if (head->nlmsg_type == NLMSG_ERROR) {
        if (head->nlmsg_len < NLMSG_LENGTH(sizeof(struct nlmsgerr))) break;
        result = ((struct nlmsgerr *)NLMSG_DATA(head))->error;
        is_over = 1;
        break;
      }
      if (take != NULL) take(head, context);
    }
    if (is_over) break;
  }
  close(descriptor);
  return result;
}

struct flow_list {
  struct cordon_flow *flows;
  size_t room;
  size_t count;
  uint8_t family;
  uint8_t protocol;
};

static void take_socket(const struct nlmsghdr *head, void *context) {
  struct flow_list *list = context;
  if (head->nlmsg_len < NLMSG_LENGTH(sizeof(struct inet_diag_msg))) return;
  const struct inet_diag_msg *found = NLMSG_DATA(head);
  if (found->id.idiag_dport == 0) return;
  if (list->count < list->room) {
    struct cordon_flow *flow = &list->flows[list->count];
    memset(flow, 0, sizeof *flow);
    flow->family = found->idiag_family == AF_INET ? 4 : 6;
    flow->protocol = list->protocol;
    flow->local_port = ntohs(found->id.idiag_sport);
    flow->remote_port = ntohs(found->id.idiag_dport);
    memcpy(flow->local, found->id.idiag_src, sizeof flow->local);
    memcpy(flow->remote, found->id.idiag_dst, sizeof flow->remote);
    flow->device = found->id.idiag_if;
    flow->cookie[0] = found->id.idiag_cookie[0];
    flow->cookie[1] = found->id.idiag_cookie[1];
  }
  list->count++;
}

long cordon_sockets(int family, int protocol, struct cordon_flow *flows, size_t room) {
  struct {
    struct nlmsghdr head;
    struct inet_diag_req_v2 body;
  } request;
  memset(&request, 0, sizeof request);
  request.head.nlmsg_len = sizeof request;
  request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.sdiag_family = family == 4 ? AF_INET : AF_INET6;
  request.body.sdiag_protocol = (uint8_t)protocol;
  // Not the listening ones (10), nor those that only wait for their end (6).
  request.body.idiag_states = ~((1u << 10) | (1u << 6));
  struct flow_list list = {.flows = flows, .room = room, .protocol = (uint8_t)protocol};
  int result = converse(NETLINK_SOCK_DIAG, &request, sizeof request, take_socket, &list);
  return result < 0 ? result : (long)list.count;
}

int cordon_end_socket(const struct cordon_flow *flow) {
  struct {
    struct nlmsghdr head;
    struct inet_diag_req_v2 body;
  } request;
  memset(&request, 0, sizeof request);
  request.head.nlmsg_len = sizeof request;
  request.head.nlmsg_type = SOCK_DESTROY;
  request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  request.body.sdiag_family = flow->family == 4 ? AF_INET : AF_INET6;
  request.body.sdiag_protocol = flow->protocol;
  request.body.idiag_states = ~0u;
  request.body.id.idiag_sport = htons(flow->local_port);
  request.body.id.idiag_dport = htons(flow->remote_port);
  memcpy(request.body.id.idiag_src, flow->local, sizeof flow->local);
  memcpy(request.body.id.idiag_dst, flow->remote, sizeof flow->remote);
  request.body.id.idiag_if = flow->device;
  request.body.id.idiag_cookie[0] = flow->cookie[0];
  request.body.id.idiag_cookie[1] = flow->cookie[1];
  return converse(NETLINK_SOCK_DIAG, &request, sizeof request, NULL, NULL);
}

// An attribute of this type among those in `bytes`; NULL when there is none.
static const struct nlattr *attribute(const void *bytes, size_t size, uint16_t type) {
  const char *place = bytes;
  while (size >= sizeof(struct nlattr)) {
    const struct nlattr *found = (const struct nlattr *)place;
    if (found->nla_len < sizeof *found || found->nla_len > size) return NULL;
    if ((found->nla_type & NLA_TYPE_MASK) == type) return found;
    size_t step = NLA_ALIGN(found->nla_len);
    if (step >= size) return NULL;
    place += step;
    size -= step;
  }
  return NULL;
}

static const struct nlattr *inside(const struct nlattr *outer, uint16_t type) {
  if (outer == NULL) return NULL;
  return attribute((const char *)outer + sizeof *outer, outer->nla_len - sizeof *outer, type);
}

// Copies what an attribute holds; 0 when it is missing or shorter.
static int value(const struct nlattr *found, void *into, size_t size) {
  if (found == NULL || found->nla_len < sizeof *found + size) return 0;
  memcpy(into, (const char *)found + sizeof *found, size);
  return 1;
}

static void take_tracked(const struct nlmsghdr *head, void *context) {
  struct flow_list *list = context;
  size_t skipped = NLMSG_LENGTH(sizeof(struct nfgenmsg));
  if (head->nlmsg_len < skipped) return;
  const struct nlattr *tuple = attribute((const char *)head + skipped, head->nlmsg_len - skipped, CTA_TUPLE_ORIG);
  const struct nlattr *ends = inside(tuple, CTA_TUPLE_IP);
  const struct nlattr *kind = inside(tuple, CTA_TUPLE_PROTO);
  struct cordon_flow flow;
  memset(&flow, 0, sizeof flow);
  flow.family = list->family;
  int is_four = list->family == 4;
  size_t width = is_four ? 4 : 16;
  if (!value(inside(ends, is_four ? CTA_IP_V4_SRC : CTA_IP_V6_SRC), flow.local, width)) return;
  if (!value(inside(ends, is_four ? CTA_IP_V4_DST : CTA_IP_V6_DST), flow.remote, width)) return;
  if (!value(inside(kind, CTA_PROTO_NUM), &flow.protocol, 1)) return;
  uint16_t port;
  if (value(inside(kind, CTA_PROTO_SRC_PORT), &port, 2)) flow.local_port = ntohs(port);
  if (value(inside(kind, CTA_PROTO_DST_PORT), &port, 2)) flow.remote_port = ntohs(port);
  if (list->count < list->room) list->flows[list->count] = flow;
  list->count++;
}

long cordon_tracked(int family, struct cordon_flow *flows, size_t room) {
  struct {
    struct nlmsghdr head;
    struct nfgenmsg body;
  } request;
  memset(&request, 0, sizeof request);
  request.head.nlmsg_len = sizeof request;
  request.head.nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET;
  request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.nfgen_family = family == 4 ? AF_INET : AF_INET6;
  struct flow_list list = {.flows = flows, .room = room, .family = (uint8_t)family};
  int result = converse(NETLINK_NETFILTER, &request, sizeof request, take_tracked, &list);
  return result < 0 ? result : (long)list.count;
}

struct request_text {
  _Alignas(struct nlmsghdr) unsigned char bytes[256];
  size_t size;
};

static struct nlattr *begin(struct request_text *text, uint16_t type) {
  struct nlattr *made = (struct nlattr *)(text->bytes + text->size);
  made->nla_type = type;
  made->nla_len = sizeof *made;
  text->size += sizeof *made;
  return made;
}

static void end(struct request_text *text, struct nlattr *begun) {
  begun->nla_len = (uint16_t)(text->bytes + text->size - (unsigned char *)begun);
}

static void add(struct request_text *text, uint16_t type, const void *what, size_t size) {
  struct nlattr *made = begin(text, type);
  memcpy(text->bytes + text->size, what, size);
  made->nla_len = (uint16_t)(sizeof *made + size);
  text->size += NLA_ALIGN(size);
}

int cordon_forget_tracked(const struct cordon_flow *flow) {
  struct request_text text;
  memset(&text, 0, sizeof text);
  struct nlmsghdr *head = (struct nlmsghdr *)text.bytes;
  head->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_DELETE;
  head->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  int is_four = flow->family == 4;
  size_t width = is_four ? 4 : 16;
  struct nfgenmsg *body = (struct nfgenmsg *)(text.bytes + NLMSG_LENGTH(0));
  body->nfgen_family = is_four ? AF_INET : AF_INET6;
  text.size = NLMSG_SPACE(sizeof *body);
  struct nlattr *tuple = begin(&text, CTA_TUPLE_ORIG | NLA_F_NESTED);
  struct nlattr *ends = begin(&text, CTA_TUPLE_IP | NLA_F_NESTED);
  add(&text, is_four ? CTA_IP_V4_SRC : CTA_IP_V6_SRC, flow->local, width);
  add(&text, is_four ? CTA_IP_V4_DST : CTA_IP_V6_DST, flow->remote, width);
  end(&text, ends);
  struct nlattr *kind = begin(&text, CTA_TUPLE_PROTO | NLA_F_NESTED);
  uint16_t source = htons(flow->local_port), destination = htons(flow->remote_port);
  add(&text, CTA_PROTO_NUM, &flow->protocol, 1);
  add(&text, CTA_PROTO_SRC_PORT, &source, 2);
  add(&text, CTA_PROTO_DST_PORT, &destination, 2);
  end(&text, kind);
  end(&text, tuple);
  head->nlmsg_len = (uint32_t)text.size;
  return converse(NETLINK_NETFILTER, text.bytes, text.size, NULL, NULL);
}
