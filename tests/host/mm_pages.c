// SPDX-License-Identifier: MIT
/*
 * Pages and vmalloc: random requests, each block filled with its own mark while it is held; in the
 * end every page is back, in blocks as large as before.
 */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "mm_test.h"
#include "page_alloc.h"

#define STEPS 20000
#define HELD  200

struct block {
	struct page *page;
	unsigned int order;
	bool compound;
};

/* A word in every page is the block's own address. */
static void mark(const struct block *b)
{
	unsigned long *word = page_address(b->page);
	unsigned long i;

	for (i = 0; i < 1UL << b->order; i++, word += PAGE_SIZE / sizeof(long))
		*word = (unsigned long)b->page;
}

static void check_mark(const struct block *b)
{
	const unsigned long *word = page_address(b->page);
	unsigned long i;

	for (i = 0; i < 1UL << b->order; i++, word += PAGE_SIZE / sizeof(long))
		CHECK(*word == (unsigned long)b->page);
}

static bool take_block(struct block *b)
{
	bool zero = !below(4);
	gfp_t gfp = GFP_KERNEL | __GFP_NOWARN | (zero ? __GFP_ZERO : 0);

	b->order = below(8) ? below(4) : below(MAX_ORDER);
	b->compound = below(2);
	b->page = alloc_pages(gfp | (b->compound ? __GFP_COMP : 0), b->order);
	if (!b->page)
		return false;
	CHECK(page_count(b->page) == 1);
	CHECK(!(page_to_pfn(b->page) & ((1UL << b->order) - 1)));
	if (zero)
		CHECK(!memchr_inv(page_address(b->page), 0, PAGE_SIZE << b->order));
	if (b->compound)
		CHECK(compound_head(b->page + below(1 << b->order)) == b->page);
	mark(b);
	return true;
}

static void give_block(const struct block *b)
{
	check_mark(b);
	/* A compound page may be put by any of its pages. */
	if (b->compound && below(2))
		put_page(b->page + below(1 << b->order));
	else
		__free_pages(b->page, b->order);
}

void mm_test_pages(void)
{
	unsigned long free = nr_free_pages(), blocks[MAX_ORDER];
	static struct block held[HELD];
	unsigned int n = 0, step;

	memcpy(blocks, page_pool.nr_free, sizeof(blocks));
	for (step = 0; step < STEPS; step++) {
		if (n < HELD && below(2)) {
			n += take_block(&held[n]);
		} else if (n) {
			unsigned int i = below(n);

			give_block(&held[i]);
			held[i] = held[--n];
		}
	}
	while (n)
		give_block(&held[--n]);
	CHECK(nr_free_pages() == free);
	CHECK(!memcmp(blocks, page_pool.nr_free, sizeof(blocks)));
}

/* User space is refused first, then the kernel, and those who can't wait last. */
void mm_test_page_reserve(void)
{
	unsigned long free = nr_free_pages();
	struct page *page, *list = NULL;
	int before = reports;
	void *exact;

	while ((page = alloc_page(GFP_HIGHUSER | __GFP_NOWARN))) {
		page->private = (unsigned long)list;
		list = page;
	}
	CHECK(nr_free_pages() == 2 * page_pool.watermark);
	while ((page = alloc_page(GFP_KERNEL | __GFP_NOWARN))) {
		page->private = (unsigned long)list;
		list = page;
	}
	CHECK(nr_free_pages() == page_pool.watermark);
	page = alloc_page(GFP_ATOMIC);
	CHECK(page);
	__free_page(page);
	while (list) {
		page = list;
		list = (struct page *)page->private;
		__free_page(page);
	}
	CHECK(nr_free_pages() == free);

	exact = alloc_pages_exact(5 * PAGE_SIZE + 1, GFP_KERNEL);
	CHECK(exact && nr_free_pages() == free - 6);
	free_pages_exact(exact, 5 * PAGE_SIZE + 1);
	CHECK(nr_free_pages() == free && reports == before);

	page = alloc_page(GFP_KERNEL);
	__free_page(page);
	__free_page(page);
	CHECK(reports > before && nr_free_pages() == free);
}

/* Each range has pages behind it, and none in the guard page at its end. */
static void check_range(const void *addr)
{
	struct vm_struct *area = find_vm_area(addr);

	CHECK(area && PAGE_ALIGNED(addr));
	CHECK(vmalloc_to_page(addr));
	CHECK(pte_none(paging_get(init_pgd, (unsigned long)addr + area->size - PAGE_SIZE)));
}

void mm_test_vmalloc(void)
{
	unsigned long free = nr_free_pages() + paging_nr_tables();
	void *held[HELD / 2];
	unsigned int n = 0, step;

	for (step = 0; step < STEPS / 10; step++) {
		if (n < ARRAY_SIZE(held) && below(2)) {
			held[n] = below(3) ? vmalloc(1 + below(100000))
					   : module_alloc(1 + below(50000));
			check_range(held[n++]);
		} else if (n) {
			unsigned int i = below(n);

			check_range(held[i]);
			vfree(held[i]);
			held[i] = held[--n];
		}
	}
	while (n)
		vfree(held[--n]);
	CHECK(!vmalloc_used() && !vmalloc_nr_pages());

	held[0] = alloc_thread_stack();
	check_range(held[0]);
	CHECK(!((unsigned long)held[0] & (THREAD_SIZE - 1)));
	free_thread_stack(held[0]);
	CHECK(alloc_thread_stack() == held[0]); /* kept */
	free_thread_stack(held[0]);
	CHECK(mm_drain_caches() && !mm_drain_caches());
	/* Page tables of the area stay. */
	CHECK(nr_free_pages() + paging_nr_tables() == free);
}
