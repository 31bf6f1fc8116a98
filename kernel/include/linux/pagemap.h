// SPDX-License-Identifier: MIT
/*
 * The page cache of one object, for those who map or fill it.
 */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/fs.h>
#include <linux/mm.h>

static inline gfp_t mapping_gfp_mask(const struct address_space *mapping)
{
	return mapping->gfp_mask;
}

static inline void mapping_set_gfp_mask(struct address_space *mapping, gfp_t mask)
{
	mapping->gfp_mask = mask;
}

/* Bits of address_space::flags */
enum mapping_flags {
	AS_UNEVICTABLE = 3, /* its pages are all there is of it: none may be dropped */
};

static inline void mapping_set_unevictable(struct address_space *mapping)
{
	set_bit(AS_UNEVICTABLE, &mapping->flags);
}

static inline bool mapping_unevictable(const struct address_space *mapping)
{
	return test_bit(AS_UNEVICTABLE, &mapping->flags);
}

/* See invalidate_lock in struct address_space. */
static inline void filemap_invalidate_lock(struct address_space *mapping)
{
	down_write(&mapping->invalidate_lock);
}

static inline void filemap_invalidate_unlock(struct address_space *mapping)
{
	up_write(&mapping->invalidate_lock);
}

static inline void filemap_invalidate_lock_shared(struct address_space *mapping)
{
	down_read(&mapping->invalidate_lock);
}

static inline void filemap_invalidate_unlock_shared(struct address_space *mapping)
{
	up_read(&mapping->invalidate_lock);
}

/*
 * The page at index for a mapping, with a reference for the caller; a hole within the file gets
 * a zeroed page. The caller holds invalidate_lock shared, mmap_lock outside it.
 * ERR_PTR: -EFAULT beyond the end of the file (the access is a SIGBUS), -ENOMEM, -ENOSPC, or
 * -ENODEV when the object has no pages to map.
 */
struct page *address_space_get_page(struct address_space *mapping, pgoff_t index);

/* The page at index with a reference, or NULL if the cache has none. */
struct page *find_get_page(struct address_space *mapping, pgoff_t index);

/*
 * Take pages out of the cache. The caller holds i_rwsem. Offsets are bytes; the range is cut to
 * whole pages and the parts of pages at its ends are zeroed. truncate_setsize() also sets
 * i_size and takes the pages out of every process that maps them.
 */
void truncate_inode_pages_range(struct address_space *mapping, loff_t start, loff_t end);
void truncate_inode_pages(struct address_space *mapping, loff_t start);
void truncate_inode_pages_final(struct address_space *mapping);
void truncate_setsize(struct inode *inode, loff_t newsize);
void truncate_pagecache(struct inode *inode, loff_t newsize);

#endif
