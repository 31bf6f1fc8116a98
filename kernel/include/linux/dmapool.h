// SPDX-License-Identifier: MIT
/*
 * Small blocks of memory that the CPU and a device share, of one size: dma_alloc_coherent() gives
 * whole pages. A block is at a multiple of `align` and doesn't cross a multiple of `boundary` (0:
 * none). Blocks may be had and given back in any context, by what mem_flags say; pools may sleep.
 */
#ifndef LINUX_DMAPOOL_H
#define LINUX_DMAPOOL_H

#include <linux/gfp.h>
#include <linux/types.h>

struct device;
struct dma_pool;

/* NULL: no memory, or sizes that make no sense */
struct dma_pool *dma_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				 size_t boundary);
/* All blocks are back; if not, that is reported, and their memory stays. */
void dma_pool_destroy(struct dma_pool *pool);
void *dma_pool_alloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle);
void dma_pool_free(struct dma_pool *pool, void *vaddr, dma_addr_t addr);

static inline void *dma_pool_zalloc(struct dma_pool *pool, gfp_t mem_flags, dma_addr_t *handle)
{
	return dma_pool_alloc(pool, mem_flags | __GFP_ZERO, handle);
}

/* Until the driver leaves the device */
struct dma_pool *dmam_pool_create(const char *name, struct device *dev, size_t size, size_t align,
				  size_t allocation);
void dmam_pool_destroy(struct dma_pool *pool);

#endif
