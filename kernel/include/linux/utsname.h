// SPDX-License-Identifier: MIT
/* Name and version of the system. */
#ifndef LINUX_UTSNAME_H
#define LINUX_UTSNAME_H

#include <linux/sched.h>
#include <linux/rwsem.h>
#include <linux/kref.h>
#include <uapi/linux/utsname.h>

struct user_namespace;

/* There is one, the initial one. */
struct uts_namespace {
	struct new_utsname name; /* uts_sem guards nodename and domainname; the rest is constant */
	struct user_namespace *user_ns;
};
extern struct uts_namespace init_uts_ns;
extern struct rw_semaphore uts_sem;

static inline struct new_utsname *utsname(void)
{
	return &init_uts_ns.name;
}

static inline struct new_utsname *init_utsname(void)
{
	return &init_uts_ns.name;
}

#endif
