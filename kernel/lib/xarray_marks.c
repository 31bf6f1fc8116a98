// SPDX-License-Identifier: MIT
/*
 * The XArray's marks. A mark of a node's slot says that the entry there, or some entry below, has
 * that mark; the array has it if any entry does. Those who change one hold the array's lock.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/xarray.h>

#include "xarray.h"

bool xas_get_mark(const struct xa_state *xas, xa_mark_t mark)
{
	if (xas_invalid(xas))
		return false;
	if (!xas->xa_node)
		return xa_marked(xas->xa, mark);
	return node_get_mark(xas->xa_node, xas->xa_offset, mark);
}
EXPORT_SYMBOL_GPL(xas_get_mark);

/* The slot, and those that lead to it, up to the first that has it. */
void xas_set_mark(const struct xa_state *xas, xa_mark_t mark)
{
	struct xa_node *node = xas->xa_node;
	unsigned int offset = xas->xa_offset;

	if (xas_invalid(xas))
		return;
	for (; node; offset = node->offset, node = node->parent)
		if (__test_and_set_bit(offset, node->marks[(__force unsigned int)mark]))
			return;
	xa_mark_set(xas->xa, mark);
}
EXPORT_SYMBOL_GPL(xas_set_mark);

/* The slot, and those above for which it was the last. */
void xas_clear_mark(const struct xa_state *xas, xa_mark_t mark)
{
	struct xa_node *node = xas->xa_node;
	unsigned int offset = xas->xa_offset;

	if (xas_invalid(xas))
		return;
	for (; node; offset = node->offset, node = node->parent) {
		unsigned long *bits = node->marks[(__force unsigned int)mark];

		if (!__test_and_clear_bit(offset, bits) || !bitmap_empty(bits, XA_CHUNK_SIZE))
			return;
	}
	xa_mark_clear(xas->xa, mark);
}
EXPORT_SYMBOL_GPL(xas_clear_mark);

void xas_init_marks(const struct xa_state *xas)
{
	for (unsigned int m = 0; m < XA_MAX_MARKS; m++) {
		xa_mark_t mark = (__force xa_mark_t)m;

		if (mark == XA_FREE_MARK && xa_track_free(xas->xa))
			xas_set_mark(xas, mark);
		else
			xas_clear_mark(xas, mark);
	}
}
EXPORT_SYMBOL_GPL(xas_init_marks);

void xas_squash_marks(const struct xa_state *xas)
{
	unsigned int first = xas->xa_offset, n = xas->xa_sibs + 1;

	for (unsigned int m = 0; m < XA_MAX_MARKS; m++) {
		unsigned long *bits = xas->xa_node->marks[m];

		if (find_next_bit(bits, first + n, first) >= first + n)
			continue;
		bitmap_clear(bits, first, n);
		__set_bit(first, bits);
	}
}
