// SPDX-License-Identifier: MIT
/* The reader-writer spinlock's structure. */
#ifndef LINUX_RWLOCK_TYPES_H
#define LINUX_RWLOCK_TYPES_H

#include <linux/spinlock_types_raw.h>

/*
 * count: readers inside times RW_READER, plus RW_WRITER while a writer is inside, plus RW_WAITING
 * while one waits. queue lines up those who must wait, so that a stream of readers can't starve a
 * writer. Zeroed memory is a free lock. holder as in raw_spinlock_t, for the writer.
 */
typedef struct {
	atomic_t count;
	arch_spinlock_t queue;
	unsigned int holder;
	struct lockdep_map dep_map;
} rwlock_t;

#define RW_WRITER  0x0ff
#define RW_WAITING 0x100
#define RW_READER  0x200

#define __RW_LOCK_UNLOCKED(lockname)                                                               \
	(rwlock_t)                                                                                 \
	{                                                                                          \
		.count = ATOMIC_INIT(0), .queue = __ARCH_SPIN_LOCK_UNLOCKED, .holder = 0,          \
		.dep_map = {.name = #lockname},                                                    \
	}
#define DEFINE_RWLOCK(x) rwlock_t x = __RW_LOCK_UNLOCKED(x)

#endif
