// SPDX-License-Identifier: MIT
/*
 * Resizable hash tables: finding, inserting and removing, and resizing. Rules for callers:
 * <linux/rhashtable.h>; walks: rhashtable_walk.c.
 *
 * A chain ends in its bucket's address with bit 0 set. A resize moves a chain's objects from its
 * end to the front of their chains in the new table (future_tbl), one by one, each linked there
 * before it is unlinked here. So a reader of the old chain meets all that is still in it, and may
 * come with a moved object into another chain, whose end tells: it begins anew. What it doesn't
 * find it looks for in the next table.
 */
#include <linux/export.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/rhashtable.h>
#include <linux/sched.h>
#include <linux/slab.h>

#define DEFAULT_SIZE 64U
#define MIN_SIZE     4U
#define LONG_CHAIN   16U

/* ---- Tables ---- */

static struct rhash_head *end_of(struct rhash_head __rcu **bucket)
{
	return (struct rhash_head *)((unsigned long)bucket | 1);
}

static struct bucket_table *alloc_table(unsigned int size)
{
	struct bucket_table *tbl = kvzalloc(struct_size(tbl, buckets, size), GFP_KERNEL);

	if (!tbl)
		return NULL;
	tbl->size = size;
	tbl->hash_rnd = get_random_u32();
	INIT_LIST_HEAD(&tbl->walkers);
	for (unsigned int i = 0; i < size; i++)
		RCU_INIT_POINTER(tbl->buckets[i], end_of(&tbl->buckets[i]));
	return tbl;
}

static void free_table_rcu(struct rcu_head *rcu)
{
	kvfree(container_of(rcu, struct bucket_table, rcu));
}

static struct rhash_head __rcu **bucket_of_key(const struct rhashtable *ht,
					       struct bucket_table *tbl, const void *key)
{
	return &tbl->buckets[ht->p.hashfn(key, ht->key_len, tbl->hash_rnd) & (tbl->size - 1)];
}

static struct rhash_head __rcu **bucket_of(const struct rhashtable *ht, struct bucket_table *tbl,
					   const struct rhash_head *he)
{
	u32 hash;

	if (!ht->p.obj_hashfn)
		return bucket_of_key(ht, tbl, rht_own_key(ht, he));
	hash = ht->p.obj_hashfn(rht_obj(ht, he), ht->p.key_len, tbl->hash_rnd);
	return &tbl->buckets[hash & (tbl->size - 1)];
}

/* The caller holds ht->lock, or nobody else has the table. */
static struct rhash_head *held(struct rhash_head __rcu *const *link)
{
	return rcu_dereference_protected(*link, 1);
}

static struct bucket_table *first_table(const struct rhashtable *ht)
{
	return rcu_dereference_protected(ht->tbl, 1);
}

static struct bucket_table *next_table(const struct bucket_table *tbl)
{
	return rcu_dereference_protected(tbl->future_tbl, 1);
}

/* ---- Finding ---- */

static bool has_key(struct rhashtable *ht, const struct rhash_head *he, const void *key,
		    const struct rhashtable_params *params)
{
	struct rhashtable_compare_arg arg = {.ht = ht, .key = key};

	if (params->obj_cmpfn)
		return !params->obj_cmpfn(&arg, rht_obj(ht, he));
	return !memcmp(rht_own_key(ht, he), key, ht->p.key_len);
}

