// SPDX-License-Identifier: MIT
/*
 * The bits of struct page's flags. Set and tested atomically; which lock, if any, orders a bit is
 * said beside it.
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/bitops.h>
#include <linux/mm_types.h>

enum pageflags {
	PG_referenced,	  /* hint: used of late */
	PG_uptodate,	  /* the content is valid */
	PG_dirty,	  /* the content is newer than the file's */
	PG_private,	  /* page->private is in use */
	PG_reserved,	  /* not the page allocator's: image, firmware, holes */
	PG_slab,	  /* a slab's; the slab fields are valid */
	PG_buddy,	  /* first page of a free block; the allocator's lock */
	PG_head,	  /* first page of a compound page */
	PG_kmalloc_large, /* head of a kmalloc too large for a slab */
	PG_table,	  /* a page table */
	__NR_PAGEFLAGS,
};

#define PAGE_FLAG_FUNCS(uname, lname)                                                              \
	static inline int Page##uname(const struct page *page)                                     \
	{                                                                                          \
		return test_bit(PG_##lname, &page->flags);                                         \
	}                                                                                          \
	static inline void SetPage##uname(struct page *page)                                       \
	{                                                                                          \
		set_bit(PG_##lname, &page->flags);                                                 \
	}                                                                                          \
	static inline void ClearPage##uname(struct page *page)                                     \
	{                                                                                          \
		clear_bit(PG_##lname, &page->flags);                                               \
	}                                                                                          \
	static inline void __SetPage##uname(struct page *page)                                     \
	{                                                                                          \
		__set_bit(PG_##lname, &page->flags);                                               \
	}                                                                                          \
	static inline void __ClearPage##uname(struct page *page)                                   \
	{                                                                                          \
		__clear_bit(PG_##lname, &page->flags);                                             \
	}                                                                                          \
	static inline int TestSetPage##uname(struct page *page)                                    \
	{                                                                                          \
		return test_and_set_bit(PG_##lname, &page->flags);                                 \
	}                                                                                          \
	static inline int TestClearPage##uname(struct page *page)                                  \
	{                                                                                          \
		return test_and_clear_bit(PG_##lname, &page->flags);                               \
	}

PAGE_FLAG_FUNCS(Referenced, referenced)
PAGE_FLAG_FUNCS(Uptodate, uptodate)
PAGE_FLAG_FUNCS(Dirty, dirty)
PAGE_FLAG_FUNCS(Private, private)
PAGE_FLAG_FUNCS(Reserved, reserved)
PAGE_FLAG_FUNCS(Slab, slab)
PAGE_FLAG_FUNCS(Buddy, buddy)
PAGE_FLAG_FUNCS(Head, head)
PAGE_FLAG_FUNCS(KmallocLarge, kmalloc_large)
PAGE_FLAG_FUNCS(Table, table)

#undef PAGE_FLAG_FUNCS

/* A tail page holds its head's address with bit 0 set. */
static inline int PageTail(const struct page *page)
{
	return READ_ONCE(page->compound_head) & 1;
}

static inline int PageCompound(const struct page *page)
{
	return PageHead(page) || PageTail(page);
}

/* The first page of the allocation that `page` is part of; the page itself when it is single. */
static inline struct page *compound_head(const struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	return head & 1 ? (struct page *)(head - 1) : (struct page *)page;
}

/* A page of private, anonymous user memory. */
static inline int PageAnon(const struct page *page)
{
	return (unsigned long)compound_head(page)->mapping & PAGE_MAPPING_ANON;
}

#endif
