// SPDX-License-Identifier: MIT
/*
 * Page tables: looking entries up and changing them. Rules: <kernel/paging.h>.
 *
 * Table pages are reached through the direct map. Entries above the last level allow everything;
 * what a page may do stands in its own entry, so a protection is changed in one place.
 */
#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/special_insns.h>
#include <kernel/memblock.h>
#include <kernel/paging.h>
#include "paging.h"

pgd_t *init_pgd __ro_after_init;

/* Guards every table of the kernel half, once there is more than the boot code running. */
static DEFINE_SPINLOCK(kernel_tables_lock);

static atomic_long_t nr_tables = ATOMIC_LONG_INIT(0);

static bool kernel_half(unsigned long va)
{
	return (long)va < 0;
}

unsigned long *paging_alloc_table(void)
{
	unsigned long *table = NULL;

	if (page_alloc_ready) {
		table = (unsigned long *)get_zeroed_page(GFP_ATOMIC);
	} else {
		phys_addr_t phys = memblock_alloc(PAGE_SIZE, PAGE_SIZE);

		if (phys) {
			table = __va(phys);
			clear_page(table);
		}
	}
	if (table)
		atomic_long_inc(&nr_tables);
	return table;
}

static void free_table(unsigned long *table)
{
	atomic_long_dec(&nr_tables);
	free_page((unsigned long)table);
}

unsigned long paging_nr_tables(void)
{
	return atomic_long_read(&nr_tables);
}

unsigned long *paging_entry(pgd_t *pgd, unsigned long va, unsigned int level, bool create)
{
	unsigned long flags = _PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED;
	unsigned long *table = (unsigned long *)pgd;
	unsigned int at;

	/* All tables share the kernel half's; a slot that init_pgd lacks, none has. */
	if (kernel_half(va))
		table = (unsigned long *)init_pgd;
	else
		flags |= _PAGE_USER;

	for (at = LEVEL_PML4; at > level; at--) {
		unsigned long *entry = &table[LEVEL_INDEX(va, at)];

		if (!(READ_ONCE(*entry) & _PAGE_PRESENT)) {
			unsigned long *new = create ? paging_alloc_table() : NULL;

			if (!new)
				return NULL;
			WRITE_ONCE(*entry, __pa(new) | flags);
		} else if (*entry & _PAGE_PSE) {
			return NULL;
		}
		table = table_of(*entry);
	}
	return &table[LEVEL_INDEX(va, level)];
}

/* Kernel pages: not the user's, and not writable and executable at once. */
static bool prot_allowed(unsigned long va, unsigned long prot)
{
	if (!kernel_half(va))
		return true;
	return !(prot & _PAGE_USER) && ((prot & _PAGE_NX) || !(prot & _PAGE_RW));
}

static unsigned long lock_tables(unsigned long va)
{
	unsigned long flags = 0;

	if (kernel_half(va))
		spin_lock_irqsave(&kernel_tables_lock, flags);
	return flags;
}

static void unlock_tables(unsigned long va, unsigned long flags)
{
	if (kernel_half(va))
		spin_unlock_irqrestore(&kernel_tables_lock, flags);
}

int paging_map(pgd_t *pgd, unsigned long va, phys_addr_t pa, pgprot_t prot)
{
	unsigned long flags, *entry;
	int err = 0;

	if (!prot_allowed(va, pgprot_val(prot)))
		return -EPERM;
	flags = lock_tables(va);
	entry = paging_entry(pgd, va, LEVEL_PT, true);
	if (!entry)
		err = -ENOMEM;
	else if (*entry)
		err = -EEXIST;
	else
		WRITE_ONCE(*entry, (pa & PTE_PFN_MASK) | pgprot_val(prot));
	unlock_tables(va, flags);
	return err;
}

pte_t paging_unmap(pgd_t *pgd, unsigned long va)
{
	unsigned long flags = lock_tables(va);
	unsigned long *entry = paging_entry(pgd, va, LEVEL_PT, false);
	pte_t old = __pte(0);

	/* The CPU may set accessed and dirty at any moment: take and clear in one step. */
	if (entry && *entry)
		old = __pte(xchg(entry, 0UL));
	unlock_tables(va, flags);
	return old;
}

int paging_set(pgd_t *pgd, unsigned long va, pte_t pte)
{
	unsigned long flags, *entry;
	int err = 0;

	if (!prot_allowed(va, pte_val(pte)))
		return -EPERM;
	flags = lock_tables(va);
	entry = paging_entry(pgd, va, LEVEL_PT, true);
	if (entry)
		WRITE_ONCE(*entry, pte_val(pte));
	else
		err = -ENOMEM;
	unlock_tables(va, flags);
	return err;
}

int paging_protect(pgd_t *pgd, unsigned long va, pgprot_t prot)
{
	unsigned long flags, *entry, old;
	int err = 0;

	if (!prot_allowed(va, pgprot_val(prot)))
		return -EPERM;
	flags = lock_tables(va);
	entry = paging_entry(pgd, va, LEVEL_PT, false);
	if (!entry || !*entry) {
		err = pte_none(paging_get(pgd, va)) ? -ENOENT : -EINVAL;
	} else {
		/* As in paging_unmap(): no bit that the CPU sets meanwhile may be lost. */
		old = READ_ONCE(*entry);
		while (!try_cmpxchg(entry, &old, pte_val(pte_modify(__pte(old), prot))))
			;
	}
	unlock_tables(va, flags);
	return err;
}

