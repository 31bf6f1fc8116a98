// SPDX-License-Identifier: MIT
/*
 * An address space for a child of fork(2): the same mappings, and for private ones the same pages,
 * which neither may write to any more without making a copy.
 *
 * Shared mappings' pages, and those of files that were never written to, aren't copied: the child
 * finds them again when it needs them, and after an execve it never will.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* Must this mapping's entries be there in the child, or can it find the pages again? */
static bool needs_copy(const struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP) || vma->vm_has_anon ||
	       (!vma_is_anonymous(vma) && !vma->vm_ops->fault);
}

/* One entry. Both locks are held. -ENOMEM. */
static int copy_entry(struct vm_area_struct *dst, struct vm_area_struct *src, unsigned long addr,
		      pte_t pte)
{
	struct page *page = normal_page(pte);
	int err;

	if (is_cow_mapping(src->vm_flags) && pte_write(pte)) {
		pte = pte_wrprotect(pte);
		paging_protect(src->vm_mm->pgd, addr, pte_pgprot(pte));
	}
	if (src->vm_flags & VM_SHARED)
		pte = pte_mkclean(pte);
	err = paging_set(dst->vm_mm->pgd, addr, pte);
	if (err || !page)
		return err;
	get_page(page);
	page_add_map(dst->vm_mm, page);
	return 0;
}

/* The entries of one mapping, the region of a page table at a time. */
static int copy_entries(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	struct mm_struct *mm = src->vm_mm;
	unsigned long addr = src->vm_start, end = src->vm_end;
	int err = 0;

	while (!err && addr < end) {
		unsigned long stop;
		const pte_t *pte;

		/* The child's is nobody's yet but a truncation's, which takes one lock only. */
		spin_lock(&dst->vm_mm->page_table_lock);
		spin_lock_nested(&mm->page_table_lock, 1);
		addr = paging_next(mm->pgd, addr, end);
		stop = min(end, (addr & PMD_MASK) + PMD_SIZE);
		pte = addr < end ? paging_lookup(mm->pgd, addr) : NULL;
		for (; pte && addr < stop && !err; addr += PAGE_SIZE, pte++)
			if (!pte_none(*pte))
				err = copy_entry(dst, src, addr, *pte);
		spin_unlock(&mm->page_table_lock);
		spin_unlock(&dst->vm_mm->page_table_lock);
		cond_resched();
	}
	return err;
}

/* The child's copy of one mapping, linked and with its pages. */
static int dup_vma(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *new;
	int err = vma->vm_flags & VM_ACCOUNT ? vm_charge(vma_pages(vma)) : 0;

	if (err)
		return err;
	new = vm_area_dup(vma);
	if (!new) {
		if (vma->vm_flags & VM_ACCOUNT)
			vm_uncharge(vma_pages(vma));
		return -ENOMEM;
	}
	new->vm_mm = mm;
	new->vm_flags &= ~VM_LOCKED; /* mlock(2): not inherited */
	if (vma->vm_flags & VM_WIPEONFORK)
		new->vm_has_anon = false;
	vm_stat_account(mm, new->vm_flags, vma_pages(new));
	vma_link(mm, new);
	/* From here on it is the child's, and goes with it if something fails. */
	if (!(vma->vm_flags & VM_WIPEONFORK) && needs_copy(vma))
		err = copy_entries(new, vma);
	if (new->vm_ops &&new->vm_ops->open)
		new->vm_ops->open(new);
	return err;
}

int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct file *exe = get_mm_exe_file(oldmm);
	VMA_ITERATOR(vmi, oldmm, 0);
	struct vm_area_struct *vma;
	int err;

	if (exe) {
		err = set_mm_exe_file(mm, exe);
		fput(exe);
		if (err)
			return err;
	}
	if (mmap_write_lock_killable(oldmm))
		return -EINTR;
	err = 0;
	for_each_vma(vmi, vma)
	{
		if (vma->vm_flags & VM_DONTCOPY)
			continue;
		err = dup_vma(mm, vma);
		if (err)
			break;
	}
	/* The parent's writable entries became read-only. */
	flush_tlb_mm(oldmm);
	mmap_write_unlock(oldmm);
	return err;
}
