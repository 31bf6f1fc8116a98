/* SPDX-License-Identifier: MIT */
/* What the files of mm/ call of each other, beside mappings (vma.h), slabs and page blocks. */
#ifndef _MM_INTERNAL_H
#define _MM_INTERNAL_H

#include <linux/mm.h>

/* Parts of mm_init(). */
void vma_init(void);

/* For the out-of-memory killer: the last user of `mm` is gone, and its pages are free. */
void oom_mm_gone(struct mm_struct *mm);

/* ---- Pages in page tables; the caller holds mm->page_table_lock ---- */

static inline void add_mm_counter(struct mm_struct *mm, int member, long value)
{
	atomic_long_add(value, &mm->rss_stat[member]);
}

/* The kind of resident page, for a process's statistics. */
static inline int mm_counter(const struct page *page)
{
	return PageAnon(page) ? MM_ANONPAGES : MM_FILEPAGES;
}

/* Remember the most resident pages ever, before their number falls. */
static inline void update_hiwater_rss(struct mm_struct *mm)
{
	unsigned long rss = get_mm_rss(mm);

	if (mm->hiwater_rss < rss)
		mm->hiwater_rss = rss;
}

/*
 * A page gets, or loses, one place in the page tables of mm. References are the caller's affair; a
 * new private page (page_make_anon()) is private from its first mapping to its end.
 */
static inline void page_make_anon(struct page *page)
{
	page->mapping = (struct address_space *)PAGE_MAPPING_ANON;
}

static inline void page_add_map(struct mm_struct *mm, struct page *page)
{
	add_mm_counter(mm, mm_counter(page), 1);
	if (atomic_inc_return(&compound_head(page)->_mapcount) == 0)
		mod_node_page_state(PageAnon(page) ? NR_ANON_MAPPED : NR_FILE_MAPPED, 1);
}

static inline void page_remove_map(struct mm_struct *mm, struct page *page)
{
	add_mm_counter(mm, mm_counter(page), -1);
	if (atomic_dec_return(&compound_head(page)->_mapcount) < 0)
		mod_node_page_state(PageAnon(page) ? NR_ANON_MAPPED : NR_FILE_MAPPED, -1);
}

/* The page that an entry counts on: NULL for bare frames and the page of zeroes. */
static inline struct page *normal_page(pte_t pte)
{
	return pte_present(pte) && !pte_special(pte) ? pte_page(pte) : NULL;
}

/*
 * Map `page` at `addr`, where nothing must be: -EBUSY, -ENOMEM. On success the caller's reference
 * belongs to the entry. Takes page_table_lock.
 */
int mm_install_page(struct vm_area_struct *vma, unsigned long addr, struct page *page, bool write);

#endif
