// SPDX-License-Identifier: MIT
/*
 * The XArray's tree: walking, storing, growing and shrinking. Rules for callers: <linux/xarray.h>.
 *
 * A node has 64 slots, each for an equal part of the node's range; the leaves' slots are single
 * indices. The tree is as tall as its largest index needs, and an array with nothing but index 0 is
 * no tree: its entry is the head. An entry may stand in a slot above the leaves, and take several
 * slots side by side, a power of two, of which all but the first hold siblings that say which the
 * first is. So each entry spans an aligned power of two of indices.
 *
 * Writers hold the lock. Readers may be in a node that is being taken out, so nodes are freed by
 * RCU; a top node's first slot then tells them to start again, since what it held lives on.
 */
#include <linux/export.h>
#include <linux/xarray.h>

#include "xarray.h"

static void *set_bounds(struct xa_state *xas)
{
	xas->xa_node = XAS_BOUNDS;
	return NULL;
}

static void update(struct xa_state *xas, struct xa_node *node)
{
	if (xas->xa_update)
		xas->xa_update(node);
}

/* ---- Walking down ---- */

/* What stands now where a load or search has been. */
static void *reload(const struct xa_state *xas)
{
	void *entry;

	if (!xas->xa_node)
		return tree_head(xas->xa);
	entry = xa_slot(xas->xa_node, xas->xa_offset);
	if (xa_is_sibling(entry))
		entry = xa_slot(xas->xa_node, xa_to_sibling(entry));
	return entry;
}

/* Into node's slot for our index; a sibling is followed to the entry's first slot. */
static void *descend(struct xa_state *xas, struct xa_node *node)
{
	unsigned int offset = slot_of(node, xas->xa_index);
	void *entry = xa_slot(node, offset);

	xas->xa_node = node;
	if (xa_is_sibling(entry)) {
		offset = xa_to_internal(entry);
		entry = xa_slot(node, offset);
		/* It was being replaced by smaller ones. */
		if (is_child(node, entry))
			entry = XA_RETRY_ENTRY;
	}
	xas->xa_offset = offset;
	return entry;
}

void *xas_load(struct xa_state *xas)
{
	void *entry;

	if (xas_valid(xas)) {
		entry = reload(xas);
	} else {
		if (xas_error(xas))
			return NULL;
		entry = tree_head(xas->xa);
		if (xas->xa_index > max_index(entry))
			return set_bounds(xas);
		xas->xa_node = NULL;
		xas->xa_offset = 0;
	}
	while (xa_is_node(entry) && (!xas->xa_node || xas->xa_node->shift) &&
	       xa_to_node(entry)->shift >= xas->xa_shift)
		entry = descend(xas, xa_to_node(entry));
	return entry;
}
EXPORT_SYMBOL_GPL(xas_load);

/* ---- Nodes ---- */

bool xas_nomem(struct xa_state *xas, gfp_t gfp)
{
	if (xas->xa_node != XA_ERROR(-ENOMEM)) {
		xas_destroy(xas);
		return false;
	}
	xas->xa_alloc = xa_node_alloc(gfp);
	if (!xas->xa_alloc)
		return false;
	xas->xa_node = XAS_RESTART;
	return true;
}
EXPORT_SYMBOL_GPL(xas_nomem);

void xas_destroy(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_alloc, *next;

	xas->xa_alloc = NULL;
	for (; node; node = next) {
		next = node->parent; /* xas_split_alloc() gets several */
		xa_node_free_rcu(node);
	}
}

/* A node on that level, in no tree yet; NULL and an error in the state if there is no memory. */
static struct xa_node *new_node(struct xa_state *xas, unsigned int shift)
{
	struct xa_node *node = xas->xa_alloc;

	if (node)
		xas->xa_alloc = NULL;
	else
		node = xa_node_alloc(GFP_NOWAIT | __GFP_NOWARN);
	if (!node) {
		xas_set_err(xas, -ENOMEM);
		return NULL;
	}
	node->shift = shift;
	RCU_INIT_POINTER(node->parent, NULL);
	node->array = xas->xa;
	INIT_LIST_HEAD(&node->private_list);
	return node;
}

