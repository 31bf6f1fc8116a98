/* SPDX-License-Identifier: MIT */
/* Between mutexes and those that are made of them, wait/wound mutexes. */
#ifndef _KERNEL_PROC_MUTEX_H
#define _KERNEL_PROC_MUTEX_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>

struct wake_q_head;
struct ww_acquire_ctx;

/* In mutex.owner, beside the task. */
#define MUTEX_WAITERS 1

/* On the waiter's stack, linked while it waits. */
struct mutex_waiter {
	struct list_head list; /* lock->wait_lock */
	struct task_struct *task;
	struct ww_acquire_ctx *ww_ctx; /* with which it waits for a ww_mutex, or NULL */
};

static inline struct task_struct *mutex_owner_task(s64 owner)
{
	return (struct task_struct *)(owner & ~(s64)MUTEX_WAITERS);
}

/* Free and no waiters: ours at once. */
static __always_inline bool mutex_trylock_fast(struct mutex *lock)
{
	s64 none = 0;

	return atomic_long_try_cmpxchg_acquire(&lock->owner, &none, (s64)current);
}

/* Waits for its turn; @ctx: of a ww_mutex. 0 with the mutex, -EINTR, or what ww_mutex.c says. */
int mutex_lock_slow(struct mutex *lock, unsigned int state, struct ww_acquire_ctx *ctx);

/*
 * What a ww_mutex does otherwise (ww_mutex.c): where a waiter queues, whether it must give up, and
 * what a new holder means to those that wait. lock->wait_lock; ctx is not NULL.
 */
int ww_mutex_queue(struct mutex *lock, struct mutex_waiter *waiter, struct wake_q_head *wake_q);
int ww_mutex_must_give_up(struct mutex *lock, struct mutex_waiter *waiter);
void ww_mutex_given(struct mutex *lock, struct ww_acquire_ctx *ctx, struct wake_q_head *wake_q);

#endif
