// SPDX-License-Identifier: MIT
/*
 * Taking pages out of page tables: for munmap(2) and the end of a process, for madvise(2), for a
 * file that is cut short.
 *
 * The order is always: entry out, TLBs flushed, reference dropped. A page that some CPU can still
 * reach is never free.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* So many pages wait for one flush. */
#define ZAP_BATCH 64

/* A page with this mapping, or any page for NULL, goes. */
static bool zap_wanted(pte_t pte, const struct address_space *only)
{
	struct page *page;

	if (!only)
		return true;
	page = normal_page(pte);
	return page && !PageAnon(page) && page->mapping == only;
}

/*
 * Clear entries from *addr on until the range, the region of one page table, or the batch ends.
 * Fills pages[] and moves *addr. Caller holds page_table_lock. Returns whether any entry went.
 */
static bool zap_some(struct mm_struct *mm, unsigned long *addr, unsigned long end,
		     const struct address_space *only, struct page **pages, unsigned int *nr)
{
	unsigned long stop = min(end, (*addr & PMD_MASK) + PMD_SIZE);
	const pte_t *pte = paging_lookup(mm->pgd, *addr);
	bool any = false;

	if (!pte) {
		*addr = stop;
		return false;
	}
	for (; *addr < stop && *nr < ZAP_BATCH; *addr += PAGE_SIZE, pte++) {
		pte_t old = *pte;
		struct page *page;

		if (pte_none(old) || !zap_wanted(old, only))
			continue;
		old = paging_unmap(mm->pgd, *addr);
		any = true;
		page = normal_page(old);
		if (!page)
			continue;
		if (pte_dirty(old) && !PageAnon(page))
			set_page_dirty(page);
		page_remove_map(mm, page);
		pages[(*nr)++] = page;
	}
	return any;
}

/* zap_range(), but only for pages that belong to one file's cache; NULL: for all. */
static void zap_range_of(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			 const struct address_space *only)
{
	struct page *pages[ZAP_BATCH];
	struct mm_struct *mm = vma->vm_mm;
	unsigned long addr = start;

	while (addr < end) {
		unsigned int nr = 0, i;
		unsigned long from;

		spin_lock(&mm->page_table_lock);
		addr = from = paging_next(mm->pgd, addr, end);
		if (addr < end) {
			update_hiwater_rss(mm);
			if (zap_some(mm, &addr, end, only, pages, &nr))
				flush_tlb_mm_range(mm, from, addr);
		}
		spin_unlock(&mm->page_table_lock);
		for (i = 0; i < nr; i++)
			put_page(pages[i]);
		cond_resched();
	}
}

void zap_range(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	zap_range_of(vma, start, end, NULL);
}

void free_page_tables(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	/* A truncation may be walking the tables of a neighbour at the same time. */
	spin_lock(&mm->page_table_lock);
	paging_free_range(mm->pgd, start, end);
	spin_unlock(&mm->page_table_lock);
}

int zap_vma_ptes(struct vm_area_struct *vma, unsigned long address, unsigned long size)
{
	if (address < vma->vm_start || size > vma->vm_end - address || !(vma->vm_flags & VM_PFNMAP))
		return -EINVAL;
	zap_range(vma, address, address + size);
	return 0;
}
EXPORT_SYMBOL_GPL(zap_vma_ptes);

/* The part of `vma` that maps file pages [first, last]; false when there is none. */
static bool vma_part(const struct vm_area_struct *vma, pgoff_t first, pgoff_t last,
		     unsigned long *start, unsigned long *end)
{
	pgoff_t vfirst = vma->vm_pgoff, vlast = vfirst + vma_pages(vma) - 1;

	if (first > vlast || last < vfirst)
		return false;
	*start = vma->vm_start + ((max(first, vfirst) - vfirst) << PAGE_SHIFT);
	*end = vma->vm_start + ((min(last, vlast) - vfirst + 1) << PAGE_SHIFT);
	return true;
}

void unmap_mapping_range(struct address_space *mapping, loff_t const holebegin,
			 loff_t const holelen, int even_cows)
{
	pgoff_t first = PFN_UP(holebegin), last = ULONG_MAX;
	struct vm_area_struct *vma;
	unsigned long start, end;

	/* Only pages that lie in the hole as a whole. */
	if (holelen) {
		pgoff_t behind = PHYS_PFN(holebegin + holelen);

		if (behind <= first)
			return;
		last = behind - 1;
	}
	down_read(&mapping->i_mmap_rwsem);
	list_for_each_entry (vma, &mapping->i_mmap, shared)
		if (vma_part(vma, first, last, &start, &end))
			zap_range_of(vma, start, end, even_cows ? NULL : mapping);
	up_read(&mapping->i_mmap_rwsem);
}
EXPORT_SYMBOL(unmap_mapping_range);
