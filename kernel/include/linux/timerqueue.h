// SPDX-License-Identifier: MIT
/*
 * Queues ordered by a moment: who comes first is found at once, adding and taking out cost a walk
 * down a tree. Nodes of the same moment stand in the order in which they were added. The caller has
 * a lock.
 */
#ifndef _LINUX_TIMERQUEUE_H
#define _LINUX_TIMERQUEUE_H

#include <linux/ktime_types.h>
#include <linux/rbtree.h>

struct timerqueue_node {
	struct rb_node node; /* empty: in no queue */
	ktime_t expires;     /* not changed while it is in one */
};

struct timerqueue_head {
	struct rb_root_cached rb_root;
};

/* True if the node is now the first. */
bool timerqueue_add(struct timerqueue_head *head, struct timerqueue_node *node);
/* True if the queue has other nodes. */
bool timerqueue_del(struct timerqueue_head *head, struct timerqueue_node *node);
/* The one behind @node, or NULL. */
struct timerqueue_node *timerqueue_iterate_next(struct timerqueue_node *node);

static inline struct timerqueue_node *timerqueue_getnext(struct timerqueue_head *head)
{
	return rb_entry_safe(rb_first_cached(&head->rb_root), struct timerqueue_node, node);
}

static inline void timerqueue_init(struct timerqueue_node *node)
{
	RB_CLEAR_NODE(&node->node);
}

static inline bool timerqueue_node_queued(struct timerqueue_node *node)
{
	return !RB_EMPTY_NODE(&node->node);
}

static inline void timerqueue_init_head(struct timerqueue_head *head)
{
	head->rb_root = RB_ROOT_CACHED;
}

#endif /* _LINUX_TIMERQUEUE_H */
