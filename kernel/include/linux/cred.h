// SPDX-License-Identifier: MIT
/*
 * Credentials: who a task acts as. A committed struct cred never changes; to change one's own,
 * take a copy with prepare_creds(), edit the copy, and commit_creds() or abort_creds() it.
 * Another task's credentials are read under rcu_read_lock() (__task_cred), or held with
 * get_task_cred(). Only a task itself replaces its ->cred.
 */
#ifndef _LINUX_CRED_H
#define _LINUX_CRED_H

#include <linux/atomic.h>
#include <linux/capability.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/sched/user.h>
#include <linux/securebits.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

/* Supplementary groups, sorted by number once they are in a cred. Shared, so never written. */
struct group_info {
	refcount_t usage;
	int ngroups;
	kgid_t gid[];
};

#define NGROUPS_MAX 65536

struct cred {
	atomic_t usage;
	kuid_t uid, suid, euid, fsuid;
	kgid_t gid, sgid, egid, fsgid;
	unsigned securebits;
	kernel_cap_t cap_inheritable; /* may be kept over execve */
	kernel_cap_t cap_permitted;   /* may be made effective */
	kernel_cap_t cap_effective;   /* what permission checks look at */
	kernel_cap_t cap_bset;	      /* bound of what execve can give */
	kernel_cap_t cap_ambient;     /* kept over execve without being root */
	struct user_struct *user;     /* the account of ->uid; holds a reference */
	struct user_namespace *user_ns;
	struct group_info *group_info; /* holds a reference */
	struct rcu_head rcu;	       /* frees it when readers are gone */
};

extern struct cred init_cred;
extern struct group_info init_groups;

struct group_info *groups_alloc(int gidsetsize);
void groups_free(struct group_info *group_info);
void groups_sort(struct group_info *group_info);
int groups_search(const struct group_info *group_info, kgid_t grp);
void set_groups(struct cred *new, struct group_info *group_info);
int set_current_groups(struct group_info *group_info);
bool may_setgroups(void);
int in_group_p(kgid_t grp);
int in_egroup_p(kgid_t grp);

static inline struct group_info *get_group_info(struct group_info *gi)
{
	refcount_inc(&gi->usage);
	return gi;
}

static inline void put_group_info(struct group_info *gi)
{
	if (refcount_dec_and_test(&gi->usage))
		groups_free(gi);
}

void __put_cred(struct cred *cred);
void exit_creds(struct task_struct *tsk);
int copy_creds(struct task_struct *p, unsigned long clone_flags);
const struct cred *get_task_cred(struct task_struct *task);
struct cred *prepare_creds(void);
struct cred *prepare_exec_creds(void);
int commit_creds(struct cred *new);
void abort_creds(struct cred *new);
const struct cred *override_creds(const struct cred *new);
void revert_creds(const struct cred *old);
struct cred *prepare_kernel_cred(struct task_struct *daemon);
int cred_fscmp(const struct cred *a, const struct cred *b);
void cred_init(void);

static inline struct cred *get_new_cred(struct cred *cred)
{
	atomic_inc(&cred->usage);
	return cred;
}

/* Takes a reference; a NULL is passed through. */
static inline const struct cred *get_cred(const struct cred *cred)
{
	return cred ? get_new_cred((struct cred *)cred) : NULL;
}

/* Under RCU: takes a reference unless the last one is gone. */
static inline const struct cred *get_cred_rcu(const struct cred *cred)
{
	if (!cred || !atomic_inc_not_zero(&((struct cred *)cred)->usage))
		return NULL;
	return cred;
}

static inline void put_cred(const struct cred *_cred)
{
	struct cred *cred = (struct cred *)_cred;

	if (cred && atomic_dec_and_test(&cred->usage))
		__put_cred(cred);
}

/* One's own subjective credentials: no lock, they are ours to change. */
#define current_cred() rcu_dereference_protected(current->cred, 1)
/* One's own objective credentials: how others see us. */
#define current_real_cred() rcu_dereference_protected(current->real_cred, 1)
/* Another task's objective credentials; under rcu_read_lock(). */
#define __task_cred(task) rcu_dereference((task)->real_cred)

#define get_current_cred() (get_cred(current_cred()))
#define get_current_user() (get_uid(current_cred()->user))

#define task_cred_xxx(task, xxx)                                                                   \
	({                                                                                         \
		__typeof__(((struct cred *)NULL)->xxx) ___val;                                     \
		rcu_read_lock();                                                                   \
		___val = __task_cred((task))->xxx;                                                 \
		rcu_read_unlock();                                                                 \
		___val;                                                                            \
	})

#define task_uid(task)	(task_cred_xxx((task), uid))
#define task_euid(task) (task_cred_xxx((task), euid))

#define current_cred_xxx(xxx) (current_cred()->xxx)

#define current_uid()	  (current_cred_xxx(uid))
#define current_gid()	  (current_cred_xxx(gid))
#define current_euid()	  (current_cred_xxx(euid))
#define current_egid()	  (current_cred_xxx(egid))
#define current_suid()	  (current_cred_xxx(suid))
#define current_sgid()	  (current_cred_xxx(sgid))
#define current_fsuid()	  (current_cred_xxx(fsuid))
#define current_fsgid()	  (current_cred_xxx(fsgid))
#define current_cap()	  (current_cred_xxx(cap_effective))
#define current_user()	  (current_cred_xxx(user))
#define current_user_ns() (current_cred_xxx(user_ns))

#define current_uid_gid(_uid, _gid)                                                                \
	do {                                                                                       \
		const struct cred *__cred = current_cred();                                        \
		*(_uid) = __cred->uid;                                                             \
		*(_gid) = __cred->gid;                                                             \
	} while (0)

#define current_euid_egid(_euid, _egid)                                                            \
	do {                                                                                       \
		const struct cred *__cred = current_cred();                                        \
		*(_euid) = __cred->euid;                                                           \
		*(_egid) = __cred->egid;                                                           \
	} while (0)

#define current_fsuid_fsgid(_fsuid, _fsgid)                                                        \
	do {                                                                                       \
		const struct cred *__cred = current_cred();                                        \
		*(_fsuid) = __cred->fsuid;                                                         \
		*(_fsgid) = __cred->fsgid;                                                         \
	} while (0)

#endif /* _LINUX_CRED_H */
