// SPDX-License-Identifier: MIT
/*
 * Page tables walked by hand come to the page that the kernel itself finds: for a program's memory
 * level by level, for kernel addresses of each kind by lookup_address().
 */
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include "check.h"

static int in_the_module;

/* The frame behind a program's address; 0 when the tables end before it. mmap_lock. */
static unsigned long walk(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	unsigned long pfn = 0;
	p4d_t *p4d;
	pud_t *pud;
	pmd_t *pmd;
	pte_t *pte;

	if (pgd_none(*pgd) || pgd_bad(*pgd))
		return 0;
	p4d = p4d_offset(pgd, addr);
	if (p4d_none(*p4d) || p4d_bad(*p4d))
		return 0;
	pud = pud_offset(p4d, addr);
	if (pud_none(*pud) || pud_bad(*pud) || pud_large(*pud))
		return 0;
	pmd = pmd_offset(pud, addr);
	if (pmd_none(*pmd) || pmd_bad(*pmd) || pmd_large(*pmd))
		return 0;
	pte = pte_offset_map(pmd, addr);
	if (pte_present(*pte))
		pfn = pte_pfn(*pte);
	pte_unmap(pte);
	return pfn;
}

static void try_program(void)
{
	unsigned long addr = current->mm->start_code;
	struct page *page;

	mmap_read_lock(current->mm);
	if (get_user_pages(addr, 1, 0, &page, NULL) == 1) {
		CHECK_EQ(walk(current->mm, addr), page_to_pfn(page));
		put_page(page);
	} else {
		CHECK(!"the program's first page");
	}
	/* Nothing is mapped at 0, and nothing near the end of user space's first half. */
	CHECK_EQ(walk(current->mm, 0), 0);
	CHECK_EQ(walk(current->mm, TASK_SIZE / 2), 0);
	mmap_read_unlock(current->mm);
}

static void try_kernel(void)
{
	void *small = kmalloc(64, GFP_KERNEL), *pages = vmalloc(2 * PAGE_SIZE);
	unsigned int level;
	pte_t *pte;

	CHECK(small && pages);
	if (!small || !pages)
		goto out;

	pte = lookup_address((unsigned long)pages, &level);
	CHECK(pte && pte_present(*pte) && pte_write(*pte));
	CHECK_EQ(level, PG_LEVEL_4K);
	CHECK_EQ(pte_pfn(*pte), vmalloc_to_pfn(pages));
	CHECK_EQ(slow_virt_to_phys(pages + 5), PFN_PHYS(vmalloc_to_pfn(pages)) + 5);

	pte = lookup_address((unsigned long)&in_the_module, &level);
	CHECK(pte && pte_write(*pte) && !pte_exec(*pte));
	pte = lookup_address((unsigned long)try_kernel, &level);
	CHECK(pte && !pte_write(*pte) && pte_exec(*pte));

	/* The direct map, by whatever size of page. */
	CHECK_EQ(slow_virt_to_phys(small), __pa(small));
	pte = lookup_address((unsigned long)small, &level);
	CHECK(pte && pte_present(*pte) && level >= PG_LEVEL_4K && level <= PG_LEVEL_1G);

	/* Between the direct map's end and vmalloc's begin lies nothing. */
	pte = lookup_address(VMALLOC_START - PAGE_SIZE, &level);
	CHECK(!pte || !pte_present(*pte));
out:
	kfree(small);
	vfree(pages);
}

static int __init try_page_tables_init(void)
{
	in_the_module = 1;
	try_program();
	try_kernel();
	return checks_result();
}
module_init(try_page_tables_init);

static void __exit try_page_tables_exit(void)
{
}
module_exit(try_page_tables_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Walks page tables");