/* All that is below a node that nothing leads to any more, and the node. */
static void free_nodes(struct xa_state *xas, struct xa_node *node)
{
	for (unsigned int i = 0; i < XA_CHUNK_SIZE; i++) {
		void *entry = node->slots[i];

		if (is_child(node, entry))
			free_nodes(xas, xa_to_node(entry));
		if (entry)
			WRITE_ONCE(node->slots[i], XA_RETRY_ENTRY);
	}
	node->count = 0;
	node->nr_values = 0;
	update(xas, node);
	xa_node_free_rcu(node);
}

/* The last index of what the state is about; one more, to get a node, for what no head can be. */
static unsigned long needed_max(const struct xa_state *xas)
{
	unsigned long mask;

	if (!xas->xa_shift && !xas->xa_sibs)
		return xas->xa_index;
	mask = ((xas->xa_sibs + 1UL) << xas->xa_shift) - 1;
	return (xas->xa_index | mask) == mask ? mask + 1 : xas->xa_index | mask;
}

/* Put a node on top of head: head becomes its first slot, marks and all. */
static struct xa_node *raise_head(struct xa_state *xas, void *head, unsigned int shift)
{
	struct xarray *xa = xas->xa;
	struct xa_node *node = new_node(xas, shift);

	if (!node)
		return NULL;
	node->count = 1;
	node->nr_values = xa_is_value(head);
	RCU_INIT_POINTER(node->slots[0], head);
	for (unsigned int m = 0; m < XA_MAX_MARKS; m++) {
		xa_mark_t mark = (__force xa_mark_t)m;

		if (xa_track_free(xa) && mark == XA_FREE_MARK) {
			/* All the new indices are free. */
			bitmap_fill(node->marks[m], XA_CHUNK_SIZE);
			if (!xa_marked(xa, mark))
				__clear_bit(0, node->marks[m]);
			xa_mark_set(xa, mark);
		} else if (xa_marked(xa, mark)) {
			__set_bit(0, node->marks[m]);
		}
	}
	if (xa_is_node(head)) {
		xa_to_node(head)->offset = 0;
		rcu_assign_pointer(xa_to_node(head)->parent, node);
	}
	rcu_assign_pointer(xa->xa_head, xa_mk_node(node));
	update(xas, node);
	return node;
}

/*
 * Make the tree so tall that it has the state's index. The shift of what the head now is a slot of,
 * 0 for an entry as head; negative with an error in the state.
 */
static int expand(struct xa_state *xas, void *head)
{
	unsigned long max = needed_max(xas);
	unsigned int shift = 0;

	if (!head) {
		/* Nothing to keep: the first node is on the level that is needed. */
		if (!max)
			return 0;
		while (max >> shift >= XA_CHUNK_SIZE)
			shift += XA_CHUNK_SHIFT;
		return shift + XA_CHUNK_SHIFT;
	}
	if (xa_is_node(head))
		shift = xa_to_node(head)->shift + XA_CHUNK_SHIFT;
	xas->xa_node = NULL;
	while (max > max_index(head)) {
		struct xa_node *node = raise_head(xas, head, shift);

		if (!node)
			return -ENOMEM;
		head = xa_mk_node(node);
		shift += XA_CHUNK_SHIFT;
	}
	return shift;
}

/* A new node below the state's place, or as the head. */
static struct xa_node *grow_down(struct xa_state *xas, unsigned int shift)
{
	struct xa_node *parent = xas->xa_node, *node = new_node(xas, shift);

	if (!node)
		return NULL;
	if (xa_track_free(xas->xa))
		bitmap_fill(node->marks[(__force unsigned int)XA_FREE_MARK], XA_CHUNK_SIZE);
	RCU_INIT_POINTER(node->parent, parent);
	if (parent) {
		node->offset = xas->xa_offset;
		rcu_assign_pointer(parent->slots[xas->xa_offset], xa_mk_node(node));
		parent->count++;
		update(xas, parent);
	} else {
		rcu_assign_pointer(xas->xa->xa_head, xa_mk_node(node));
	}
	return node;
}

