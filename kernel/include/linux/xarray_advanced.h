// SPDX-License-Identifier: MIT
/*
 * The XArray's advanced functions: a struct xa_state (XA_STATE(name, array, index)) is a place in
 * an array, and the xas_ functions go on from there. Include <linux/xarray.h>.
 *
 * The caller holds the array's lock, or only the RCU read lock for loads and searches. An error
 * stays in the state (xas_error()) and lets all further calls do nothing; xas_nomem(), called
 * without the lock, then gets memory and says whether to try again:
 *
 *	do {
 *		xas_lock(&xas);
 *		xas_store(&xas, entry);
 *		xas_unlock(&xas);
 *	} while (xas_nomem(&xas, GFP_KERNEL));
 *
 * Searches return zero and retry entries, which the normal functions hide.
 */
#ifndef _LINUX_XARRAY_ADVANCED_H
#define _LINUX_XARRAY_ADVANCED_H

#ifndef _LINUX_XARRAY_H
#error "include <linux/xarray.h>"
#endif

#include <linux/list.h>
#include <linux/lockdep.h>

#define XA_CHUNK_SHIFT 6
#define XA_CHUNK_SIZE  (1UL << XA_CHUNK_SHIFT)
#define XA_CHUNK_MASK  (XA_CHUNK_SIZE - 1)
#define XA_MAX_MARKS   3
#define XA_MARK_LONGS  DIV_ROUND_UP(XA_CHUNK_SIZE, BITS_PER_LONG)

/* All under the array's lock; readers under RCU see slots and marks as they change. */
struct xa_node {
	unsigned char shift;	      /* bits of the index below this level; constant */
	unsigned char offset;	      /* our slot in the parent */
	unsigned char count;	      /* slots that are not NULL, siblings included */
	unsigned char nr_values;      /* slots that are values, or siblings of one */
	struct xa_node __rcu *parent; /* NULL: the top */
	struct xarray *array;
	union {
		struct list_head private_list; /* the user's, with xas_set_update() */
		struct rcu_head rcu_head;      /* once it is out of the tree */
	};
	void __rcu *slots[XA_CHUNK_SIZE];
	union {
		unsigned long tags[XA_MAX_MARKS][XA_MARK_LONGS];
		unsigned long marks[XA_MAX_MARKS][XA_MARK_LONGS];
	};
};

typedef void (*xa_update_node_t)(struct xa_node *node);

struct xa_state {
	struct xarray *xa;
	unsigned long xa_index;
	unsigned char xa_shift; /* the order is shift + log2(sibs + 1) */
	unsigned char xa_sibs;
	unsigned char xa_offset; /* slot in xa_node */
	unsigned char xa_pad;
	struct xa_node *xa_node;  /* or NULL: at the head; XAS_*; an error */
	struct xa_node *xa_alloc; /* xas_nomem()'s */
	xa_update_node_t xa_update;
};

/* States without a node: an error, outside of what the array has nodes for, not yet walked. */
#define XA_ERROR(errno) ((struct xa_node *)(((unsigned long)errno << 2) | 2UL))
#define XAS_BOUNDS	((struct xa_node *)1UL)
#define XAS_RESTART	((struct xa_node *)3UL)

#define __XA_STATE(array, index, shift, sibs)                                                      \
	{                                                                                          \
		.xa = array, .xa_index = index, .xa_shift = shift, .xa_sibs = sibs,                \
		.xa_offset = 0, .xa_pad = 0, .xa_node = XAS_RESTART, .xa_alloc = NULL,             \
		.xa_update = NULL                                                                  \
	}
#define XA_STATE(name, array, index) struct xa_state name = __XA_STATE(array, index, 0, 0)
/* The state of an entry that spans 2^order indices. */
#define XA_STATE_ORDER(name, array, index, order)                                                  \
	struct xa_state name =                                                                     \
		__XA_STATE(array, (index >> order) << order, order - (order % XA_CHUNK_SHIFT),     \
			   (1U << (order % XA_CHUNK_SHIFT)) - 1)

