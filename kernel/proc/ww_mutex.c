// SPDX-License-Identifier: MIT
/*
 * Wait/wound mutexes; linux/ww_mutex.h has the rules.
 *
 * A mutex, and beside it the context of its holder, by which those who wait know how old he is.
 * Waiters with a context queue by age, the oldest first; those without keep their places among
 * them. So who is given the mutex is older than all with a context behind him, and:
 *
 *	wait-die	a waiter that holds others and has somebody older before it, as the holder
 *			or in the queue, gives up. What remains waits from old to young only.
 *	wound-wait	a waiter that meets a younger holder wounds him. He looks at that when he
 *			waits somewhere himself, or is about to. Waits for an older holder never
 *			close a circle by themselves.
 *
 * lock->ctx is set by who takes the mutex by one operation, and then he looks whether somebody
 * waits; a waiter first says that it waits and then looks at lock->ctx. Each has a full barrier in
 * between, so one of them sees the other. All else happens under wait_lock. A holder can't leave
 * while it is held, since there are waiters: his task and his context stay where they are.
 */
#include <kernel/holds.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/sched/wake_q.h>
#include <linux/ww_mutex.h>
#include "mutex.h"

static struct ww_mutex *ww_of(struct mutex *lock)
{
	return container_of(lock, struct ww_mutex, base);
}

/* Stamps may wrap around: what counts is the distance. */
static bool younger(const struct ww_acquire_ctx *a, const struct ww_acquire_ctx *b)
{
	return (long)(a->stamp - b->stamp) > 0;
}

/* ---- What mutex.c asks; wait_lock ---- */

/* To give up, with a note for the checks of what could not be had. */
static int give_up(struct ww_mutex *ww, struct ww_acquire_ctx *ctx)
{
	ctx->contending_lock = ww;
	return -EDEADLK;
}

/* Wait-die: wakes @waiter to give up, if it has to, now that @older holds or waits before it. */
static void let_die(struct mutex_waiter *waiter, const struct ww_acquire_ctx *older,
		    struct wake_q_head *wake_q)
{
	if (READ_ONCE(waiter->ww_ctx->acquired) && younger(waiter->ww_ctx, older))
		wake_q_add(wake_q, waiter->task);
}

/* Wound-wait: @ctx waits. If the holder is younger and may wait for it, it is to give up. */
static void wound_holder(struct mutex *lock, const struct ww_acquire_ctx *ctx,
			 struct wake_q_head *wake_q)
{
	struct ww_acquire_ctx *holder = READ_ONCE(ww_of(lock)->ctx);
	struct task_struct *owner = mutex_owner_task(atomic_long_read(&lock->owner));

	if (!holder || !owner || !READ_ONCE(ctx->acquired) || !younger(holder, ctx))
		return;
	WRITE_ONCE(holder->wounded, 1);
	/* It may sleep for another mutex. It sees the wound, or is awake: a wake-up is a barrier.
	 */
	if (owner != current)
		wake_q_add(wake_q, owner);
}

/* @ctx's task holds the mutex from now on: tells those that wait for it. */
void ww_mutex_given(struct mutex *lock, struct ww_acquire_ctx *ctx, struct wake_q_head *wake_q)
{
	struct mutex_waiter *waiter;

	WRITE_ONCE(ww_of(lock)->ctx, ctx);
	list_for_each_entry (waiter, &lock->wait_list, list) {
		if (!waiter->ww_ctx)
			continue;
		if (ctx->is_wait_die)
			let_die(waiter, ctx, wake_q);
		else
			wound_holder(lock, waiter->ww_ctx, wake_q);
	}
}

/* Puts @waiter in its place. -EDEADLK: it must not wait, and isn't there. */
int ww_mutex_queue(struct mutex *lock, struct mutex_waiter *waiter, struct wake_q_head *wake_q)
{
	struct list_head *before = &lock->wait_list;
	struct ww_acquire_ctx *ctx = waiter->ww_ctx;
	struct mutex_waiter *other;
	int ret;

	/* From the youngest up, to the first that is older. */
	list_for_each_entry_reverse (other, &lock->wait_list, list) {
		if (!other->ww_ctx)
			continue;
		if (younger(ctx, other->ww_ctx))
			break;
		before = &other->list;
	}
	list_add_tail(&waiter->list, before);
	/* Pairs with set_context(): who waits is seen, or who holds. */
	smp_mb();
	ret = ww_mutex_must_give_up(lock, waiter);
	if (ret) {
		list_del(&waiter->list);
		return ret;
	}
	if (!ctx->is_wait_die) {
		wound_holder(lock, ctx, wake_q);
		return 0;
	}
	other = waiter;
	list_for_each_entry_continue(other, &lock->wait_list, list)
	{
		if (other->ww_ctx)
			let_die(other, ctx, wake_q);
	}
	return 0;
}

/* Whether @waiter, which is in the queue, may go on waiting: 0 or -EDEADLK. */
int ww_mutex_must_give_up(struct mutex *lock, struct mutex_waiter *waiter)
{
	struct ww_acquire_ctx *ctx = waiter->ww_ctx, *holder = READ_ONCE(ww_of(lock)->ctx);
	struct mutex_waiter *other = waiter;

	if (!ctx->acquired)
		return 0;
	if (!ctx->is_wait_die)
		return READ_ONCE(ctx->wounded) ? give_up(ww_of(lock), ctx) : 0;
	if (holder && younger(ctx, holder))
		return give_up(ww_of(lock), ctx);
	list_for_each_entry_continue_reverse(other, &lock->wait_list, list)
	{
		if (other->ww_ctx)
			return give_up(ww_of(lock), ctx);
	}
	return 0;
}