/*
 * Go to the slot for the state's index and order, with nodes made on the way; an entry that spans
 * more stops it there. What the slot holds. entry_as_head: may index 0 do without a node?
 */
static void *create_slot(struct xa_state *xas, bool entry_as_head)
{
	struct xarray *xa = xas->xa;
	struct xa_node *node = xas->xa_node;
	unsigned int order = xas->xa_shift;
	void *entry;
	int shift;

	if (xas_error(xas))
		return NULL;
	if (xas_top(node)) {
		entry = tree_head(xa);
		xas->xa_node = NULL;
		/* An index 0 that may not be used is like a reserved one. */
		shift = expand(xas, !entry && xa_zero_busy(xa) ? XA_ZERO_ENTRY : entry);
		if (shift < 0)
			return NULL;
		if (!shift && !entry_as_head)
			shift = XA_CHUNK_SHIFT;
		xas->xa_node = NULL;
		entry = tree_head(xa);
	} else {
		shift = node->shift;
		entry = xa_slot(node, xas->xa_offset);
	}
	while (shift > order) {
		shift -= XA_CHUNK_SHIFT;
		if (!entry)
			node = grow_down(xas, shift);
		else if (xa_is_node(entry))
			node = xa_to_node(entry);
		else
			break;
		if (!node)
			return NULL;
		entry = descend(xas, node);
	}
	return entry;
}

/* While the top has nothing but its first slot, that one takes its place. */
static void shrink(struct xa_state *xas)
{
	struct xarray *xa = xas->xa;
	struct xa_node *node = xas->xa_node;

	while (node->count == 1) {
		void *entry = node->slots[0];

		/* No head can span several indices, or look like a node without being one. */
		if (!entry || xa_is_node(entry) != !!node->shift)
			break;
		if (xa_is_zero(entry) && xa_zero_busy(xa))
			entry = NULL;
		xas->xa_node = XAS_BOUNDS;
		if (xa_track_free(xa) && !node_get_mark(node, 0, XA_FREE_MARK))
			xa_mark_clear(xa, XA_FREE_MARK);
		if (xa_is_node(entry))
			RCU_INIT_POINTER(xa_to_node(entry)->parent, NULL);
		rcu_assign_pointer(xa->xa_head, entry);
		node->count = 0;
		node->nr_values = 0;
		if (!xa_is_node(entry))
			WRITE_ONCE(node->slots[0], XA_RETRY_ENTRY);
		update(xas, node);
		xa_node_free_rcu(node);
		if (!xa_is_node(entry))
			break;
		node = xa_to_node(entry);
	}
}

/* Nodes that became empty go, from the state's up. */
static void delete_empty(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_node;

	while (!node->count) {
		struct xa_node *parent = node->parent;

		xas->xa_node = parent;
		xas->xa_offset = node->offset;
		if (parent) {
			WRITE_ONCE(parent->slots[node->offset], NULL);
			parent->count--;
			update(xas, parent);
		} else {
			WRITE_ONCE(xas->xa->xa_head, NULL);
			xas->xa_node = XAS_BOUNDS;
		}
		xa_node_free_rcu(node);
		if (!parent)
			return;
		node = parent;
	}
	if (!node->parent)
		shrink(xas);
}

/* ---- Storing ---- */

static void store_head(struct xa_state *xas, void *entry)
{
	void *old = xas->xa->xa_head;

	if (!entry)
		xas_init_marks(xas);
	rcu_assign_pointer(xas->xa->xa_head, entry);
	if (xa_is_node(old))
		free_nodes(xas, xa_to_node(old));
}

/*
 * Fill the slots of the state, and those that belong to a larger entry there: with the entry and
 * its siblings, or with NULL.
 */
