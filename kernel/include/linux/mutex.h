// SPDX-License-Identifier: MIT
/*
 * Mutexes: one holder, who may sleep while holding it and who alone unlocks it. Not for interrupt
 * context, nor under spinlocks; not recursive (taking one twice is reported). The order is
 * first come, first served: unlocking hands the mutex to the first waiter.
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

struct task_struct;

struct mutex {
	atomic_long_t owner;	    /* the holder's task_struct; bit 0: there are waiters */
	raw_spinlock_t wait_lock;   /* guards wait_list */
	struct list_head wait_list; /* of struct mutex_waiter, on their stacks */
	struct lockdep_map dep_map;
};

#define __MUTEX_INITIALIZER(lockname)                                                              \
	{                                                                                          \
		.owner = ATOMIC_LONG_INIT(0),                                                      \
		.wait_lock = __RAW_SPIN_LOCK_UNLOCKED(lockname.wait_lock),                         \
		.wait_list = LIST_HEAD_INIT(lockname.wait_list), .dep_map = {.name = #lockname},   \
	}

#define DEFINE_MUTEX(mutexname) struct mutex mutexname = __MUTEX_INITIALIZER(mutexname)

void __mutex_init(struct mutex *lock, const char *name, struct lock_class_key *key);

#define mutex_init(mutex)                                                                          \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__mutex_init((mutex), #mutex, &__key);                                             \
	} while (0)

/* Reports a mutex that is destroyed while held. */
void mutex_destroy(struct mutex *lock);
bool mutex_is_locked(struct mutex *lock);

/* The interruptible forms return 0 with the mutex, or -EINTR without it. */
void mutex_lock(struct mutex *lock);
int __must_check mutex_lock_interruptible(struct mutex *lock);
int __must_check mutex_lock_killable(struct mutex *lock);
void mutex_lock_io(struct mutex *lock);

/* 1 with the mutex, or 0 at once (the opposite of down_trylock()). */
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

/* Decrements @cnt; when that makes it 0, returns true with @lock held. */
int atomic_dec_and_mutex_lock(atomic_t *cnt, struct mutex *lock);

/* A second one of the same kind, where an order among them is known: linux/lockdep.h. */
void mutex_lock_nested(struct mutex *lock, unsigned int subclass);
int __must_check mutex_lock_interruptible_nested(struct mutex *lock, unsigned int subclass);
int __must_check mutex_lock_killable_nested(struct mutex *lock, unsigned int subclass);
void mutex_lock_io_nested(struct mutex *lock, unsigned int subclass);
void _mutex_lock_nest_lock(struct mutex *lock, struct lockdep_map *nest_lock);
#define mutex_lock_nest_lock(lock, nest_lock) _mutex_lock_nest_lock(lock, &(nest_lock)->dep_map)

#endif /* _LINUX_MUTEX_H */
