// SPDX-License-Identifier: MIT
/*
 * The XArray's searches: from a state's place on, over what is there, in the order of the indices.
 */
#include <linux/export.h>
#include <linux/xarray.h>

#include "xarray.h"

/* The slot behind the entry at node's slot `offset`, its siblings passed. */
static unsigned int next_slot(const struct xa_node *node, unsigned int offset)
{
	while (++offset < XA_CHUNK_SIZE && xa_is_sibling(xa_slot(node, offset)))
		;
	return offset;
}

/* The search has passed max, or all that there is. */
static void *end_search(struct xa_state *xas)
{
	xas->xa_node = XAS_BOUNDS;
	return NULL;
}

/* Behind the current slot; false where no index is behind it. */
static bool step(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_node;

	xas->xa_offset = next_slot(node, xas->xa_offset);
	move_index(xas, node, xas->xa_offset);
	return xas->xa_index != 0;
}

/* From a slot behind a node's last, up to where there is one; false at the end of the tree. */
static bool climb(struct xa_state *xas)
{
	while (xas->xa_offset == XA_CHUNK_SIZE) {
		xas->xa_offset = xas->xa_node->offset + 1;
		xas->xa_node = rcu_dereference_raw(xas->xa_node->parent);
		if (!xas->xa_node)
			return false;
	}
	return true;
}

void *xas_find(struct xa_state *xas, unsigned long max)
{
	void *entry;

	if (xas_error(xas) || xas->xa_node == XAS_BOUNDS)
		return NULL;
	if (xas->xa_index > max)
		return end_search(xas);
	if (!xas->xa_node) {
		xas->xa_index = 1;
		return end_search(xas);
	}
	if (xas->xa_node == XAS_RESTART) {
		entry = xas_load(xas);
		if (entry || xas_not_node(xas->xa_node))
			return entry;
	}
	if (!step(xas))
		return end_search(xas);
	while (xas->xa_index <= max && climb(xas)) {
		entry = xa_slot(xas->xa_node, xas->xa_offset);
		if (is_child(xas->xa_node, entry)) {
			xas->xa_node = xa_to_node(entry);
			xas->xa_offset = 0;
			continue;
		}
		if (entry && !xa_is_sibling(entry))
			return entry;
		if (!step(xas))
			break;
	}
	return end_search(xas);
}
EXPORT_SYMBOL_GPL(xas_find);

/*
 * To the next slot with the mark, from the current one on; XA_CHUNK_SIZE if the node has none. The
 * index moves with it. False where no index is behind it.
 */
static bool step_to_mark(struct xa_state *xas, xa_mark_t mark)
{
	struct xa_node *node = xas->xa_node;
	unsigned long *bits = node->marks[(__force unsigned int)mark];
	unsigned int offset = find_next_bit(bits, XA_CHUNK_SIZE, xas->xa_offset);

	if (offset == xas->xa_offset)
		return true;
	xas->xa_offset = offset;
	move_index(xas, node, offset);
	return xas->xa_index != 0;
}

/* Where a search begins: true with the state at the slot of its index, or at the head. */
static bool find_start(struct xa_state *xas, unsigned long max)
{
	void *head;

	if (xas_error(xas) || xas->xa_node == XAS_BOUNDS || xas->xa_index > max)
		return false;
	if (xas->xa_node == XAS_RESTART) {
		head = tree_head(xas->xa);
		if (xas->xa_index > max_index(head))
			return false;
		xas->xa_node = NULL;
		xas->xa_offset = 0;
		if (xa_is_node(head)) {
			xas->xa_node = xa_to_node(head);
			xas->xa_offset = slot_of(xas->xa_node, xas->xa_index);
		}
		return true;
	}
	/* Behind what was found before; behind the head there is nothing. */
	if (!xas->xa_node) {
		xas->xa_index = 1;
		return false;
	}
	return step(xas) && climb(xas);
}