/* ---- For callers ---- */

void ww_acquire_init(struct ww_acquire_ctx *ctx, struct ww_class *ww_class)
{
	*ctx = (struct ww_acquire_ctx){
		.task = current,
		.stamp = atomic_long_inc_return_relaxed(&ww_class->stamp),
		.is_wait_die = ww_class->is_wait_die,
		.ww_class = ww_class,
	};
	lockdep_init_map(&ctx->dep_map, ww_class->acquire_name, &ww_class->acquire_key, 0);
	mutex_acquire(&ctx->dep_map, 0, 0, _RET_IP_);
}
EXPORT_SYMBOL(ww_acquire_init);

void ww_acquire_done(struct ww_acquire_ctx *ctx)
{
	lockdep_assert(lock_is_held(&ctx->dep_map));
	lockdep_assert(!ctx->done);
	ctx->done = true;
}
EXPORT_SYMBOL(ww_acquire_done);

void ww_acquire_fini(struct ww_acquire_ctx *ctx)
{
	mutex_release(&ctx->dep_map, _RET_IP_);
	lockdep_assert(!ctx->acquired);
}
EXPORT_SYMBOL(ww_acquire_fini);

/* Taken by one operation: says with which context, and wakes whom that concerns. */
static void set_context(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	unsigned long flags;
	DEFINE_WAKE_Q(wake_q);

	WRITE_ONCE(lock->ctx, ctx);
	/* Pairs with ww_mutex_queue(). */
	smp_mb();
	if (likely(!(atomic_long_read(&lock->base.owner) & MUTEX_WAITERS)))
		return;
	raw_spin_lock_irqsave(&lock->base.wait_lock, flags);
	ww_mutex_given(&lock->base, ctx, &wake_q);
	raw_spin_unlock_irqrestore(&lock->base.wait_lock, flags);
	wake_up_q(&wake_q);
}

/* Before it takes another: with nothing held, no wound is left, and nobody can make one. */
static void begin(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	lockdep_assert(ctx->ww_class == lock->ww_class);
	lockdep_assert(!ctx->done);
	/* After -EDEADLK everything is given up first, and that mutex is the next one. */
	lockdep_assert(!ctx->contending_lock || (!ctx->acquired && ctx->contending_lock == lock));
	ctx->contending_lock = NULL;
	if (!ctx->acquired)
		WRITE_ONCE(ctx->wounded, 0);
}

/* A holder that dies unlocks. His context was on the stack that is gone. */
static void release_ww_mutex(void *lock)
{
	WRITE_ONCE(ww_of(lock)->ctx, NULL);
	mutex_unlock(lock);
}

static int lock_common(struct ww_mutex *lock, struct ww_acquire_ctx *ctx, unsigned int state,
		       unsigned long ip)
{
	int ret = 0;

	might_sleep();
	if (ctx) {
		if (READ_ONCE(lock->ctx) == ctx)
			return -EALREADY;
		begin(lock, ctx);
	}
	mutex_acquire_nest(&lock->base.dep_map, 0, 0, ctx ? &ctx->dep_map : NULL, ip);
	if (mutex_trylock_fast(&lock->base)) {
		if (ctx)
			set_context(lock, ctx);
	} else {
		ret = mutex_lock_slow(&lock->base, state, ctx);
	}
	if (ret) {
		mutex_release(&lock->base.dep_map, ip);
		return ret;
	}
	if (ctx)
		WRITE_ONCE(ctx->acquired, ctx->acquired + 1);
	hold_note(&lock->base, release_ww_mutex);
	return 0;
}

int ww_mutex_lock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	return lock_common(lock, ctx, TASK_UNINTERRUPTIBLE, _RET_IP_);
}
EXPORT_SYMBOL(ww_mutex_lock);

int ww_mutex_lock_interruptible(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	return lock_common(lock, ctx, TASK_INTERRUPTIBLE, _RET_IP_);
}
EXPORT_SYMBOL(ww_mutex_lock_interruptible);

int ww_mutex_trylock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	if (!mutex_trylock_fast(&lock->base))
		return 0;
	if (ctx) {
		begin(lock, ctx);
		set_context(lock, ctx);
		WRITE_ONCE(ctx->acquired, ctx->acquired + 1);
	}
	lock_acquire(&lock->base.dep_map, 0, 1, 0, 1, ctx ? &ctx->dep_map : NULL, _RET_IP_);
	hold_note(&lock->base, release_ww_mutex);
	return 1;
}
EXPORT_SYMBOL(ww_mutex_trylock);

void ww_mutex_unlock(struct ww_mutex *lock)
{
	struct ww_acquire_ctx *ctx = lock->ctx;

	if (ctx) {
		lockdep_assert(ctx->acquired);
		WRITE_ONCE(ctx->acquired, ctx->acquired - 1);
		WRITE_ONCE(lock->ctx, NULL);
	}
	mutex_unlock(&lock->base);
}
EXPORT_SYMBOL(ww_mutex_unlock);

/* What ww_mutex_lock_slow() and its like want of their callers. */
void __ww_mutex_check_slow(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	lockdep_assert(ctx->contending_lock == lock);
	lockdep_assert(!ctx->acquired);
}
EXPORT_SYMBOL(__ww_mutex_check_slow);
