// SPDX-License-Identifier: MIT
/*
 * Lists that are walked while they change; <linux/klist.h> has the rules.
 *
 * A deleted node stays linked until its last reference goes, so a walk that is at it finds its
 * neighbours.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/klist.h>
#include <linux/wait.h>

/* Who waits in klist_remove() until a node has left its list */
static DECLARE_WAIT_QUEUE_HEAD(left);

void klist_init(struct klist *k, void (*get)(struct klist_node *), void (*put)(struct klist_node *))
{
	INIT_LIST_HEAD(&k->k_list);
	spin_lock_init(&k->k_lock);
	k->get = get;
	k->put = put;
}
EXPORT_SYMBOL_GPL(klist_init);

/* n is about to be put into k, whose lock is held when this returns. */
static void begin_add(struct klist_node *n, struct klist *k)
{
	INIT_LIST_HEAD(&n->n_node);
	kref_init(&n->n_ref);
	n->n_dead = false;
	n->n_klist = k;
	if (k->get)
		k->get(n);
	spin_lock(&k->k_lock);
}

void klist_add_head(struct klist_node *n, struct klist *k)
{
	begin_add(n, k);
	list_add(&n->n_node, &k->k_list);
	spin_unlock(&k->k_lock);
}
EXPORT_SYMBOL_GPL(klist_add_head);

void klist_add_tail(struct klist_node *n, struct klist *k)
{
	begin_add(n, k);
	list_add_tail(&n->n_node, &k->k_list);
	spin_unlock(&k->k_lock);
}
EXPORT_SYMBOL_GPL(klist_add_tail);

void klist_add_behind(struct klist_node *n, struct klist_node *pos)
{
	begin_add(n, pos->n_klist);
	list_add(&n->n_node, &pos->n_node);
	spin_unlock(&n->n_klist->k_lock);
}
EXPORT_SYMBOL_GPL(klist_add_behind);

void klist_add_before(struct klist_node *n, struct klist_node *pos)
{
	begin_add(n, pos->n_klist);
	list_add_tail(&n->n_node, &pos->n_node);
	spin_unlock(&n->n_klist->k_lock);
}
EXPORT_SYMBOL_GPL(klist_add_before);

/* The last reference: out of the list. Its lock is held. */
static void unlink_node(struct kref *kref)
{
	struct klist_node *n = container_of(kref, struct klist_node, n_ref);

	list_del(&n->n_node);
	n->n_klist = NULL;
	wake_up_all(&left);
}

/* A reference less; dead: and it is the list's own. */
static void put_node(struct klist_node *n, bool dead)
{
	struct klist *k = n->n_klist;
	bool last;

	spin_lock(&k->k_lock);
	if (dead) {
		WARN_ON(n->n_dead);
		n->n_dead = true;
	}
	last = kref_put(&n->n_ref, unlink_node);
	spin_unlock(&k->k_lock);
	if (last && k->put)
		k->put(n);
}

/**
 * klist_del() - no walk that begins now, or goes on, comes to @n
 */
void klist_del(struct klist_node *n)
{
	put_node(n, true);
}
EXPORT_SYMBOL_GPL(klist_del);

/**
 * klist_remove() - the same, and wait until no walk is at @n
 *
 * The caller has a reference to what @n lies in, as put() may drop the list's.
 */
void klist_remove(struct klist_node *n)
{
	klist_del(n);
	wait_event(left, !READ_ONCE(n->n_klist));
}
EXPORT_SYMBOL_GPL(klist_remove);

int klist_node_attached(struct klist_node *n)
{
	return n->n_klist != NULL;
}
EXPORT_SYMBOL_GPL(klist_node_attached);

/* --- walks --- */

void klist_iter_init_node(struct klist *k, struct klist_iter *i, struct klist_node *n)
{
	i->i_klist = k;
	i->i_cur = NULL;
	if (n && kref_get_unless_zero(&n->n_ref))
		i->i_cur = n;
}
EXPORT_SYMBOL_GPL(klist_iter_init_node);

void klist_iter_init(struct klist *k, struct klist_iter *i)
{
	klist_iter_init_node(k, i, NULL);
}
EXPORT_SYMBOL_GPL(klist_iter_init);

/**
 * klist_iter_exit() - the end of a walk, also of one that has come to the list's end
 */
void klist_iter_exit(struct klist_iter *i)
{
	if (i->i_cur) {
		put_node(i->i_cur, false);
		i->i_cur = NULL;
	}
}
EXPORT_SYMBOL_GPL(klist_iter_exit);

/* The next element that isn't dead, in either direction; the walk is at it then. NULL: the end. */
static struct klist_node *step(struct klist_iter *i, bool forward)
{
	struct list_head *head = &i->i_klist->k_list, *at;
	struct klist_node *last = i->i_cur, *next = NULL;

	spin_lock(&i->i_klist->k_lock);
	at = last ? &last->n_node : head;
	while (!next) {
		at = forward ? at->next : at->prev;
		if (at == head)
			break;
		next = list_entry(at, struct klist_node, n_node);
		if (next->n_dead)
			next = NULL;
	}
	if (next)
		kref_get(&next->n_ref);
	spin_unlock(&i->i_klist->k_lock);
	i->i_cur = next;
	if (last)
		put_node(last, false);
	return next;
}

struct klist_node *klist_prev(struct klist_iter *i)
{
	return step(i, false);
}
EXPORT_SYMBOL_GPL(klist_prev);

struct klist_node *klist_next(struct klist_iter *i)
{
	return step(i, true);
}
EXPORT_SYMBOL_GPL(klist_next);