/* A place inside of an entry that takes several slots is that entry's. */
static void to_first_slot(struct xa_state *xas)
{
	void *entry = xa_slot(xas->xa_node, xas->xa_offset);

	if (xa_is_sibling(entry))
		xas->xa_offset = xa_to_internal(entry);
}

/* A free index (XA_FREE_MARK in an array that tracks them) is found as NULL with a place. */
void *xas_find_marked(struct xa_state *xas, unsigned long max, xa_mark_t mark)
{
	void *entry;

	if (!find_start(xas, max)) {
		if (!xas_error(xas))
			xas->xa_node = xas->xa_index > max ? XAS_RESTART : XAS_BOUNDS;
		return NULL;
	}
	if (!xas->xa_node) {
		if (xa_marked(xas->xa, mark))
			return tree_head(xas->xa);
		xas->xa_index = 1;
		goto out;
	}
	while (xas->xa_index <= max && climb(xas)) {
		to_first_slot(xas);
		if (!step_to_mark(xas, mark))
			break;
		if (xas->xa_index > max)
			goto out;
		if (xas->xa_offset == XA_CHUNK_SIZE)
			continue;
		entry = xa_slot(xas->xa_node, xas->xa_offset);
		if (!is_child(xas->xa_node, entry)) {
			if (entry || (xa_track_free(xas->xa) && mark == XA_FREE_MARK))
				return entry;
			/* It lost its mark just now. */
			if (!step(xas))
				break;
			continue;
		}
		xas->xa_node = xa_to_node(entry);
		xas->xa_offset = slot_of(xas->xa_node, xas->xa_index);
	}
out:
	/* As if not begun: max was reached, which who looks for a free index asks. */
	xas->xa_node = xas->xa_index > max ? XAS_RESTART : XAS_BOUNDS;
	return NULL;
}
EXPORT_SYMBOL_GPL(xas_find_marked);

/* The index at which a slot begins. */
static unsigned long index_of(const struct xa_node *node, unsigned int offset)
{
	unsigned long index = 0;

	for (; node; offset = node->offset, node = node->parent)
		index += (unsigned long)offset << node->shift;
	return index;
}

void *xas_find_conflict(struct xa_state *xas)
{
	unsigned long last = xas->xa_index | (((xas->xa_sibs + 1UL) << xas->xa_shift) - 1);
	unsigned long index = xas->xa_index;
	unsigned char shift = xas->xa_shift;
	void *entry;

	if (xas_error(xas) || xas->xa_node == XAS_BOUNDS)
		return NULL;
	/* Down to single indices, whatever the order; the index stays the range's first. */
	xas->xa_shift = 0;
	if (xas_is_node(xas))
		xas->xa_index = index_of(xas->xa_node, xas->xa_offset);
	entry = xas_find(xas, last);
	xas->xa_shift = shift;
	xas->xa_index = index;
	if (!entry)
		xas_reset(xas);
	return entry;
}
EXPORT_SYMBOL_GPL(xas_find_conflict);

void xas_pause(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_node;

	if (xas_invalid(xas))
		return;
	xas->xa_node = XAS_RESTART;
	if (!node) {
		xas->xa_index++;
		return;
	}
	move_index(xas, node, next_slot(node, xas->xa_offset));
	if (!xas->xa_index)
		xas->xa_node = XAS_BOUNDS;
}
EXPORT_SYMBOL_GPL(xas_pause);

/* Both wrap at the ends, and start from the head: an index has no shorter way in this form. */
static void *next_to(struct xa_state *xas, unsigned long by)
{
	if (xas_error(xas))
		return NULL;
	if (!xas_frozen(xas->xa_node))
		xas->xa_index += by;
	xas->xa_node = XAS_RESTART;
	return xas_load(xas);
}

void *__xas_next(struct xa_state *xas)
{
	return next_to(xas, 1);
}
EXPORT_SYMBOL_GPL(__xas_next);

void *__xas_prev(struct xa_state *xas)
{
	return next_to(xas, -1UL);
}
EXPORT_SYMBOL_GPL(__xas_prev);
