// SPDX-License-Identifier: MIT
/*
 * Memory for devices: <linux/dma-mapping.h>. A device's address of memory is the physical one, and
 * its accesses are coherent with the CPU's caches; so mapping is a check that it can reach there,
 * and unmapping has nothing to undo.
 */
#include <linux/bug.h>
#include <linux/dma-mapping.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/kernel.h>

/* Fewer address bits than the lowest memory that can be asked for takes: no driver can work. */
#define MIN_MASK DMA_BIT_MASK(24)

static u64 highest_address(void)
{
	return ((u64)max_pfn << PAGE_SHIFT) - 1;
}

int dma_supported(struct device *dev, u64 mask)
{
	return mask >= min(MIN_MASK, highest_address());
}
EXPORT_SYMBOL(dma_supported);

int dma_set_mask(struct device *dev, u64 mask)
{
	if (!dev->dma_mask || !dma_supported(dev, mask))
		return -EIO;
	*dev->dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_mask);

int dma_set_coherent_mask(struct device *dev, u64 mask)
{
	if (!dma_supported(dev, mask))
		return -EIO;
	dev->coherent_dma_mask = mask;
	return 0;
}
EXPORT_SYMBOL(dma_set_coherent_mask);

u64 dma_get_required_mask(struct device *dev)
{
	return DMA_BIT_MASK(fls64(highest_address()));
}
EXPORT_SYMBOL_GPL(dma_get_required_mask);

size_t dma_max_mapping_size(struct device *dev)
{
	return SIZE_MAX;
}
EXPORT_SYMBOL_GPL(dma_max_mapping_size);

/* --- shared memory --- */

static bool reaches(phys_addr_t phys, size_t size, u64 mask)
{
	return phys + size - 1 <= mask;
}

/* Anywhere first, then as low as the device needs it. */
static void *alloc_below(size_t size, gfp_t gfp, u64 mask)
{
	static const gfp_t zones[] = {0, __GFP_DMA32, __GFP_DMA};

	for (int i = 0; i < ARRAY_SIZE(zones); i++) {
		void *addr = alloc_pages_exact(size, gfp | zones[i] | __GFP_ZERO);

		if (!addr || reaches(virt_to_phys(addr), size, mask))
			return addr;
		free_pages_exact(addr, size);
	}
	return NULL;
}

void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t flag,
		      unsigned long attrs)
{
	void *addr;

	if (WARN_ON_ONCE(!dev->coherent_dma_mask) || !size)
		return NULL;
	flag &= ~(__GFP_DMA | __GFP_DMA32 | __GFP_HIGHMEM);
	if (attrs & DMA_ATTR_NO_WARN)
		flag |= __GFP_NOWARN;
	addr = alloc_below(size, flag, dev->coherent_dma_mask);
	if (addr)
		*dma_handle = virt_to_phys(addr);
	return addr;
}
EXPORT_SYMBOL(dma_alloc_attrs);

void dma_free_attrs(struct device *dev, size_t size, void *cpu_addr, dma_addr_t dma_handle,
		    unsigned long attrs)
{
	if (cpu_addr)
		free_pages_exact(cpu_addr, size);
}
EXPORT_SYMBOL(dma_free_attrs);

int dma_mmap_attrs(struct device *dev, struct vm_area_struct *vma, void *cpu_addr,
		   dma_addr_t dma_addr, size_t size, unsigned long attrs)
{
	unsigned long wanted = (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
	unsigned long pages = PAGE_ALIGN(size) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= pages || wanted > pages - vma->vm_pgoff)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(dma_addr) + vma->vm_pgoff,
			       wanted << PAGE_SHIFT, vma->vm_page_prot);
}
EXPORT_SYMBOL(dma_mmap_attrs);

struct managed_dma {
	void *addr;
	dma_addr_t handle;
	size_t size;
};

static void release_dma(struct device *dev, void *res)
{
	struct managed_dma *m = res;

	dma_free_attrs(dev, m->size, m->addr, m->handle, 0);
}

static int is_dma(struct device *dev, void *res, void *addr)
{
	return ((struct managed_dma *)res)->addr == addr;
}

