/* SPDX-License-Identifier: MIT */
/*
 * Hash tables that grow and shrink by themselves. Objects embed a struct rhash_head, and are found
 * by a key in them:
 *
 *	static const struct rhashtable_params params = {
 *		.key_len = sizeof_field(struct thing, id),
 *		.key_offset = offsetof(struct thing, id),
 *		.head_offset = offsetof(struct thing, node),
 *	};
 *
 * The params of each call are those of rhashtable_init(). Any number of readers look up under RCU's
 * read lock while others change the table; changes may be made in any context. An object that was
 * removed is freed after a grace period only. Resizing is done by a work item, so that tables are
 * made and destroyed where one may sleep.
 *
 * rhltable: the same for objects of which several may have one key.
 */
#ifndef _LINUX_RHASHTABLE_H
#define _LINUX_RHASHTABLE_H

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/jhash.h>
#include <linux/list_nulls.h>
#include <linux/lockdep.h>
#include <linux/rculist.h>
#include <linux/rhashtable-types.h>

struct bucket_table {
	unsigned int size; /* buckets, a power of two; constant, as the seed */
	u32 hash_rnd;
	bool reseeded;		  /* made because of a long chain; constant */
	bool long_chain;	  /* a reason to take another seed; ht->lock */
	bool dead;		  /* its successor is in use; ht->lock */
	struct list_head walkers; /* ht->lock */
	struct rcu_head rcu;
	struct bucket_table __rcu *future_tbl; /* where its objects go, and new ones; ht->lock */
	struct rhash_head __rcu *buckets[];    /* ht->lock */
};

#define rht_dereference(p, ht)	      rcu_dereference_protected(p, lockdep_rht_mutex_is_held(ht))
#define rht_dereference_rcu(p, ht)    rcu_dereference_check(p, lockdep_rht_mutex_is_held(ht))
#define lockdep_rht_mutex_is_held(ht) lockdep_is_held(&(ht)->mutex)

static inline bool rht_is_a_nulls(const struct rhash_head *ptr)
{
	return (unsigned long)ptr & 1;
}

static inline void *rht_obj(const struct rhashtable *ht, const struct rhash_head *he)
{
	return (char *)he - ht->p.head_offset;
}

/* A bucket's first object, or its end; for who keeps all others out, or the RCU read lock. */
static inline struct rhash_head *rht_ptr_exclusive(struct rhash_head __rcu *const *bkt)
{
	return rcu_dereference_protected(*bkt, 1);
}

static inline struct rhash_head *rht_ptr_rcu(struct rhash_head __rcu *const *bkt)
{
	return rcu_dereference(*bkt);
}

/* What the inline functions below are made of; an object's head or NULL, ERR_PTR(), errnos. */
struct rhash_head *__rhashtable_lookup(struct rhashtable *ht, const void *key,
				       const struct rhashtable_params *params);
void *__rhashtable_insert(struct rhashtable *ht, const void *key, struct rhash_head *obj,
			  const struct rhashtable_params *params);
int __rhashtable_remove(struct rhashtable *ht, struct rhash_head *obj);
int __rhashtable_replace(struct rhashtable *ht, struct rhash_head *old, struct rhash_head *new);

/* NULL, or the object that has the key already, or ERR_PTR(-E2BIG). */
void *rhashtable_insert_slow(struct rhashtable *ht, const void *key, struct rhash_head *obj);

/*
 * Every object, most likely once: one that moves meanwhile may come twice, or not at all.
 *
 *	rhashtable_walk_enter(&ht, &iter);
 *	rhashtable_walk_start(&iter);
 *	while ((obj = rhashtable_walk_next(&iter))) { if (IS_ERR(obj)) continue; … }
 *	rhashtable_walk_stop(&iter);
 *	rhashtable_walk_exit(&iter);
 *
 * Between start and stop RCU's read lock is held. -EAGAIN: the table was resized, and objects may
 * come again.
 */
void rhashtable_walk_enter(struct rhashtable *ht, struct rhashtable_iter *iter);
void rhashtable_walk_exit(struct rhashtable_iter *iter);
int rhashtable_walk_start_check(struct rhashtable_iter *iter);
void *rhashtable_walk_next(struct rhashtable_iter *iter);
/* What was returned last, or else what comes next; next() returns the one behind it. */
void *rhashtable_walk_peek(struct rhashtable_iter *iter);
void rhashtable_walk_stop(struct rhashtable_iter *iter);

static inline void rhashtable_walk_start(struct rhashtable_iter *iter)
{
	(void)rhashtable_walk_start_check(iter);
}

static inline void rhltable_walk_enter(struct rhltable *hlt, struct rhashtable_iter *iter)
{
	rhashtable_walk_enter(&hlt->ht, iter);
}

/* Nobody else may use the table any more. free_fn(object, arg) is called for what is in it. */
void rhashtable_free_and_destroy(struct rhashtable *ht, void (*free_fn)(void *ptr, void *arg),
				 void *arg);
void rhashtable_destroy(struct rhashtable *ht);

