/* SPDX-License-Identifier: MIT */
/* Between the files of the XArray: how a node is read, and a state moved. */
#ifndef LIB_XARRAY_H
#define LIB_XARRAY_H

#include <linux/xarray.h>

/*
 * Of these two callers hold the array's lock or RCU's, or any lock of their own that keeps an IDR
 * or a radix tree as it is: which one can't be checked.
 */
static inline void *tree_head(const struct xarray *xa)
{
	return rcu_dereference_raw(xa->xa_head);
}

static inline void *xa_slot(const struct xa_node *node, unsigned int offset)
{
	return rcu_dereference_raw(node->slots[offset]);
}

static inline unsigned int slot_of(const struct xa_node *node, unsigned long index)
{
	return (index >> node->shift) & XA_CHUNK_MASK;
}

/* A leaf's slots hold no nodes, even what reads like one: a pointer that isn't a multiple of four.
 */
static inline bool is_child(const struct xa_node *node, const void *entry)
{
	return node->shift && xa_is_node(entry);
}

/* The last index that a head reaches: a node all of its slots, an entry only 0. */
static inline unsigned long max_index(const void *head)
{
	unsigned int shift;

	if (!xa_is_node(head))
		return 0;
	shift = xa_to_node(head)->shift;
	return shift + XA_CHUNK_SHIFT >= BITS_PER_LONG ? ULONG_MAX
						       : (1UL << (shift + XA_CHUNK_SHIFT)) - 1;
}

/* Move the index to the start of slot `offset` (XA_CHUNK_SIZE: of what is behind the node). */
static inline void move_index(struct xa_state *xas, const struct xa_node *node, unsigned int offset)
{
	xas->xa_index &= ~((XA_CHUNK_MASK << node->shift) | ((1UL << node->shift) - 1));
	xas->xa_index += (unsigned long)offset << node->shift;
}

static inline bool xa_track_free(const struct xarray *xa)
{
	return xa->xa_flags & XA_FLAGS_TRACK_FREE;
}

static inline bool xa_zero_busy(const struct xarray *xa)
{
	return xa->xa_flags & XA_FLAGS_ZERO_BUSY;
}

/* Several slots become one entry: its first has the mark if any of them did. */
void xas_squash_marks(const struct xa_state *xas);

static inline bool node_get_mark(const struct xa_node *node, unsigned int offset, xa_mark_t mark)
{
	return test_bit(offset, node->marks[(__force unsigned int)mark]);
}

static inline void xa_mark_set(struct xarray *xa, xa_mark_t mark)
{
	if (!xa_marked(xa, mark))
		xa->xa_flags |= XA_FLAGS_MARK(mark);
}

static inline void xa_mark_clear(struct xarray *xa, xa_mark_t mark)
{
	if (xa_marked(xa, mark))
		xa->xa_flags &= ~XA_FLAGS_MARK(mark);
}

/* xarray.c: xa_destroy() for who keeps others out. */
void xa_destroy_locked(struct xarray *xa);

/* ---- xarray_node.c ---- */

/* From a preloaded stash, when there is one (idr_preload()): a zeroed node or NULL. */
struct xa_node *xa_node_alloc(gfp_t gfp);
void xa_node_free_rcu(struct xa_node *node);
/* Has this CPU as many as one insertion can need? Preemption is off. */
bool xa_nodes_stashed(void);

#endif
