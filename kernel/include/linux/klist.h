// SPDX-License-Identifier: MIT
/*
 * klist: a list that may be walked while others add and remove.
 *
 * A walk holds no lock between two elements; it holds a reference to the one that it is at, which
 * keeps that element in the list even if it has been deleted meanwhile. Deleted elements are passed
 * over. The list's own get() and put(), if it has any, are called for the first and the last
 * reference to a node, with no lock held for put(). None of it sleeps, but klist_remove(), which
 * waits until the last walk has left the node, and whatever put() does.
 */
#ifndef _LINUX_KLIST_H
#define _LINUX_KLIST_H

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/spinlock.h>

struct klist_node;

struct klist {
	spinlock_t k_lock; /* guards k_list, and the nodes in it */
	struct list_head k_list;
	void (*get)(struct klist_node *);
	void (*put)(struct klist_node *);
};

#define KLIST_INIT(_name, _get, _put)                                                              \
	{                                                                                          \
		.k_lock = __SPIN_LOCK_UNLOCKED(_name.k_lock),                                      \
		.k_list = LIST_HEAD_INIT(_name.k_list), .get = _get, .put = _put,                  \
	}
#define DEFINE_KLIST(_name, _get, _put) struct klist _name = KLIST_INIT(_name, _get, _put)

void klist_init(struct klist *k, void (*get)(struct klist_node *),
		void (*put)(struct klist_node *));

struct klist_node {
	struct klist *n_klist; /* NULL: in none */
	struct list_head n_node;
	struct kref n_ref; /* the list's and the walks' */
	bool n_dead;	   /* deleted: only walks still hold it */
};

void klist_add_tail(struct klist_node *n, struct klist *k);
void klist_add_head(struct klist_node *n, struct klist *k);
void klist_add_behind(struct klist_node *n, struct klist_node *pos);
void klist_add_before(struct klist_node *n, struct klist_node *pos);

void klist_del(struct klist_node *n);
void klist_remove(struct klist_node *n);
int klist_node_attached(struct klist_node *n);

struct klist_iter {
	struct klist *i_klist;
	struct klist_node *i_cur; /* referenced */
};

void klist_iter_init(struct klist *k, struct klist_iter *i);
/* n: where the walk begins, exclusive; NULL: at either end. */
void klist_iter_init_node(struct klist *k, struct klist_iter *i, struct klist_node *n);
void klist_iter_exit(struct klist_iter *i);
struct klist_node *klist_prev(struct klist_iter *i);
struct klist_node *klist_next(struct klist_iter *i);

#endif
