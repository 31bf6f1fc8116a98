// SPDX-License-Identifier: MIT
/*
 * The page allocator's beginnings: the array of struct page, which frames there are, and the
 * boot-time memory that joins the pool, at once or later.
 */
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <asm/pgtable.h>
#include <kernel/memblock.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "page_alloc.h"

unsigned long max_pfn __ro_after_init;
EXPORT_SYMBOL(max_pfn);

unsigned long empty_zero_page[PAGE_SIZE / sizeof(unsigned long)] __aligned(PAGE_SIZE);
EXPORT_SYMBOL(empty_zero_page);

bool pfn_valid(unsigned long pfn)
{
	phys_addr_t start, end;
	unsigned int i;

	for (i = 0; pfn < max_pfn && memblock_range(i, &start, &end); i++)
		if (pfn < PHYS_PFN(end))
			return pfn >= PHYS_PFN(start);
	return false;
}
EXPORT_SYMBOL(pfn_valid);

bool __virt_addr_valid(unsigned long kaddr)
{
	if (kaddr >= KERNEL_IMAGE_BASE) {
		if (kaddr >= MODULES_VADDR)
			return false;
	} else if (kaddr < PAGE_OFFSET || kaddr >= PAGE_OFFSET + DIRECT_MAP_SIZE) {
		return false;
	}
	return pfn_valid(__pa(kaddr) >> PAGE_SHIFT);
}
EXPORT_SYMBOL(__virt_addr_valid);

/* Back the array's part for frames [start, end) with memory, a page where there is none yet. */
static void __init map_vmemmap(unsigned long start_pfn, unsigned long end_pfn)
{
	unsigned long va = (unsigned long)pfn_to_page(start_pfn) & PAGE_MASK;
	unsigned long end = (unsigned long)pfn_to_page(end_pfn);

	for (; va < end; va += PAGE_SIZE) {
		phys_addr_t pa;

		/* Two ranges close to each other share one. */
		if (!pte_none(paging_get(init_pgd, va)))
			continue;
		pa = memblock_alloc(PAGE_SIZE, PAGE_SIZE);
		if (!pa || paging_map(init_pgd, va, pa, PAGE_KERNEL))
			panic("page allocator: no memory for the array of struct page");
		clear_page((void *)va);
	}
}

/*
 * Every page of [start, end), and who it belongs to: nobody yet, or, `reserved`, somebody from
 * before our time. The array was zeroed.
 */
static void __init init_pages(unsigned long start_pfn, unsigned long end_pfn, bool reserved)
{
	unsigned long pfn;

	for (pfn = start_pfn; pfn < end_pfn; pfn++) {
		struct page *page = pfn_to_page(pfn);

		atomic_set(&page->_mapcount, -1);
		set_page_count(page, reserved);
		page->flags = reserved ? 1UL << PG_reserved : 0;
	}
}

/* A page that was reserved so far joins the pool. */
static void free_reserved_page(struct page *page)
{
	__ClearPageReserved(page);
	set_page_count(page, 0);
	free_boot_pages(page_to_pfn(page), page_to_pfn(page) + 1);
}

unsigned long free_reserved_range(phys_addr_t start, phys_addr_t end)
{
	unsigned long pfn, n = 0;

	for (pfn = PFN_UP(start); pfn < PHYS_PFN(end); pfn++) {
		/* A loader may say that a module lies where the map has no memory. */
		if (!pfn_valid(pfn) || !PageReserved(pfn_to_page(pfn)))
			continue;
		free_reserved_page(pfn_to_page(pfn));
		n++;
	}
	return n;
}

unsigned long free_reserved_area(void *start, void *end, int poison, const char *s)
{
	unsigned long n;

	if (poison >= 0 && poison <= 0xff)
		memset(start, poison, end - start);
	n = free_reserved_range(__pa(start), __pa(end));
	if (n && s)
		pr_info("Freeing %s memory: %luK\n", s, n << (PAGE_SHIFT - 10));
	return n;
}

/*
 * How much ordinary requests leave: the more memory the more, but ever less of it. It is
 * 4 * sqrt(KiB) KiB, some half of a percent of 512 MiB.
 */
static unsigned long __init watermark_for(unsigned long pages)
{
	unsigned long kib = int_sqrt((pages << (PAGE_SHIFT - 10)) * 16);

	return clamp(kib >> (PAGE_SHIFT - 10), 32UL, 16384UL);
}

void __init page_alloc_init(void)
{
	unsigned int order, i, n;
	phys_addr_t start, end;

	BUILD_BUG_ON(sizeof(struct page) != 64);
	BUILD_BUG_ON(__NR_PAGEFLAGS > BITS_PER_LONG);
	for (order = 0; order < MAX_ORDER; order++)
		INIT_LIST_HEAD(&page_pool.free[order]);

	max_pfn = PHYS_PFN(memblock_end_of_DRAM());
	for (i = 0; memblock_range(i, &start, &end); i++)
		map_vmemmap(PHYS_PFN(start), PHYS_PFN(end));
	for (i = 0; memblock_range(i, &start, &end); i++)
		init_pages(PHYS_PFN(start), PHYS_PFN(end), true);

	/* From here on memblock hands out nothing, so that the free ranges stand still. */
	page_alloc_ready = true;
	for (n = 0; memblock_free_range(n, &start, &end); n++) {
		init_pages(PHYS_PFN(start), PHYS_PFN(end), false);
		free_boot_pages(PHYS_PFN(start), PHYS_PFN(end));
	}
	page_pool.watermark = watermark_for(page_pool.managed);
	pr_info("Memory: %luK/%luK available (%u free ranges, %luK kept in reserve)\n",
		nr_free_pages() << (PAGE_SHIFT - 10), max_pfn << (PAGE_SHIFT - 10), n,
		page_pool.watermark << (PAGE_SHIFT - 10));
}
