/* SPDX-License-Identifier: MIT */
/*
 * Red-black trees whose nodes know something of the whole subtree below them: its largest value,
 * the span that it covers. What a node knows must follow from the node and its two children.
 *
 * To insert: descend, rb_link_node(), let the node and then its ancestors (propagate()) take the
 * new one in, and rb_insert_augmented(). When an object changes in the tree: propagate() from its
 * node up. Rotations and removals call back for the nodes whose subtree changes.
 */
#ifndef LINUX_RBTREE_AUGMENTED_H
#define LINUX_RBTREE_AUGMENTED_H

#include <linux/rbtree.h>

struct rb_augment_callbacks {
	/* Compute anew from node up to, but without, stop (NULL: the root included). */
	void (*propagate)(struct rb_node *node, struct rb_node *stop);
	/* new takes old's place, and what it knows. */
	void (*copy)(struct rb_node *old, struct rb_node *new);
	/* new has come up above old, and covers what old did: copy, then compute old. */
	void (*rotate)(struct rb_node *old, struct rb_node *new);
};

void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment);
void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment);

/*
 * The three functions and their struct, NAME, for a STRUCT with its node in FIELD and what that
 * knows in AUGMENTED. bool COMPUTE(object, exit) sets it; true if `exit` and it was so before.
 */
#define RB_DECLARE_CALLBACKS(STATIC, NAME, STRUCT, FIELD, AUGMENTED, COMPUTE)                      \
	static void NAME##_propagate(struct rb_node *rb, struct rb_node *stop)                     \
	{                                                                                          \
		while (rb != stop && !COMPUTE(rb_entry(rb, STRUCT, FIELD), true))                  \
			rb = rb_parent(rb);                                                        \
	}                                                                                          \
	static void NAME##_copy(struct rb_node *rb_old, struct rb_node *rb_new)                    \
	{                                                                                          \
		rb_entry(rb_new, STRUCT, FIELD)->AUGMENTED =                                       \
			rb_entry(rb_old, STRUCT, FIELD)->AUGMENTED;                                \
	}                                                                                          \
	static void NAME##_rotate(struct rb_node *rb_old, struct rb_node *rb_new)                  \
	{                                                                                          \
		NAME##_copy(rb_old, rb_new);                                                       \
		COMPUTE(rb_entry(rb_old, STRUCT, FIELD), false);                                   \
	}                                                                                          \
	STATIC const struct rb_augment_callbacks NAME = {                                          \
		.propagate = NAME##_propagate, .copy = NAME##_copy, .rotate = NAME##_rotate};

/*
 * The same for the greatest RBCOMPUTE(object), of the type RBTYPE, that is in the subtree: the
 * usual case.
 */
#define RB_DECLARE_CALLBACKS_MAX(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBTYPE, RBAUGMENTED,         \
				 RBCOMPUTE)                                                        \
	static inline bool RBNAME##_compute_max(RBSTRUCT *node, bool exit)                         \
	{                                                                                          \
		struct rb_node *child[] = {node->RBFIELD.rb_left, node->RBFIELD.rb_right};         \
		RBTYPE max = RBCOMPUTE(node);                                                      \
                                                                                                   \
		for (int i = 0; i < 2; i++) {                                                      \
			RBSTRUCT *c = rb_entry_safe(child[i], RBSTRUCT, RBFIELD);                  \
                                                                                                   \
			if (c && c->RBAUGMENTED > max)                                             \
				max = c->RBAUGMENTED;                                              \
		}                                                                                  \
		if (exit && node->RBAUGMENTED == max)                                              \
			return true;                                                               \
		node->RBAUGMENTED = max;                                                           \
		return false;                                                                      \
	}                                                                                          \
	RB_DECLARE_CALLBACKS(RBSTATIC, RBNAME, RBSTRUCT, RBFIELD, RBAUGMENTED, RBNAME##_compute_max)

static inline void rb_insert_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					      bool newleft,
					      const struct rb_augment_callbacks *augment)
{
	if (newleft)
		root->rb_leftmost = node;
	rb_insert_augmented(node, &root->rb_root, augment);
}

static inline void rb_erase_augmented_cached(struct rb_node *node, struct rb_root_cached *root,
					     const struct rb_augment_callbacks *augment)
{
	if (root->rb_leftmost == node)
		root->rb_leftmost = rb_next(node);
	rb_erase_augmented(node, &root->rb_root, augment);
}

#endif
