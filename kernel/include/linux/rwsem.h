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
#include <linux/spinlock_types.h>
#include <linux/types.h>

struct lock_class_key;
struct task_struct;

struct rw_semaphore {
	long count;		    /* readers, or -1 for a writer; wait_lock */
	struct task_struct *owner;  /* the writer, for reports; wait_lock */
	raw_spinlock_t wait_lock;   /* all fields; taken with interrupts off */
	struct list_head wait_list; /* of struct rwsem_waiter, on their stacks, in order */
};

#define __RWSEM_INITIALIZER(name)                                                                  \
	{                                                                                          \
		.wait_lock = __RAW_SPIN_LOCK_UNLOCKED(name.wait_lock),                             \
		.wait_list = LIST_HEAD_INIT((name).wait_list),                                     \
	}

#define DECLARE_RWSEM(name) struct rw_semaphore name = __RWSEM_INITIALIZER(name)

void __init_rwsem(struct rw_semaphore *sem, const char *name, struct lock_class_key *key);

#define init_rwsem(sem) __init_rwsem((sem), #sem, NULL)

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

#define down_read_nested(sem, subclass)		  down_read(sem)
#define down_read_killable_nested(sem, subclass)  down_read_killable(sem)
#define down_write_nested(sem, subclass)	  down_write(sem)
#define down_write_killable_nested(sem, subclass) down_write_killable(sem)
#define down_write_nest_lock(sem, nest_lock)	  down_write(sem)
/* Read side given up by another task than took it: nothing here depends on who that is. */
#define down_read_non_owner(sem) down_read(sem)
#define up_read_non_owner(sem)	 up_read(sem)

#endif /* _LINUX_RWSEM_H */
