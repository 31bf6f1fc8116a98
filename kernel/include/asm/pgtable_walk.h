// SPDX-License-Identifier: MIT
/*
 * Walking a page table by hand, a level at a time: from the table of an address space (mm->pgd)
 * down to the entry of a page, to read it.
 *
 * The machine has four levels; p4d, Linux's fifth, is folded: it is the entry of the topmost table,
 * and the level above it always points on. Each step needs that the entry before it is present and
 * maps no large page (…_none, …_bad, …_leaf). The caller keeps the tables: mmap_lock for a user
 * address; the kernel's own tables are never freed. Stores go through <linux/mm.h> and
 * set_memory_*(), which know who else looks at an entry.
 */
#ifndef _ASM_PGTABLE_WALK_H
#define _ASM_PGTABLE_WALK_H

#include <linux/types.h>
#include <asm/pgtable.h>

/* In a table's entry, what a pointer to a further table has beside the address. */
#define _KERNPG_TABLE (_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY)
#define _PAGE_TABLE   (_KERNPG_TABLE | _PAGE_USER)

typedef struct {
	pgd_t pgd;
} p4d_t;

#define p4d_val(x) (pgd_val((x).pgd))
#define __p4d(x)   ((p4d_t){__pgd(x)})

#define PTRS_PER_P4D 1
#define P4D_MASK     (~(P4D_SIZE - 1))

#define p4d_index(addr) 0UL

/* The entry of @addr in the topmost table @pgd, and in that of @mm. */
#define pgd_offset_pgd(pgd, addr) ((pgd) + pgd_index(addr))
#define pgd_offset(mm, addr)	  pgd_offset_pgd((mm)->pgd, (addr))

static inline int pgd_none(pgd_t pgd)
{
	return 0;
}

static inline int pgd_bad(pgd_t pgd)
{
	return 0;
}

static inline int pgd_present(pgd_t pgd)
{
	return 1;
}

static inline int pgd_leaf(pgd_t pgd)
{
	return 0;
}

static inline p4d_t *p4d_offset(pgd_t *pgd, unsigned long addr)
{
	return (p4d_t *)pgd;
}

/* An entry as a pointer to a table should be: what the CPU itself sets, and NX, don't matter. */
static inline int table_entry_bad(unsigned long val)
{
	unsigned long ignore = PTE_PFN_MASK | _PAGE_USER | _PAGE_NX | _PAGE_ACCESSED | _PAGE_DIRTY;

	return (val & ~ignore) != (_PAGE_PRESENT | _PAGE_RW);
}

/* p4d, pud and pmd alike: the questions to an entry, and the table that it points to. */
#define DEFINE_TABLE_LEVEL(name)                                                                   \
	static inline int name##_none(name##_t entry)                                              \
	{                                                                                          \
		return !(name##_val(entry) & ~(_PAGE_ACCESSED | _PAGE_DIRTY));                     \
	}                                                                                          \
	static inline int name##_present(name##_t entry)                                           \
	{                                                                                          \
		return (name##_val(entry) & _PAGE_PRESENT) != 0;                                   \
	}                                                                                          \
	static inline int name##_bad(name##_t entry)                                               \
	{                                                                                          \
		return table_entry_bad(name##_val(entry));                                         \
	}                                                                                          \
	static inline int name##_leaf(name##_t entry)                                              \
	{                                                                                          \
		return (name##_val(entry) & (_PAGE_PSE | _PAGE_PRESENT)) ==                        \
		       (_PAGE_PSE | _PAGE_PRESENT);                                                \
	}                                                                                          \
	static inline unsigned long name##_pfn(name##_t entry)                                     \
	{                                                                                          \
		return (name##_val(entry) & PTE_PFN_MASK) >> PAGE_SHIFT;                           \
	}                                                                                          \
	static inline unsigned long name##_flags(name##_t entry)                                   \
	{                                                                                          \
		return name##_val(entry) & PTE_FLAGS_MASK;                                         \
	}

DEFINE_TABLE_LEVEL(p4d)
DEFINE_TABLE_LEVEL(pud)
DEFINE_TABLE_LEVEL(pmd)

#undef DEFINE_TABLE_LEVEL

/* No page is as large as a topmost entry's range. */
#define p4d_large(p4d) 0
#define pud_large(pud) pud_leaf(pud)
#define pmd_large(pmd) pmd_leaf(pmd)
#define pgd_page(pgd)  pfn_to_page((pgd_val(pgd) & PTE_PFN_MASK) >> PAGE_SHIFT)
#define p4d_page(p4d)  pfn_to_page(p4d_pfn(p4d))
#define pud_page(pud)  pfn_to_page(pud_pfn(pud))
#define pmd_page(pmd)  pfn_to_page(pmd_pfn(pmd))

static inline pud_t *p4d_pgtable(p4d_t p4d)
{
	return (pud_t *)__va(p4d_val(p4d) & PTE_PFN_MASK);
}

static inline pmd_t *pud_pgtable(pud_t pud)
{
	return (pmd_t *)__va(pud_val(pud) & PTE_PFN_MASK);
}

static inline unsigned long pmd_page_vaddr(pmd_t pmd)
{
	return (unsigned long)__va(pmd_val(pmd) & PTE_PFN_MASK);
}

static inline pud_t *pud_offset(p4d_t *p4d, unsigned long addr)
{
	return p4d_pgtable(*p4d) + pud_index(addr);
}

static inline pmd_t *pmd_offset(pud_t *pud, unsigned long addr)
{
	return pud_pgtable(*pud) + pmd_index(addr);
}

static inline pte_t *pte_offset_kernel(pmd_t *pmd, unsigned long addr)
{
	return (pte_t *)pmd_page_vaddr(*pmd) + pte_index(addr);
}

/* Every table has an address, so nothing is mapped for the look at it. */
#define pte_offset_map(pmd, addr) pte_offset_kernel((pmd), (addr))
#define pte_unmap(pte)		  ((void)(pte))

static inline unsigned long pte_flags(pte_t pte)
{
	return pte_val(pte) & PTE_FLAGS_MASK;
}

enum pg_level { PG_LEVEL_NONE, PG_LEVEL_4K, PG_LEVEL_2M, PG_LEVEL_1G, PG_LEVEL_512G, PG_LEVEL_NUM };

/*
 * The entry that maps the kernel address @address, and in @level (an enum pg_level) how much it
 * maps; the last entry that was found when nothing maps it, which then isn't present; NULL when a
 * table is missing. Any context.
 */
pte_t *lookup_address(unsigned long address, unsigned int *level);

/* The physical address behind a kernel address of any kind; BUG()s when nothing is mapped there. */
phys_addr_t slow_virt_to_phys(void *address);

#endif
