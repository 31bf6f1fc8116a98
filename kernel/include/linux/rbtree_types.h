// SPDX-License-Identifier: MIT
/* The nodes and roots of red-black trees. */
#ifndef LINUX_RBTREE_TYPES_H
#define LINUX_RBTREE_TYPES_H

#include <linux/types.h>

/* The parent's address and, in its lowest bit, the node's colour: nodes are aligned to longs. */
struct rb_node {
	unsigned long __rb_parent_color;
	struct rb_node *rb_right;
	struct rb_node *rb_left;
} __attribute__((aligned(sizeof(long))));

struct rb_root {
	struct rb_node *rb_node;
};

/* A root that remembers its smallest node. */
struct rb_root_cached {
	struct rb_root rb_root;
	struct rb_node *rb_leftmost;
};

#define RB_ROOT                                                                                    \
	(struct rb_root)                                                                           \
	{                                                                                          \
		NULL,                                                                              \
	}
#define RB_ROOT_CACHED                                                                             \
	(struct rb_root_cached)                                                                    \
	{                                                                                          \
		{                                                                                  \
			NULL,                                                                      \
		},                                                                                 \
			NULL                                                                       \
	}

#endif
