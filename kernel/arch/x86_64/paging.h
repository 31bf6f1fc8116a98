// SPDX-License-Identifier: MIT
/* What paging.c and paging_init.c share: tables as arrays of 512 words. */
#ifndef _ARCH_X86_64_PAGING_H
#define _ARCH_X86_64_PAGING_H

#include <linux/types.h>
#include <asm/pgtable.h>

#define TABLE_ENTRIES 512

/* Levels count from the bottom, as in the manual: 1 page table, 2 PD, 3 PDPT, 4 PML4. */
#define LEVEL_PT	       1
#define LEVEL_PD	       2
#define LEVEL_PDPT	       3
#define LEVEL_PML4	       4
#define LEVEL_SHIFT(level)     (PAGE_SHIFT + 9 * ((level)-1))
#define LEVEL_INDEX(va, level) ((va) >> LEVEL_SHIFT(level) & (TABLE_ENTRIES - 1))

static inline unsigned long *table_of(unsigned long entry)
{
	return __va(entry & PTE_PFN_MASK);
}

/*
 * The address of the entry of `va` at `level`, the tables above made when `create` is set. NULL:
 * a table is missing (or, with `create`, memory ended), or a large page lies above.
 */
unsigned long *paging_entry(pgd_t *pgd, unsigned long va, unsigned int level, bool create);

/* A zeroed table page, counted; NULL when memory ends. */
unsigned long *paging_alloc_table(void);

#endif
