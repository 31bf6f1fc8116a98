// SPDX-License-Identifier: MIT
/*
 * Advisory locks: how they exclude one another, who waits for whom, and the record locks of
 * fcntl(2). The system calls' arguments are in lock_calls.c.
 *
 * An inode's locks are in its context: flc_flock, one per open file, and flc_posix, disjoint ranges
 * per owner. A request that must wait hangs on the lock that is in its way and is tried anew when
 * that one changes. Before it waits, the chain of who waits for whom is followed: EDEADLK.
 *
 * flc_lock guards a context's lists; blocked_lock, taken inside it, guards all waiting.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "locks.h"

/* Waits that are followed before giving up: a chain that long is not a deadlock by accident. */
#define MAX_DEADLK_ITERATIONS 10

static struct kmem_cache *filelock_cache;
static struct kmem_cache *flctx_cache;

static DEFINE_SPINLOCK(blocked_lock);
static LIST_HEAD(blocked_list); /* every waiting posix request; blocked_lock */

void __init filelock_init(void)
{
	filelock_cache =
		kmem_cache_create("file_lock_cache", sizeof(struct file_lock), 0, SLAB_PANIC, NULL);
	flctx_cache = kmem_cache_create("file_lock_ctx", sizeof(struct file_lock_context), 0,
					SLAB_PANIC, NULL);
}

void locks_init_lock(struct file_lock *fl)
{
	memset(fl, 0, sizeof(*fl));
	INIT_LIST_HEAD(&fl->fl_list);
	INIT_LIST_HEAD(&fl->fl_blocked_requests);
	INIT_LIST_HEAD(&fl->fl_blocked_member);
	INIT_LIST_HEAD(&fl->fl_link);
	init_waitqueue_head(&fl->fl_wait);
}
EXPORT_SYMBOL(locks_init_lock);

struct file_lock *locks_alloc_lock(void)
{
	struct file_lock *fl = kmem_cache_alloc(filelock_cache, GFP_KERNEL);

	if (fl)
		locks_init_lock(fl);
	return fl;
}
EXPORT_SYMBOL_GPL(locks_alloc_lock);

/* fl is in no list. NULL is allowed. */
void locks_free_lock(struct file_lock *fl)
{
	if (fl)
		kmem_cache_free(filelock_cache, fl);
}
EXPORT_SYMBOL(locks_free_lock);

/* What the lock is, without where it hangs. */
void locks_copy_lock(struct file_lock *to, struct file_lock *from)
{
	to->fl_owner = from->fl_owner;
	to->fl_pid = from->fl_pid;
	to->fl_flags = from->fl_flags;
	to->fl_type = from->fl_type;
	to->fl_file = from->fl_file;
	to->fl_start = from->fl_start;
	to->fl_end = from->fl_end;
}
EXPORT_SYMBOL(locks_copy_lock);

/* The inode's context; made if create is set. NULL if there is none, or memory is short. */
struct file_lock_context *locks_get_context(struct inode *inode, bool create)
{
	struct file_lock_context *ctx = smp_load_acquire(&inode->i_flctx);
	struct file_lock_context *fresh;

	if (ctx || !create)
		return ctx;
	fresh = kmem_cache_alloc(flctx_cache, GFP_KERNEL);
	if (!fresh)
		return NULL;
	spin_lock_init(&fresh->flc_lock);
	INIT_LIST_HEAD(&fresh->flc_flock);
	INIT_LIST_HEAD(&fresh->flc_posix);
	ctx = cmpxchg(&inode->i_flctx, NULL, fresh);
	if (!ctx)
		return fresh;
	kmem_cache_free(flctx_cache, fresh);
	return ctx;
}

/* The inode is ending: no file is open, so no lock is left. */
void locks_free_lock_context(struct inode *inode)
{
	struct file_lock_context *ctx = inode->i_flctx;

	if (!ctx)
		return;
	WARN_ON(!list_empty(&ctx->flc_flock) || !list_empty(&ctx->flc_posix));
	kmem_cache_free(flctx_cache, ctx);
	inode->i_flctx = NULL;
}

/* -------------------------------------------------------------------------------------- waiting */

/* Wait for blocker. Its context's flc_lock is held. */
void locks_insert_block(struct file_lock *blocker, struct file_lock *waiter)
{
	spin_lock(&blocked_lock);
	waiter->fl_blocker = blocker;
	list_add_tail(&waiter->fl_blocked_member, &blocker->fl_blocked_requests);
	if (waiter->fl_flags & FL_POSIX)
		list_add(&waiter->fl_link, &blocked_list);
	spin_unlock(&blocked_lock);
}

