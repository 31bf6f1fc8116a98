// SPDX-License-Identifier: MIT
/*
 * Mutexes; linux/mutex.h has the rules.
 *
 * `owner` holds the holder's task pointer and, in bit 0, whether somebody waits. Without waiters
 * taking and giving up are one atomic operation. With waiters everything happens under wait_lock,
 * and unlocking makes the first waiter the holder before waking it: no one who comes later can
 * take the mutex in between, so each waits at most for those before it.
 */
#include <kernel/holds.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/wake_q.h>
#include "mutex.h"

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key)
{
	atomic_long_set(&lock->owner, 0);
	raw_spin_lock_init(&lock->wait_lock);
	INIT_LIST_HEAD(&lock->wait_list);
	lockdep_init_map(&lock->dep_map, name, key, 0);
}
EXPORT_SYMBOL(__mutex_init);

void mutex_destroy(struct mutex *lock)
{
	WARN(mutex_is_locked(lock), "mutex %pS destroyed while held", lock);
}
EXPORT_SYMBOL(mutex_destroy);

bool mutex_is_locked(struct mutex *lock)
{
	return mutex_owner_task(atomic_long_read(&lock->owner)) != NULL;
}
EXPORT_SYMBOL(mutex_is_locked);

/* Waiting for oneself would never end: reported, and the end of the task. */
static noinline void __noreturn report_recursion(struct mutex *lock)
{
	pr_emerg("BUG: mutex recursion on CPU#%d, %s/%d\n", raw_smp_processor_id(), current->comm,
		 current->pid);
	pr_emerg(" lock: %pS, taken by its holder\n", lock);
	BUG();
}

/* Takes the mutex if it is free. wait_lock held. */
static bool take_if_free(struct mutex *lock)
{
	s64 owner = atomic_long_read(&lock->owner);

	/* Others may still take or free it by their one operation: retry until it stands. */
	while (!mutex_owner_task(owner)) {
		if (atomic_long_try_cmpxchg_acquire(&lock->owner, &owner,
						    (s64)current | (owner & MUTEX_WAITERS)))
			return true;
	}
	return false;
}

/*
 * Marks the mutex as waited for, unless its holder has gone; then takes it. True when taken.
 * wait_lock held: once marked, the holder will come for wait_lock.
 */
static bool mark_or_take(struct mutex *lock)
{
	for (;;) {
		s64 owner = atomic_long_read(&lock->owner);

		if (!mutex_owner_task(owner)) {
			if (take_if_free(lock))
				return true;
		} else if ((owner & MUTEX_WAITERS) ||
			   atomic_long_try_cmpxchg_relaxed(&lock->owner, &owner,
							   owner | MUTEX_WAITERS)) {
			return false;
		}
	}
}

/* Of those that waited, the last one takes the mark with it. wait_lock held. */
static void unmark_if_last(struct mutex *lock)
{
	if (list_empty(&lock->wait_list))
		atomic_long_andnot(MUTEX_WAITERS, &lock->owner);
}

/* Sleeps until the mutex is handed over. 0 with it, or -EINTR, or -EDEADLK with a context. */
noinline int mutex_lock_slow(struct mutex *lock, unsigned int state, struct ww_acquire_ctx *ctx)
{
	struct mutex_waiter waiter = {.task = current, .ww_ctx = ctx};
	unsigned long flags;
	int ret = 0;
	DEFINE_WAKE_Q(wake_q);

	if (mutex_owner_task(atomic_long_read(&lock->owner)) == current)
		report_recursion(lock);

	raw_spin_lock_irqsave(&lock->wait_lock, flags);
	if (mark_or_take(lock)) {
		if (ctx)
			ww_mutex_given(lock, ctx, &wake_q);
		goto unlock;
	}
	if (!ctx)
		list_add_tail(&waiter.list, &lock->wait_list);
	else
		ret = ww_mutex_queue(lock, &waiter, &wake_q);
	if (ret) {
		unmark_if_last(lock);
		goto unlock;
	}
	for (;;) {
		set_current_state(state);
		if (mutex_owner_task(atomic_long_read_acquire(&lock->owner)) == current)
			break;
		if (signal_pending_state(state, current))
			ret = -EINTR;
		else if (ctx)
			ret = ww_mutex_must_give_up(lock, &waiter);
		if (ret) {
			list_del(&waiter.list);
			unmark_if_last(lock);
			break;
		}
		raw_spin_unlock_irqrestore(&lock->wait_lock, flags);
		wake_up_q(&wake_q);
		wake_q_init(&wake_q);
		schedule();
		raw_spin_lock_irqsave(&lock->wait_lock, flags);
	}
	__set_current_state(TASK_RUNNING);
unlock:
	raw_spin_unlock_irqrestore(&lock->wait_lock, flags);
	wake_up_q(&wake_q);
	return ret;
}

