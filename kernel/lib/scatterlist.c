// SPDX-License-Identifier: MIT
/*
 * Memory in several pieces: <linux/scatterlist.h>.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

struct scatterlist *sg_next(struct scatterlist *sg)
{
	if (sg_is_last(sg))
		return NULL;
	sg++;
	return sg_is_chain(sg) ? sg_chain_ptr(sg) : sg;
}
EXPORT_SYMBOL(sg_next);

struct scatterlist *sg_last(struct scatterlist *s, unsigned int nents)
{
	struct scatterlist *sg, *last = NULL;
	unsigned int i;

	for_each_sg(s, sg, nents, i) last = sg;
	return last;
}
EXPORT_SYMBOL(sg_last);

int sg_nents(struct scatterlist *sg)
{
	int nents = 0;

	for (; sg; sg = sg_next(sg))
		nents++;
	return nents;
}
EXPORT_SYMBOL(sg_nents);

int sg_nents_for_len(struct scatterlist *sg, u64 len)
{
	u64 total = 0;
	int nents = 0;

	if (!len)
		return 0;
	for (; sg; sg = sg_next(sg)) {
		nents++;
		total += sg->length;
		if (total >= len)
			return nents;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(sg_nents_for_len);

void sg_init_table(struct scatterlist *sgl, unsigned int nents)
{
	memset(sgl, 0, sizeof(*sgl) * nents);
	sg_init_marker(sgl, nents);
}
EXPORT_SYMBOL(sg_init_table);

void sg_init_one(struct scatterlist *sg, const void *buf, unsigned int buflen)
{
	sg_init_table(sg, 1);
	sg_set_buf(sg, buf, buflen);
}
EXPORT_SYMBOL(sg_init_one);

/* --- tables: arrays of SG_CHUNK_SIZE, whose last entry leads on, and a last one --- */

int sg_alloc_table(struct sg_table *table, unsigned int nents, gfp_t gfp_mask)
{
	struct scatterlist *sgl, *prev = NULL;
	unsigned int left = nents, size, used;

	*table = (struct sg_table){};
	if (!nents)
		return -EINVAL;
	for (; left; left -= used, prev = sgl) {
		size = min_t(unsigned int, left, SG_CHUNK_SIZE);
		used = left > size ? size - 1 : size;
		sgl = kcalloc(size, sizeof(*sgl), gfp_mask);
		if (!sgl) {
			/* The array before it has a place for it, which is an entry now. */
			table->orig_nents += prev ? 1 : 0;
			sg_free_table(table);
			return -ENOMEM;
		}
		if (prev)
			sg_chain(prev, SG_CHUNK_SIZE, sgl);
		else
			table->sgl = sgl;
		table->nents = table->orig_nents += used;
	}
	sg_mark_end(&prev[used - 1]);
	return 0;
}
EXPORT_SYMBOL(sg_alloc_table);

void sg_free_table(struct sg_table *table)
{
	struct scatterlist *sgl = table->sgl, *next;
	unsigned int left = table->orig_nents;

	while (sgl) {
		next = left > SG_CHUNK_SIZE ? sg_chain_ptr(&sgl[SG_CHUNK_SIZE - 1]) : NULL;
		left -= next ? SG_CHUNK_SIZE - 1 : left;
		kfree(sgl);
		sgl = next;
	}
	*table = (struct sg_table){};
}
EXPORT_SYMBOL(sg_free_table);

/* How many of the pages, from the first on, lie in a row. */
static unsigned int count_row(struct page **pages, unsigned int n)
{
	unsigned int i = 1;

	while (i < n && page_to_pfn(pages[i]) == page_to_pfn(pages[i - 1]) + 1)
		i++;
	return i;
}

int sg_alloc_table_from_pages(struct sg_table *sgt, struct page **pages, unsigned int n_pages,
			      unsigned int offset, unsigned long size, gfp_t gfp_mask)
{
	unsigned int rows = 0, at, row, i;
	struct scatterlist *sg;
	int err;

	for (at = 0; at < n_pages; at += count_row(pages + at, n_pages - at))
		rows++;
	err = sg_alloc_table(sgt, rows, gfp_mask);
	if (err)
		return err;
	at = 0;
	for_each_sgtable_sg(sgt, sg, i)
	{
		unsigned long len;

		row = count_row(pages + at, n_pages - at);
		len = min(((unsigned long)row << PAGE_SHIFT) - offset, size);
		sg_set_page(sg, pages[at], len, offset);
		size -= len;
		offset = 0;
		at += row;
	}
	return 0;
}
EXPORT_SYMBOL(sg_alloc_table_from_pages);

/* --- page by page --- */

