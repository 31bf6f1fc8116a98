// SPDX-License-Identifier: MIT
/*
 * What maps a kernel address: for modules that look, or explain.
 *
 * The kernel half's tables are never freed, so what is returned stays readable; whether it still
 * maps what it did is the caller's to know.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/pgtable.h>
#include <kernel/paging.h>
#include "paging.h"

pte_t *lookup_address(unsigned long address, unsigned int *level)
{
	unsigned long *table = (unsigned long *)init_pgd;
	unsigned long *entry;

	BUILD_BUG_ON(PG_LEVEL_4K != LEVEL_PT || PG_LEVEL_512G != LEVEL_PML4);
	*level = LEVEL_PML4;
	for (;; --*level, table = table_of(*entry)) {
		entry = &table[LEVEL_INDEX(address, *level)];
		if (*level == LEVEL_PT)
			return (pte_t *)entry;
		if (!(READ_ONCE(*entry) & ~(_PAGE_ACCESSED | _PAGE_DIRTY)))
			return NULL;
		if (*entry & _PAGE_PSE || !(*entry & _PAGE_PRESENT))
			return (pte_t *)entry;
	}
}
EXPORT_SYMBOL_GPL(lookup_address);

phys_addr_t slow_virt_to_phys(void *address)
{
	unsigned long va = (unsigned long)address;
	pte_t pte = paging_get(init_pgd, va);

	BUG_ON(!pte_present(pte));
	return (phys_addr_t)pte_pfn(pte) << PAGE_SHIFT | (va & ~PAGE_MASK);
}
EXPORT_SYMBOL_GPL(slow_virt_to_phys);