#define xas_marked(xas, mark)		  xa_marked((xas)->xa, (mark))
#define xas_trylock(xas)		  xa_trylock((xas)->xa)
#define xas_lock(xas)			  xa_lock((xas)->xa)
#define xas_unlock(xas)			  xa_unlock((xas)->xa)
#define xas_lock_bh(xas)		  xa_lock_bh((xas)->xa)
#define xas_unlock_bh(xas)		  xa_unlock_bh((xas)->xa)
#define xas_lock_irq(xas)		  xa_lock_irq((xas)->xa)
#define xas_unlock_irq(xas)		  xa_unlock_irq((xas)->xa)
#define xas_lock_irqsave(xas, flags)	  xa_lock_irqsave((xas)->xa, flags)
#define xas_unlock_irqrestore(xas, flags) xa_unlock_irqrestore((xas)->xa, flags)

#define XA_RETRY_ENTRY xa_mk_internal(256)

static inline bool xa_is_retry(const void *entry)
{
	return unlikely(entry == XA_RETRY_ENTRY);
}

static inline bool xa_is_node(const void *entry)
{
	return xa_is_internal(entry) && (unsigned long)entry > 4096;
}

static inline bool xa_is_sibling(const void *entry)
{
	return xa_is_internal(entry) && entry < xa_mk_internal(XA_CHUNK_SIZE - 1);
}

static inline struct xa_node *xa_to_node(const void *entry)
{
	return (struct xa_node *)((unsigned long)entry - 2);
}

static inline void *xa_mk_node(const struct xa_node *node)
{
	return (void *)((unsigned long)node | 2);
}

static inline void *xa_mk_sibling(unsigned int offset)
{
	return xa_mk_internal(offset);
}

static inline unsigned long xa_to_sibling(const void *entry)
{
	return xa_to_internal(entry);
}

/* What the tree consists of; _locked: for who holds the lock. */
static inline void *xa_head(const struct xarray *xa)
{
	return rcu_dereference_check(xa->xa_head, lockdep_is_held(&xa->xa_lock));
}

static inline void *xa_head_locked(const struct xarray *xa)
{
	return rcu_dereference_protected(xa->xa_head, lockdep_is_held(&xa->xa_lock));
}

static inline void *xa_entry(const struct xarray *xa, const struct xa_node *node,
			     unsigned int offset)
{
	return rcu_dereference_check(node->slots[offset], lockdep_is_held(&xa->xa_lock));
}

static inline void *xa_entry_locked(const struct xarray *xa, const struct xa_node *node,
				    unsigned int offset)
{
	return rcu_dereference_protected(node->slots[offset], lockdep_is_held(&xa->xa_lock));
}

static inline struct xa_node *xa_parent(const struct xarray *xa, const struct xa_node *node)
{
	return rcu_dereference_check(node->parent, lockdep_is_held(&xa->xa_lock));
}

static inline struct xa_node *xa_parent_locked(const struct xarray *xa, const struct xa_node *node)
{
	return rcu_dereference_protected(node->parent, lockdep_is_held(&xa->xa_lock));
}

/* Nothing that the normal functions store. */
static inline bool xa_is_advanced(const void *entry)
{
	return xa_is_internal(entry) && entry <= XA_RETRY_ENTRY;
}

static inline int xas_error(const struct xa_state *xas)
{
	return xa_err(xas->xa_node);
}

static inline void xas_set_err(struct xa_state *xas, long err)
{
	xas->xa_node = XA_ERROR(err);
}

static inline bool xas_invalid(const struct xa_state *xas)
{
	return (unsigned long)xas->xa_node & 3;
}

static inline bool xas_valid(const struct xa_state *xas)
{
	return !xas_invalid(xas);
}

static inline bool xas_is_node(const struct xa_state *xas)
{
	return xas_valid(xas) && xas->xa_node;
}

/* Three questions about xa_node itself. */
static inline bool xas_not_node(struct xa_node *node)
{
	return ((unsigned long)node & 3) || !node;
}

static inline bool xas_frozen(struct xa_node *node)
{
	return (unsigned long)node & 2;
}

static inline bool xas_top(struct xa_node *node)
{
	return node <= XAS_RESTART;
}

/* Walk from the head the next time. */
static inline void xas_reset(struct xa_state *xas)
{
	xas->xa_node = XAS_RESTART;
}

/* In a loop under RCU: skip this entry? A retry entry starts the walk over. */
static inline bool xas_retry(struct xa_state *xas, const void *entry)
{
	if (xa_is_zero(entry))
		return true;
	if (!xa_is_retry(entry))
		return false;
	xas_reset(xas);
	return true;
}