struct rhash_head *__rhashtable_lookup(struct rhashtable *ht, const void *key,
				       const struct rhashtable_params *params)
{
	struct bucket_table *tbl = rcu_dereference(ht->tbl);

	while (tbl) {
		struct rhash_head __rcu **bucket = bucket_of_key(ht, tbl, key);
		struct rhash_head *he;

		do {
			for (he = rcu_dereference(*bucket); !rht_is_a_nulls(he);
			     he = rcu_dereference(he->next))
				if (has_key(ht, he, key, params))
					return he;
		} while (he != end_of(bucket));
		/* It was empty only after the next table was to be seen. */
		smp_rmb();
		tbl = rcu_dereference(tbl->future_tbl);
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(__rhashtable_lookup);

/* ---- Resizing ---- */

/* How many buckets there should be; 0 if all is well. */
static unsigned int wanted_size(const struct rhashtable *ht, const struct bucket_table *tbl)
{
	unsigned int n = atomic_read(&ht->nelems), size = tbl->size, less;

	if (n > size / 4 * 3 && (!ht->p.max_size || size < ht->p.max_size))
		return size * 2;
	if (ht->p.automatic_shrinking && n < size * 3 / 10 && size > ht->p.min_size) {
		less = max_t(unsigned int, n ? roundup_pow_of_two(n * 3 / 2) : 0, ht->p.min_size);
		if (less < size)
			return less;
	}
	return tbl->long_chain && !tbl->reseeded ? size : 0;
}

/* The caller holds ht->lock. */
static void resize_later(struct rhashtable *ht)
{
	struct bucket_table *tbl = first_table(ht);

	if (!next_table(tbl) && wanted_size(ht, tbl))
		schedule_work(&ht->run_work);
}

/* All of a chain into the new table. The caller holds ht->lock. */
static void move_chain(struct rhashtable *ht, struct rhash_head __rcu **bucket,
		       struct bucket_table *new)
{
	while (held(bucket) != end_of(bucket)) {
		struct rhash_head __rcu **link = bucket, **to;
		struct rhash_head *last = held(bucket);

		while (held(&last->next) != end_of(bucket)) {
			link = &last->next;
			last = held(link);
		}
		to = bucket_of(ht, new, last);
		rcu_assign_pointer(last->next, held(to));
		rcu_assign_pointer(*to, last);
		rcu_assign_pointer(*link, end_of(bucket));
	}
}

/* The new table is the table from now on. Those who walk the old one are told. */
static void replace_table(struct rhashtable *ht, struct bucket_table *old, struct bucket_table *new)
{
	struct rhashtable_walker *walker, *next;
	unsigned long flags;

	spin_lock_irqsave(&ht->lock, flags);
	rcu_assign_pointer(ht->tbl, new);
	old->dead = true;
	list_for_each_entry_safe (walker, next, &old->walkers, list) {
		list_del_init(&walker->list);
		walker->tbl = NULL;
	}
	spin_unlock_irqrestore(&ht->lock, flags);
	call_rcu(&old->rcu, free_table_rcu);
}

/* The caller holds ht->mutex. False without memory: the chains are longer than they should be. */
static bool resize(struct rhashtable *ht, unsigned int size)
{
	struct bucket_table *old = first_table(ht), *new = alloc_table(size);
	unsigned long flags;

	if (!new)
		return false;
	new->reseeded = size == old->size;
	spin_lock_irqsave(&ht->lock, flags);
	rcu_assign_pointer(old->future_tbl, new);
	spin_unlock_irqrestore(&ht->lock, flags);
	for (unsigned int i = 0; i < old->size; i++) {
		spin_lock_irqsave(&ht->lock, flags);
		move_chain(ht, &old->buckets[i], new);
		spin_unlock_irqrestore(&ht->lock, flags);
		cond_resched();
	}
	replace_table(ht, old, new);
	return true;
}

static void resize_work(struct work_struct *work)
{
	struct rhashtable *ht = container_of(work, struct rhashtable, run_work);
	unsigned int size;

	mutex_lock(&ht->mutex);
	do {
		size = wanted_size(ht, first_table(ht));
	} while (size && resize(ht, size));
	mutex_unlock(&ht->mutex);
}

/* ---- Changing; each takes ht->lock ---- */

/* Beside the others with its key, as the first of them. */
static void insert_beside(struct rhash_head __rcu **link, struct rhash_head *obj)
{
	struct rhlist_head *list = container_of(obj, struct rhlist_head, rhead);
	struct rhash_head *first = held(link);

	RCU_INIT_POINTER(list->next, container_of(first, struct rhlist_head, rhead));
	RCU_INIT_POINTER(obj->next, held(&first->next));
	rcu_assign_pointer(*link, obj);
}

static void insert_first(struct rhashtable *ht, struct rhash_head __rcu **bucket,
			 struct rhash_head *obj)
{
	if (ht->rhlist)
		RCU_INIT_POINTER(container_of(obj, struct rhlist_head, rhead)->next, NULL);
	RCU_INIT_POINTER(obj->next, held(bucket));
	rcu_assign_pointer(*bucket, obj);
	atomic_inc(&ht->nelems);
}

/* As __rhashtable_insert(). */
static void *insert_locked(struct rhashtable *ht, const void *key, struct rhash_head *obj,
			   const struct rhashtable_params *params)
{
	struct bucket_table *tbl = first_table(ht), *newest = tbl;
	struct rhash_head __rcu **link;
	unsigned int length = 0;

	for (; tbl; newest = tbl, tbl = next_table(tbl)) {
		link = bucket_of(ht, tbl, obj);
		for (length = 0; !rht_is_a_nulls(held(link)); link = &held(link)->next, length++) {
			if (!key || !has_key(ht, held(link), key, params))
				continue;
			if (!ht->rhlist)
				return rht_obj(ht, held(link));
			insert_beside(link, obj);
			return NULL;
		}
	}
	if (atomic_read(&ht->nelems) >= ht->max_elems)
		return ERR_PTR(-E2BIG);
	insert_first(ht, bucket_of(ht, newest, obj), obj);
	newest->long_chain |= length >= LONG_CHAIN;
	resize_later(ht);
	return NULL;
}

void *__rhashtable_insert(struct rhashtable *ht, const void *key, struct rhash_head *obj,
			  const struct rhashtable_params *params)
{
	unsigned long flags;
	void *found;

	spin_lock_irqsave(&ht->lock, flags);
	found = insert_locked(ht, key, obj, params);
	spin_unlock_irqrestore(&ht->lock, flags);
	return found;
}
EXPORT_SYMBOL_GPL(__rhashtable_insert);

void *rhashtable_insert_slow(struct rhashtable *ht, const void *key, struct rhash_head *obj)
{
	return __rhashtable_insert(ht, key, obj, &ht->p);
}
EXPORT_SYMBOL_GPL(rhashtable_insert_slow);

/* Out of the chain; those that hang on it take its place. True if that was all with its key. */
static bool unlink(const struct rhashtable *ht, struct rhash_head __rcu **link)
{
	struct rhash_head *obj = held(link);
	struct rhlist_head *next = NULL;

	if (ht->rhlist)
		next = rcu_dereference_protected(container_of(obj, struct rhlist_head, rhead)->next,
						 1);
	if (!next) {
		rcu_assign_pointer(*link, held(&obj->next));
		return true;
	}
	RCU_INIT_POINTER(next->rhead.next, held(&obj->next));
	rcu_assign_pointer(*link, &next->rhead);
	return false;
}

/* Is it among those that hang on `first`? Then it is taken out there. */
static bool unlink_beside(struct rhash_head *first, const struct rhash_head *obj)
{
	struct rhlist_head __rcu **link = &container_of(first, struct rhlist_head, rhead)->next;
	struct rhlist_head *list;

	for (; (list = rcu_dereference_protected(*link, 1)); link = &list->next) {
		if (&list->rhead != obj)
			continue;
		rcu_assign_pointer(*link, rcu_dereference_protected(list->next, 1));
		return true;
	}
	return false;
}

static int remove_locked(struct rhashtable *ht, const struct rhash_head *obj)
{
	struct rhash_head __rcu **link;

	for (struct bucket_table *tbl = first_table(ht); tbl; tbl = next_table(tbl)) {
		for (link = bucket_of(ht, tbl, obj); !rht_is_a_nulls(held(link));
		     link = &held(link)->next) {
			if (held(link) == obj) {
				if (unlink(ht, link))
					atomic_dec(&ht->nelems);
				resize_later(ht);
				return 0;
			}
			if (ht->rhlist && unlink_beside(held(link), obj))
				return 0;
		}
	}
	return -ENOENT;
}

int __rhashtable_remove(struct rhashtable *ht, struct rhash_head *obj)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&ht->lock, flags);
	err = remove_locked(ht, obj);
	spin_unlock_irqrestore(&ht->lock, flags);
	return err;
}
EXPORT_SYMBOL_GPL(__rhashtable_remove);

