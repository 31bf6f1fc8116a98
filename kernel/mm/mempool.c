// SPDX-License-Identifier: MIT
/*
 * Pools with a reserve of elements. Rules for callers: <linux/mempool.h>.
 *
 * mempool_alloc() asks the allocator first and takes of the reserve only when that fails;
 * mempool_free() fills the reserve up first. A sleeper waits for an element to come back, and asks
 * the allocator again every now and then.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>

/* So often a sleeper looks for itself. */
#define RETRY_PERIOD (5 * HZ)

/* Of the reserve, or NULL. */
static void *take_element(mempool_t *pool)
{
	unsigned long flags;
	void *element = NULL;

	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr)
		element = pool->elements[--pool->curr_nr];
	spin_unlock_irqrestore(&pool->lock, flags);
	return element;
}

/* To the reserve; false when it is full. */
static bool keep_element(mempool_t *pool, void *element)
{
	unsigned long flags;
	bool kept;

	spin_lock_irqsave(&pool->lock, flags);
	kept = pool->curr_nr < pool->min_nr;
	if (kept)
		pool->elements[pool->curr_nr++] = element;
	spin_unlock_irqrestore(&pool->lock, flags);
	return kept;
}

void mempool_exit(mempool_t *pool)
{
	void *element;

	while (pool->elements && (element = take_element(pool)))
		pool->free(element, pool->pool_data);
	kfree(pool->elements);
	pool->elements = NULL;
}
EXPORT_SYMBOL(mempool_exit);

void mempool_destroy(mempool_t *pool)
{
	if (!pool)
		return;
	mempool_exit(pool);
	kfree(pool);
}
EXPORT_SYMBOL(mempool_destroy);

int mempool_init(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
		 void *pool_data)
{
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	pool->min_nr = min_nr;
	pool->curr_nr = 0;
	pool->pool_data = pool_data;
	pool->alloc = alloc_fn;
	pool->free = free_fn;
	pool->elements = kmalloc_array(min_nr, sizeof(void *), GFP_KERNEL);
	if (!pool->elements)
		return -ENOMEM;
	while (pool->curr_nr < min_nr) {
		void *element = alloc_fn(GFP_KERNEL, pool_data);

		if (!element) {
			mempool_exit(pool);
			return -ENOMEM;
		}
		keep_element(pool, element);
	}
	return 0;
}
EXPORT_SYMBOL(mempool_init);

mempool_t *mempool_create_node(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			       void *pool_data, gfp_t gfp_mask, int nid)
{
	mempool_t *pool = kzalloc(sizeof(*pool), gfp_mask);

	if (pool && mempool_init(pool, min_nr, alloc_fn, free_fn, pool_data)) {
		kfree(pool);
		pool = NULL;
	}
	return pool;
}
EXPORT_SYMBOL(mempool_create_node);

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			  void *pool_data)
{
	return mempool_create_node(min_nr, alloc_fn, free_fn, pool_data, GFP_KERNEL, -1);
}
EXPORT_SYMBOL(mempool_create);

/* Drop what a smaller reserve doesn't hold. */
static void trim(mempool_t *pool, int new_min_nr)
{
	while (READ_ONCE(pool->curr_nr) > new_min_nr) {
		void *element = take_element(pool);

		if (!element)
			break;
		pool->free(element, pool->pool_data);
	}
}

int mempool_resize(mempool_t *pool, int new_min_nr)
{
	void **new, **old, *element;
	unsigned long flags;

	if (WARN_ON(new_min_nr <= 0))
		return -EINVAL;
	new = kmalloc_array(new_min_nr, sizeof(void *), GFP_KERNEL);
	if (!new)
		return -ENOMEM;
	spin_lock_irqsave(&pool->lock, flags);
	pool->min_nr = min(pool->min_nr, new_min_nr); /* so that trim() ends */
	spin_unlock_irqrestore(&pool->lock, flags);
	trim(pool, new_min_nr);

	spin_lock_irqsave(&pool->lock, flags);
	old = pool->elements;
	memcpy(new, old, pool->curr_nr * sizeof(void *));
	pool->elements = new;
	pool->min_nr = new_min_nr;
	spin_unlock_irqrestore(&pool->lock, flags);
	kfree(old);

	/* As many as there is memory for; those that come back fill the rest. */
	while (READ_ONCE(pool->curr_nr) < new_min_nr) {
		element = pool->alloc(GFP_KERNEL | __GFP_NOWARN, pool->pool_data);
		if (!element)
			break;
		if (!keep_element(pool, element)) {
			pool->free(element, pool->pool_data);
			break;
		}
	}
	return 0;
}
EXPORT_SYMBOL(mempool_resize);

void *mempool_alloc(mempool_t *pool, gfp_t gfp_mask)
{
	gfp_t try_mask = (gfp_mask | __GFP_NOMEMALLOC | __GFP_NORETRY | __GFP_NOWARN);
	DEFINE_WAIT(wait);
	void *element;

	WARN_ON_ONCE(gfp_mask & __GFP_ZERO);
	might_alloc(gfp_mask);
	for (;;) {
		element = pool->alloc(try_mask, pool->pool_data);
		if (!element)
			element = take_element(pool);
		if (element || !gfpflags_allow_blocking(gfp_mask))
			return element;
		prepare_to_wait(&pool->wait, &wait, TASK_UNINTERRUPTIBLE);
		/* One that came back since we looked would wake nobody. */
		if (!READ_ONCE(pool->curr_nr))
			io_schedule_timeout(RETRY_PERIOD);
		finish_wait(&pool->wait, &wait);
	}
}
EXPORT_SYMBOL(mempool_alloc);

void mempool_free(void *element, mempool_t *pool)
{
	if (!element)
		return;
	if (!keep_element(pool, element)) {
		pool->free(element, pool->pool_data);
		return;
	}
	wake_up(&pool->wait);
}
EXPORT_SYMBOL(mempool_free);

/* ---- The usual elements ---- */

void *mempool_alloc_slab(gfp_t gfp_mask, void *pool_data)
{
	return kmem_cache_alloc(pool_data, gfp_mask);
}
EXPORT_SYMBOL(mempool_alloc_slab);

void mempool_free_slab(void *element, void *pool_data)
{
	kmem_cache_free(pool_data, element);
}
EXPORT_SYMBOL(mempool_free_slab);

void *mempool_kmalloc(gfp_t gfp_mask, void *pool_data)
{
	return kmalloc((size_t)pool_data, gfp_mask);
}
EXPORT_SYMBOL(mempool_kmalloc);

void mempool_kfree(void *element, void *pool_data)
{
	kfree(element);
}
EXPORT_SYMBOL(mempool_kfree);

void *mempool_alloc_pages(gfp_t gfp_mask, void *pool_data)
{
	return alloc_pages(gfp_mask, (int)(long)pool_data);
}
EXPORT_SYMBOL(mempool_alloc_pages);

void mempool_free_pages(void *element, void *pool_data)
{
	__free_pages(element, (int)(long)pool_data);
}
EXPORT_SYMBOL(mempool_free_pages);
