// SPDX-License-Identifier: MIT
/*
 * What the page allocator says when something is wrong: a page in an impossible state, a request
 * that found no memory. May be called from any context, with any lock held.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "page_alloc.h"

void dump_page(const struct page *page, const char *reason)
{
	pr_warn("page:%px refcount:%d mapcount:%d mapping:%px index:%#lx pfn:%#lx\n", page,
		page_ref_count(page), atomic_read(&page->_mapcount) + 1, page->mapping, page->index,
		page_to_pfn(page));
	pr_warn("flags: %#lx(%s%s%s%s%s%s)\n", page->flags, PageReserved(page) ? "reserved " : "",
		PageSlab(page) ? "slab " : "", PageBuddy(page) ? "buddy " : "",
		PageHead(page) ? "head " : "", PageTail(page) ? "tail " : "",
		PageDirty(page) ? "dirty " : "");
	if (reason)
		pr_warn("page dumped because: %s\n", reason);
}
EXPORT_SYMBOL(dump_page);

void bad_page(const struct page *page, const char *reason)
{
	static DEFINE_RATELIMIT_STATE(rs, 60 * HZ, 60);

	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	if (!__ratelimit(&rs))
		return;
	pr_alert("BUG: Bad page state in process %s  pfn:%05lx\n", current->comm,
		 page_to_pfn(page));
	dump_page(page, reason);
	dump_stack();
}

static void show_free_blocks(void)
{
	unsigned int order;

	pr_info("Free blocks:");
	for (order = 0; order < MAX_ORDER; order++)
		pr_cont(" %lu*%lukB", READ_ONCE(page_pool.nr_free[order]),
			(PAGE_SIZE << order) >> 10);
	pr_cont(" = %lukB (reserve %lukB)\n", nr_free_pages() << (PAGE_SHIFT - 10),
		page_pool.watermark << (PAGE_SHIFT - 10));
}

void warn_alloc(gfp_t gfp, unsigned int order)
{
	static DEFINE_RATELIMIT_STATE(rs, 10 * HZ, 1);

	/* A single page for user space: the fault handler says who had to die for it. */
	if (gfp & __GFP_NOWARN || (gfp & __GFP_HARDWALL && !order) || !__ratelimit(&rs))
		return;
	pr_warn("%s: page allocation failure: order:%u, mode:%#x\n", current->comm, order, gfp);
	dump_stack();
	pr_info("Mem-Info: anon:%lu slab:%lu kmalloc:%lu vmalloc:%lu stacks:%lukB tables:%lu "
		"total:%lu\n",
		global_node_page_state(NR_ANON_MAPPED),
		global_node_page_state(NR_SLAB_RECLAIMABLE) +
			global_node_page_state(NR_SLAB_UNRECLAIMABLE),
		global_node_page_state(NR_KMALLOC_LARGE), global_node_page_state(NR_VMALLOC_PAGES),
		global_node_page_state(NR_KERNEL_STACK_KB), paging_nr_tables(), totalram_pages());
	show_free_blocks();
}
