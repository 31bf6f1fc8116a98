// SPDX-License-Identifier: MIT
/*
 * Page frames: allocate and free runs of 2^order pages.
 *
 * Every allocator here returns memory whose first page has a reference count of one, or NULL (or
 * 0) when there is none; the content is undefined without __GFP_ZERO. Pages of an order above 0
 * are freed as they were taken, with the same order. All may be called from any context, with a
 * mask that allows it: one with __GFP_DIRECT_RECLAIM only where sleeping is allowed.
 */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/gfp_types.h>
#include <linux/mmzone.h>

struct page;

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return gfp_flags & __GFP_DIRECT_RECLAIM;
}

/* An uninterrupted run of 2^order pages, aligned to its size; order below MAX_ORDER. */
struct page *alloc_pages(gfp_t gfp, unsigned int order);
#define alloc_page(gfp) alloc_pages(gfp, 0)

static inline struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order)
{
	return alloc_pages(gfp, order);
}
#define __alloc_pages_node(nid, gfp, order) alloc_pages_node(nid, gfp, order)

/* Drop the caller's reference; with the last one the pages are free. */
void __free_pages(struct page *page, unsigned int order);
#define __free_page(page) __free_pages((page), 0)

/* The same by kernel address in place of struct page. free_pages(0, order) does nothing. */
unsigned long __get_free_pages(gfp_t gfp, unsigned int order);
unsigned long get_zeroed_page(gfp_t gfp);
void free_pages(unsigned long addr, unsigned int order);
#define __get_free_page(gfp)	    __get_free_pages((gfp), 0)
#define __get_dma_pages(gfp, order) __get_free_pages((gfp) | GFP_DMA, (order))
#define free_page(addr)		    free_pages((addr), 0)

/*
 * Exactly the pages that `size` bytes need, the rest of the power of two given back. Free with
 * free_pages_exact() and the same size.
 */
void *alloc_pages_exact(size_t size, gfp_t gfp) __alloc_size(1);
void free_pages_exact(void *virt, size_t size);

/* Make 2^order pages allocated together (without __GFP_COMP) independent single pages. */
void split_page(struct page *page, unsigned int order);

/*
 * Fill the NULL slots of page_array with single pages; returns how many slots are filled from the
 * start, which is fewer than nr_pages when memory ended.
 */
unsigned long alloc_pages_bulk_array(gfp_t gfp, unsigned long nr_pages, struct page **page_array);

#endif
