// SPDX-License-Identifier: MIT
/*
 * mlock(2), mlockall(2) and their opposites. Nothing is ever written out to make room, so what a
 * locked mapping promises is that its pages are there from the start, that they can't be dropped by
 * madvise(2), and that they count against RLIMIT_MEMLOCK.
 */
#include <linux/bitops.h>
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <kernel/mm.h>
#include "internal.h"
#include "vma.h"

static bool may_lock(void)
{
	return rlimit(RLIMIT_MEMLOCK) || capable(CAP_IPC_LOCK);
}

/* Does the limit allow so many locked pages in all? */
static bool limit_allows(unsigned long pages)
{
	return pages <= rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT || capable(CAP_IPC_LOCK);
}

/* The part [start, end) of one mapping. Device memory is always there, and not counted. */
static int set_locked(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start,
		      unsigned long end, bool lock)
{
	unsigned long flags = lock ? vma->vm_flags | VM_LOCKED : vma->vm_flags & ~VM_LOCKED;
	long npages = (end - start) >> PAGE_SHIFT;

	if (flags == vma->vm_flags || vma->vm_flags & VM_SPECIAL)
		return 0;
	vma = vma_isolate(mm, vma, start, end);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vma->vm_flags = flags;
	mm->locked_vm += lock ? npages : -npages;
	vma_merge_around(mm, vma);
	return 0;
}

/* All of [start, end), which must leave no gap: -ENOMEM. mmap_lock for writing. */
static int set_range_locked(struct mm_struct *mm, unsigned long start, unsigned long end, bool lock)
{
	while (start < end) {
		struct vm_area_struct *vma = vma_lookup(mm, start);
		unsigned long stop;
		int err;

		if (!vma)
			return -ENOMEM;
		stop = min(end, vma->vm_end);
		err = set_locked(mm, vma, start, stop, lock);
		if (err)
			return err;
		start = stop;
	}
	return 0;
}

/* Pages of [start, end) that are locked already: they count once. mmap_lock. */
static unsigned long locked_pages(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	VMA_ITERATOR(vmi, mm, start);
	struct vm_area_struct *vma;
	unsigned long n = 0;

	for_each_vma(vmi, vma)
	{
		if (vma->vm_start >= end)
			break;
		if (vma->vm_flags & VM_LOCKED)
			n += (min(end, vma->vm_end) - max(start, vma->vm_start)) >> PAGE_SHIFT;
	}
	return n;
}

/* The pages around [start, start + len). False: that is no range. */
static bool page_range(unsigned long *start, size_t len, unsigned long *end)
{
	unsigned long size = PAGE_ALIGN(len + offset_in_page(*start));

	*start &= PAGE_MASK;
	*end = *start + size;
	return *end >= *start;
}

static int do_mlock(unsigned long start, size_t len, bool populate)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (!may_lock())
		return -EPERM;
	if (!page_range(&start, len, &end))
		return -EINVAL;
	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = -ENOMEM;
	if (limit_allows(mm->locked_vm + ((end - start) >> PAGE_SHIFT) -
			 locked_pages(mm, start, end)))
		err = set_range_locked(mm, start, end, true);
	mmap_write_unlock(mm);
	if (!err && populate)
		mm_populate(mm, start, end - start);
	return err;
}

SYSCALL_DEFINE2(mlock, unsigned long, start, size_t, len)
{
	return do_mlock(start, len, true);
}

/* MLOCK_ONFAULT: what isn't there comes when it is touched, and then stays. */
SYSCALL_DEFINE3(mlock2, unsigned long, start, size_t, len, int, flags)
{
	if (flags & ~MLOCK_ONFAULT)
		return -EINVAL;
	return do_mlock(start, len, !(flags & MLOCK_ONFAULT));
}

SYSCALL_DEFINE2(munlock, unsigned long, start, size_t, len)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (!page_range(&start, len, &end))
		return -EINVAL;
	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = set_range_locked(mm, start, end, false);
	mmap_write_unlock(mm);
	return err;
}

/* Every mapping that there is; one that can't be cut, which needs none here, is no error. */
static void set_all_locked(struct mm_struct *mm, bool lock)
{
	struct vm_area_struct *vma;
	unsigned long at = 0;

	/* Joined with its neighbours a mapping may reach further: look again behind its part. */
	while ((vma = find_vma(mm, at))) {
		at = vma->vm_end;
		set_locked(mm, vma, vma->vm_start, vma->vm_end, lock);
	}
}

static void populate_all(struct mm_struct *mm)
{
	unsigned long at = 0, start;
	struct vm_area_struct *vma;

	for (;;) {
		mmap_read_lock(mm);
		vma = find_vma(mm, at);
		start = vma ? vma->vm_start : 0;
		at = vma ? vma->vm_end : 0;
		mmap_read_unlock(mm);
		if (!vma || fatal_signal_pending(current))
			return;
		mm_populate(mm, start, at - start);
	}
}

SYSCALL_DEFINE1(mlockall, int, flags)
{
	struct mm_struct *mm = current->mm;
	int err = 0;

	if (!flags || flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) || flags == MCL_ONFAULT)
		return -EINVAL;
	if (!may_lock())
		return -EPERM;
	if (mmap_write_lock_killable(mm))
		return -EINTR;
	if (flags & MCL_CURRENT && !limit_allows(mm->total_vm)) {
		err = -ENOMEM;
	} else {
		mm_lock_future(mm, flags);
		if (flags & MCL_CURRENT)
			set_all_locked(mm, true);
	}
	mmap_write_unlock(mm);
	if (!err && flags & MCL_CURRENT && !(flags & MCL_ONFAULT))
		populate_all(mm);
	return err;
}

SYSCALL_DEFINE0(munlockall)
{
	struct mm_struct *mm = current->mm;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	mm_lock_future(mm, 0);
	set_all_locked(mm, false);
	mmap_write_unlock(mm);
	return 0;
}
