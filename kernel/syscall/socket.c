// SPDX-License-Identifier: MIT
/*
 * socket(2), socketpair(2): the way into networks, of which there are none yet.
 *
 * Programs ask for a socket to find out what there is (init, for a system log), and know what to do
 * without: so they get the errors that socket(2) names, and no line in the log as for a call that
 * is unknown. A protocol family would be looked up here.
 */
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/syscalls.h>

#define NPROTO	       46 /* families that have a number */
#define SOCK_MAX       11 /* types that have one */
#define SOCK_TYPE_MASK 0xf

/* The errors in Linux's order, the last of which is the answer to all that is well-formed. */
static int no_family(int family, int type)
{
	if (type & ~(SOCK_TYPE_MASK | O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	if (family < 0 || family >= NPROTO)
		return -EAFNOSUPPORT;
	if ((type & SOCK_TYPE_MASK) >= SOCK_MAX)
		return -EINVAL;
	return -EAFNOSUPPORT;
}

SYSCALL_DEFINE3(socket, int, family, int, type, int, protocol)
{
	return no_family(family, type);
}

SYSCALL_DEFINE4(socketpair, int, family, int, type, int, protocol, int __user *, usockvec)
{
	return no_family(family, type);
}
