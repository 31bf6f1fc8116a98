// SPDX-License-Identifier: MIT
/*
 * Taking pages out of the page cache: truncation, holes, the end of an inode.
 *
 * The order that keeps a mapping from ever showing what is gone: set i_size, so that no fault gets
 * a page beyond it; take the pages out of page tables; take them out of the cache; and all of it
 * with invalidate_lock held exclusive, which a fault holds shared until its page table entry is
 * set. The caller holds i_rwsem, so no write adds pages.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>

#include "internal.h"

#define TRUNCATE_BATCH 16

/* Take the pages [first, last] out, and tell the file system how many went. */
static void remove_pages(struct address_space *mapping, pgoff_t first, pgoff_t last)
{
	struct page *pages[TRUNCATE_BATCH];
	unsigned int nr, i;

	while (mapping->nrpages &&
	       (nr = page_tree_gang(mapping, first, last, pages, TRUNCATE_BATCH))) {
		unsigned long removed = 0;

		for (i = 0; i < nr; i++) {
			first = pages[i]->index;
			removed += page_tree_remove(mapping, first, pages[i]);
			put_page(pages[i]);
		}
		if (removed && mapping->a_ops->removed)
			mapping->a_ops->removed(mapping, removed);
		if (first++ == last)
			break;
		cond_resched();
	}
}

static void zero_part(struct address_space *mapping, pgoff_t index, unsigned int from,
		      unsigned int to)
{
	struct page *page = page_tree_get(mapping, index);

	if (page) {
		zero_user_segment(page, from, to);
		put_page(page);
	}
}

/* end is the last byte, -1 for all that follows. */
void truncate_inode_pages_range(struct address_space *mapping, loff_t start, loff_t end)
{
	pgoff_t first = DIV_ROUND_UP((u64)start, PAGE_SIZE);
	/* The page that holds the first byte after the range; all before it go whole. */
	pgoff_t after = end == -1 ? 0 : (u64)(end + 1) >> PAGE_SHIFT;
	unsigned int head = offset_in_page(start), tail = end == -1 ? 0 : offset_in_page(end + 1);

	if (head) {
		bool same = end != -1 && (start >> PAGE_SHIFT) == after;

		zero_part(mapping, start >> PAGE_SHIFT, head, same ? tail : PAGE_SIZE);
		if (same)
			return;
	}
	if (tail && (!head || after >= first))
		zero_part(mapping, after, 0, tail);
	if (end == -1)
		remove_pages(mapping, first, ~0UL);
	else if (after > first)
		remove_pages(mapping, first, after - 1);
}
EXPORT_SYMBOL(truncate_inode_pages_range);

void truncate_inode_pages(struct address_space *mapping, loff_t start)
{
	truncate_inode_pages_range(mapping, start, -1);
}
EXPORT_SYMBOL(truncate_inode_pages);

/* For evict_inode: nobody maps, reads or writes it any more. */
void truncate_inode_pages_final(struct address_space *mapping)
{
	truncate_inode_pages(mapping, 0);
	WARN_ON(mapping->nrpages);
}
EXPORT_SYMBOL(truncate_inode_pages_final);

/* i_size is newsize already: drop what lies beyond it. */
void truncate_pagecache(struct inode *inode, loff_t newsize)
{
	struct address_space *mapping = inode->i_mapping;
	loff_t hole = round_up(newsize, PAGE_SIZE);

	filemap_invalidate_lock(mapping);
	unmap_mapping_range(mapping, hole, 0, 1);
	truncate_inode_pages(mapping, newsize);
	filemap_invalidate_unlock(mapping);
}
EXPORT_SYMBOL(truncate_pagecache);

/* Set the size, larger or smaller. */
void truncate_setsize(struct inode *inode, loff_t newsize)
{
	loff_t oldsize = i_size_read(inode);

	if (newsize > oldsize)
		pagecache_zero_tail(inode->i_mapping, oldsize);
	i_size_write(inode, newsize);
	if (newsize <= oldsize) /* the same, too: pages beyond the end may have been reserved */
		truncate_pagecache(inode, newsize);
}
EXPORT_SYMBOL(truncate_setsize);
