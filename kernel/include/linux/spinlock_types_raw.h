// SPDX-License-Identifier: MIT
/* The word that CPUs spin on, and the raw spinlock around it. */
#ifndef LINUX_SPINLOCK_TYPES_RAW_H
#define LINUX_SPINLOCK_TYPES_RAW_H

#include <linux/lockdep_types.h>
#include <linux/types.h>

/*
 * A ticket lock: who comes draws a number from next and waits until owner shows it, so CPUs get the
 * lock in the order they asked. It is free when both are equal, as in zeroed memory.
 */
typedef struct arch_spinlock {
	union {
		u32 slock;
		struct {
			u16 owner;
			u16 next;
		};
	};
} arch_spinlock_t;

#define __ARCH_SPIN_LOCK_UNLOCKED                                                                  \
	{                                                                                          \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

/*
 * holder is the number of the CPU that holds the lock, plus 1; 0 if none does. Only the holder
 * writes it. It lets a CPU that asks for a lock it already has be told so instead of hanging.
 */
typedef struct raw_spinlock {
	arch_spinlock_t raw_lock;
	unsigned int holder;
	struct lockdep_map dep_map;
} raw_spinlock_t;

#define __RAW_SPIN_LOCK_INITIALIZER(lockname)                                                      \
	{                                                                                          \
		.raw_lock = __ARCH_SPIN_LOCK_UNLOCKED, .holder = 0, .dep_map = {                   \
			.name = #lockname                                                          \
		}                                                                                  \
	}
#define __RAW_SPIN_LOCK_UNLOCKED(lockname) ((raw_spinlock_t)__RAW_SPIN_LOCK_INITIALIZER(lockname))
#define DEFINE_RAW_SPINLOCK(x)		   raw_spinlock_t x = __RAW_SPIN_LOCK_INITIALIZER(x)

#endif