static inline void rhltable_free_and_destroy(struct rhltable *hlt,
					     void (*free_fn)(void *ptr, void *arg), void *arg)
{
	rhashtable_free_and_destroy(&hlt->ht, free_fn, arg);
}

static inline void rhltable_destroy(struct rhltable *hlt)
{
	rhashtable_destroy(&hlt->ht);
}

/* ---- Looking up ---- */

/* Under RCU's read lock: the object with that key, or NULL. */
static inline void *rhashtable_lookup(struct rhashtable *ht, const void *key,
				      const struct rhashtable_params params)
{
	struct rhash_head *he = __rhashtable_lookup(ht, key, &params);

	return he ? rht_obj(ht, he) : NULL;
}

/* The same, with the lock taken; what keeps the object afterwards is the caller's. */
static inline void *rhashtable_lookup_fast(struct rhashtable *ht, const void *key,
					   const struct rhashtable_params params)
{
	void *obj;

	rcu_read_lock();
	obj = rhashtable_lookup(ht, key, params);
	rcu_read_unlock();
	return obj;
}

/* Under RCU's read lock: the first of the objects with that key, or NULL. */
static inline struct rhlist_head *rhltable_lookup(struct rhltable *hlt, const void *key,
						  const struct rhashtable_params params)
{
	struct rhash_head *he = __rhashtable_lookup(&hlt->ht, key, &params);

	return he ? container_of(he, struct rhlist_head, rhead) : NULL;
}

/* clang-format off */
#define rhl_for_each_rcu(pos, list)                                                                \
	for (pos = list; pos; pos = rcu_dereference_raw(pos->next))
#define rhl_for_each_entry_rcu(tpos, pos, list, member)                                            \
	for (pos = list; pos && (tpos = container_of(pos, typeof(*tpos), member), 1);              \
	     pos = rcu_dereference_raw(pos->next))
/* clang-format on */

/* ---- Inserting: 0, -E2BIG, or -EEXIST where an equal key is looked for ---- */

static inline void *rht_own_key(const struct rhashtable *ht, const struct rhash_head *obj)
{
	return (char *)rht_obj(ht, obj) + ht->p.key_offset;
}

static inline int rht_insert_result(const void *found)
{
	return IS_ERR(found) ? PTR_ERR(found) : found ? -EEXIST : 0;
}

/* Even if an object with that key is there. */
static inline int rhashtable_insert_fast(struct rhashtable *ht, struct rhash_head *obj,
					 const struct rhashtable_params params)
{
	return rht_insert_result(__rhashtable_insert(ht, NULL, obj, &params));
}

static inline int rhltable_insert_key(struct rhltable *hlt, const void *key,
				      struct rhlist_head *list,
				      const struct rhashtable_params params)
{
	return rht_insert_result(__rhashtable_insert(&hlt->ht, key, &list->rhead, &params));
}

static inline int rhltable_insert(struct rhltable *hlt, struct rhlist_head *list,
				  const struct rhashtable_params params)
{
	return rhltable_insert_key(hlt, rht_own_key(&hlt->ht, &list->rhead), list, params);
}

/* Unless there is one with that key. */
static inline int rhashtable_lookup_insert_key(struct rhashtable *ht, const void *key,
					       struct rhash_head *obj,
					       const struct rhashtable_params params)
{
	return rht_insert_result(__rhashtable_insert(ht, key, obj, &params));
}

static inline int rhashtable_lookup_insert_fast(struct rhashtable *ht, struct rhash_head *obj,
						const struct rhashtable_params params)
{
	return rhashtable_lookup_insert_key(ht, rht_own_key(ht, obj), obj, params);
}

/* NULL, the object that is there, or ERR_PTR(). */
static inline void *rhashtable_lookup_get_insert_key(struct rhashtable *ht, const void *key,
						     struct rhash_head *obj,
						     const struct rhashtable_params params)
{
	return __rhashtable_insert(ht, key, obj, &params);
}

static inline void *rhashtable_lookup_get_insert_fast(struct rhashtable *ht, struct rhash_head *obj,
						      const struct rhashtable_params params)
{
	return __rhashtable_insert(ht, rht_own_key(ht, obj), obj, &params);
}

/* ---- Removing: 0 or -ENOENT ---- */

static inline int rhashtable_remove_fast(struct rhashtable *ht, struct rhash_head *obj,
					 const struct rhashtable_params params)
{
	return __rhashtable_remove(ht, obj);
}

static inline int rhltable_remove(struct rhltable *hlt, struct rhlist_head *list,
				  const struct rhashtable_params params)
{
	return __rhashtable_remove(&hlt->ht, &list->rhead);
}

/* By one with the same hash; -EINVAL if it has another. Not for rhltables. */
static inline int rhashtable_replace_fast(struct rhashtable *ht, struct rhash_head *obj_old,
					  struct rhash_head *obj_new,
					  const struct rhashtable_params params)
{
	return __rhashtable_replace(ht, obj_old, obj_new);
}

#endif