int paging_split(unsigned long va)
{
	unsigned long *table = NULL, *entry, old, flags;
	unsigned int i;

	/* Look before a table is allocated; under the lock it is looked at again. */
	entry = paging_entry(init_pgd, va, LEVEL_PD, false);
	if (!entry || !(READ_ONCE(*entry) & _PAGE_PSE))
		return 0;
	table = paging_alloc_table();
	if (!table)
		return -ENOMEM;
	flags = lock_tables(va);
	old = READ_ONCE(*entry);
	if (old & _PAGE_PSE) {
		for (i = 0; i < TABLE_ENTRIES; i++)
			table[i] = (old & ~_PAGE_PSE) + ((unsigned long)i << PAGE_SHIFT);
		/* Whoever finds the table finds it filled. */
		smp_store_release(entry, __pa(table) | _PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED);
		table = NULL;
	}
	unlock_tables(va, flags);
	if (table) {
		free_table(table); /* somebody else was faster */
		return 0;
	}
	flush_tlb_all();
	return 1;
}

pte_t *paging_lookup(pgd_t *pgd, unsigned long va)
{
	return (pte_t *)paging_entry(pgd, va, LEVEL_PT, false);
}

pte_t paging_get(pgd_t *pgd, unsigned long va)
{
	unsigned long *table = (unsigned long *)(kernel_half(va) ? init_pgd : pgd);
	unsigned int level;
	unsigned long entry;

	for (level = LEVEL_PML4;; level--) {
		entry = READ_ONCE(table[LEVEL_INDEX(va, level)]);
		if (level == LEVEL_PT)
			return __pte(entry);
		if (!(entry & _PAGE_PRESENT))
			return __pte(0);
		if (entry & _PAGE_PSE)
			break;
		table = table_of(entry);
	}
	/* A large page: add the distance to the page, and drop the bit that says large. */
	entry += va & ((1UL << LEVEL_SHIFT(level)) - 1) & PAGE_MASK;
	return __pte(entry & ~_PAGE_PSE);
}

unsigned long paging_next(pgd_t *pgd, unsigned long va, unsigned long end)
{
	unsigned long *table = (unsigned long *)pgd;
	unsigned int level = LEVEL_PML4;

	while (va < end) {
		unsigned long entry = READ_ONCE(table[LEVEL_INDEX(va, level)]);

		if (entry & _PAGE_PRESENT) {
			if (level == LEVEL_PD)
				return va;
			table = table_of(entry);
			level--;
			continue;
		}
		/* Nothing below this entry: on to the next one, which may be another table's. */
		va = (va | ((1UL << LEVEL_SHIFT(level)) - 1)) + 1;
		table = (unsigned long *)pgd;
		level = LEVEL_PML4;
	}
	return end;
}

pgd_t *paging_new_pgd(void)
{
	pgd_t *pgd = (pgd_t *)paging_alloc_table();

	/* The kernel half of init_pgd never changes after paging_init(): no lock. */
	if (pgd)
		memcpy(pgd + KERNEL_PGD_INDEX, init_pgd + KERNEL_PGD_INDEX,
		       (PTRS_PER_PGD - KERNEL_PGD_INDEX) * sizeof(*pgd));
	return pgd;
}

/* Free what `table`, which is of `level`, leads to; recursion ends after three levels. */
static void free_tables_below(unsigned long *table, unsigned int level, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (!(table[i] & _PAGE_PRESENT))
			continue;
		if (level > LEVEL_PD)
			free_tables_below(table_of(table[i]), level - 1, TABLE_ENTRIES);
		free_table(table_of(table[i]));
	}
}

void paging_free_pgd(pgd_t *pgd)
{
	free_tables_below((unsigned long *)pgd, LEVEL_PML4, KERNEL_PGD_INDEX);
	free_table((unsigned long *)pgd);
}

static bool table_is_empty(const unsigned long *table)
{
	return !memchr_inv(table, 0, PAGE_SIZE);
}

/*
 * The table at `level` that covers `va`, if it is there and empty: unlink it. The page is
 * returned, and may be freed when no CPU can still have it in its caches.
 */
static unsigned long *unlink_if_empty(pgd_t *pgd, unsigned long va, unsigned int level)
{
	unsigned long *entry = paging_entry(pgd, va, level + 1, false);
	unsigned long *table;

	if (!entry || !(*entry & _PAGE_PRESENT) || *entry & _PAGE_PSE)
		return NULL;
	table = table_of(*entry);
	if (!table_is_empty(table))
		return NULL;
	WRITE_ONCE(*entry, 0);
	return table;
}

void paging_free_range(pgd_t *pgd, unsigned long start, unsigned long end)
{
	unsigned long *dead = NULL;
	unsigned int level;

	/* From the bottom up: a table is empty when those below it are gone. */
	for (level = LEVEL_PT; level < LEVEL_PML4; level++) {
		unsigned long size = 1UL << LEVEL_SHIFT(level + 1);
		unsigned long va = start & ~(size - 1);

		for (; va < end; va += size) {
			unsigned long *table;

			if (level == LEVEL_PT)
				va = paging_next(pgd, va, end) & ~(size - 1);
			table = va < end ? unlink_if_empty(pgd, va, level) : NULL;
			if (table) {
				*table = (unsigned long)dead;
				dead = table;
			}
		}
	}
	if (!dead)
		return;
	/* The CPU caches upper levels too; a reload drops them. */
	flush_tlb_local();
	while (dead) {
		unsigned long *table = dead;

		dead = (unsigned long *)*table;
		free_table(table);
	}
}

void paging_switch(pgd_t *pgd)
{
	write_cr3(__pa(pgd));
}
