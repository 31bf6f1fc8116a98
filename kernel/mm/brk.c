// SPDX-License-Identifier: MIT
/*
 * brk(2): the end of a program's data, moved. Linux's call returns the new end, or the old one if
 * it can't be moved; the C library makes an errno of that.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <kernel/mm.h>
#include "vma.h"

/* What brk(2) maps, and where no other word is said. */
#define BRK_FLAGS (VM_READ | VM_WRITE | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC)

/* Anonymous memory at [addr, addr + len), aligned; what is there goes. mmap_lock for writing. */
static int do_brk(struct mm_struct *mm, unsigned long addr, unsigned long len, unsigned long flags)
{
	unsigned long at = get_unmapped_area_of(mm, NULL, addr, len, 0, MAP_FIXED);

	if (IS_ERR_VALUE(at))
		return at;
	if (mm->map_count > DEFAULT_MAX_MAP_COUNT)
		return -ENOMEM;
	flags |= mm_def_flags(mm);
	if (mlock_allowed(mm, flags, len))
		return -EAGAIN;
	at = mmap_region(mm, NULL, addr, len, BRK_FLAGS | flags, addr >> PAGE_SHIFT);
	return IS_ERR_VALUE(at) ? at : 0;
}

int vm_brk_flags(unsigned long addr, unsigned long request, unsigned long flags)
{
	unsigned long len = PAGE_ALIGN(request);
	struct mm_struct *mm = current->mm;
	int err;

	if (len < request)
		return -ENOMEM;
	if (!len)
		return 0;
	if (flags & ~VM_EXEC)
		return -EINVAL;
	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = do_brk(mm, addr, len, flags);
	mmap_write_unlock(mm);
	return err;
}
EXPORT_SYMBOL(vm_brk_flags);

/* RLIMIT_DATA covers the program's own data as well as what brk(2) adds. */
static bool data_limit_allows(const struct mm_struct *mm, unsigned long brk)
{
	unsigned long limit = rlimit(RLIMIT_DATA);

	return limit == RLIM_INFINITY ||
	       brk - mm->start_brk + (mm->end_data - mm->start_data) <= limit;
}

/* Make the pages up to `brk` what they have to be. mmap_lock for writing. */
static int move_brk(struct mm_struct *mm, unsigned long brk)
{
	unsigned long new = PAGE_ALIGN(brk), old = PAGE_ALIGN(mm->brk);
	struct vm_area_struct *next;

	if (brk < mm->start_brk || new < brk || !data_limit_allows(mm, brk))
		return -ENOMEM;
	if (new == old)
		return 0;
	if (new < old)
		return do_munmap(mm, new, old - new);
	/* A page stays free between the heap and what lies above, more below a stack. */
	next = find_vma(mm, old);
	if (next && new + PAGE_SIZE >
			    next->vm_start - (next->vm_flags & VM_GROWSDOWN ? STACK_GUARD_GAP : 0))
		return -ENOMEM;
	return do_brk(mm, old, new - old, 0);
}

SYSCALL_DEFINE1(brk, unsigned long, brk)
{
	struct mm_struct *mm = current->mm;
	unsigned long old;
	bool populate;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	old = PAGE_ALIGN(mm->brk);
	if (!move_brk(mm, brk))
		mm->brk = brk;
	brk = mm->brk;
	populate = populate_locked(mm, mm_def_flags(mm)) && PAGE_ALIGN(brk) > old;
	mmap_write_unlock(mm);
	if (populate)
		mm_populate(mm, old, PAGE_ALIGN(brk) - old);
	return brk;
}
