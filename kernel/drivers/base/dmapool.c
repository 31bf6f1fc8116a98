// SPDX-License-Identifier: MIT
/*
 * Blocks of shared memory: <linux/dmapool.h>. A pool has chunks of pages, each cut into blocks;
 * free ones are a list, each with where the next is in its first bytes.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

struct free_block {
	struct free_block *next;
	dma_addr_t handle;
};

struct chunk {
	struct list_head node; /* pool->chunks */
	void *addr;
	dma_addr_t handle;
};

struct dma_pool {
	spinlock_t lock; /* what follows, up to used; taken with interrupts off */
	struct list_head chunks;
	struct free_block *free;
	unsigned int used; /* blocks that are out */

	struct device *dev; /* these don't change */
	size_t size, chunk_size, boundary;
	char name[32];
};

struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary)
{
	struct dma_pool *pool;
	size_t chunk_size;

	if (!align)
		align = 1;
	if (!is_power_of_2(align) || !size || size > INT_MAX)
		return NULL;
	size = ALIGN(max(size, sizeof(struct free_block)),
		     max(align, __alignof__(struct free_block)));
	chunk_size = max_t(size_t, size, PAGE_SIZE);
	if (!boundary)
		boundary = chunk_size;
	else if (boundary < size || !is_power_of_2(boundary))
		return NULL;
	pool = kzalloc(sizeof(*pool), GFP_KERNEL);
	if (!pool)
		return NULL;
	strscpy(pool->name, name, sizeof(pool->name));
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->chunks);
	pool->dev = dev;
	pool->size = size;
	pool->chunk_size = chunk_size;
	pool->boundary = min(boundary, chunk_size);
	return pool;
}
EXPORT_SYMBOL(dma_pool_create);

/* Under pool->lock. */
static void put_block(struct dma_pool *pool, void *addr, dma_addr_t handle)
{
	struct free_block *block = addr;

	*block = (struct free_block){pool->free, handle};
	pool->free = block;
}

/* Into as many blocks as fit, none across a boundary. Under pool->lock. */
static void cut(struct dma_pool *pool, struct chunk *chunk)
{
	size_t at = 0, next_boundary = pool->boundary;

	while (at + pool->size <= pool->chunk_size) {
		if (at + pool->size > next_boundary) {
			at = next_boundary;
			next_boundary += pool->boundary;
			continue;
		}
		put_block(pool, chunk->addr + at, chunk->handle + at);
		at += pool->size;
	}
}

/* More blocks, if memory can be had. */
static void grow(struct dma_pool *pool, gfp_t gfp)
{
	struct chunk *chunk = kmalloc(sizeof(*chunk), gfp & ~__GFP_ZERO);
	unsigned long flags;

	if (!chunk)
		return;
	chunk->addr = dma_alloc_coherent(pool->dev, pool->chunk_size, &chunk->handle, gfp);
	if (!chunk->addr) {
		kfree(chunk);
		return;
	}
	spin_lock_irqsave(&pool->lock, flags);
	list_add_tail(&chunk->node, &pool->chunks);
	cut(pool, chunk);
	spin_unlock_irqrestore(&pool->lock, flags);
}

static struct free_block *take_block(struct dma_pool *pool)
{
	struct free_block *block;
	unsigned long flags;

	spin_lock_irqsave(&pool->lock, flags);
	block = pool->free;
	if (block) {
		pool->free = block->next;
		pool->used++;
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	return block;
}

void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
{
	struct free_block *block = take_block(pool);

	if (!block) {
		grow(pool, mem_flags);
		block = take_block(pool);
	}
	if (!block)
		return NULL;
	*handle = block->handle;
	if (mem_flags & __GFP_ZERO)
		memset(block, 0, pool->size);
	return block;
}
EXPORT_SYMBOL(dma_pool_alloc);

/* Is it in one of the chunks? Under pool->lock. */
static bool is_of_pool(struct dma_pool *pool, dma_addr_t addr)
{
	struct chunk *chunk;

	list_for_each_entry (chunk, &pool->chunks, node)
		if (addr - chunk->handle < pool->chunk_size)
			return true;
	return false;
}

void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr)
{
	unsigned long flags;
	bool ours;

	spin_lock_irqsave(&pool->lock, flags);
	ours = is_of_pool(pool, addr);
	if (ours) {
		put_block(pool, vaddr, addr);
		pool->used--;
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	if (!ours)
		dev_err(pool->dev, "dma_pool_free %s, %p/%pad (bad dma)\n", pool->name, vaddr,
			&addr);
}
EXPORT_SYMBOL(dma_pool_free);

void dma_pool_destroy(struct dma_pool *pool)
{
	struct chunk *chunk, *next;

	if (!pool)
		return;
	if (pool->used)
		dev_err(pool->dev, "dma_pool_destroy %s, %p busy\n", pool->name, pool);
	list_for_each_entry_safe (chunk, next, &pool->chunks, node) {
		/* Somebody uses it: it is lost, but not given to others. */
		if (!pool->used)
			dma_free_coherent(pool->dev, pool->chunk_size, chunk->addr, chunk->handle);
		kfree(chunk);
	}
	kfree(pool);
}
EXPORT_SYMBOL(dma_pool_destroy);

static void release_pool(struct device *dev, void *res)
{
	dma_pool_destroy(*(struct dma_pool **)res);
}

static int is_pool(struct device *dev, void *res, void *pool)
{
	return *(struct dma_pool **)res == pool;
}

struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				  size_t allocation)
{
	struct dma_pool **res = devres_alloc(release_pool, sizeof(*res), GFP_KERNEL);

	if (!res)
		return NULL;
	*res = dma_pool_create(name, dev, size, align, allocation);
	if (!*res) {
		devres_free(res);
		return NULL;
	}
	devres_add(dev, res);
	return *res;
}
EXPORT_SYMBOL(dmam_pool_create);

void dmam_pool_destroy(struct dma_pool *pool)
{
	WARN_ON(devres_release(pool->dev, release_pool, is_pool, pool));
}
EXPORT_SYMBOL(dmam_pool_destroy);
