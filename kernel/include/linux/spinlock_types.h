// SPDX-License-Identifier: MIT
/* The spinlock's structure. A zeroed lock is a free lock. */
#ifndef LINUX_SPINLOCK_TYPES_H
#define LINUX_SPINLOCK_TYPES_H

#include <linux/spinlock_types_raw.h>
#include <linux/stddef.h>

typedef struct spinlock {
	union {
		struct raw_spinlock rlock;
		struct {
			u8 __before_dep_map[offsetof(struct raw_spinlock, dep_map)];
			struct lockdep_map dep_map; /* lockdep_is_held(lock) */
		};
	};
} spinlock_t;

#define ___SPIN_LOCK_INITIALIZER(lockname)                                                         \
	{                                                                                          \
		{                                                                                  \
			.rlock = __RAW_SPIN_LOCK_INITIALIZER(lockname)                             \
		}                                                                                  \
	}
#define __SPIN_LOCK_INITIALIZER(lockname) ___SPIN_LOCK_INITIALIZER(lockname)
#define __SPIN_LOCK_UNLOCKED(lockname)	  ((spinlock_t)__SPIN_LOCK_INITIALIZER(lockname))
#define DEFINE_SPINLOCK(x)		  spinlock_t x = __SPIN_LOCK_INITIALIZER(x)

#include <linux/rwlock_types.h>

#endif