void sg_miter_start(struct sg_mapping_iter *miter, struct scatterlist *sgl, unsigned int nents,
		    unsigned int flags)
{
	WARN_ON(!(flags & (SG_MITER_TO_SG | SG_MITER_FROM_SG)));
	*miter = (struct sg_mapping_iter){
		.__sg = nents ? sgl : NULL,
		.__nents = nents,
		.__flags = flags,
	};
}
EXPORT_SYMBOL(sg_miter_start);

/* What was used of the stretch counts; the rest comes again. */
void sg_miter_stop(struct sg_mapping_iter *miter)
{
	if (!miter->addr)
		return;
	miter->__offset += miter->consumed;
	miter->page = NULL;
	miter->addr = NULL;
	miter->length = 0;
	miter->consumed = 0;
}
EXPORT_SYMBOL(sg_miter_stop);

/* To an entry that has something left; false: there is none. */
static bool find_entry(struct sg_mapping_iter *miter)
{
	while (miter->__sg && miter->__offset >= miter->__sg->length) {
		miter->__sg = --miter->__nents ? sg_next(miter->__sg) : NULL;
		miter->__offset = 0;
	}
	return miter->__sg;
}

bool sg_miter_skip(struct sg_mapping_iter *miter, off_t offset)
{
	sg_miter_stop(miter);
	while (offset) {
		off_t some;

		if (!find_entry(miter))
			return false;
		some = min_t(off_t, offset, miter->__sg->length - miter->__offset);
		miter->__offset += some;
		offset -= some;
	}
	return true;
}
EXPORT_SYMBOL(sg_miter_skip);

bool sg_miter_next(struct sg_mapping_iter *miter)
{
	unsigned int at;

	sg_miter_stop(miter);
	if (!find_entry(miter))
		return false;
	at = miter->__sg->offset + miter->__offset;
	miter->page = sg_page(miter->__sg) + (at >> PAGE_SHIFT);
	miter->addr = page_address(miter->page) + offset_in_page(at);
	miter->length = min_t(size_t, PAGE_SIZE - offset_in_page(at),
			      miter->__sg->length - miter->__offset);
	miter->consumed = miter->length;
	return true;
}
EXPORT_SYMBOL(sg_miter_next);

/* --- copies --- */

/* buf NULL: zeroes. */
static size_t copy_pieces(struct scatterlist *sgl, unsigned int nents, void *buf, size_t buflen,
			  off_t skip, bool to_buffer)
{
	unsigned int flags = SG_MITER_ATOMIC | (to_buffer ? SG_MITER_FROM_SG : SG_MITER_TO_SG);
	struct sg_mapping_iter miter;
	size_t done = 0;

	sg_miter_start(&miter, sgl, nents, flags);
	if (!sg_miter_skip(&miter, skip))
		return 0;
	while (done < buflen && sg_miter_next(&miter)) {
		size_t len = min(miter.length, buflen - done);

		if (!buf)
			memset(miter.addr, 0, len);
		else if (to_buffer)
			memcpy(buf + done, miter.addr, len);
		else
			memcpy(miter.addr, buf + done, len);
		done += len;
	}
	sg_miter_stop(&miter);
	return done;
}

size_t sg_copy_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t buflen,
		      off_t skip, bool to_buffer)
{
	return copy_pieces(sgl, nents, buf, buflen, skip, to_buffer);
}
EXPORT_SYMBOL(sg_copy_buffer);

size_t sg_copy_from_buffer(struct scatterlist *sgl, unsigned int nents, const void *buf,
			   size_t buflen)
{
	return copy_pieces(sgl, nents, (void *)buf, buflen, 0, false);
}
EXPORT_SYMBOL(sg_copy_from_buffer);

size_t sg_copy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t buflen)
{
	return copy_pieces(sgl, nents, buf, buflen, 0, true);
}
EXPORT_SYMBOL(sg_copy_to_buffer);

size_t sg_pcopy_from_buffer(struct scatterlist *sgl, unsigned int nents, const void *buf,
			    size_t buflen, off_t skip)
{
	return copy_pieces(sgl, nents, (void *)buf, buflen, skip, false);
}
EXPORT_SYMBOL(sg_pcopy_from_buffer);

size_t sg_pcopy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t buflen,
			  off_t skip)
{
	return copy_pieces(sgl, nents, buf, buflen, skip, true);
}
EXPORT_SYMBOL(sg_pcopy_to_buffer);

size_t sg_zero_buffer(struct scatterlist *sgl, unsigned int nents, size_t buflen, off_t skip)
{
	return copy_pieces(sgl, nents, NULL, buflen, skip, false);
}
EXPORT_SYMBOL(sg_zero_buffer);