static int replace_locked(struct rhashtable *ht, const struct rhash_head *old,
			  struct rhash_head *new)
{
	struct rhash_head __rcu **link;

	for (struct bucket_table *tbl = first_table(ht); tbl; tbl = next_table(tbl)) {
		link = bucket_of(ht, tbl, old);
		if (link != bucket_of(ht, tbl, new))
			return -EINVAL;
		for (; !rht_is_a_nulls(held(link)); link = &held(link)->next) {
			if (held(link) != old)
				continue;
			RCU_INIT_POINTER(new->next, held(&old->next));
			rcu_assign_pointer(*link, new);
			return 0;
		}
	}
	return -ENOENT;
}

int __rhashtable_replace(struct rhashtable *ht, struct rhash_head *old, struct rhash_head *new)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&ht->lock, flags);
	err = replace_locked(ht, old, new);
	spin_unlock_irqrestore(&ht->lock, flags);
	return err;
}
EXPORT_SYMBOL_GPL(__rhashtable_replace);

/* ---- Beginning and end ---- */

static u32 hash_words(const void *key, u32 words, u32 seed)
{
	return jhash2(key, words, seed);
}

/* The hash function that a table without one of its own has. */
static void choose_hash(struct rhashtable *ht)
{
	ht->key_len = ht->p.key_len;
	if (ht->p.hashfn)
		return;
	ht->p.hashfn = jhash;
	if (!(ht->key_len & (sizeof(u32) - 1))) {
		ht->key_len /= sizeof(u32);
		ht->p.hashfn = hash_words;
	}
}

