/* SPDX-License-Identifier: MIT */
/* The page allocator's inside: what its files share. */
#ifndef _MM_PAGE_ALLOC_H
#define _MM_PAGE_ALLOC_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

/*
 * All free memory, as blocks of 2^order pages aligned to their size. A block's first page has
 * PG_buddy and its order in buddy_order; no other page of it has.
 */
struct page_pool {
	spinlock_t lock; /* all below; taken with interrupts off */
	struct list_head free[MAX_ORDER];
	unsigned long nr_free[MAX_ORDER]; /* blocks */
	unsigned long free_pages;
	unsigned long managed;	 /* pages that were ever given to us */
	unsigned long watermark; /* free pages that ordinary requests leave; see may_take() */
};

extern struct page_pool page_pool;

/* As alloc_pages(), for who has asked should_fail_alloc() for the whole of its own request. */
struct page *alloc_pages_uncounted(gfp_t gfp, unsigned int order);

/* Would such a request find memory, as things are? */
bool may_alloc_pages(gfp_t gfp, unsigned int order);

/* Report a page whose state makes no sense, and taint. The page is not to be used any more. */
void bad_page(const struct page *page, const char *reason);

/* Report that a request found no memory, once in a while, unless the mask asks for silence. */
void warn_alloc(gfp_t gfp, unsigned int order);

/*
 * Fresh memory joins the pool, in blocks as large as possible: frames that nobody has used, whose
 * struct pages say nothing yet (no flags, no references).
 */
void free_boot_pages(unsigned long start_pfn, unsigned long end_pfn);

#endif
