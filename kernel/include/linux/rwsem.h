// SPDX-License-Identifier: MIT
/*
 * Readers-writer semaphores: any number of readers or one writer, all of whom may sleep. Those
 * who wait are served in order, so that a stream of readers doesn't starve a writer; a reader
 * must therefore not take one twice. Not for interrupt context (trylocks and up_read excepted).
 */
#ifndef _LINUX_RWSEM_H
#define _LINUX_RWSEM_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

struct task_struct;

struct rw_semaphore {
	long count;		    /* readers, or -1 for a writer; wait_lock */
	struct task_struct *owner;  /* the writer, for reports; wait_lock */
	raw_spinlock_t wait_lock;   /* all fields; taken with interrupts off */
	struct list_head wait_list; /* of struct rwsem_waiter, on their stacks, in order */
	struct lockdep_map dep_map;
};

#define __RWSEM_INITIALIZER(lockname)                                                              \
	{                                                                                          \
		.wait_lock = __RAW_SPIN_LOCK_UNLOCKED((lockname).wait_lock),                       \
		.wait_list = LIST_HEAD_INIT((lockname).wait_list), .dep_map = {.name = #lockname}, \
	}

#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key);

#define init_rwsem(sem)                                                                            \
	do {                                                                                       \
		static struct lock_class_key __key;                                                \
		__init_rwsem((sem), #sem, &__key);                                                 \
	} while (0)

/* Somebody holds it, in either way. */
static inline int rwsem_is_locked(struct rw_semaphore *sem)
{
	return READ_ONCE(sem->count) != 0;
}

static inline int rwsem_is_contended(struct rw_semaphore *sem)
{
	return !list_empty(&sem->wait_list);
}

/* Interruptible and killable forms: 0, or -EINTR without it. Trylocks: 1 with it, or 0. */
void down_read(struct rw_semaphore *sem);
int __must_check down_read_interruptible(struct rw_semaphore *sem);
int __must_check down_read_killable(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int __must_check down_write_killable(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
/* A writer becomes a reader without letting another writer in between. */
void downgrade_write(struct rw_semaphore *sem);

/* A second one of the same kind, where an order among them is known: linux/lockdep.h. */
void down_read_nested(struct rw_semaphore *sem, int subclass);
int __must_check down_read_killable_nested(struct rw_semaphore *sem, int subclass);
void down_write_nested(struct rw_semaphore *sem, int subclass);
int __must_check down_write_killable_nested(struct rw_semaphore *sem, int subclass);
void _down_write_nest_lock(struct rw_semaphore *sem, struct lockdep_map *nest_lock);
#define down_write_nest_lock(sem, nest_lock) _down_write_nest_lock(sem, &(nest_lock)->dep_map)
/* Read side given up by another task than took it. */
void down_read_non_owner(struct rw_semaphore *sem);
void up_read_non_owner(struct rw_semaphore *sem);

#endif /* _LINUX_RWSEM_H */
