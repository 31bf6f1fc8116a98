// SPDX-License-Identifier: MIT
/*
 * Walks through resizable hash tables: see <linux/rhashtable.h>. A walk is at an object, from which
 * it goes on even if that was removed meanwhile, and counts those of the bucket, so that it finds
 * its place again after a stop. While it is stopped it is on its table's list, to learn when that
 * goes.
 */
#include <linux/export.h>
#include <linux/rhashtable.h>

void rhashtable_walk_enter(struct rhashtable *ht, struct rhashtable_iter *iter)
{
	unsigned long flags;

	*iter = (struct rhashtable_iter){.ht = ht};
	spin_lock_irqsave(&ht->lock, flags);
	iter->walker.tbl = rcu_dereference_protected(ht->tbl, 1);
	list_add(&iter->walker.list, &iter->walker.tbl->walkers);
	spin_unlock_irqrestore(&ht->lock, flags);
}
EXPORT_SYMBOL_GPL(rhashtable_walk_enter);

void rhashtable_walk_exit(struct rhashtable_iter *iter)
{
	unsigned long flags;

	spin_lock_irqsave(&iter->ht->lock, flags);
	if (iter->walker.tbl)
		list_del(&iter->walker.list);
	spin_unlock_irqrestore(&iter->ht->lock, flags);
}
EXPORT_SYMBOL_GPL(rhashtable_walk_exit);

/* The bucket's object number n, counting those that hang on others, or NULL. Under RCU. */
static struct rhash_head *nth_object(struct rhashtable_iter *iter, unsigned int n)
{
	struct rhash_head *he;
	struct rhlist_head *list;

	for (he = rht_ptr_rcu(&iter->walker.tbl->buckets[iter->slot]); !rht_is_a_nulls(he);
	     he = rcu_dereference(he->next)) {
		if (!iter->ht->rhlist) {
			if (!n--)
				return he;
			continue;
		}
		rhl_for_each_rcu(list, container_of(he, struct rhlist_head, rhead))
		{
			if (n--)
				continue;
			iter->list = list;
			return he;
		}
	}
	return NULL;
}

/*
 * Back to the object at which the walk was, which may have been freed: its address is compared, no
 * more. If it has gone, what came behind it has its number.
 */
static void find_again(struct rhashtable_iter *iter)
{
	const struct rhlist_head *list = iter->list;
	const struct rhash_head *p = iter->p;
	struct rhash_head *he;

	for (unsigned int n = 0; (he = nth_object(iter, n)); n++) {
		if (he != p || (iter->ht->rhlist && iter->list != list))
			continue;
		iter->skip = n + 1;
		return;
	}
	iter->p = NULL;
	iter->skip--;
}

int rhashtable_walk_start_check(struct rhashtable_iter *iter)
{
	struct rhashtable *ht = iter->ht;
	unsigned long flags;
	bool gone;

	rcu_read_lock();
	spin_lock_irqsave(&ht->lock, flags);
	gone = !iter->walker.tbl;
	if (gone) {
		iter->walker.tbl = rcu_dereference_protected(ht->tbl, 1);
		iter->slot = iter->skip = 0;
	} else {
		list_del(&iter->walker.list);
	}
	spin_unlock_irqrestore(&ht->lock, flags);
	if (iter->end_of_table)
		return 0;
	if (gone)
		iter->p = NULL;
	else if (iter->p)
		find_again(iter);
	return gone ? -EAGAIN : 0;
}
EXPORT_SYMBOL_GPL(rhashtable_walk_start_check);

void rhashtable_walk_stop(struct rhashtable_iter *iter)
{
	struct rhashtable *ht = iter->ht;
	struct bucket_table *tbl = iter->walker.tbl;
	unsigned long flags;

	spin_lock_irqsave(&ht->lock, flags);
	if (tbl->dead)
		iter->walker.tbl = NULL;
	else
		list_add(&iter->walker.list, &tbl->walkers);
	spin_unlock_irqrestore(&ht->lock, flags);
	rcu_read_unlock();
}
EXPORT_SYMBOL_GPL(rhashtable_walk_stop);

/* The object at which the walk is, counted as returned. */
static void *arrive(struct rhashtable_iter *iter, struct rhash_head *he)
{
	iter->p = he;
	iter->skip++;
	return rht_obj(iter->ht, iter->ht->rhlist ? &iter->list->rhead : he);
}

/* Behind the current object in its bucket, or NULL. */
static void *next_in_bucket(struct rhashtable_iter *iter)
{
	struct rhash_head *he;

	if (!iter->p) {
		he = nth_object(iter, iter->skip);
		return he ? arrive(iter, he) : NULL;
	}
	if (iter->ht->rhlist) {
		struct rhlist_head *list = rcu_dereference(iter->list->next);

		if (list) {
			iter->list = list;
			return arrive(iter, iter->p);
		}
	}
	he = rcu_dereference(iter->p->next);
	if (rht_is_a_nulls(he))
		return NULL;
	iter->list = container_of(he, struct rhlist_head, rhead);
	return arrive(iter, he);
}

void *rhashtable_walk_next(struct rhashtable_iter *iter)
{
	struct bucket_table *next;
	void *obj;

	if (iter->end_of_table)
		return NULL;
	for (; iter->slot < iter->walker.tbl->size; iter->slot++) {
		obj = next_in_bucket(iter);
		if (obj)
			return obj;
		iter->p = NULL;
		iter->skip = 0;
	}
	/* What was moved meanwhile is there. */
	smp_rmb();
	next = rcu_dereference(iter->walker.tbl->future_tbl);
	iter->p = NULL;
	if (!next) {
		iter->end_of_table = true;
		return NULL;
	}
	iter->walker.tbl = next;
	iter->slot = iter->skip = 0;
	return ERR_PTR(-EAGAIN);
}
EXPORT_SYMBOL_GPL(rhashtable_walk_next);

void *rhashtable_walk_peek(struct rhashtable_iter *iter)
{
	if (iter->p)
		return rht_obj(iter->ht, iter->ht->rhlist ? &iter->list->rhead : iter->p);
	return rhashtable_walk_next(iter);
}
EXPORT_SYMBOL_GPL(rhashtable_walk_peek);
