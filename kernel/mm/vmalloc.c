// SPDX-License-Identifier: MIT
/*
 * vmalloc(), vmap() and the module area. Rules for callers: <linux/vmalloc.h>, <kernel/mm.h>.
 *
 * A range's pages are writable and never executable when they appear. Whatever protection they get
 * later ends with the mapping: nothing has to be changed back before it is freed.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>
#include <asm/pgtable.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "vmap.h"

/* Ranges whose owner could not wait for them to be unmapped; see vmap_must_defer(). */
static LLIST_HEAD(deferred);

static void free_deferred(struct work_struct *work);
static DECLARE_WORK(deferred_work, free_deferred);

unsigned long vmalloc_nr_pages(void)
{
	return global_node_page_state(NR_VMALLOC_PAGES);
}

/* ---- Pages behind a range ---- */

static void free_area_pages(struct vm_struct *area)
{
	unsigned int i;

	for (i = 0; i < area->nr_pages; i++)
		__free_page(area->pages[i]);
	if (area->flags & VM_ALLOC)
		mod_node_page_state(NR_VMALLOC_PAGES, -(long)area->nr_pages);
}

static int alloc_area_pages(struct vm_struct *area, gfp_t gfp)
{
	unsigned long n = vmap_area_bytes(area) >> PAGE_SHIFT;

	area->pages = kvcalloc(n, sizeof(*area->pages), gfp & (GFP_KERNEL | __GFP_NOWARN));
	if (!area->pages)
		return -ENOMEM;
	area->nr_pages = alloc_pages_bulk_array(gfp, n, area->pages);
	mod_node_page_state(NR_VMALLOC_PAGES, area->nr_pages);
	return area->nr_pages == n ? 0 : -ENOMEM;
}

void *vmap_alloc_pages(struct vmap_space *space, unsigned long size, unsigned long align,
		       unsigned long flags, gfp_t gfp, const void *caller)
{
	static DEFINE_RATELIMIT_STATE(rs, 10 * HZ, 1);
	struct vm_struct *area;

	/* An absurd size would drain the machine before it failed. */
	if (!size || size >> PAGE_SHIFT > totalram_pages())
		goto fail;
	area = vmap_area_alloc(space, PAGE_ALIGN(size), align, VM_ALLOC | flags, gfp, caller);
	if (!area)
		goto fail;
	if (alloc_area_pages(area, gfp | __GFP_NOWARN) || vmap_area_map(area, PAGE_KERNEL))
		goto free_area;
	return area->addr;

free_area:
	free_area_pages(area);
	kvfree(area->pages);
	vmap_area_free(area);
fail:
	if (!(gfp & __GFP_NOWARN) && __ratelimit(&rs)) {
		pr_warn("vmalloc error: size %lu, failed to allocate pages, caller %pS\n", size,
			caller);
		dump_stack();
	}
	return NULL;
}

/* ---- Freeing ---- */

/* Unmap a range and free it with all that belongs to it. May not be called where it must defer. */
static void free_area(struct vm_struct *area)
{
	vmap_area_unmap(area);
	if (area->flags & (VM_ALLOC | VM_MAP_PUT_PAGES)) {
		free_area_pages(area);
		kvfree(area->pages);
	}
	vmap_area_free(area);
}

static void free_deferred(struct work_struct *work)
{
	struct vm_struct *area, *next;

	llist_for_each_entry_safe(area, next, llist_del_all(&deferred), deferred) free_area(area);
}

/* The range of what is to be freed, of the kinds in `flags`; NULL, with a report, otherwise. */
static struct vm_struct *area_to_free(const void *addr, unsigned long flags, const char *who)
{
	struct vm_struct *area = is_vmalloc_or_module_addr(addr) ? vmap_area_find(addr) : NULL;

	if (WARN(!area || !(area->flags & flags), "%s of nonexistent or foreign area (%px)\n", who,
		 addr))
		return NULL;
	return area;
}

static void free_now_or_later(struct vm_struct *area)
{
	if (!vmap_must_defer())
		free_area(area);
	else if (llist_add(&area->deferred, &deferred))
		schedule_work(&deferred_work);
}

void vfree(const void *addr)
{
	struct vm_struct *area = addr ? area_to_free(addr, VM_ALLOC | VM_MAP, "vfree") : NULL;

	if (area)
		free_now_or_later(area);
}
EXPORT_SYMBOL(vfree);

void vfree_atomic(const void *addr)
{
	struct vm_struct *area = addr ? area_to_free(addr, VM_ALLOC | VM_MAP, "vfree") : NULL;

	if (area && llist_add(&area->deferred, &deferred))
		schedule_work(&deferred_work);
}

/* ---- vmalloc ---- */

void *__vmalloc(unsigned long size, gfp_t gfp_mask)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, gfp_mask,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(__vmalloc);

void *__vmalloc_node(unsigned long size, unsigned long align, gfp_t gfp_mask, int node,
		     const void *caller)
{
	return vmap_alloc_pages(&vmalloc_space, size, max(align, PAGE_SIZE), 0, gfp_mask, caller);
}
EXPORT_SYMBOL_GPL(__vmalloc_node);