static inline void xas_set(struct xa_state *xas, unsigned long index)
{
	xas->xa_index = index;
	xas->xa_node = XAS_RESTART;
}

static inline void xas_set_order(struct xa_state *xas, unsigned long index, unsigned int order)
{
	xas->xa_index = order < BITS_PER_LONG ? (index >> order) << order : 0;
	xas->xa_shift = order - (order % XA_CHUNK_SHIFT);
	xas->xa_sibs = (1 << (order % XA_CHUNK_SHIFT)) - 1;
	xas->xa_node = XAS_RESTART;
}

/* Called for each node whose count or values change, and before it is freed (count 0). */
static inline void xas_set_update(struct xa_state *xas, xa_update_node_t update)
{
	xas->xa_update = update;
}

/* Nodes for all single indices of the state's order, so that stores there need no memory. */
void xas_create_range(struct xa_state *);

/*
 * An entry of `order` is to become entries of the state's order: get the nodes for that, with what
 * they are to hold (may sleep), then, under the lock, put them in. Stores in between take none.
 */
void xas_split_alloc(struct xa_state *, void *entry, unsigned int order, gfp_t);
void xas_split(struct xa_state *, void *entry, unsigned int order);

/* What the state's index holds; where a larger entry is looked for, perhaps a node. */
void *xas_load(struct xa_state *);
/* What was there. */
void *xas_store(struct xa_state *, void *entry);
/* The order of the entry that the state was moved to by a load or search. */
int xas_get_order(struct xa_state *);
/* All that is at and below a node of an array, which the caller has locked. */
void xa_delete_node(struct xa_node *, xa_update_node_t);
/* The next entry (with the mark) up to max; at first the one at the index itself counts. */
void *xas_find(struct xa_state *, unsigned long max);
void *xas_find_marked(struct xa_state *, unsigned long max, xa_mark_t);
/* One after the other, all entries in the range of the state's order. */
void *xas_find_conflict(struct xa_state *);

bool xas_get_mark(const struct xa_state *, xa_mark_t);
void xas_set_mark(const struct xa_state *, xa_mark_t);
void xas_clear_mark(const struct xa_state *, xa_mark_t);
/* As those of an entry that was just stored: none, but that of a free index is set for NULL. */
void xas_init_marks(const struct xa_state *);

bool xas_nomem(struct xa_state *, gfp_t);
/* Free what xas_nomem() got and nobody used. */
void xas_destroy(struct xa_state *);
/* Before the lock is dropped in a loop: it goes on behind the current entry. */
void xas_pause(struct xa_state *);

/* One index on or back, to whatever is there. At first it stays where it is. */
void *__xas_next(struct xa_state *);
void *__xas_prev(struct xa_state *);
static inline void *xas_next(struct xa_state *xas)
{
	return __xas_next(xas);
}
static inline void *xas_prev(struct xa_state *xas)
{
	return __xas_prev(xas);
}

/* Look again at a place that a load or search has found: has it changed? */
static inline void *xas_reload(struct xa_state *xas)
{
	struct xa_node *node = xas->xa_node;
	void *entry;

	if (!node)
		return xa_head(xas->xa);
	entry = xa_entry(xas->xa, node, xas->xa_offset);
	if (xa_is_sibling(entry))
		entry = xa_entry(xas->xa, node, xa_to_sibling(entry));
	return entry;
}

static inline void *xas_next_entry(struct xa_state *xas, unsigned long max)
{
	return xas_find(xas, max);
}

static inline void *xas_next_marked(struct xa_state *xas, unsigned long max, xa_mark_t mark)
{
	return xas_find_marked(xas, max, mark);
}

/* How many rounds of a loop go without a look at whether to pause. */
enum { XA_CHECK_SCHED = 4096 };

/* clang-format off */
#define xas_for_each(xas, entry, max)                                                              \
	for (entry = xas_find(xas, max); entry; entry = xas_next_entry(xas, max))
#define xas_for_each_marked(xas, entry, max, mark)                                                 \
	for (entry = xas_find_marked(xas, max, mark); entry;                                       \
	     entry = xas_next_marked(xas, max, mark))
#define xas_for_each_conflict(xas, entry)                                                          \
	while ((entry = xas_find_conflict(xas)))
/* clang-format on */

#endif