/* blocked_lock is held. */
static void unblock(struct file_lock *waiter)
{
	list_del_init(&waiter->fl_blocked_member);
	list_del_init(&waiter->fl_link);
	WRITE_ONCE(waiter->fl_blocker, NULL);
}

/* Stop waiting, if waiter still does: its sleep was interrupted. */
void locks_delete_block(struct file_lock *waiter)
{
	spin_lock(&blocked_lock);
	if (waiter->fl_blocker)
		unblock(waiter);
	spin_unlock(&blocked_lock);
}

/*
 * The lock was changed or dropped: all who wait for it try again. Woken under blocked_lock, which
 * locks_delete_block() takes before a waiter's memory goes.
 */
void locks_wake_up_blocks(struct file_lock *fl)
{
	struct file_lock *waiter, *next;

	spin_lock(&blocked_lock);
	list_for_each_entry_safe (waiter, next, &fl->fl_blocked_requests, fl_blocked_member) {
		unblock(waiter);
		wake_up(&waiter->fl_wait);
	}
	spin_unlock(&blocked_lock);
}

/* Take fl out of its context and free it. flc_lock is held. */
void locks_delete_lock(struct file_lock *fl)
{
	list_del_init(&fl->fl_list);
	locks_wake_up_blocks(fl);
	locks_free_lock(fl);
}

/* Whether the owner of blocker already waits, over any number of others, for request's owner. */
static bool posix_would_deadlock(const struct file_lock *request, const struct file_lock *blocker)
{
	bool deadlock = false;
	int i;

	if (request->fl_flags & FL_OFDLCK) /* its owner is a file, which may have many users */
		return false;
	spin_lock(&blocked_lock);
	for (i = 0; i < MAX_DEADLK_ITERATIONS && blocker && !deadlock; i++) {
		const struct file_lock *at, *next = NULL;

		list_for_each_entry (at, &blocked_list, fl_link) {
			if (at->fl_owner == blocker->fl_owner) {
				next = at->fl_blocker;
				break;
			}
		}
		blocker = next;
		deadlock = blocker && blocker->fl_owner == request->fl_owner;
	}
	spin_unlock(&blocked_lock);
	return deadlock;
}

/* --------------------------------------------------------------------------------- record locks */

static bool posix_conflict(const struct file_lock *a, const struct file_lock *b)
{
	if (a->fl_owner == b->fl_owner)
		return false;
	if (a->fl_end < b->fl_start || b->fl_end < a->fl_start)
		return false;
	return a->fl_type == F_WRLCK || b->fl_type == F_WRLCK;
}

/* The first lock in the way of request, or NULL. flc_lock is held. */
static struct file_lock *posix_find_conflict(struct file_lock_context *ctx,
					     const struct file_lock *request)
{
	struct file_lock *fl;

	list_for_each_entry (fl, &ctx->flc_posix, fl_list)
		if (posix_conflict(request, fl))
			return fl;
	return NULL;
}

/* Cut [start, end] out of fl, which overlaps it. spare is used when two pieces remain. */
static void posix_cut(struct file_lock *fl, loff_t start, loff_t end, struct file_lock **spare)
{
	bool head = fl->fl_start<start, tail = fl->fl_end> end;

	if (!head && !tail) {
		locks_delete_lock(fl);
		return;
	}
	if (head && tail) {
		struct file_lock *rest = *spare;

		*spare = NULL;
		locks_copy_lock(rest, fl);
		rest->fl_start = end + 1;
		list_add(&rest->fl_list, &fl->fl_list);
	}
	if (head)
		fl->fl_end = start - 1;
	else
		fl->fl_start = end + 1;
	locks_wake_up_blocks(fl);
}

/*
 * Make request hold, against the owner's own other locks: what overlaps gives way, what is of the
 * same type and touches becomes one with it. new and *spare are used as needed. flc_lock is held.
 */
static void posix_apply(struct file_lock_context *ctx, struct file_lock *request,
			struct file_lock **new, struct file_lock **spare)
{
	loff_t start = request->fl_start, end = request->fl_end;
	struct file_lock *fl, *next;

