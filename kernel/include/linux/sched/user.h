// SPDX-License-Identifier: MIT
/* The account of a user id: what its processes use together. One struct per uid in use. */
#ifndef _LINUX_SCHED_USER_H
#define _LINUX_SCHED_USER_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/refcount.h>
#include <linux/uidgid.h>

struct user_struct {
	refcount_t __count;		/* credentials and queued signals that point here */
	atomic_long_t processes;	/* tasks of this real uid; RLIMIT_NPROC */
	atomic_long_t sigpending;	/* queued signals; RLIMIT_SIGPENDING */
	struct hlist_node uidhash_node; /* the hash's lock */
	kuid_t uid;			/* constant */
};

extern struct user_struct root_user;
#define INIT_USER (&root_user)

/* With a reference; NULL when there is no memory (alloc_uid) or no such account (find_user). */
struct user_struct *alloc_uid(kuid_t uid);
struct user_struct *find_user(kuid_t uid);
void free_uid(struct user_struct *user);

static inline struct user_struct *get_uid(struct user_struct *u)
{
	refcount_inc(&u->__count);
	return u;
}

void uid_init(void);

#endif /* _LINUX_SCHED_USER_H */
