/* libnftables, and the few netlink calls that Swift cannot make itself. */
#ifndef CORDON_NETFILTER_H
#define CORDON_NETFILTER_H
#endif
