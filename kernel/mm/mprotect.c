// SPDX-License-Identifier: MIT
/*
 * mprotect(2): the protection of a range, which may begin and end within mappings and span several.
 * As on Linux the mappings before the first that can't be changed have changed already.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/tlbflush.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* Give the entries of a mapping vm_page_prot. What was copied on write is found out again. */
static void change_entries(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long addr = vma->vm_start, end = vma->vm_end;

	while (addr < end) {
		unsigned long from, stop;

		spin_lock(&mm->page_table_lock);
		addr = from = paging_next(mm->pgd, addr, end);
		stop = min(end, (addr & PMD_MASK) + PMD_SIZE);
		for (; addr < stop; addr += PAGE_SIZE)
			paging_protect(mm->pgd, addr,
				       vma->vm_page_prot); /* -ENOENT: nothing there */
		if (from < addr)
			flush_tlb_mm_range(mm, from, addr);
		spin_unlock(&mm->page_table_lock);
		cond_resched();
	}
}

/*
 * A private mapping that becomes writable is promised memory; it stays so when it is made read-only
 * again, since its pages stay.
 */
static int charge_if_needed(unsigned long old_flags, unsigned long *new_flags, unsigned long npages)
{
	int err;

	if (!(*new_flags & VM_WRITE) ||
	    old_flags & (VM_ACCOUNT | VM_WRITE | VM_SHARED | VM_NORESERVE))
		return 0;
	err = vm_charge(npages);
	if (!err)
		*new_flags |= VM_ACCOUNT;
	return err;
}

/* The part [start, end) of one mapping; returns the mapping that holds it now, or ERR_PTR. */
static struct vm_area_struct *protect_vma(struct mm_struct *mm, struct vm_area_struct *vma,
					  unsigned long start, unsigned long end,
					  unsigned long new_flags)
{
	unsigned long old_flags = vma->vm_flags, npages = (end - start) >> PAGE_SHIFT;
	int err;

	if (new_flags == old_flags)
		return vma;
	err = charge_if_needed(old_flags, &new_flags, npages);
	if (err)
		return ERR_PTR(err);
	vma = vma_isolate(mm, vma, start, end);
	if (IS_ERR(vma)) {
		if (new_flags & VM_ACCOUNT && !(old_flags & VM_ACCOUNT))
			vm_uncharge(npages);
		return vma;
	}
	vm_stat_account(mm, old_flags, -(long)npages);
	vm_stat_account(mm, new_flags, npages);
	vma->vm_flags = new_flags;
	vma_set_page_prot(vma);
	change_entries(vma);
	return vma_merge_around(mm, vma);
}

/* May this mapping get the access bits `prot` (as VM_ flags)? 0, or why not. */
static int check_protect(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start,
			 unsigned long end, unsigned long new_flags)
{
	unsigned long npages = (end - start) >> PAGE_SHIFT;

	/* VM_MAYREAD and so on stand four bits above what they allow. */
	if (new_flags & ~(new_flags >> 4) & VM_ACCESS_FLAGS)
		return -EACCES;
	/* Only what newly counts as data needs room: RLIMIT_AS was asked when it was mapped. */
	if (new_flags & VM_WRITE && !may_expand_vm(mm, new_flags, npages) &&
	    may_expand_vm(mm, vma->vm_flags, npages))
		return -ENOMEM;
	if (vma->vm_ops && vma->vm_ops->mprotect)
		return vma->vm_ops->mprotect(vma, start, end, new_flags);
	return 0;
}

/* Every mapping of [start, end), which must leave no gap. mmap_lock for writing. */
static int protect_range(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start,
			 unsigned long end, unsigned long prot)
{
	while (start < end) {
		unsigned long stop, flags;
		int err;

		if (!vma || vma->vm_start > start)
			return -ENOMEM;
		stop = min(end, vma->vm_end);
		flags = (vma->vm_flags & ~VM_ACCESS_FLAGS) | calc_vm_prot_bits(prot);
		err = check_protect(mm, vma, start, stop, flags);
		if (err)
			return err;
		vma = protect_vma(mm, vma, start, stop, flags);
		if (IS_ERR(vma))
			return PTR_ERR(vma);
		start = stop;
		vma = find_vma(mm, start);
	}
	return 0;
}

static int do_mprotect(struct mm_struct *mm, unsigned long start, size_t len, unsigned long prot)
{
	unsigned long grows = prot & (PROT_GROWSDOWN | PROT_GROWSUP), end;
	struct vm_area_struct *vma;

	prot &= ~(PROT_GROWSDOWN | PROT_GROWSUP);
	if (grows == (PROT_GROWSDOWN | PROT_GROWSUP) || offset_in_page(start))
		return -EINVAL;
	if (!len)
		return 0;
	end = start + PAGE_ALIGN(len);
	if (end <= start)
		return -ENOMEM;
	if (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM))
		return -EINVAL;
	if (end > TASK_SIZE)
		return -ENOMEM;

	vma = find_vma(mm, start);
	if (!vma)
		return -ENOMEM;
	if (grows == PROT_GROWSUP)
		return -EINVAL; /* no mapping of ours grows up */
	if (grows == PROT_GROWSDOWN) {
		if (vma->vm_start >= end)
			return -ENOMEM;
		if (!(vma->vm_flags & VM_GROWSDOWN))
			return -EINVAL;
		start = vma->vm_start;
	}
	return protect_range(mm, vma, start, end, prot);
}

SYSCALL_DEFINE3(mprotect, unsigned long, start, size_t, len, unsigned long, prot)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (mmap_write_lock_killable(mm))
		return -EINTR;
	err = do_mprotect(mm, start, len, prot);
	mmap_write_unlock(mm);
	return err;
}
