// SPDX-License-Identifier: MIT
/*
 * Lists that are read under RCU. Writers exclude each other with a lock of their own; an entry
 * that was taken off may be freed only after a grace period.
 */
#ifndef _LINUX_RCULIST_H
#define _LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>

#define list_next_rcu(list)   (*((struct list_head __rcu **)(&(list)->next)))
#define hlist_first_rcu(head) (*((struct hlist_node __rcu **)(&(head)->first)))
#define hlist_next_rcu(node)  (*((struct hlist_node __rcu **)(&(node)->next)))

static inline void INIT_LIST_HEAD_RCU(struct list_head *list)
{
	WRITE_ONCE(list->next, list);
	WRITE_ONCE(list->prev, list);
}

/* @new is whole before a reader can come to it through prev->next. */
static inline void __list_add_rcu(struct list_head *new, struct list_head *prev,
				  struct list_head *next)
{
	new->next = next;
	new->prev = prev;
	rcu_assign_pointer(list_next_rcu(prev), new);
	next->prev = new;
}

static inline void list_add_rcu(struct list_head *new, struct list_head *head)
{
	__list_add_rcu(new, head, head->next);
}

static inline void list_add_tail_rcu(struct list_head *new, struct list_head *head)
{
	__list_add_rcu(new, head->prev, head);
}

/* ->next stays: readers that stand on @entry find their way on. */
static inline void list_del_rcu(struct list_head *entry)
{
	entry->next->prev = entry->prev;
	WRITE_ONCE(entry->prev->next, entry->next);
	entry->prev = LIST_POISON2;
}

static inline void list_replace_rcu(struct list_head *old, struct list_head *new)
{
	new->next = old->next;
	new->prev = old->prev;
	rcu_assign_pointer(list_next_rcu(new->prev), new);
	new->next->prev = new;
	old->prev = LIST_POISON2;
}

#define list_tail_rcu(head) (*((struct list_head __rcu **)(&(head)->prev)))

/* Between @prev and @next, which belong together; @list is empty once no reader can be on it. */
static inline void __list_splice_init_rcu(struct list_head *list, struct list_head *prev,
					  struct list_head *next, void (*sync)(void))
{
	struct list_head *first = list->next, *last = list->prev;

	/* Readers that are on @list go on to its end before they could leave it for another. */
	INIT_LIST_HEAD_RCU(list);
	sync();
	last->next = next;
	rcu_assign_pointer(list_next_rcu(prev), first);
	first->prev = prev;
	next->prev = last;
}

/* @sync is synchronize_rcu() or the like; readers of @list that it waits for may see it twice. */
static inline void list_splice_init_rcu(struct list_head *list, struct list_head *head,
					void (*sync)(void))
{
	if (!list_empty(list))
		__list_splice_init_rcu(list, head, head->next, sync);
}

static inline void list_splice_tail_init_rcu(struct list_head *list, struct list_head *head,
					     void (*sync)(void))
{
	if (!list_empty(list))
		__list_splice_init_rcu(list, head->prev, head, sync);
}

#define list_entry_lockless(ptr, type, member) container_of(READ_ONCE(ptr), type, member)

#define list_entry_rcu(ptr, type, member) container_of(READ_ONCE(ptr), type, member)

#define list_first_or_null_rcu(ptr, type, member)                                                  \
	({                                                                                         \
		struct list_head *__head = (ptr);                                                  \
		struct list_head *__first = READ_ONCE(__head->next);                               \
		__head != __first ? list_entry_rcu(__first, type, member) : NULL;                  \
	})

#define list_next_or_null_rcu(head, ptr, type, member)                                             \
	({                                                                                         \
		struct list_head *__next = READ_ONCE((ptr)->next);                                 \
		__next != (head) ? list_entry_rcu(__next, type, member) : NULL;                    \
	})

/* The optional last argument is a lock condition for checkers. */
#define list_for_each_entry_rcu(pos, head, member, cond...)                                        \
	for (pos = list_entry_rcu((head)->next, typeof(*pos), member); &pos->member != (head);     \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))

/* For `for`: an expression. */
#define __list_check_srcu(cond)                                                                    \
	({ RCU_LOCKDEP_WARN(!(cond), "RCU-list traversed without the required lock held"); })

/* @cond: what keeps the entries, as srcu_read_lock_held(). */
#define list_for_each_entry_srcu(pos, head, member, cond)                                          \
	for (__list_check_srcu(cond), pos = list_entry_rcu((head)->next, typeof(*pos), member);    \
	     &pos->member != (head); pos = list_entry_rcu(pos->member.next, typeof(*pos), member))

/* The nodes themselves. */
#define list_for_each_rcu(pos, head)                                                               \
	for (pos = rcu_dereference((head)->next); !list_is_head(pos, (head));                      \
	     pos = rcu_dereference(pos->next))

#define list_for_each_entry_lockless(pos, head, member) list_for_each_entry_rcu(pos, head, member)

#define list_for_each_entry_continue_rcu(pos, head, member)                                        \
	for (pos = list_entry_rcu(pos->member.next, typeof(*pos), member); &pos->member != (head); \
	     pos = list_entry_rcu(pos->member.next, typeof(*pos), member))

#define list_for_each_entry_from_rcu(pos, head, member)                                            \
	for (; &(pos)->member != (head);                                                           \
	     pos = list_entry_rcu(pos->member.next, typeof(*(pos)), member))

static inline void hlist_add_head_rcu(struct hlist_node *n, struct hlist_head *h)
{
	struct hlist_node *first = h->first;

	n->next = first;
	WRITE_ONCE(n->pprev, &h->first);
	rcu_assign_pointer(hlist_first_rcu(h), n);
	if (first)
		WRITE_ONCE(first->pprev, &n->next);
}

