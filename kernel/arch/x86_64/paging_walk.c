// SPDX-License-Identifier: MIT
/*
 * A walk over everything that a page table maps: for audits, not for speed.
 */
#include <asm/pgtable.h>
#include <kernel/paging.h>
#include "paging.h"

struct walk {
	int (*fn)(unsigned long va, unsigned long size, pte_t pte, void *ctx);
	void *ctx;
};

/*
 * One table of `level`, which begins at `va`; `allowed` holds of RW, USER and not NX what every
 * level above grants. Recursion is as deep as there are levels.
 */
static int walk_table(const struct walk *walk, const unsigned long *table, unsigned int level,
		      unsigned long va, unsigned long allowed)
{
	unsigned long size = 1UL << LEVEL_SHIFT(level);
	unsigned int i;

	for (i = 0; i < TABLE_ENTRIES; i++, va += size) {
		unsigned long entry = READ_ONCE(table[i]);
		unsigned long grants;
		int ret;

		/* The upper half of the PML4 begins where the canonical addresses go on. */
		if (level == LEVEL_PML4 && i == KERNEL_PGD_INDEX)
			va = 0UL - (1UL << __VIRTUAL_MASK_SHIFT);
		if (!(entry & _PAGE_PRESENT))
			continue;
		grants = (entry ^ _PAGE_NX) & allowed;
		if (level > LEVEL_PT && !(entry & _PAGE_PSE)) {
			ret = walk_table(walk, table_of(entry), level - 1, va, grants);
		} else {
			entry &= ~(_PAGE_RW | _PAGE_USER | _PAGE_NX);
			ret = walk->fn(va, size, __pte(entry | (grants ^ _PAGE_NX)), walk->ctx);
		}
		if (ret)
			return ret;
	}
	return 0;
}

int paging_walk(pgd_t *pgd, int (*fn)(unsigned long va, unsigned long size, pte_t pte, void *ctx),
		void *ctx)
{
	struct walk walk = {.fn = fn, .ctx = ctx};

	return walk_table(&walk, (unsigned long *)pgd, LEVEL_PML4, 0,
			  _PAGE_RW | _PAGE_USER | _PAGE_NX);
}
