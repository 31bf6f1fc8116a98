// SPDX-License-Identifier: MIT
/*
 * ioremap(): device memory in the vmalloc area; memremap(): memory by its physical address. Rules
 * for callers: <asm/io.h>, <linux/io.h>.
 *
 * Write-combining and write-through would need the page attribute table; ioremap_wc() and
 * ioremap_wt() map uncached in their place, which is always right and only slower.
 */
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <asm/pgtable.h>
#include <kernel/mm.h>
#include "vmap.h"

/* Does [start, start + size) touch memory that the page allocator hands out? */
static bool touches_ram(phys_addr_t start, unsigned long size)
{
	unsigned long pfn;

	for (pfn = PHYS_PFN(start); pfn <= PHYS_PFN(start + size - 1); pfn++)
		if (pfn_valid(pfn) && !PageReserved(pfn_to_page(pfn)))
			return true;
	return false;
}

static void __iomem *do_ioremap(phys_addr_t phys, unsigned long size, pgprot_t prot, void *caller)
{
	unsigned long skew = offset_in_page(phys);
	struct vm_struct *area;

	if (!size || size > 1UL << __PHYSICAL_MASK_SHIFT ||
	    phys > (1ULL << __PHYSICAL_MASK_SHIFT) - size) {
		WARN_ONCE(1, "ioremap: bad range %#llx + %#lx\n", phys, size);
		return NULL;
	}
	if (touches_ram(phys, size)) {
		/* Memory in use, under two kinds of caching: never. */
		WARN_ONCE(1, "ioremap on RAM at %#llx - %#llx\n", phys, phys + size - 1);
		return NULL;
	}
	area = vmap_area_alloc(&vmalloc_space, PAGE_ALIGN(size + skew), PAGE_SIZE, VM_IOREMAP,
			       GFP_KERNEL, caller);
	if (!area)
		return NULL;
	area->phys_addr = phys - skew;
	if (vmap_area_map(area, prot)) {
		vmap_area_free(area);
		return NULL;
	}
	return (void __iomem *)(area->addr + skew);
}

void __iomem *ioremap(resource_size_t offset, unsigned long size)
{
	return do_ioremap(offset, size, PAGE_KERNEL_IO, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap);

void __iomem *ioremap_uc(resource_size_t offset, unsigned long size)
{
	return do_ioremap(offset, size, PAGE_KERNEL_IO, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ioremap_uc);

void __iomem *ioremap_wc(resource_size_t offset, unsigned long size)
{
	return do_ioremap(offset, size, PAGE_KERNEL_IO, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap_wc);

void __iomem *ioremap_wt(resource_size_t offset, unsigned long size)
{
	return do_ioremap(offset, size, PAGE_KERNEL_IO, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap_wt);

void __iomem *ioremap_cache(resource_size_t offset, unsigned long size)
{
	return do_ioremap(offset, size, PAGE_KERNEL, __builtin_return_address(0));
}
EXPORT_SYMBOL(ioremap_cache);

void iounmap(volatile void __iomem *addr)
{
	void *start = (void *)((unsigned long)addr & PAGE_MASK);
	struct vm_struct *area;

	if (!addr)
		return;
	area = is_vmalloc_addr(start) ? vmap_area_find(start) : NULL;
	if (WARN(!area || !(area->flags & VM_IOREMAP), "iounmap: bad address %px\n", start))
		return;
	vmap_area_unmap(area);
	vmap_area_free(area);
}
EXPORT_SYMBOL(iounmap);

/* RAM is mapped already, cached: nothing else may be had of it. */
void *memremap(resource_size_t offset, size_t size, unsigned long flags)
{
	int ram = region_intersects(offset, size, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE);
	void *addr = NULL;

	if (!flags)
		return NULL;
	if (ram == REGION_MIXED) {
		WARN_ONCE(1, "memremap attempted on mixed range %pa size: %#lx\n", &offset, size);
		return NULL;
	}
	if (flags & MEMREMAP_WB)
		addr = ram == REGION_INTERSECTS ? phys_to_virt(offset)
						: (void __force *)ioremap_cache(offset, size);
	if (!addr && ram == REGION_INTERSECTS) {
		WARN_ONCE(1, "memremap attempted on ram %pa size: %#lx\n", &offset, size);
		return NULL;
	}
	if (!addr && flags & MEMREMAP_WT)
		addr = (void __force *)ioremap_wt(offset, size);
	if (!addr && flags & MEMREMAP_WC)
		addr = (void __force *)ioremap_wc(offset, size);
	return addr;
}
EXPORT_SYMBOL(memremap);

void memunmap(void *addr)
{
	if (is_vmalloc_addr(addr))
		iounmap((void __iomem *)addr);
}
EXPORT_SYMBOL(memunmap);
