// SPDX-License-Identifier: MIT
/*
 * The direct map's view of single frames: a page that is read-only at its own address must not be
 * writable here, or whoever can compute the other address could change code.
 *
 * The direct map is made of large pages. One that holds such a frame is split, once and for ever;
 * that takes a page for the table, and is done ahead, where there still is a way back.
 */
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <kernel/paging.h>

static atomic_long_t nr_small = ATOMIC_LONG_INIT(0), nr_large = ATOMIC_LONG_INIT(0);

extern char __end_ro_after_init[];

/* Text, constants and what is constant by now: not for others to change. */
static bool belongs_to_image(phys_addr_t pa)
{
	return pa >= __pa_symbol(_text) && pa < __pa_symbol(__end_ro_after_init);
}

static bool is_ours(phys_addr_t pa)
{
	return pfn_valid(pa >> PAGE_SHIFT) && !belongs_to_image(pa);
}

void direct_map_count(long small, long large)
{
	atomic_long_add(small, &nr_small);
	atomic_long_add(large, &nr_large);
}

int direct_map_split(phys_addr_t pa)
{
	int ret = is_ours(pa) ? paging_split((unsigned long)__va(pa)) : 0;

	if (ret > 0)
		direct_map_count(PTRS_PER_PTE, -1);
	return min(ret, 0);
}

unsigned long direct_map_nr_small(void)
{
	return atomic_long_read(&nr_small);
}

unsigned long direct_map_nr_large(void)
{
	return atomic_long_read(&nr_large);
}

void direct_map_set_writable(phys_addr_t pa, bool writable)
{
	unsigned long va = (unsigned long)__va(pa);
	pte_t pte;

	if (!is_ours(pa))
		return;
	pte = paging_get(init_pgd, va);
	if (pte_write(pte) == writable)
		return;
	pte = writable ? pte_mkwrite(pte) : pte_wrprotect(pte);
	WARN_ON(paging_protect(init_pgd, va, pte_pgprot(pte)));
	/* A CPU that has not heard of a right yet takes a fault for it: fault_is_stale(). */
	if (!writable)
		flush_tlb_kernel_range(va, va + PAGE_SIZE);
}