static inline void hlist_add_tail_rcu(struct hlist_node *n, struct hlist_head *h)
{
	struct hlist_node *i, *last = NULL;

	for (i = h->first; i; i = i->next)
		last = i;
	if (!last) {
		hlist_add_head_rcu(n, h);
		return;
	}
	n->next = NULL;
	WRITE_ONCE(n->pprev, &last->next);
	rcu_assign_pointer(hlist_next_rcu(last), n);
}

static inline void hlist_add_before_rcu(struct hlist_node *n, struct hlist_node *next)
{
	WRITE_ONCE(n->pprev, next->pprev);
	n->next = next;
	smp_store_release(n->pprev, n);
	WRITE_ONCE(next->pprev, &n->next);
}

static inline void hlist_add_behind_rcu(struct hlist_node *n, struct hlist_node *prev)
{
	n->next = prev->next;
	WRITE_ONCE(n->pprev, &prev->next);
	rcu_assign_pointer(hlist_next_rcu(prev), n);
	if (n->next)
		WRITE_ONCE(n->next->pprev, &n->next);
}

static inline void __hlist_unlink_rcu(struct hlist_node *n)
{
	struct hlist_node *next = n->next;
	struct hlist_node **pprev = n->pprev;

	WRITE_ONCE(*pprev, next);
	if (next)
		WRITE_ONCE(next->pprev, pprev);
}

static inline void hlist_del_rcu(struct hlist_node *n)
{
	__hlist_unlink_rcu(n);
	WRITE_ONCE(n->pprev, LIST_POISON2);
}

static inline void hlist_del_init_rcu(struct hlist_node *n)
{
	if (!hlist_unhashed(n)) {
		__hlist_unlink_rcu(n);
		WRITE_ONCE(n->pprev, NULL);
	}
}

static inline void hlist_replace_rcu(struct hlist_node *old, struct hlist_node *new)
{
	struct hlist_node *next = old->next;

	new->next = next;
	WRITE_ONCE(new->pprev, old->pprev);
	rcu_assign_pointer(*(struct hlist_node __rcu **)new->pprev, new);
	if (next)
		WRITE_ONCE(new->next->pprev, &new->next);
	WRITE_ONCE(old->pprev, LIST_POISON2);
}

/* Both lists' entries change heads; readers may see either list. */
static inline void hlists_swap_heads_rcu(struct hlist_head *left, struct hlist_head *right)
{
	struct hlist_node *l = left->first, *r = right->first;

	rcu_assign_pointer(hlist_first_rcu(left), r);
	rcu_assign_pointer(hlist_first_rcu(right), l);
	if (l)
		WRITE_ONCE(l->pprev, &right->first);
	if (r)
		WRITE_ONCE(r->pprev, &left->first);
}

#define __hlist_for_each_rcu(pos, head)                                                            \
	for (pos = rcu_dereference(hlist_first_rcu(head)); pos;                                    \
	     pos = rcu_dereference(hlist_next_rcu(pos)))

#define hlist_for_each_entry_rcu(pos, head, member, cond...)                                       \
	for (pos = hlist_entry_safe(rcu_dereference_raw(hlist_first_rcu(head)), typeof(*(pos)),    \
				    member);                                                       \
	     pos; pos = hlist_entry_safe(rcu_dereference_raw(hlist_next_rcu(&(pos)->member)),      \
					 typeof(*(pos)), member))

#define hlist_for_each_entry_continue_rcu(pos, member)                                             \
	for (pos = hlist_entry_safe(rcu_dereference_raw(hlist_next_rcu(&(pos)->member)),           \
				    typeof(*(pos)), member);                                       \
	     pos; pos = hlist_entry_safe(rcu_dereference_raw(hlist_next_rcu(&(pos)->member)),      \
					 typeof(*(pos)), member))

#define hlist_for_each_entry_from_rcu(pos, member)                                                 \
	for (; pos; pos = hlist_entry_safe(rcu_dereference_raw(hlist_next_rcu(&(pos)->member)),    \
					   typeof(*(pos)), member))

#define hlist_for_each_entry_srcu(pos, head, member, cond)                                         \
	for (__list_check_srcu(cond),                                                              \
	     pos = hlist_entry_safe(rcu_dereference_raw(hlist_first_rcu(head)), typeof(*(pos)),    \
				    member);                                                       \
	     pos; pos = hlist_entry_safe(rcu_dereference_raw(hlist_next_rcu(&(pos)->member)),      \
					 typeof(*(pos)), member))

#define hlist_for_each_entry_rcu_notrace(pos, head, member)                                        \
	for (pos = hlist_entry_safe(rcu_dereference_raw_check(hlist_first_rcu(head)),              \
				    typeof(*(pos)), member);                                       \
	     pos;                                                                                  \
	     pos = hlist_entry_safe(rcu_dereference_raw_check(hlist_next_rcu(&(pos)->member)),     \
				    typeof(*(pos)), member))

#define hlist_for_each_entry_rcu_bh(pos, head, member)                                             \
	for (pos = hlist_entry_safe(rcu_dereference_bh(hlist_first_rcu(head)), typeof(*(pos)),     \
				    member);                                                       \
	     pos; pos = hlist_entry_safe(rcu_dereference_bh(hlist_next_rcu(&(pos)->member)),       \
					 typeof(*(pos)), member))

#define hlist_for_each_entry_continue_rcu_bh(pos, member)                                          \
	for (pos = hlist_entry_safe(rcu_dereference_bh(hlist_next_rcu(&(pos)->member)),            \
				    typeof(*(pos)), member);                                       \
	     pos; pos = hlist_entry_safe(rcu_dereference_bh(hlist_next_rcu(&(pos)->member)),       \
					 typeof(*(pos)), member))

#endif /* _LINUX_RCULIST_H */
