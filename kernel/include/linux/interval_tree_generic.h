// SPDX-License-Identifier: MIT
/*
 * Trees of intervals [start, last], ordered by start, in which those that overlap a given one are
 * found in O(log n + matches). INTERVAL_TREE_DEFINE() makes the functions for a structure:
 *
 *	ITSTRUCT, ITRB	the structure, its rb_node
 *	ITTYPE		the type of start and last
 *	ITSUBTREE	its member for the greatest last of the subtree
 *	ITSTART, ITLAST	macros or functions of a node
 *	ITSTATIC	static, or nothing
 *	ITPREFIX	of _insert, _remove, _iter_first, _iter_next
 */
#ifndef _LINUX_INTERVAL_TREE_GENERIC_H
#define _LINUX_INTERVAL_TREE_GENERIC_H

#include <linux/rbtree_augmented.h>

#define INTERVAL_TREE_DEFINE(ITSTRUCT, ITRB, ITTYPE, ITSUBTREE, ITSTART, ITLAST, ITSTATIC,         \
			     ITPREFIX)                                                             \
	RB_DECLARE_CALLBACKS_MAX(static, ITPREFIX##_augment, ITSTRUCT, ITRB, ITTYPE, ITSUBTREE,    \
				 ITLAST)                                                           \
                                                                                                   \
	ITSTATIC void ITPREFIX##_insert(ITSTRUCT *node, struct rb_root_cached *root)               \
	{                                                                                          \
		struct rb_node **link = &root->rb_root.rb_node, *parent = NULL;                    \
		ITTYPE start = ITSTART(node), last = ITLAST(node);                                 \
		bool leftmost = true;                                                              \
                                                                                                   \
		while (*link) {                                                                    \
			ITSTRUCT *at;                                                              \
                                                                                                   \
			parent = *link;                                                            \
			at = rb_entry(parent, ITSTRUCT, ITRB);                                     \
			if (at->ITSUBTREE < last)                                                  \
				at->ITSUBTREE = last;                                              \
			if (start < ITSTART(at)) {                                                 \
				link = &parent->rb_left;                                           \
			} else {                                                                   \
				link = &parent->rb_right;                                          \
				leftmost = false;                                                  \
			}                                                                          \
		}                                                                                  \
		node->ITSUBTREE = last;                                                            \
		rb_link_node(&node->ITRB, parent, link);                                           \
		rb_insert_augmented_cached(&node->ITRB, root, leftmost, &ITPREFIX##_augment);      \
	}                                                                                          \
                                                                                                   \
	ITSTATIC void ITPREFIX##_remove(ITSTRUCT *node, struct rb_root_cached *root)               \
	{                                                                                          \
		rb_erase_augmented_cached(&node->ITRB, root, &ITPREFIX##_augment);                 \
	}                                                                                          \
                                                                                                   \
	/* The leftmost of rb's subtree that overlaps; its greatest last is not below start. */    \
	static ITSTRUCT *ITPREFIX##_subtree_search(struct rb_node *rb, ITTYPE start, ITTYPE last)  \
	{                                                                                          \
		for (;;) {                                                                         \
			ITSTRUCT *node = rb_entry(rb, ITSTRUCT, ITRB);                             \
			struct rb_node *left = rb->rb_left, *right = rb->rb_right;                 \
                                                                                                   \
			/* If it reaches far enough, the first match is there or nowhere. */       \
			if (left && start <= rb_entry(left, ITSTRUCT, ITRB)->ITSUBTREE) {          \
				rb = left;                                                         \
				continue;                                                          \
			}                                                                          \
			if (ITSTART(node) > last)                                                  \
				return NULL;                                                       \
			if (start <= ITLAST(node))                                                 \
				return node;                                                       \
			if (!right || rb_entry(right, ITSTRUCT, ITRB)->ITSUBTREE < start)          \
				return NULL;                                                       \
			rb = right;                                                                \
		}                                                                                  \
	}                                                                                          \
                                                                                                   \
	/* The first that overlaps [start, last], by start; NULL. */                               \
	ITSTATIC ITSTRUCT *ITPREFIX##_iter_first(struct rb_root_cached *root, ITTYPE start,        \
						 ITTYPE last)                                      \
	{                                                                                          \
		struct rb_node *top = root->rb_root.rb_node;                                       \
                                                                                                   \
		if (!top || rb_entry(top, ITSTRUCT, ITRB)->ITSUBTREE < start)                      \
			return NULL;                                                               \
		if (ITSTART(rb_entry(root->rb_leftmost, ITSTRUCT, ITRB)) > last)                   \
			return NULL;                                                               \
		return ITPREFIX##_subtree_search(top, start, last);                                \
	}                                                                                          \
                                                                                                   \
	/* The next one behind node. */                                                            \
	ITSTATIC ITSTRUCT *ITPREFIX##_iter_next(ITSTRUCT *node, ITTYPE start, ITTYPE last)         \
	{                                                                                          \
		struct rb_node *rb = &node->ITRB, *right = rb->rb_right, *prev;                    \
                                                                                                   \
		for (;;) {                                                                         \
			if (right && start <= rb_entry(right, ITSTRUCT, ITRB)->ITSUBTREE)          \
				return ITPREFIX##_subtree_search(right, start, last);              \
			/* Up to the first node of which we come from the left. */                 \
			do {                                                                       \
				prev = rb;                                                         \
				rb = rb_parent(rb);                                                \
				if (!rb)                                                           \
					return NULL;                                               \
				right = rb->rb_right;                                              \
			} while (prev == right);                                                   \
			node = rb_entry(rb, ITSTRUCT, ITRB);                                       \
			if (last < ITSTART(node))                                                  \
				return NULL;                                                       \
			if (start <= ITLAST(node))                                                 \
				return node;                                                       \
		}                                                                                  \
	}

#endif