void *vmalloc(unsigned long size)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, GFP_KERNEL,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc);

void *vzalloc(unsigned long size)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, GFP_KERNEL | __GFP_ZERO,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(vzalloc);

void *vmalloc_user(unsigned long size)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, VM_USERMAP,
				GFP_KERNEL | __GFP_ZERO, __builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_user);

void *vmalloc_node(unsigned long size, int node)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, GFP_KERNEL,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_node);

void *vzalloc_node(unsigned long size, int node)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, GFP_KERNEL | __GFP_ZERO,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(vzalloc_node);

void *vmalloc_32(unsigned long size)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, 0, GFP_KERNEL | GFP_DMA32,
				__builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_32);

void *vmalloc_32_user(unsigned long size)
{
	return vmap_alloc_pages(&vmalloc_space, size, PAGE_SIZE, VM_USERMAP,
				GFP_KERNEL | GFP_DMA32 | __GFP_ZERO, __builtin_return_address(0));
}
EXPORT_SYMBOL(vmalloc_32_user);

struct page *vmalloc_to_page(const void *addr)
{
	pte_t pte;

	if (WARN_ON_ONCE(!is_vmalloc_or_module_addr(addr)))
		return NULL;
	pte = paging_get(init_pgd, (unsigned long)addr);
	return pte_none(pte) || !pfn_valid(pte_pfn(pte)) ? NULL : pte_page(pte);
}
EXPORT_SYMBOL(vmalloc_to_page);

unsigned long vmalloc_to_pfn(const void *addr)
{
	return page_to_pfn(vmalloc_to_page(addr));
}
EXPORT_SYMBOL(vmalloc_to_pfn);

/* ---- vmap, and ranges for others to map ---- */

void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot)
{
	struct vm_struct *area;

	might_sleep();
	if (!count || count > totalram_pages())
		return NULL;
	area = vmap_area_alloc(&vmalloc_space, (unsigned long)count << PAGE_SHIFT, PAGE_SIZE,
			       flags & ~(VM_ALLOC | VM_IOREMAP | VM_MAP_PUT_PAGES), GFP_KERNEL,
			       __builtin_return_address(0));
	if (!area)
		return NULL;
	area->flags |= VM_MAP;
	area->pages = pages;
	if (vmap_area_map(area, prot)) {
		vmap_area_free(area);
		return NULL;
	}
	/* The array is the caller's, who may drop it now; unless both it and the pages are ours. */
	if (flags & VM_MAP_PUT_PAGES) {
		area->flags |= VM_MAP_PUT_PAGES;
		area->nr_pages = count;
	} else {
		area->pages = NULL;
	}
	return area->addr;
}
EXPORT_SYMBOL(vmap);

void vunmap(const void *addr)
{
	struct vm_struct *area = addr ? area_to_free(addr, VM_MAP, "vunmap") : NULL;

	if (area)
		free_now_or_later(area);
}
EXPORT_SYMBOL(vunmap);

struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller)
{
	return vmap_area_alloc(&vmalloc_space, PAGE_ALIGN(size), PAGE_SIZE, flags, GFP_KERNEL,
			       caller);
}

struct vm_struct *get_vm_area(unsigned long size, unsigned long flags)
{
	return get_vm_area_caller(size, flags, __builtin_return_address(0));
}

struct vm_struct *find_vm_area(const void *addr)
{
	return is_vmalloc_or_module_addr(addr) ? vmap_area_find(addr) : NULL;
}

void free_vm_area(struct vm_struct *area)
{
	free_now_or_later(area);
}
EXPORT_SYMBOL_GPL(free_vm_area);

/* ---- Modules ---- */

/* So that set_memory_ro() of the range can't fail, whenever that is. -ENOMEM. */
static int prepare_for_protection(const void *addr)
{
	const struct vm_struct *area = vmap_area_find(addr);
	int err = 0;

	for (unsigned int i = 0; i < area->nr_pages && !err; i++)
		err = direct_map_split(page_to_phys(area->pages[i]));
	return err;
}

void *module_alloc(unsigned long size)
{
	void *addr = vmap_alloc_pages(&module_space, size, PAGE_SIZE, 0, GFP_KERNEL,
				      __builtin_return_address(0));

	if (addr && prepare_for_protection(addr)) {
		vfree(addr);
		return NULL;
	}
	return addr;
}

void module_memfree(void *module_region)
{
	const struct vm_struct *area = find_vm_area(module_region);

	if (area)
		lockdep_free_key_range(area->addr, area->size);
	vfree(module_region);
}

void __init vmalloc_init(void)
{
	/* Both spaces must lie in PML4 slots that every page table shares from boot on. */
	BUILD_BUG_ON(VMALLOC_START < PAGE_OFFSET || MODULES_VADDR < KERNEL_IMAGE_BASE);
	pr_debug("vmalloc: %#lx-%#lx, modules: %#lx-%#lx\n", vmalloc_space.start, vmalloc_space.end,
		 module_space.start, module_space.end);
}
