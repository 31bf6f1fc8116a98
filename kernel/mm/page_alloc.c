// SPDX-License-Identifier: MIT
/*
 * The page allocator: a buddy system over all of memory. Rules for callers: <linux/gfp.h>.
 *
 * A block of 2^order pages is free or in use as a whole. To serve a smaller request a block is
 * halved, again and again; a freed block is joined with its buddy, the other half of what it was
 * cut from, when that is free as well. So free memory is always in the largest blocks possible.
 *
 * Reserve: below the watermark requests for user space fail first, then ordinary ones, and the
 * last pages are for those who can't wait (GFP_ATOMIC) or who free memory by running (a task that
 * is being killed). Nothing is written to disk to get memory back, so that a request is refused
 * rather than delayed.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <kernel/fault_inject.h>
#include <kernel/mm.h>
#include "page_alloc.h"

struct page_pool page_pool = {.lock = __SPIN_LOCK_UNLOCKED(page_pool.lock)};

atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS];
EXPORT_SYMBOL(vm_node_stat);

unsigned long nr_free_pages(void)
{
	return READ_ONCE(page_pool.free_pages);
}
EXPORT_SYMBOL_GPL(nr_free_pages);

unsigned long totalram_pages(void)
{
	return READ_ONCE(page_pool.managed);
}
EXPORT_SYMBOL(totalram_pages);

/* ---- The pool; the caller holds its lock ---- */

static void pool_add(struct page *page, unsigned int order)
{
	__SetPageBuddy(page);
	page->buddy_order = order;
	list_add(&page->buddy_list, &page_pool.free[order]);
	page_pool.nr_free[order]++;
}

static void pool_del(struct page *page, unsigned int order)
{
	list_del(&page->buddy_list);
	page->buddy_order = 0;
	__ClearPageBuddy(page);
	page_pool.nr_free[order]--;
}

/* Free a block, joined with its buddies as far as they are free. */
static void pool_put(struct page *page, unsigned int order)
{
	unsigned long pfn = page_to_pfn(page);

	page_pool.free_pages += 1UL << order;
	for (; order < MAX_ORDER - 1; order++) {
		unsigned long buddy_pfn = pfn ^ (1UL << order);
		struct page *buddy = pfn_to_page(buddy_pfn);

		if (!pfn_valid(buddy_pfn) || !PageBuddy(buddy) || buddy->buddy_order != order)
			break;
		pool_del(buddy, order);
		pfn &= ~(1UL << order);
	}
	pool_add(pfn_to_page(pfn), order);
}

void free_boot_pages(unsigned long start_pfn, unsigned long end_pfn)
{
	unsigned long pfn = start_pfn, flags;

	spin_lock_irqsave(&page_pool.lock, flags);
	page_pool.managed += end_pfn - start_pfn;
	while (pfn < end_pfn) {
		unsigned int order = MAX_ORDER - 1;

		while (pfn & ((1UL << order) - 1) || end_pfn - pfn < 1UL << order)
			order--;
		pool_put(pfn_to_page(pfn), order);
		pfn += 1UL << order;
	}
	spin_unlock_irqrestore(&page_pool.lock, flags);
}

/* May a request for 2^order pages be served at all, the reserve considered? */
static bool may_take(gfp_t gfp, unsigned int order)
{
	unsigned long keep = page_pool.watermark;

	if (gfp & __GFP_NOMEMALLOC)
		;
	else if (gfp & __GFP_MEMALLOC)
		keep = 0;
	else if (gfp & __GFP_ATOMIC)
		keep /= 4;
	else if (gfp & __GFP_HIGH)
		keep /= 2;
	if (gfp & __GFP_HARDWALL && !(gfp & (__GFP_MEMALLOC | __GFP_HIGH)))
		keep *= 2;
	return page_pool.free_pages >= keep + (1UL << order);
}

bool may_alloc_pages(gfp_t gfp, unsigned int order)
{
	unsigned long flags;
	bool may;

	spin_lock_irqsave(&page_pool.lock, flags);
	may = may_take(gfp, order);
	spin_unlock_irqrestore(&page_pool.lock, flags);
	return may;
}

