// SPDX-License-Identifier: MIT
/*
 * struct iov_iter, continued: going back, copying the iterator itself, and questions about the
 * memory that it describes.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uio.h>

/* Back to where iov_iter_save_state() was called; it has only been advanced since. */
void iov_iter_restore(struct iov_iter *i, struct iov_iter_state *state)
{
	if (WARN_ON_ONCE(!user_backed_iter(i) && !iov_iter_is_kvec(i)))
		return;
	i->iov_offset = state->iov_offset;
	i->count = state->count;
	if (!iter_is_ubuf(i))
		i->iov -= state->nr_segs - i->nr_segs;
	i->nr_segs = state->nr_segs;
}
EXPORT_SYMBOL(iov_iter_restore);

const void *dup_iter(struct iov_iter *new, struct iov_iter *old, gfp_t flags)
{
	*new = *old;
	if (!iter_is_iovec(old) && !iov_iter_is_kvec(old))
		return NULL;
	new->iov = kmemdup(old->iov, old->nr_segs * sizeof(*old->iov), flags);
	return new->iov;
}
EXPORT_SYMBOL(dup_iter);

/*
 * Calls what() for each piece that is left, which is not empty, until it returns false. The pieces
 * are memory of the user or of the kernel, as the iterator's are.
 */
static void for_each_piece(const struct iov_iter *i,
			   bool (*what)(unsigned long addr, size_t len, void *arg), void *arg)
{
	struct iov_iter at = *i;

	while (at.count && !iov_iter_is_discard(&at)) {
		size_t len = iov_iter_single_seg_count(&at);
		unsigned long base =
			(unsigned long)(iter_is_ubuf(&at) ? at.ubuf : at.iov->iov_base);

		if (len && !what(base + at.iov_offset, len, arg))
			return;
		if (len) {
			iov_iter_advance(&at, len);
		} else {
			at.iov_offset = 0;
			at.iov++;
			at.nr_segs--;
		}
	}
}

static bool add_alignment(unsigned long addr, size_t len, void *bits)
{
	*(unsigned long *)bits |= addr | len;
	return true;
}

unsigned long iov_iter_alignment(const struct iov_iter *i)
{
	unsigned long bits = 0;

	for_each_piece(i, add_alignment, &bits);
	return bits;
}
EXPORT_SYMBOL(iov_iter_alignment);

struct page_count {
	int pages, max;
};

static bool add_pages(unsigned long addr, size_t len, void *arg)
{
	struct page_count *count = arg;
	unsigned long pages = DIV_ROUND_UP(offset_in_page(addr) + len, PAGE_SIZE);

	count->pages = min_t(unsigned long, count->pages + pages, count->max);
	return count->pages < count->max;
}

int iov_iter_npages(const struct iov_iter *i, int maxpages)
{
	struct page_count count = {.max = maxpages};

	for_each_piece(i, add_pages, &count);
	return count.pages;
}
EXPORT_SYMBOL(iov_iter_npages);
