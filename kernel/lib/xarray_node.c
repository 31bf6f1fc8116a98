// SPDX-License-Identifier: MIT
/*
 * The nodes of all XArrays: their cache, and a stash on each CPU for who may not sleep and must not
 * fail.
 */
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/xarray.h>
#include <kernel/mm.h>

#include "xarray.h"

/* What one store can need: a node on each level, and as many again for a taller tree. */
#define STASH_SIZE (2 * DIV_ROUND_UP(BITS_PER_LONG, XA_CHUNK_SHIFT) - 1)

/* Filled and emptied by its own CPU with preemption off; interrupts use it, too: local_irq_save. */
struct node_stash {
	unsigned int nr;
	struct xa_node *nodes[STASH_SIZE];
};

static DEFINE_PER_CPU(struct node_stash, node_stash);

static struct kmem_cache *node_cache __ro_after_init;

static struct xa_node *stash_take(void)
{
	struct xa_node *node = NULL;
	struct node_stash *stash;
	unsigned long flags;

	local_irq_save(flags);
	stash = this_cpu_ptr(&node_stash);
	if (stash->nr)
		node = stash->nodes[--stash->nr];
	local_irq_restore(flags);
	return node;
}

static bool stash_put(struct xa_node *node)
{
	struct node_stash *stash;
	unsigned long flags;
	bool kept;

	local_irq_save(flags);
	stash = this_cpu_ptr(&node_stash);
	kept = stash->nr < STASH_SIZE;
	if (kept)
		stash->nodes[stash->nr++] = node;
	local_irq_restore(flags);
	return kept;
}

struct xa_node *xa_node_alloc(gfp_t gfp)
{
	struct xa_node *node = kmem_cache_zalloc(node_cache, gfp);

	if (!node && !gfpflags_allow_blocking(gfp))
		node = stash_take();
	return node;
}

static void node_free_rcu(struct rcu_head *head)
{
	kmem_cache_free(node_cache, container_of(head, struct xa_node, rcu_head));
}

/* Readers may still be in it. Its user may have a list of its own in the union with rcu_head. */
void xa_node_free_rcu(struct xa_node *node)
{
	call_rcu(&node->rcu_head, node_free_rcu);
}

bool xa_nodes_stashed(void)
{
	return this_cpu_ptr(&node_stash)->nr == STASH_SIZE;
}

/* Fill this CPU's stash as far as there is memory. Returns with preemption off. */
void idr_preload(gfp_t gfp)
{
	for (;;) {
		struct xa_node *node;

		preempt_disable();
		if (this_cpu_ptr(&node_stash)->nr == STASH_SIZE)
			return;
		preempt_enable();
		node = kmem_cache_zalloc(node_cache, gfp);
		preempt_disable();
		if (!node)
			return;
		if (!stash_put(node)) {
			kmem_cache_free(node_cache, node);
			return;
		}
		preempt_enable();
	}
}
EXPORT_SYMBOL(idr_preload);

void __init xarray_init(void)
{
	node_cache = kmem_cache_create("radix_tree_node", sizeof(struct xa_node), 0,
				       SLAB_PANIC | SLAB_RECLAIM_ACCOUNT, NULL);
}