static unsigned int first_size(const struct rhashtable_params *p)
{
	unsigned int size = DEFAULT_SIZE;

	if (p->nelem_hint)
		size = roundup_pow_of_two(p->nelem_hint * 4 / 3);
	return max_t(unsigned int, size, p->min_size);
}

int rhashtable_init(struct rhashtable *ht, const struct rhashtable_params *params)
{
	struct bucket_table *tbl;

	if ((!params->key_len && !params->obj_hashfn) || (params->obj_hashfn && !params->obj_cmpfn))
		return -EINVAL;
	memset(ht, 0, sizeof(*ht));
	mutex_init(&ht->mutex);
	spin_lock_init(&ht->lock);
	INIT_WORK(&ht->run_work, resize_work);
	ht->p = *params;
	if (ht->p.min_size)
		ht->p.min_size = roundup_pow_of_two(ht->p.min_size);
	ht->max_elems = 1U << 31;
	if (ht->p.max_size) {
		ht->p.max_size = rounddown_pow_of_two(ht->p.max_size);
		ht->max_elems = min(ht->p.max_size, 1U << 30) * 2;
	}
	ht->p.min_size = max_t(u16, ht->p.min_size, MIN_SIZE);
	choose_hash(ht);
	tbl = alloc_table(first_size(&ht->p));
	if (!tbl)
		return -ENOMEM;
	RCU_INIT_POINTER(ht->tbl, tbl);
	return 0;
}
EXPORT_SYMBOL_GPL(rhashtable_init);

int rhltable_init(struct rhltable *hlt, const struct rhashtable_params *params)
{
	int err = rhashtable_init(&hlt->ht, params);

	hlt->ht.rhlist = true;
	return err;
}
EXPORT_SYMBOL_GPL(rhltable_init);

/* An object and those that hang on it. */
static void free_objects(const struct rhashtable *ht, struct rhash_head *he,
			 void (*free_fn)(void *ptr, void *arg), void *arg)
{
	struct rhlist_head *list, *next;

	if (!ht->rhlist) {
		free_fn(rht_obj(ht, he), arg);
		return;
	}
	for (list = container_of(he, struct rhlist_head, rhead); list; list = next) {
		next = rcu_dereference_protected(list->next, 1);
		free_fn(rht_obj(ht, &list->rhead), arg);
	}
}

void rhashtable_free_and_destroy(struct rhashtable *ht, void (*free_fn)(void *ptr, void *arg),
				 void *arg)
{
	struct bucket_table *tbl;

	/* It ends a resize that it has begun, so that there is one table. */
	cancel_work_sync(&ht->run_work);
	tbl = first_table(ht);
	for (unsigned int i = 0; free_fn && i < tbl->size; i++) {
		struct rhash_head *he = held(&tbl->buckets[i]), *next;

		for (; !rht_is_a_nulls(he); he = next) {
			next = held(&he->next);
			free_objects(ht, he, free_fn, arg);
		}
		cond_resched();
	}
	kvfree(tbl);
}
EXPORT_SYMBOL_GPL(rhashtable_free_and_destroy);

void rhashtable_destroy(struct rhashtable *ht)
{
	rhashtable_free_and_destroy(ht, NULL, NULL);
}
EXPORT_SYMBOL_GPL(rhashtable_destroy);
