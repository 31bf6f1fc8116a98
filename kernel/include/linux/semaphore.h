// SPDX-License-Identifier: MIT
/*
 * Counting semaphores. Anyone may up(), from any context; down() sleeps. For mutual exclusion
 * take a mutex: it knows its holder.
 */
#ifndef _LINUX_SEMAPHORE_H
#define _LINUX_SEMAPHORE_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct semaphore {
	raw_spinlock_t lock;	    /* both other fields; taken with interrupts off */
	unsigned int count;	    /* how many more down() succeed at once */
	struct list_head wait_list; /* first come, first served */
};

#define __SEMAPHORE_INITIALIZER(name, n)                                                           \
	{                                                                                          \
		.lock = __RAW_SPIN_LOCK_UNLOCKED((name).lock), .count = n,                         \
		.wait_list = LIST_HEAD_INIT((name).wait_list),                                     \
	}

#define DEFINE_SEMAPHORE(name) struct semaphore name = __SEMAPHORE_INITIALIZER(name, 1)

static inline void sema_init(struct semaphore *sem, int val)
{
	static struct lock_class_key key;

	*sem = (struct semaphore)__SEMAPHORE_INITIALIZER(*sem, val);
	lockdep_init_map(&sem->lock.dep_map, "semaphore->lock", &key, 0);
}

void down(struct semaphore *sem);
/* 0, or -EINTR. */
int __must_check down_interruptible(struct semaphore *sem);
int __must_check down_killable(struct semaphore *sem);
/* 0 with it, or 1 at once (the opposite of mutex_trylock()); any context. */
int __must_check down_trylock(struct semaphore *sem);
/* 0, or -ETIME after @jiffies. */
int __must_check down_timeout(struct semaphore *sem, long jiffies);
void up(struct semaphore *sem);

#endif /* _LINUX_SEMAPHORE_H */
