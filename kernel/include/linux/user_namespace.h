// SPDX-License-Identifier: MIT
/* The user namespace: there is one, and it lives as long as the kernel. */
#ifndef _LINUX_USER_NAMESPACE_H
#define _LINUX_USER_NAMESPACE_H

#include <linux/uidgid.h>

struct user_namespace {
	int level; /* depth below the first: always 0 */
	kuid_t owner;
	kgid_t group;
};

static inline struct user_namespace *get_user_ns(struct user_namespace *ns)
{
	return ns;
}

static inline void put_user_ns(struct user_namespace *ns)
{
}

#endif /* _LINUX_USER_NAMESPACE_H */
