// SPDX-License-Identifier: MIT
/*
 * References to address spaces.
 *
 * mm_users counts those who use the mappings: mmget()/mmput(). With the last one every mapping,
 * page and file goes. mm_count counts those who only need the structure and its page tables, one
 * for all users together: mmgrab()/mmdrop(), as kernel threads that keep the last process's tables
 * loaded do.
 */
#ifndef _LINUX_SCHED_MM_H
#define _LINUX_SCHED_MM_H

#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm_types.h>

struct task_struct;

/*
 * A new, empty address space with one user, laid out for the caller's resource limits; NULL when
 * memory ends. May sleep.
 */
struct mm_struct *mm_alloc(void);

static inline void mmgrab(struct mm_struct *mm)
{
	atomic_inc(&mm->mm_count);
}

/* Frees the structure; the last mmput() must have come before. Only for mmdrop(). Any context. */
void __mmdrop(struct mm_struct *mm);

static inline void mmdrop(struct mm_struct *mm)
{
	if (unlikely(atomic_dec_and_test(&mm->mm_count)))
		__mmdrop(mm);
}

static inline void mmget(struct mm_struct *mm)
{
	atomic_inc(&mm->mm_users);
}

/* A user more, unless the mappings are going already. The caller keeps the structure alive. */
static inline bool mmget_not_zero(struct mm_struct *mm)
{
	return atomic_inc_not_zero(&mm->mm_users);
}

/* A user less. May sleep: the last one unmaps everything and closes files. */
void mmput(struct mm_struct *mm);

/* The same from where sleeping is not allowed: a work queue does it. */
void mmput_async(struct mm_struct *mm);

/* The address space of another task, with a user more; NULL for kernel threads and the dead. */
struct mm_struct *get_task_mm(struct task_struct *task);

/* In an allocator: complain if the mask lets it sleep and the caller may not. */
static inline void might_alloc(gfp_t gfp)
{
	might_sleep_if(gfpflags_allow_blocking(gfp));
}

#endif
