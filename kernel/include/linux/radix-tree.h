// SPDX-License-Identifier: MIT
/*
 * The older names of the XArray, which is what a radix tree is. The caller holds a lock of its own
 * for changes; look-ups may be done under RCU. New code includes <linux/xarray.h>.
 *
 * Insertions take memory with the root's mask; radix_tree_preload() before the caller's lock is
 * taken lets them succeed with one that can't wait.
 */
#ifndef _LINUX_RADIX_TREE_H
#define _LINUX_RADIX_TREE_H

#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/xarray.h>

#define radix_tree_root xarray
#define radix_tree_node xa_node

#define RADIX_TREE_MAX_TAGS XA_MAX_MARKS
#define ROOT_TAG_SHIFT	    __GFP_BITS_SHIFT

#define RADIX_TREE_INIT(name, mask)                                                                \
	{                                                                                          \
		.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = mask, .xa_head = NULL   \
	}
#define RADIX_TREE(name, mask)	    struct radix_tree_root name = RADIX_TREE_INIT(name, mask)
#define INIT_RADIX_TREE(root, mask) xa_init_flags(root, mask)

static inline bool radix_tree_empty(const struct radix_tree_root *root)
{
	return root->xa_head == NULL;
}

/* -EEXIST, -ENOMEM. */
int radix_tree_insert(struct radix_tree_root *, unsigned long index, void *);
void *radix_tree_lookup(const struct radix_tree_root *, unsigned long);
/* What was there; _item only if it is the one given. */
void *radix_tree_delete(struct radix_tree_root *, unsigned long);
void *radix_tree_delete_item(struct radix_tree_root *, unsigned long, void *);
/* Up to max_items from first_index on, into results; how many. */
unsigned int radix_tree_gang_lookup(const struct radix_tree_root *, void **results,
				    unsigned long first_index, unsigned int max_items);
unsigned int radix_tree_gang_lookup_tag(const struct radix_tree_root *, void **results,
					unsigned long first_index, unsigned int max_items,
					unsigned int tag);
/* The item. */
void *radix_tree_tag_set(struct radix_tree_root *, unsigned long index, unsigned int tag);
void *radix_tree_tag_clear(struct radix_tree_root *, unsigned long index, unsigned int tag);
int radix_tree_tag_get(const struct radix_tree_root *, unsigned long index, unsigned int tag);
int radix_tree_tagged(const struct radix_tree_root *, unsigned int tag);

/* 0 with preemption off; -ENOMEM with it on. _maybe_: only if the mask may sleep. */
int radix_tree_preload(gfp_t gfp_mask);
int radix_tree_maybe_preload(gfp_t gfp_mask);
static inline void radix_tree_preload_end(void)
{
	preempt_enable();
}

/* ---- Walking; the items may change or go meanwhile, but only this one under the iterator ---- */

struct radix_tree_iter {
	unsigned long index;	  /* of the current slot */
	unsigned long next_index; /* where the search goes on; 0 behind the last */
	void *entry;		  /* the current slot's; what the loop's slot points to */
};

void __rcu **__radix_tree_next(const struct radix_tree_root *, struct radix_tree_iter *, int tag);
void radix_tree_iter_delete(struct radix_tree_root *, struct radix_tree_iter *iter,
			    void __rcu **slot);

/* slot points to the entry's copy: read it with radix_tree_deref_slot(). */
/* clang-format off */
#define radix_tree_for_each_slot(slot, root, iter, start)                                          \
	for ((iter)->next_index = (start), (iter)->index = (start),                                \
	     slot = __radix_tree_next(root, iter, -1); slot;                                       \
	     slot = (iter)->next_index ? __radix_tree_next(root, iter, -1) : NULL)
#define radix_tree_for_each_tagged(slot, root, iter, start, tag)                                   \
	for ((iter)->next_index = (start), (iter)->index = (start),                                \
	     slot = __radix_tree_next(root, iter, tag); slot;                                      \
	     slot = (iter)->next_index ? __radix_tree_next(root, iter, tag) : NULL)
/* clang-format on */

static inline void *radix_tree_deref_slot(void __rcu **slot)
{
	return rcu_dereference(*slot);
}

static inline void *radix_tree_deref_slot_protected(void __rcu **slot, spinlock_t *treelock)
{
	return rcu_dereference_protected(*slot, lockdep_is_held(treelock));
}

#endif
