// SPDX-License-Identifier: MIT
/*
 * Whether a process's memory may be seen by others: a core dump, or its files under /proc. It
 * stands in the lowest bits of mm_struct.flags; see PR_SET_DUMPABLE in prctl(2).
 */
#ifndef _LINUX_SCHED_COREDUMP_H
#define _LINUX_SCHED_COREDUMP_H

#include <linux/atomic.h>
#include <linux/mm_types.h>

#define SUID_DUMP_DISABLE 0 /* by root only */
#define SUID_DUMP_USER	  1 /* by its user */
#define SUID_DUMP_ROOT	  2 /* dumped, but owned by root */

#define MMF_DUMPABLE_BITS 2
#define MMF_DUMPABLE_MASK ((1UL << MMF_DUMPABLE_BITS) - 1)

static inline int __get_dumpable(unsigned long mm_flags)
{
	return mm_flags & MMF_DUMPABLE_MASK;
}

static inline int get_dumpable(struct mm_struct *mm)
{
	return __get_dumpable(READ_ONCE(mm->flags));
}

static inline void set_dumpable(struct mm_struct *mm, int value)
{
	unsigned long old = READ_ONCE(mm->flags);

	while (!try_cmpxchg(&mm->flags, &old, (old & ~MMF_DUMPABLE_MASK) | value))
		;
}

#endif /* _LINUX_SCHED_COREDUMP_H */
