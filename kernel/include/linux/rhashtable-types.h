/* SPDX-License-Identifier: MIT */
/* The structures of resizable hash tables, for who embeds them: <linux/rhashtable.h>. */
#ifndef _LINUX_RHASHTABLE_TYPES_H
#define _LINUX_RHASHTABLE_TYPES_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct bucket_table;

/* In each object; a chain ends in an odd address, its bucket's. */
struct rhash_head {
	struct rhash_head __rcu *next;
};

/* In each object of a table that takes several with one key: those hang on the first of them. */
struct rhlist_head {
	struct rhash_head rhead;
	struct rhlist_head __rcu *next;
};

struct rhashtable;

struct rhashtable_compare_arg {
	struct rhashtable *ht;
	const void *key;
};

typedef u32 (*rht_hashfn_t)(const void *data, u32 len, u32 seed);
typedef u32 (*rht_obj_hashfn_t)(const void *data, u32 len, u32 seed);
/* 0 if the object has the key. */
typedef int (*rht_obj_cmpfn_t)(struct rhashtable_compare_arg *arg, const void *obj);

struct rhashtable_params {
	u16 nelem_hint;		     /* objects to make room for at first */
	u16 key_len;		     /* bytes */
	u16 key_offset;		     /* of the key in an object */
	u16 head_offset;	     /* of the head in an object */
	unsigned int max_size;	     /* buckets; 0: no limit */
	u16 min_size;		     /* buckets */
	bool automatic_shrinking;    /* when few objects are left */
	rht_hashfn_t hashfn;	     /* of a key; NULL: jhash */
	rht_obj_hashfn_t obj_hashfn; /* of an object; NULL: of its key */
	rht_obj_cmpfn_t obj_cmpfn;   /* NULL: the key's bytes are compared */
};

struct rhashtable {
	struct bucket_table __rcu *tbl; /* lock; read under RCU */
	unsigned int key_len; /* in the hash function's units; constant, as all but nelems */
	unsigned int max_elems;
	struct rhashtable_params p;
	bool rhlist;
	struct work_struct run_work; /* to resize */
	struct mutex mutex;	     /* one resize at a time; outside of lock */
	spinlock_t lock;	     /* chains, walkers, tbl; interrupts off */
	atomic_t nelems;	     /* keys; lock */
};

struct rhltable {
	struct rhashtable ht;
};

struct rhashtable_walker {
	struct list_head list;	  /* in tbl->walkers, between stop and start; lock */
	struct bucket_table *tbl; /* NULL: that table is gone */
};

struct rhashtable_iter {
	struct rhashtable *ht;
	struct rhash_head *p; /* what was returned last */
	struct rhlist_head *list;
	struct rhashtable_walker walker;
	unsigned int slot; /* the bucket, and how many of it were returned */
	unsigned int skip;
	bool end_of_table;
};

/* 0, -EINVAL for parameters that don't go together, -ENOMEM. May sleep. */
int rhashtable_init(struct rhashtable *ht, const struct rhashtable_params *params);
int rhltable_init(struct rhltable *hlt, const struct rhashtable_params *params);

#endif
