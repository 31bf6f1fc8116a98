// SPDX-License-Identifier: MIT
/*
 * Local locks: a name for "this per-CPU data is mine": the CPU's other users are kept away by
 * switching off preemption (local_lock) or interrupts (_irq, _irqsave). The argument is a per-CPU
 * variable of type local_lock_t; what it guards lies beside it.
 */
#ifndef _LINUX_LOCAL_LOCK_H
#define _LINUX_LOCAL_LOCK_H

#include <linux/irqflags.h>
#include <linux/percpu-defs.h>
#include <linux/preempt.h>

typedef struct {
} local_lock_t;

#define INIT_LOCAL_LOCK(lockname)                                                                  \
	{                                                                                          \
	}

/* The argument's type is checked, and no more: there is nothing to initialise. */
#define __local_lock_is(lock) ((void)sizeof((lock) == (local_lock_t __percpu *)NULL))

#define local_lock_init(lock) __local_lock_is(lock)
#define local_lock(lock)                                                                           \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		preempt_disable();                                                                 \
	} while (0)
#define local_lock_irq(lock)                                                                       \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		local_irq_disable();                                                               \
	} while (0)
#define local_lock_irqsave(lock, flags)                                                            \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		local_irq_save(flags);                                                             \
	} while (0)
#define local_unlock(lock)                                                                         \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		preempt_enable();                                                                  \
	} while (0)
#define local_unlock_irq(lock)                                                                     \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		local_irq_enable();                                                                \
	} while (0)
#define local_unlock_irqrestore(lock, flags)                                                       \
	do {                                                                                       \
		__local_lock_is(lock);                                                             \
		local_irq_restore(flags);                                                          \
	} while (0)

#endif /* _LINUX_LOCAL_LOCK_H */