/* The first frame number that a request may not have. */
static unsigned long pfn_limit(gfp_t gfp)
{
	if (gfp & __GFP_DMA)
		return (16UL << 20) >> PAGE_SHIFT;
	if (gfp & __GFP_DMA32)
		return (4UL << 30) >> PAGE_SHIFT;
	return ~0UL;
}

/* A free block of that order below the limit, or NULL. Without a limit it is the list's first. */
static struct page *pool_find(unsigned int order, unsigned long limit)
{
	struct page *page;

	list_for_each_entry (page, &page_pool.free[order], buddy_list)
		if (page_to_pfn(page) < limit)
			return page;
	return NULL;
}

static struct page *pool_take(gfp_t gfp, unsigned int order)
{
	unsigned long limit = pfn_limit(gfp);
	struct page *page = NULL;
	unsigned int have;

	if (!may_take(gfp, order))
		return NULL;
	for (have = order; have < MAX_ORDER && !page; have++)
		page = pool_find(have, limit);
	if (!page)
		return NULL;
	pool_del(page, --have);
	/* Give the upper halves back; the lower one stays below the limit. */
	while (have > order) {
		have--;
		pool_add(page + (1UL << have), have);
	}
	page_pool.free_pages -= 1UL << order;
	return page;
}

/* ---- From a free block to pages in use, and back ---- */

static void clear_pages_of(struct page *page, unsigned long nr)
{
	for (; nr; nr--, page++)
		clear_page(page_address(page));
}

static void prep_new_pages(struct page *page, gfp_t gfp, unsigned int order)
{
	unsigned long i, nr = 1UL << order;

	page->lru.next = page->lru.prev = NULL;
	page->index = 0;
	page->private = 0;
	set_page_count(page, 1);
	if (order && gfp & __GFP_COMP) {
		__SetPageHead(page);
		page->compound_order = order;
		for (i = 1; i < nr; i++)
			page[i].compound_head = (unsigned long)page | 1;
	}
	/* Memory that is cleared when it is freed was perhaps freed before that began. */
	if (want_init_on_alloc(gfp) || want_init_on_free())
		clear_pages_of(page, nr);
}

/* Why a page that nobody references still can't be free; NULL when it can. */
static const char *unfreeable(const struct page *page)
{
	if (page_ref_count(page))
		return "nonzero _refcount";
	if (atomic_read(&page->_mapcount) != -1)
		return "nonzero mapcount";
	if (page->flags & ~(1UL << PG_referenced | 1UL << PG_uptodate | 1UL << PG_dirty))
		return "page flags that forbid freeing";
	if (page->mapping && (unsigned long)page->mapping != PAGE_MAPPING_ANON)
		return "non-NULL mapping";
	return NULL;
}

/*
 * Make the pages of a block ready for the pool; their count is 0 already. False, with a report,
 * when one of them is not in a state to be freed: the block is then lost rather than used twice.
 */
static bool prep_free_pages(struct page *page, unsigned int order)
{
	unsigned long i, nr = 1UL << order;
	bool compound = PageHead(page);
	const char *why;

	if (compound) {
		if (page->compound_order != order) {
			bad_page(page, "freed with the wrong order");
			return false;
		}
		__ClearPageHead(page);
		page->compound_order = 0;
	}
	for (i = 0; i < nr; i++) {
		if (compound && i)
			page[i].compound_head = 0;
		why = unfreeable(page + i);
		if (why) {
			bad_page(page + i, why);
			return false;
		}
		page[i].flags = 0;
		page[i].mapping = NULL;
	}
	return true;
}

static void free_block(struct page *page, unsigned int order)
{
	unsigned long flags;

	if (!prep_free_pages(page, order))
		return;
	if (want_init_on_free())
		clear_pages_of(page, 1UL << order);
	spin_lock_irqsave(&page_pool.lock, flags);
	pool_put(page, order);
	spin_unlock_irqrestore(&page_pool.lock, flags);
}

/* ---- Requests ---- */

static struct page *try_alloc(gfp_t gfp, unsigned int order)
{
	struct page *page;
	unsigned long flags;

	spin_lock_irqsave(&page_pool.lock, flags);
	page = pool_take(gfp, order);
	spin_unlock_irqrestore(&page_pool.lock, flags);
	return page;
}

