/* SPDX-License-Identifier: MIT */
/*
 * Wait/wound mutexes: for tasks that need several locks of one kind at once, in no order that they
 * could agree on. Instead of waiting for each other for ever, one of them is told to give up all
 * that it has (-EDEADLK) and to try again.
 *
 *	ww_acquire_init(&ctx, &class);
 *	ww_mutex_lock(&a->lock, &ctx), ww_mutex_lock(&b->lock, &ctx), …
 *	ww_acquire_done(&ctx);			optional: has all it needs
 *	… ww_mutex_unlock() each …
 *	ww_acquire_fini(&ctx);
 *
 * On -EDEADLK the task unlocks all that it took with the context, may wait for the one that it
 * could not get with ww_mutex_lock_slow(), and then takes the others again, with the same context:
 * it keeps its age, and whoever is oldest always gets through.
 *
 * Who gives way is a matter of the class. Wait-die (DEFINE_WD_CLASS): a younger task doesn't wait
 * for an older one. Wound-wait (DEFINE_WW_CLASS): an older task that meets a younger holder wounds
 * it, and the holder gives up when it next has to wait.
 *
 * All in process context; may sleep. The context is the task's own, as a rule on its stack.
 */
#ifndef _LINUX_WW_MUTEX_H
#define _LINUX_WW_MUTEX_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/lockdep_types.h>
#include <linux/mutex.h>
#include <linux/types.h>

struct task_struct;

struct ww_class {
	atomic_long_t stamp; /* the youngest context's */
	struct lock_class_key acquire_key;
	struct lock_class_key mutex_key;
	const char *acquire_name;
	const char *mutex_name;
	unsigned int is_wait_die;
};

struct ww_acquire_ctx {
	struct task_struct *task; /* whose it is */
	unsigned long stamp;	  /* its age: less is older */
	unsigned int acquired;	  /* mutexes held with it; its task writes */
	unsigned short wounded;	  /* is to give up; set under the wait_lock of a mutex it holds */
	unsigned short is_wait_die;
	bool done; /* ww_acquire_done() */
	struct ww_class *ww_class;
	struct ww_mutex *contending_lock; /* gave -EDEADLK: to be waited for with nothing held */
	struct lockdep_map dep_map;
};

struct ww_mutex {
	struct mutex base;
	struct ww_acquire_ctx *ctx; /* the holder's, or NULL; its setting: kernel/proc/ww_mutex.c */
	struct ww_class *ww_class;  /* constant */
};

#define __WW_CLASS_INITIALIZER(ww_class, _is_wait_die)                                             \
	{                                                                                          \
		.stamp = ATOMIC_LONG_INIT(0), .acquire_name = #ww_class "_acquire",                \
		.mutex_name = #ww_class "_mutex", .is_wait_die = _is_wait_die,                     \
	}

#define DEFINE_WD_CLASS(classname) struct ww_class classname = __WW_CLASS_INITIALIZER(classname, 1)
#define DEFINE_WW_CLASS(classname) struct ww_class classname = __WW_CLASS_INITIALIZER(classname, 0)

static inline void ww_mutex_init(struct ww_mutex *lock, struct ww_class *ww_class)
{
	__mutex_init(&lock->base, ww_class->mutex_name, &ww_class->mutex_key);
	lock->ctx = NULL;
	lock->ww_class = ww_class;
}

/* Begins to take mutexes of a class; from here the task has its age. */
void ww_acquire_init(struct ww_acquire_ctx *ctx, struct ww_class *ww_class);
/* Takes no more. For the checks of "lockdep" alone. */
void ww_acquire_done(struct ww_acquire_ctx *ctx);
/* All are unlocked. */
void ww_acquire_fini(struct ww_acquire_ctx *ctx);

/*
 * 0 with the mutex; -EALREADY: held with this context; -EDEADLK: give up all that is held with it;
 * -EINTR for the interruptible form. @ctx may be NULL, for a single mutex: then it waits for
 * anybody, and nobody makes it give up.
 */
int __must_check ww_mutex_lock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
int __must_check ww_mutex_lock_interruptible(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
/* 1 with the mutex, or 0 at once. */
int __must_check ww_mutex_trylock(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);
void ww_mutex_unlock(struct ww_mutex *lock);

void __ww_mutex_check_slow(struct ww_mutex *lock, struct ww_acquire_ctx *ctx);

/* After -EDEADLK from @lock, with nothing held: waits until it is ours. */
static inline void ww_mutex_lock_slow(struct ww_mutex *lock, struct ww_acquire_ctx *ctx)
{
	int ret;

	__ww_mutex_check_slow(lock, ctx);
	ret = ww_mutex_lock(lock, ctx);
	(void)ret;
}

static inline int __must_check ww_mutex_lock_slow_interruptible(struct ww_mutex *lock,
								struct ww_acquire_ctx *ctx)
{
	__ww_mutex_check_slow(lock, ctx);
	return ww_mutex_lock_interruptible(lock, ctx);
}

static inline void ww_mutex_destroy(struct ww_mutex *lock)
{
	mutex_destroy(&lock->base);
}

static inline bool ww_mutex_is_locked(struct ww_mutex *lock)
{
	return mutex_is_locked(&lock->base);
}

#endif
