// SPDX-License-Identifier: MIT
/* Lists in the order of a priority: see <linux/plist.h>. */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/plist.h>

void plist_add(struct plist_node *node, struct plist_head *head)
{
	struct plist_node *first, *it, *prev = NULL;
	struct list_head *before = &head->node_list;

	WARN_ON(!plist_node_empty(node));
	WARN_ON(!list_empty(&node->prio_list));
	if (plist_head_empty(head))
		goto link;
	/* The first of the next priority; prev is the first of ours or of the one before. */
	first = it = plist_first(head);
	do {
		if (node->prio < it->prio) {
			before = &it->node_list;
			break;
		}
		prev = it;
		it = list_entry(it->prio_list.next, struct plist_node, prio_list);
	} while (it != first);
	/* The first of its priority leads it: into the circle of those, before `it`. */
	if (!prev || prev->prio != node->prio)
		list_add_tail(&node->prio_list, &it->prio_list);
link:
	list_add_tail(&node->node_list, before);
}
EXPORT_SYMBOL_GPL(plist_add);

void plist_del(struct plist_node *node, struct plist_head *head)
{
	struct plist_node *next;

	/* A leader with others behind it hands over to the next. */
	if (!list_is_last(&node->node_list, &head->node_list)) {
		next = plist_next(node);
		if (next->prio == node->prio && list_empty(&next->prio_list))
			list_add(&next->prio_list, &node->prio_list);
	}
	list_del_init(&node->prio_list);
	list_del_init(&node->node_list);
}
EXPORT_SYMBOL_GPL(plist_del);

void plist_requeue(struct plist_node *node, struct plist_head *head)
{
	plist_del(node, head);
	plist_add(node, head);
}
EXPORT_SYMBOL_GPL(plist_requeue);
