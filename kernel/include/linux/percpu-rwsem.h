// SPDX-License-Identifier: MIT
/*
 * Readers-writer semaphores for data that is hardly ever written: Linux makes reading cheap, and
 * writing dear. Here both cost what those of linux/rwsem.h do, and the rules are theirs.
 */
#ifndef _LINUX_PERCPU_RWSEM_H
#define _LINUX_PERCPU_RWSEM_H

#include <linux/bug.h>
#include <linux/rwsem.h>

struct percpu_rw_semaphore {
	struct rw_semaphore rwsem;
};

#define DEFINE_PERCPU_RWSEM(name)                                                                  \
	struct percpu_rw_semaphore name = {.rwsem = __RWSEM_INITIALIZER((name).rwsem)}
#define DEFINE_STATIC_PERCPU_RWSEM(name) static DEFINE_PERCPU_RWSEM(name)

/* 0; Linux's may run out of memory. */
#define percpu_init_rwsem(sem)                                                                     \
	({                                                                                         \
		init_rwsem(&(sem)->rwsem);                                                         \
		0;                                                                                 \
	})

/* Before its memory goes; nobody has it. */
static inline void percpu_free_rwsem(struct percpu_rw_semaphore *sem)
{
	WARN_ON(rwsem_is_locked(&sem->rwsem));
}

static inline void percpu_down_read(struct percpu_rw_semaphore *sem)
{
	down_read(&sem->rwsem);
}

static inline bool percpu_down_read_trylock(struct percpu_rw_semaphore *sem)
{
	return down_read_trylock(&sem->rwsem);
}

static inline void percpu_up_read(struct percpu_rw_semaphore *sem)
{
	up_read(&sem->rwsem);
}

static inline void percpu_down_write(struct percpu_rw_semaphore *sem)
{
	down_write(&sem->rwsem);
}

static inline void percpu_up_write(struct percpu_rw_semaphore *sem)
{
	up_write(&sem->rwsem);
}

static inline bool percpu_is_read_locked(struct percpu_rw_semaphore *sem)
{
	return READ_ONCE(sem->rwsem.count) > 0;
}

static inline bool percpu_is_write_locked(struct percpu_rw_semaphore *sem)
{
	return READ_ONCE(sem->rwsem.count) < 0;
}

#define percpu_rwsem_is_held(sem)     lockdep_is_held(&(sem)->rwsem)
#define percpu_rwsem_assert_held(sem) lockdep_assert_held(&(sem)->rwsem)

#endif /* _LINUX_PERCPU_RWSEM_H */