/* Gives it to the first waiter, who is taken off the list here. */
static noinline void mutex_unlock_slow(struct mutex *lock)
{
	struct ww_acquire_ctx *ww_ctx = NULL;
	struct mutex_waiter *waiter;
	unsigned long flags;
	s64 owner = 0;
	DEFINE_WAKE_Q(wake_q);

	raw_spin_lock_irqsave(&lock->wait_lock, flags);
	if (!list_empty(&lock->wait_list)) {
		waiter = list_first_entry(&lock->wait_list, struct mutex_waiter, list);
		owner = (s64)waiter->task;
		list_del(&waiter->list);
		if (!list_empty(&lock->wait_list))
			owner |= MUTEX_WAITERS;
		wake_q_add(&wake_q, waiter->task);
		ww_ctx = waiter->ww_ctx;
	}
	atomic_long_set_release(&lock->owner, owner);
	if (ww_ctx)
		ww_mutex_given(lock, ww_ctx, &wake_q);
	raw_spin_unlock_irqrestore(&lock->wait_lock, flags);
	wake_up_q(&wake_q);
}

/* A holder that dies unlocks. */
static void release_mutex(void *lock)
{
	mutex_unlock(lock);
}

static __always_inline int mutex_lock_common(struct mutex *lock, unsigned int state,
					     unsigned int subclass, struct lockdep_map *nest_lock,
					     unsigned long ip)
{
	int err = 0;

	might_sleep();
	mutex_acquire_nest(&lock->dep_map, subclass, 0, nest_lock, ip);
	if (unlikely(!mutex_trylock_fast(lock)))
		err = mutex_lock_slow(lock, state, NULL);
	if (likely(!err))
		hold_note(lock, release_mutex);
	else
		mutex_release(&lock->dep_map, ip);
	return err;
}

void mutex_lock(struct mutex *lock)
{
	mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock);

void mutex_lock_nested(struct mutex *lock, unsigned int subclass)
{
	mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL_GPL(mutex_lock_nested);

void _mutex_lock_nest_lock(struct mutex *lock, struct lockdep_map *nest_lock)
{
	mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, 0, nest_lock, _RET_IP_);
}
EXPORT_SYMBOL_GPL(_mutex_lock_nest_lock);

int mutex_lock_interruptible(struct mutex *lock)
{
	return mutex_lock_common(lock, TASK_INTERRUPTIBLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_interruptible);

int mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass)
{
	return mutex_lock_common(lock, TASK_INTERRUPTIBLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL_GPL(mutex_lock_interruptible_nested);

int mutex_lock_killable(struct mutex *lock)
{
	return mutex_lock_common(lock, TASK_KILLABLE, 0, NULL, _RET_IP_);
}
EXPORT_SYMBOL(mutex_lock_killable);

int mutex_lock_killable_nested(struct mutex *lock, unsigned int subclass)
{
	return mutex_lock_common(lock, TASK_KILLABLE, subclass, NULL, _RET_IP_);
}
EXPORT_SYMBOL_GPL(mutex_lock_killable_nested);

/* The time spent waiting counts as waiting for a device. */
void mutex_lock_io_nested(struct mutex *lock, unsigned int subclass)
{
	unsigned int old = current->in_iowait;

	current->in_iowait = 1;
	mutex_lock_common(lock, TASK_UNINTERRUPTIBLE, subclass, NULL, _RET_IP_);
	current->in_iowait = old;
}
EXPORT_SYMBOL_GPL(mutex_lock_io_nested);

void mutex_lock_io(struct mutex *lock)
{
	mutex_lock_io_nested(lock, 0);
}
EXPORT_SYMBOL_GPL(mutex_lock_io);

int mutex_trylock(struct mutex *lock)
{
	if (!mutex_trylock_fast(lock))
		return 0;
	mutex_acquire(&lock->dep_map, 0, 1, _RET_IP_);
	hold_note(lock, release_mutex);
	return 1;
}
EXPORT_SYMBOL(mutex_trylock);

void mutex_unlock(struct mutex *lock)
{
	s64 me = (s64)current;

	mutex_release(&lock->dep_map, _RET_IP_);
	hold_drop(lock);
	if (likely(atomic_long_try_cmpxchg_release(&lock->owner, &me, 0)))
		return;
	if (WARN(mutex_owner_task(me) != current, "mutex %pS unlocked by who doesn't hold it",
		 lock))
		return;
	mutex_unlock_slow(lock);
}
EXPORT_SYMBOL(mutex_unlock);

int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock)
{
	if (atomic_add_unless(cnt, -1, 1))
		return 0;
	mutex_lock(lock);
	if (!atomic_dec_and_test(cnt)) {
		mutex_unlock(lock);
		return 0;
	}
	return 1;
}
EXPORT_SYMBOL(atomic_dec_and_mutex_lock);
