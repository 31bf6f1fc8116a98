// SPDX-License-Identifier: MIT
/*
 * The XArray's large entries, prepared and taken apart: see <linux/xarray_advanced.h>. Nodes that
 * wait to be used hang in the state's xa_alloc, linked by their parent pointers.
 */
#include <linux/export.h>
#include <linux/xarray.h>

#include "xarray.h"

/* A node full of entries that take `span` slots each. */
static void fill_node(struct xa_node *node, void *entry, unsigned int span)
{
	for (unsigned int i = 0; i < XA_CHUNK_SIZE; i++) {
		unsigned int first = i - i % span;

		RCU_INIT_POINTER(node->slots[i], i == first ? entry : xa_mk_sibling(first));
	}
	node->count = XA_CHUNK_SIZE;
	node->nr_values = xa_is_value(entry) ? XA_CHUNK_SIZE : 0;
}

void xas_split_alloc(struct xa_state *xas, void *entry, unsigned int order, gfp_t gfp)
{
	unsigned int slots = 1U << (order % XA_CHUNK_SHIFT);

	/* More than one level down would take a node for each slot of the nodes. */
	if (WARN_ON(xas->xa_shift + 2 * XA_CHUNK_SHIFT < order))
		goto nomem;
	if (xas->xa_shift + XA_CHUNK_SHIFT > order)
		return;
	while (slots--) {
		struct xa_node *node = xa_node_alloc(gfp);

		if (!node)
			goto nomem;
		node->array = xas->xa;
		INIT_LIST_HEAD(&node->private_list);
		fill_node(node, entry, xas->xa_sibs + 1);
		RCU_INIT_POINTER(node->parent, xas->xa_alloc);
		xas->xa_alloc = node;
	}
	return;
nomem:
	xas_destroy(xas);
	xas_set_err(xas, -ENOMEM);
}
EXPORT_SYMBOL_GPL(xas_split_alloc);

/* Give slot `offset` the marks in `marks` (a bit each); a child gets them on all of its entries. */
static void set_marks(struct xa_node *node, unsigned int offset, struct xa_node *child,
		      unsigned int span, unsigned int marks)
{
	for (unsigned int m = 0; m < XA_MAX_MARKS; m++) {
		if (!(marks & 1U << m))
			continue;
		__set_bit(offset, node->marks[m]);
		for (unsigned int i = 0; child && i < XA_CHUNK_SIZE; i += span)
			__set_bit(i, child->marks[m]);
	}
}

void xas_split(struct xa_state *xas, void *entry, unsigned int order)
{
	unsigned int slots = 1U << (order % XA_CHUNK_SHIFT), span = xas->xa_sibs + 1;
	unsigned int first, marks = 0, i;
	struct xa_node *node;
	void *old = xas_load(xas);

	node = xas->xa_node;
	if (xas_top(node))
		return;
	first = xas->xa_offset;
	for (unsigned int m = 0; m < XA_MAX_MARKS; m++)
		marks |= node_get_mark(node, first, (__force xa_mark_t)m) << m;
	for (i = first; i < first + slots; i++) {
		struct xa_node *child = NULL;

		if (xas->xa_shift < node->shift) {
			child = xas->xa_alloc;
			xas->xa_alloc = child->parent;
			child->shift = node->shift - XA_CHUNK_SHIFT;
			child->offset = i;
			RCU_INIT_POINTER(child->parent, node);
			set_marks(node, i, child, span, marks);
			rcu_assign_pointer(node->slots[i], xa_mk_node(child));
			node->nr_values -= xa_is_value(old);
		} else {
			bool leads = (i - first) % span == 0;

			if (leads)
				set_marks(node, i, NULL, span, marks);
			rcu_assign_pointer(node->slots[i],
					   leads ? entry : xa_mk_sibling(i - (i - first) % span));
			node->nr_values += xa_is_value(entry) - xa_is_value(old);
		}
		if (child && xas->xa_update)
			xas->xa_update(child);
	}
	if (xas->xa_update)
		xas->xa_update(node);
}
EXPORT_SYMBOL_GPL(xas_split);
