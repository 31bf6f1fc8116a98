// SPDX-License-Identifier: MIT
/*
 * Credentials: copying, committing and dropping them; linux/cred.h has the rules.
 *
 * A task holds two references, one by ->cred (how it acts) and one by ->real_cred (how others see
 * it); the two differ only between override_creds() and revert_creds(). A struct cred is freed a
 * grace period after its last reference, so __task_cred() may be read under RCU.
 */
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <kernel/sched.h>

static struct kmem_cache *cred_cache;

struct group_info init_groups = {.usage = REFCOUNT_INIT(2)};

/* Root with everything; the two references are init_task's, and one more keeps it for ever. */
struct cred init_cred = {
	.usage = ATOMIC_INIT(3),
	.uid = GLOBAL_ROOT_UID,
	.gid = GLOBAL_ROOT_GID,
	.suid = GLOBAL_ROOT_UID,
	.sgid = GLOBAL_ROOT_GID,
	.euid = GLOBAL_ROOT_UID,
	.egid = GLOBAL_ROOT_GID,
	.fsuid = GLOBAL_ROOT_UID,
	.fsgid = GLOBAL_ROOT_GID,
	.securebits = SECUREBITS_DEFAULT,
	.cap_inheritable = CAP_EMPTY_SET,
	.cap_permitted = CAP_FULL_SET,
	.cap_effective = CAP_FULL_SET,
	.cap_bset = CAP_FULL_SET,
	.cap_ambient = CAP_EMPTY_SET,
	.user = INIT_USER,
	.user_ns = &init_user_ns,
	.group_info = &init_groups,
};

/* What a cred points at, for a copy of it. */
static void get_cred_parts(struct cred *cred)
{
	get_group_info(cred->group_info);
	get_uid(cred->user);
	get_user_ns(cred->user_ns);
}

static void put_cred_rcu(struct rcu_head *rcu)
{
	struct cred *cred = container_of(rcu, struct cred, rcu);

	if (cred->group_info)
		put_group_info(cred->group_info);
	free_uid(cred->user);
	put_user_ns(cred->user_ns);
	kmem_cache_free(cred_cache, cred);
}

/* The last reference is gone. Any context. */
void __put_cred(struct cred *cred)
{
	WARN_ON_ONCE(cred == current->cred || cred == current->real_cred);
	call_rcu(&cred->rcu, put_cred_rcu);
}
EXPORT_SYMBOL(__put_cred);

static struct cred *copy_cred(const struct cred *old)
{
	struct cred *new = kmem_cache_alloc(cred_cache, GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *old;
	atomic_set(&new->usage, 1);
	get_cred_parts(new);
	return new;
}

/**
 * prepare_creds() - a copy of one's own credentials, to be changed
 *
 * The caller hands it to commit_creds() or abort_creds(). NULL: no memory. May sleep.
 */
struct cred *prepare_creds(void)
{
	return copy_cred(current_cred());
}
EXPORT_SYMBOL(prepare_creds);

/* For execve: saved and file system ids follow the effective ones. As prepare_creds(). */
struct cred *prepare_exec_creds(void)
{
	struct cred *new = prepare_creds();

	if (!new)
		return NULL;
	new->suid = new->fsuid = new->euid;
	new->sgid = new->fsgid = new->egid;
	return new;
}

/**
 * prepare_kernel_cred() - credentials to act as a part of the kernel
 * @daemon: whose to copy; NULL: the first task's, which may do everything
 */
struct cred *prepare_kernel_cred(struct task_struct *daemon)
{
	const struct cred *old = daemon ? get_task_cred(daemon) : get_cred(&init_cred);
	struct cred *new = copy_cred(old);

