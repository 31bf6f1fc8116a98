// SPDX-License-Identifier: GPL-2.0
/*
 * ledger-core - accounts by name: an rbtree for order, a hash table for speed,
 * a slab cache for memory, RCU for readers and a mutex for writers.
 */
#include <linux/module.h>
#include <linux/hashtable.h>
#include <linux/jhash.h>
#include <linux/mutex.h>
#include <linux/rbtree.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "ledger.h"

#define NAME_LEN 24

struct account {
	struct rb_node node;
	struct hlist_node hash;
	char name[NAME_LEN];
	atomic_long_t balance;
};

static DEFINE_HASHTABLE(by_hash, 6);
static struct rb_root by_name = RB_ROOT;
static DEFINE_MUTEX(accounts_mutex);
static struct kmem_cache *cache;

static struct account *find(const char *name)
{
	struct account *a;

	hash_for_each_possible_rcu(by_hash, a, hash, jhash(name, strlen(name), 0))
		if (!strcmp(a->name, name))
			return a;
	return NULL;
}

static void insert(struct account *new)
{
	struct rb_node **link = &by_name.rb_node, *parent = NULL;

	while (*link) {
		struct account *a = rb_entry(*link, struct account, node);

		parent = *link;
		link = strcmp(new->name, a->name) < 0 ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&new->node, parent, link);
	rb_insert_color(&new->node, &by_name);
	hash_add_rcu(by_hash, &new->hash, jhash(new->name, strlen(new->name), 0));
}

int ledger_post(const char *name, long amount)
{
	struct account *a;
	int ret = 0;

	if (strlen(name) >= NAME_LEN)
		return -ENAMETOOLONG;
	mutex_lock(&accounts_mutex);
	a = find(name);
	if (!a) {
		a = kmem_cache_zalloc(cache, GFP_KERNEL);
		if (!a) {
			ret = -ENOMEM;
			goto out;
		}
		strcpy(a->name, name);
		insert(a);
	}
	atomic_long_add(amount, &a->balance);
out:
	mutex_unlock(&accounts_mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(ledger_post);

int ledger_balance(const char *name, long *balance)
{
	struct account *a;

	rcu_read_lock();
	a = find(name);
	if (a)
		*balance = atomic_long_read(&a->balance);
	rcu_read_unlock();
	return a ? 0 : -ENOENT;
}
EXPORT_SYMBOL_GPL(ledger_balance);

void ledger_print(struct seq_file *m)
{
	struct rb_node *node;

	mutex_lock(&accounts_mutex);
	for (node = rb_first(&by_name); node; node = rb_next(node)) {
		struct account *a = rb_entry(node, struct account, node);

		seq_printf(m, "%-*s %10ld\n", NAME_LEN, a->name, atomic_long_read(&a->balance));
	}
	mutex_unlock(&accounts_mutex);
}
EXPORT_SYMBOL_GPL(ledger_print);

static int __init ledger_init(void)
{
	cache = KMEM_CACHE(account, SLAB_HWCACHE_ALIGN);
	return cache ? 0 : -ENOMEM;
}

static void __exit ledger_exit(void)
{
	struct account *a, *next;

	rbtree_postorder_for_each_entry_safe(a, next, &by_name, node)
		kmem_cache_free(cache, a);
	kmem_cache_destroy(cache);
}

module_init(ledger_init);
module_exit(ledger_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("accounts");
