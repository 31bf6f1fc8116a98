// SPDX-License-Identifier: MIT
/* Lists of linux/list_bl.h that are read under RCU; changed with the head's lock held. */
#ifndef _LINUX_RCULIST_BL_H
#define _LINUX_RCULIST_BL_H

#include <linux/list_bl.h>
#include <linux/rcupdate.h>

static inline void hlist_bl_set_first_rcu(struct hlist_bl_head *h, struct hlist_bl_node *n)
{
	rcu_assign_pointer(h->first, (struct hlist_bl_node *)((unsigned long)n | LIST_BL_LOCKMASK));
}

static inline struct hlist_bl_node *hlist_bl_first_rcu(struct hlist_bl_head *h)
{
	return (struct hlist_bl_node *)((unsigned long)rcu_dereference(h->first) &
					~LIST_BL_LOCKMASK);
}

/* ->next stays: readers that stand on it find their way on. */
static inline void hlist_bl_del_rcu(struct hlist_bl_node *n)
{
	__hlist_bl_del(n);
	n->pprev = LIST_POISON2;
}

static inline void hlist_bl_add_head_rcu(struct hlist_bl_node *n, struct hlist_bl_head *h)
{
	struct hlist_bl_node *first = hlist_bl_first(h);

	n->next = first;
	if (first)
		first->pprev = &n->next;
	n->pprev = &h->first;
	hlist_bl_set_first_rcu(h, n);
}

/* clang-format off */
#define hlist_bl_for_each_entry_rcu(tpos, pos, head, member)                                       \
	for (pos = hlist_bl_first_rcu(head);                                                       \
	     pos && ({ tpos = hlist_bl_entry(pos, typeof(*tpos), member); 1; });                   \
	     pos = rcu_dereference_raw(pos->next))
/* clang-format on */

#endif /* _LINUX_RCULIST_BL_H */