void *dmam_alloc_attrs(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t gfp,
		       unsigned long attrs)
{
	struct managed_dma *m = devres_alloc(release_dma, sizeof(*m), gfp);

	if (!m)
		return NULL;
	m->size = size;
	m->addr = dma_alloc_attrs(dev, size, &m->handle, gfp, attrs);
	if (!m->addr) {
		devres_free(m);
		return NULL;
	}
	*dma_handle = m->handle;
	devres_add(dev, m);
	return m->addr;
}
EXPORT_SYMBOL(dmam_alloc_attrs);

void dmam_free_coherent(struct device *dev, size_t size, void *vaddr, dma_addr_t dma_handle)
{
	WARN_ON(devres_release(dev, release_dma, is_dma, vaddr));
}
EXPORT_SYMBOL(dmam_free_coherent);

/* --- mapping --- */

/* Can the device reach it, and is it one that reaches memory? */
static bool can_map(struct device *dev, phys_addr_t phys, size_t size, enum dma_data_direction dir)
{
	if (WARN_ON_ONCE(!dev->dma_mask) || WARN_ON_ONCE(!valid_dma_direction(dir)))
		return false;
	if (reaches(phys, size, *dev->dma_mask))
		return true;
	dev_WARN_ONCE(dev, 1, "DMA addr %pa+%zu overflow (mask %llx).\n", &phys, size,
		      *dev->dma_mask);
	return false;
}

dma_addr_t dma_map_resource(struct device *dev, phys_addr_t phys_addr, size_t size,
			    enum dma_data_direction dir, unsigned long attrs)
{
	return can_map(dev, phys_addr, size, dir) ? phys_addr : DMA_MAPPING_ERROR;
}
EXPORT_SYMBOL(dma_map_resource);

dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction dir, unsigned long attrs)
{
	return dma_map_resource(dev, page_to_phys(page) + offset, size, dir, attrs);
}
EXPORT_SYMBOL(dma_map_page_attrs);

unsigned int dma_map_sg_attrs(struct device *dev, struct scatterlist *sgl, int nents,
			      enum dma_data_direction dir, unsigned long attrs)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i)
	{
		if (!can_map(dev, sg_phys(sg), sg->length, dir))
			return 0;
		sg_dma_address(sg) = sg_phys(sg);
		sg_dma_len(sg) = sg->length;
	}
	return nents;
}
EXPORT_SYMBOL(dma_map_sg_attrs);

int dma_map_sgtable(struct device *dev, struct sg_table *sgt, enum dma_data_direction dir,
		    unsigned long attrs)
{
	unsigned int nents = dma_map_sg_attrs(dev, sgt->sgl, sgt->orig_nents, dir, attrs);

	if (!nents)
		return -EIO;
	sgt->nents = nents;
	return 0;
}
EXPORT_SYMBOL_GPL(dma_map_sgtable);

/*
 * The memory changes hands. There are no caches to write out or forget; only the compiler must not
 * keep a value over it.
 */
static void hand_over(void)
{
	barrier();
}

void dma_unmap_resource(struct device *dev, dma_addr_t addr, size_t size,
			enum dma_data_direction dir, unsigned long attrs)
{
	hand_over();
}
EXPORT_SYMBOL(dma_unmap_resource);

void dma_unmap_page_attrs(struct device *dev, dma_addr_t addr, size_t size,
			  enum dma_data_direction dir, unsigned long attrs)
{
	hand_over();
}
EXPORT_SYMBOL(dma_unmap_page_attrs);

void dma_unmap_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
			enum dma_data_direction dir, unsigned long attrs)
{
	hand_over();
}
EXPORT_SYMBOL(dma_unmap_sg_attrs);

void dma_sync_single_for_cpu(struct device *dev, dma_addr_t addr, size_t size,
			     enum dma_data_direction dir)
{
	hand_over();
}
EXPORT_SYMBOL(dma_sync_single_for_cpu);

void dma_sync_single_for_device(struct device *dev, dma_addr_t addr, size_t size,
				enum dma_data_direction dir)
{
	hand_over();
}
EXPORT_SYMBOL(dma_sync_single_for_device);

void dma_sync_sg_for_cpu(struct device *dev, struct scatterlist *sg, int nelems,
			 enum dma_data_direction dir)
{
	hand_over();
}
EXPORT_SYMBOL(dma_sync_sg_for_cpu);

void dma_sync_sg_for_device(struct device *dev, struct scatterlist *sg, int nelems,
			    enum dma_data_direction dir)
{
	hand_over();
}
EXPORT_SYMBOL(dma_sync_sg_for_device);
