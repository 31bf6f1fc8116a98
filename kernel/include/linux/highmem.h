// SPDX-License-Identifier: MIT
/*
 * Access to a page's content. On x86-64 every page is in the direct map, so that mapping one is
 * asking for its address; the pairs exist for code that runs elsewhere as well. kmap_atomic() and
 * kmap_local_page() sections still may not sleep in the first case, and nest in both.
 */
#ifndef _LINUX_HIGHMEM_H
#define _LINUX_HIGHMEM_H

#include <linux/bug.h>
#include <linux/mm.h>
#include <linux/preempt.h>
#include <linux/string.h>
#include <linux/uaccess.h>

static inline void *kmap(struct page *page)
{
	might_sleep();
	return page_address(page);
}

static inline void kunmap(struct page *page)
{
}

static inline struct page *kmap_to_page(void *addr)
{
	return virt_to_page(addr);
}

static inline void *kmap_local_page(struct page *page)
{
	return page_address(page);
}

#define kunmap_local(addr)                                                                         \
	do {                                                                                       \
		(void)(addr);                                                                      \
	} while (0)

static inline void *kmap_atomic(struct page *page)
{
	preempt_disable();
	pagefault_disable();
	return page_address(page);
}

#define kunmap_atomic(addr)                                                                        \
	do {                                                                                       \
		(void)(addr);                                                                      \
		pagefault_enable();                                                                \
		preempt_enable();                                                                  \
	} while (0)

static inline void clear_highpage(struct page *page)
{
	clear_page(page_address(page));
}

static inline void copy_highpage(struct page *to, struct page *from)
{
	copy_page(page_address(to), page_address(from));
}

static inline void zero_user(struct page *page, unsigned int start, unsigned int size)
{
	memset((char *)page_address(page) + start, 0, size);
}

static inline void zero_user_segment(struct page *page, unsigned int start, unsigned int end)
{
	zero_user(page, start, end - start);
}

static inline void memcpy_from_page(char *to, struct page *page, size_t offset, size_t len)
{
	VM_BUG_ON(offset + len > PAGE_SIZE);
	memcpy(to, (char *)page_address(page) + offset, len);
}

static inline void memcpy_to_page(struct page *page, size_t offset, const char *from, size_t len)
{
	VM_BUG_ON(offset + len > PAGE_SIZE);
	memcpy((char *)page_address(page) + offset, from, len);
}

static inline void memzero_page(struct page *page, size_t offset, size_t len)
{
	VM_BUG_ON(offset + len > PAGE_SIZE);
	memset((char *)page_address(page) + offset, 0, len);
}

#endif
