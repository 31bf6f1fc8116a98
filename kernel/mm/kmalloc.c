// SPDX-License-Identifier: MIT
/*
 * kmalloc(): memory of any size from a set of caches, two sizes to each doubling at the low end;
 * what is larger than the largest comes from the page allocator. Rules for callers: <linux/slab.h>.
 *
 * kfree() finds out where a pointer came from by its struct page, so that one function frees all.
 */
#include <linux/bitops.h>
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/log2.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <kernel/mm.h>
#include "slab.h"

static const struct {
	unsigned int size;
	const char *name;
} kmalloc_info[] = {
	{8, "kmalloc-8"},     {16, "kmalloc-16"},   {32, "kmalloc-32"},	  {64, "kmalloc-64"},
	{96, "kmalloc-96"},   {128, "kmalloc-128"}, {192, "kmalloc-192"}, {256, "kmalloc-256"},
	{512, "kmalloc-512"}, {1024, "kmalloc-1k"}, {2048, "kmalloc-2k"}, {4096, "kmalloc-4k"},
	{8192, "kmalloc-8k"},
};

static struct kmem_cache kmalloc_caches[ARRAY_SIZE(kmalloc_info)];

/* The cache for sizes up to 192, by (size - 1) / 8. */
static u8 small_index[24] __ro_after_init;

/* The smallest cache that holds `size` bytes, 1 to KMALLOC_MAX_CACHE_SIZE. */
static struct kmem_cache *kmalloc_cache(size_t size)
{
	if (size <= 192)
		return &kmalloc_caches[small_index[(size - 1) / 8]];
	/* 256 is the 7th, and each further one twice as large. */
	return &kmalloc_caches[7 + fls_long(size - 1) - 8];
}

void __init kmalloc_caches_init(void)
{
	unsigned int i, step;

	BUILD_BUG_ON(KMALLOC_MAX_CACHE_SIZE != 8192);
	for (i = 0; i < ARRAY_SIZE(kmalloc_info); i++) {
		unsigned int size = kmalloc_info[i].size;

		/* Powers of two are aligned to their size, as callers of kmalloc() may rely on. */
		if (cache_init(&kmalloc_caches[i], kmalloc_info[i].name, size,
			       is_power_of_2(size) ? size : 0, 0, NULL))
			panic("slab: %s can't be made", kmalloc_info[i].name);
		list_add_tail(&kmalloc_caches[i].list, &slab_caches);
	}
	for (i = 0, step = 0; step < ARRAY_SIZE(small_index); step++) {
		if (kmalloc_info[i].size < (step + 1) * 8)
			i++;
		small_index[step] = i;
	}
}

/* ---- Beyond the caches ---- */

static void *kmalloc_large(size_t size, gfp_t gfp)
{
	unsigned int order = get_order(size);
	struct page *page;

	if (unlikely(size > KMALLOC_MAX_SIZE)) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return NULL;
	}
	page = alloc_pages((gfp & ~__GFP_HIGHMEM) | __GFP_COMP, order);
	if (!page)
		return NULL;
	__SetPageKmallocLarge(page);
	mod_node_page_state(NR_KMALLOC_LARGE, 1L << order);
	return page_address(page);
}

static void kfree_large(struct page *page)
{
	unsigned int order = compound_order(page);

	__ClearPageKmallocLarge(page);
	mod_node_page_state(NR_KMALLOC_LARGE, -(1L << order));
	__free_pages(page, order);
}

/* ---- The interface ---- */

static __always_inline void *do_kmalloc(size_t size, gfp_t gfp, unsigned long caller)
{
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	/* Devices that reach 16 MiB only are rare enough to get whole pages. */
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE || gfp & __GFP_DMA))
		return kmalloc_large(size, gfp);
	return slab_alloc(kmalloc_cache(size), gfp, caller);
}

void *__kmalloc(size_t size, gfp_t flags)
{
	return do_kmalloc(size, flags, _RET_IP_);
}
EXPORT_SYMBOL(__kmalloc);

void *__kmalloc_track_caller(size_t size, gfp_t flags, unsigned long caller)
{
	return do_kmalloc(size, flags, caller);
}
EXPORT_SYMBOL(__kmalloc_track_caller);

/* The head page of what kmalloc() or a cache returned; NULL, with a report, for anything else. */
static struct page *owner_page(const void *obj, const char *what, unsigned long caller)
{
	struct page *page = virt_addr_valid(obj) ? virt_to_head_page(obj) : NULL;

	if (likely(page && PageSlab(page)))
		return page;
	if (page && PageKmallocLarge(page) && obj == page_address(page))
		return page;
	add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	pr_err("BUG: %s: 0x%px is not from kmalloc%s, caller %pS\n", what, obj,
	       is_vmalloc_addr(obj)		? " (vmalloc's: vfree)"
	       : page && PageBuddy(page)	? " (its page is free: freed twice?)"
	       : page && PageKmallocLarge(page) ? " (the inside of an allocation)"
						: "",
	       (void *)caller);
	if (page)
		dump_page(page, what);
	dump_stack();
	return NULL;
}

void kfree(const void *objp)
{
	struct page *page;

	if (ZERO_OR_NULL_PTR(objp))
		return;
	page = owner_page(objp, "kfree", _RET_IP_);
	if (!page)
		return;
	if (unlikely(PageKmallocLarge(page))) {
		debug_check_no_locks_freed(objp, page_size(page));
		kfree_large(page);
	} else {
		slab_free(page, (void *)objp, _RET_IP_);
	}
}
EXPORT_SYMBOL(kfree);

size_t __ksize(const void *objp)
{
	struct page *page;

	if (ZERO_OR_NULL_PTR(objp))
		return 0;
	page = owner_page(objp, "ksize", _RET_IP_);
	if (!page)
		return 0;
	return PageKmallocLarge(page) ? page_size(page) : page->slab_cache->object_size;
}

size_t ksize(const void *objp)
{
	return __ksize(objp);
}
EXPORT_SYMBOL(ksize);

size_t kmalloc_size_roundup(size_t size)
{
	if (!size)
		return 0;
	if (size <= KMALLOC_MAX_CACHE_SIZE)
		return kmalloc_cache(size)->object_size;
	return size <= KMALLOC_MAX_SIZE ? PAGE_SIZE << get_order(size) : size;
}
EXPORT_SYMBOL(kmalloc_size_roundup);

void *krealloc(const void *objp, size_t new_size, gfp_t flags)
{
	size_t old_size;
	void *new;

	if (!new_size) {
		kfree(objp);
		return ZERO_SIZE_PTR;
	}
	old_size = ksize(objp);
	/* __GFP_ZERO can't be kept here: what the object held beyond its asked-for size is lost. */
	if (old_size >= new_size)
		return (void *)objp;
	new = __kmalloc_track_caller(new_size, flags, _RET_IP_);
	if (!new)
		return NULL;
	if (old_size)
		memcpy(new, objp, old_size);
	kfree(objp);
	return new;
}
EXPORT_SYMBOL(krealloc);

void kfree_sensitive(const void *objp)
{
	size_t size = ksize(objp);

	if (size)
		memzero_explicit((void *)objp, size);
	kfree(objp);
}
EXPORT_SYMBOL(kfree_sensitive);