	put_cred(old);
	return new;
}
EXPORT_SYMBOL(prepare_kernel_cred);

/* fork: a thread shares its creator's credentials, a process gets a copy. 0, -ENOMEM. */
int copy_creds(struct task_struct *p, unsigned long clone_flags)
{
	struct cred *new;

	if (clone_flags & CLONE_THREAD) {
		get_cred(p->cred); /* still the parent's pointer, copied with the task */
		p->real_cred = get_cred(p->cred);
	} else {
		new = prepare_creds();
		if (!new)
			return -ENOMEM;
		p->cred = new;
		p->real_cred = get_cred(new);
	}
	atomic_long_inc(&p->cred->user->processes);
	return 0;
}

/* The task is being freed, or a fork failed after copy_creds(). */
void exit_creds(struct task_struct *tsk)
{
	const struct cred *real = tsk->real_cred, *subj = tsk->cred;

	tsk->real_cred = NULL;
	tsk->cred = NULL;
	put_cred(subj);
	put_cred(real);
}

/* Another task's objective credentials, with a reference. Any context. */
const struct cred *get_task_cred(struct task_struct *task)
{
	const struct cred *cred;

	rcu_read_lock();
	do {
		cred = __task_cred(task);
	} while (!get_cred_rcu(cred)); /* replaced and on its way out: look again */
	rcu_read_unlock();
	return cred;
}
EXPORT_SYMBOL(get_task_cred);

/* Whether @subset may do nothing that @set may not. */
static bool cred_is_subset(const struct cred *set, const struct cred *subset)
{
	return uid_eq(set->euid, subset->euid) && gid_eq(set->egid, subset->egid) &&
	       uid_eq(set->fsuid, subset->fsuid) && gid_eq(set->fsgid, subset->fsgid) &&
	       cap_issubset(subset->cap_permitted, set->cap_permitted);
}

/**
 * commit_creds() - make @new, from prepare_creds(), one's own credentials
 *
 * Takes over the caller's reference. Returns 0, so that a system call can end with it. Not
 * between override_creds() and revert_creds().
 */
int commit_creds(struct cred *new)
{
	struct task_struct *task = current;
	const struct cred *old = task->real_cred;

	BUG_ON(task->cred != old);
	BUG_ON(atomic_read(&new->usage) < 1);

	get_cred(new); /* one for each of the two pointers */

	/* More, or other, rights than before: what dumps memory must not show it to others. */
	if (!cred_is_subset(old, new)) {
		if (task->mm)
			set_dumpable(task->mm, SUID_DUMP_DISABLE);
		task->pdeath_signal = 0;
		smp_wmb(); /* before the new ids can be seen */
	}

	if (new->user != old->user) {
		atomic_long_inc(&new->user->processes);
		atomic_long_dec(&old->user->processes);
	}
	rcu_assign_pointer(task->real_cred, new);
	rcu_assign_pointer(task->cred, new);

	put_cred(old);
	put_cred(old);
	return 0;
}
EXPORT_SYMBOL(commit_creds);

/* Throws a copy away. */
void abort_creds(struct cred *new)
{
	put_cred(new);
}
EXPORT_SYMBOL(abort_creds);

/* Acts as @new from now on, which gets a reference; hand the result to revert_creds(). */
const struct cred *override_creds(const struct cred *new)
{
	const struct cred *old = current->cred;

	get_cred(new);
	rcu_assign_pointer(current->cred, new);
	return old;
}
EXPORT_SYMBOL(override_creds);

void revert_creds(const struct cred *old)
{
	const struct cred *override = current->cred;

	rcu_assign_pointer(current->cred, old);
	put_cred(override);
}
EXPORT_SYMBOL(revert_creds);

/* An order of credentials by what file access looks at: -1, 0, 1. */
int cred_fscmp(const struct cred *a, const struct cred *b)
{
	struct group_info *ga = a->group_info, *gb = b->group_info;
	int g;

	if (a == b)
		return 0;
	if (!uid_eq(a->fsuid, b->fsuid))
		return uid_lt(a->fsuid, b->fsuid) ? -1 : 1;
	if (!gid_eq(a->fsgid, b->fsgid))
		return gid_lt(a->fsgid, b->fsgid) ? -1 : 1;
	if (ga == gb)
		return 0;
	if (ga->ngroups != gb->ngroups)
		return ga->ngroups < gb->ngroups ? -1 : 1;
	for (g = 0; g < ga->ngroups; g++) {
		if (!gid_eq(ga->gid[g], gb->gid[g]))
			return gid_lt(ga->gid[g], gb->gid[g]) ? -1 : 1;
	}
	return 0;
}
EXPORT_SYMBOL(cred_fscmp);

void __init cred_init(void)
{
	uid_init();
	cred_cache = kmem_cache_create("cred_jar", sizeof(struct cred), 0,
				       SLAB_HWCACHE_ALIGN | SLAB_PANIC | SLAB_ACCOUNT, NULL);
}