static void store_slots(struct xa_state *xas, void *entry)
{
	struct xa_node *node = xas->xa_node;
	unsigned int first = xas->xa_offset, i;
	unsigned int last = first + (xas->xa_shift < node->shift ? 0 : xas->xa_sibs);
	bool was_value = false;
	int count = 0, values = 0;

	if (last > first)
		xas_squash_marks(xas);
	for (i = first; i < XA_CHUNK_SIZE; i++) {
		void *old = node->slots[i];
		void *new = i == first || !entry ? entry : xa_mk_internal(first);

		/* Behind our slots only what is part of the last entry among them. */
		if (i > last && (entry || !xa_is_sibling(old)))
			break;
		if (!xa_is_sibling(old) || i == first)
			was_value = xa_is_value(old);
		if (!entry) {
			xas->xa_offset = i;
			xas_init_marks(xas);
		}
		rcu_assign_pointer(node->slots[i], new);
		if (is_child(node, old))
			free_nodes(xas, xa_to_node(old));
		count += !old - !new;
		values += xa_is_value(entry) - was_value;
	}
	xas->xa_offset = first;
	if (!count && !values)
		return;
	node->count += count;
	node->nr_values += values;
	update(xas, node);
	if (!node->count)
		delete_empty(xas);
	else if (!entry && !node->parent)
		shrink(xas);
}

void *xas_store(struct xa_state *xas, void *entry)
{
	void *old;

	if (entry)
		old = create_slot(xas, !xa_is_node(entry) && !xa_is_zero(entry));
	else
		old = xas_load(xas);
	if (xas_invalid(xas) || (old == entry && !xas->xa_sibs))
		return old;
	if (xas->xa_node)
		store_slots(xas, entry);
	else
		store_head(xas, entry);
	return old;
}
EXPORT_SYMBOL_GPL(xas_store);

void xa_delete_node(struct xa_node *node, xa_update_node_t change)
{
	/* The index is not the node's: the place is given by its parent's slot. */
	struct xa_state xas = {
		.xa = node->array,
		.xa_index = (unsigned long)node->offset << (node->shift + XA_CHUNK_SHIFT),
		.xa_shift = node->shift + XA_CHUNK_SHIFT,
		.xa_offset = node->offset,
		.xa_node = xa_parent_locked(node->array, node),
		.xa_update = change,
	};

	xas_store(&xas, NULL);
}
EXPORT_SYMBOL_GPL(xa_delete_node);

/* From the last chunk to the first: the tree is tall enough from the first one on. */
void xas_create_range(struct xa_state *xas)
{
	unsigned long first = xas->xa_index;
	unsigned long index = first | (((xas->xa_sibs + 1UL) << xas->xa_shift) - 1);
	unsigned char shift = xas->xa_shift, sibs = xas->xa_sibs;

	if (xas_error(xas))
		return;
	xas->xa_shift = 0;
	xas->xa_sibs = 0;
	for (;; index -= XA_CHUNK_SIZE) {
		xas_set(xas, index);
		create_slot(xas, true);
		if (xas_error(xas) || index - first < XA_CHUNK_SIZE)
			break;
	}
	xas->xa_shift = shift;
	xas->xa_sibs = sibs;
	xas->xa_index = first;
	if (!xas_error(xas))
		xas->xa_node = XAS_RESTART;
}
EXPORT_SYMBOL_GPL(xas_create_range);

void xa_destroy_locked(struct xarray *xa)
{
	XA_STATE(xas, xa, 0);
	void *head = xa->xa_head;

	xas.xa_node = NULL;
	RCU_INIT_POINTER(xa->xa_head, NULL);
	xas_init_marks(&xas);
	if (xa_zero_busy(xa))
		xa_mark_clear(xa, XA_FREE_MARK);
	if (xa_is_node(head))
		free_nodes(&xas, xa_to_node(head));
}

/* Whatever the context, and whichever lock type the array was made for. */
void xa_destroy(struct xarray *xa)
{
	unsigned long flags;

	xa_lock_irqsave(xa, flags);
	xa_destroy_locked(xa);
	xa_unlock_irqrestore(xa, flags);
}
EXPORT_SYMBOL(xa_destroy);