	list_for_each_entry_safe (fl, next, &ctx->flc_posix, fl_list) {
		if (fl->fl_owner != request->fl_owner)
			continue;
		if (fl->fl_type == request->fl_type) {
			/* Compared so that neither OFFSET_MAX nor 0 wraps. */
			bool apart = (fl->fl_end != OFFSET_MAX && fl->fl_end + 1 < start) ||
				     (end != OFFSET_MAX && end + 1 < fl->fl_start);

			if (apart)
				continue;
			start = min(start, fl->fl_start);
			end = max(end, fl->fl_end);
			locks_delete_lock(fl);
		} else if (fl->fl_end >= request->fl_start && fl->fl_start <= request->fl_end) {
			posix_cut(fl, request->fl_start, request->fl_end, spare);
		}
	}
	if (request->fl_type == F_UNLCK)
		return;
	fl = *new;
	*new = NULL;
	locks_copy_lock(fl, request);
	fl->fl_start = start;
	fl->fl_end = end;
	list_add_tail(&fl->fl_list, &ctx->flc_posix);
}

/*
 * Take, change or (F_UNLCK) drop a record lock, without waiting. 0; -EAGAIN: somebody has it,
 * copied to *conflock if given; FILE_LOCK_DEFERRED: with FL_SLEEP, fl is now waiting; -EDEADLK;
 * -ENOLCK.
 */
int posix_lock_inode(struct inode *inode, struct file_lock *fl, struct file_lock *conflock)
{
	struct file_lock_context *ctx = locks_get_context(inode, fl->fl_type != F_UNLCK);
	struct file_lock *new = NULL, *spare = NULL, *blocker;
	int err = 0;

	if (!ctx)
		return fl->fl_type == F_UNLCK ? 0 : -ENOLCK;
	/* Unlocking all needs no memory: closing a file can't fail. */
	if (fl->fl_type != F_UNLCK || fl->fl_start != 0 || fl->fl_end != OFFSET_MAX) {
		new = locks_alloc_lock();
		spare = locks_alloc_lock();
		err = new &&spare ? 0 : -ENOLCK;
		if (err)
			goto free;
	}
	spin_lock(&ctx->flc_lock);
	blocker = fl->fl_type == F_UNLCK ? NULL : posix_find_conflict(ctx, fl);
	if (!blocker) {
		posix_apply(ctx, fl, &new, &spare);
	} else if (!(fl->fl_flags & FL_SLEEP)) {
		err = -EAGAIN;
		if (conflock)
			locks_copy_lock(conflock, blocker);
	} else if (posix_would_deadlock(fl, blocker)) {
		err = -EDEADLK;
	} else {
		err = FILE_LOCK_DEFERRED;
		locks_insert_block(blocker, fl);
	}
	spin_unlock(&ctx->flc_lock);
free:
	locks_free_lock(new);
	locks_free_lock(spare);
	return err;
}

/* As posix_lock_inode(). For a file's ->lock to build on. */
int posix_lock_file(struct file *filp, struct file_lock *fl, struct file_lock *conflock)
{
	return posix_lock_inode(file_inode(filp), fl, conflock);
}
EXPORT_SYMBOL(posix_lock_file);

/* F_GETLK: turn fl into the lock that is in its way, or its type into F_UNLCK. */
void posix_test_lock(struct file *filp, struct file_lock *fl)
{
	struct file_lock_context *ctx = locks_get_context(file_inode(filp), false);
	struct file_lock *blocker = NULL;

	if (ctx) {
		spin_lock(&ctx->flc_lock);
		blocker = posix_find_conflict(ctx, fl);
		if (blocker)
			locks_copy_lock(fl, blocker);
		spin_unlock(&ctx->flc_lock);
	}
	if (!blocker)
		fl->fl_type = F_UNLCK;
}
EXPORT_SYMBOL(posix_test_lock);

/* A process closes a descriptor of the file: all its record locks on it go (fcntl(2)). */
void locks_remove_posix(struct file *filp, fl_owner_t owner)
{
	struct file_lock_context *ctx = locks_get_context(file_inode(filp), false);
	struct file_lock lock;

	if (!ctx || list_empty(&ctx->flc_posix))
		return;
	locks_init_lock(&lock);
	lock.fl_type = F_UNLCK;
	lock.fl_flags = FL_POSIX;
	lock.fl_start = 0;
	lock.fl_end = OFFSET_MAX;
	lock.fl_owner = owner;
	lock.fl_file = filp;
	if (filp->f_op->lock)
		filp->f_op->lock(filp, F_SETLK, &lock);
	else
		posix_lock_inode(file_inode(filp), &lock, NULL);
}
EXPORT_SYMBOL(locks_remove_posix);