/* The pool refused: use what is left to try. May sleep if the mask allows. */
static struct page *alloc_slow(gfp_t gfp, unsigned int order)
{
	struct page *page;

	/* A task on its way out frees more than it takes. */
	if (in_task() && (fatal_signal_pending(current) || current->flags & PF_EXITING))
		gfp |= __GFP_MEMALLOC;
	do {
		/* Not for those who can't sleep: they may hold what freeing needs. */
		if (gfpflags_allow_blocking(gfp))
			mm_drain_caches();
		page = try_alloc(gfp, order);
		if (page || !(gfp & __GFP_NOFAIL) || !gfpflags_allow_blocking(gfp))
			break;
		schedule_timeout_uninterruptible(1);
	} while (1);
	if (!page)
		warn_alloc(gfp, order);
	return page;
}

struct page *alloc_pages_uncounted(gfp_t gfp, unsigned int order)
{
	struct page *page;

	if (unlikely(order >= MAX_ORDER)) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return NULL;
	}
	might_alloc(gfp);
	page = try_alloc(gfp, order);
	if (unlikely(!page))
		page = alloc_slow(gfp, order);
	if (likely(page))
		prep_new_pages(page, gfp, order);
	return page;
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	if (should_fail_alloc("fail_page_alloc", PAGE_SIZE << order, gfp))
		return NULL;
	return alloc_pages_uncounted(gfp, order);
}
EXPORT_SYMBOL(alloc_pages);

void __put_page(struct page *page)
{
	free_block(page, compound_order(page));
}
EXPORT_SYMBOL(__put_page);

void __free_pages(struct page *page, unsigned int order)
{
	if (PageTail(page) || PageBuddy(page) || page_ref_count(page) <= 0) {
		bad_page(page, PageTail(page) ? "free of a page inside a block"
					      : "free of a page that is free already");
		return;
	}
	if (page_ref_dec_and_test(page))
		free_block(page, order);
}
EXPORT_SYMBOL(__free_pages);

unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages(gfp & ~__GFP_HIGHMEM, order);

	return page ? (unsigned long)page_address(page) : 0;
}
EXPORT_SYMBOL(__get_free_pages);

unsigned long get_zeroed_page(gfp_t gfp)
{
	return __get_free_pages(gfp | __GFP_ZERO, 0);
}
EXPORT_SYMBOL(get_zeroed_page);

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	if (!virt_addr_valid(addr)) {
		WARN(1, "free_pages: %#lx is no address of a page\n", addr);
		return;
	}
	__free_pages(virt_to_page(addr), order);
}
EXPORT_SYMBOL(free_pages);

void split_page(struct page *page, unsigned int order)
{
	unsigned long i;

	VM_BUG_ON_PAGE(PageCompound(page) || page_ref_count(page) != 1, page);
	for (i = 1; i < 1UL << order; i++)
		set_page_count(page + i, 1);
}
EXPORT_SYMBOL_GPL(split_page);

void *alloc_pages_exact(size_t size, gfp_t gfp)
{
	unsigned int order = get_order(size);
	unsigned long addr, used;

	if (!size)
		return NULL;
	addr = __get_free_pages(gfp & ~__GFP_COMP, order);
	if (!addr)
		return NULL;
	split_page(virt_to_page(addr), order);
	for (used = PAGE_ALIGN(size); used < PAGE_SIZE << order; used += PAGE_SIZE)
		free_page(addr + used);
	return (void *)addr;
}
EXPORT_SYMBOL(alloc_pages_exact);

void free_pages_exact(void *virt, size_t size)
{
	unsigned long addr = (unsigned long)virt, end = addr + PAGE_ALIGN(size);

	for (; addr < end; addr += PAGE_SIZE)
		free_page(addr);
}
EXPORT_SYMBOL(free_pages_exact);

unsigned long alloc_pages_bulk_array(gfp_t gfp, unsigned long nr_pages, struct page **page_array)
{
	unsigned long i;

	for (i = 0; i < nr_pages; i++) {
		if (!page_array[i])
			page_array[i] = alloc_page(gfp);
		if (!page_array[i])
			break;
	}
	return i;
}
EXPORT_SYMBOL_GPL(alloc_pages_bulk_array);
