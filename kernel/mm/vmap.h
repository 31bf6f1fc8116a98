/* SPDX-License-Identifier: MIT */
/*
 * Address ranges of the kernel half, for vmalloc, ioremap, kernel stacks and modules.
 */
#ifndef _MM_VMAP_H
#define _MM_VMAP_H

#include <linux/vmalloc.h>

/*
 * A part of the kernel half that hands out ranges, first fit from the bottom. Each range ends in an
 * unmapped guard page (unless VM_NO_GUARD), and so begins behind one.
 */
struct vmap_space {
	unsigned long start, end; /* constant; end exclusive */
	spinlock_t lock;	  /* what follows; interrupts off */
	struct list_head areas;	  /* vm_struct.list, ascending */
	struct rb_root tree;	  /* vm_struct.rb, the same areas */
	unsigned long used;	  /* bytes, guards included */
};

extern struct vmap_space vmalloc_space, module_space;

/*
 * A range of `size` bytes (page aligned, guard not included) at a multiple of `align`. NULL when
 * memory or addresses end.
 */
struct vm_struct *vmap_area_alloc(struct vmap_space *space, unsigned long size, unsigned long align,
				  unsigned long flags, gfp_t gfp, const void *caller);

/* Give the range back, unmapped already, and free the structure. Any context. */
void vmap_area_free(struct vm_struct *area);

/* The range that starts at `addr`, or NULL. Stays while its owner keeps it. */
struct vm_struct *vmap_area_find(const void *addr);

/* Bytes of a range that can be mapped. */
static inline unsigned long vmap_area_bytes(const struct vm_struct *area)
{
	return area->flags & VM_NO_GUARD ? area->size : area->size - PAGE_SIZE;
}

/* Map area->pages, or area->phys_addr; on -ENOMEM nothing is mapped. */
int vmap_area_map(struct vm_struct *area, pgprot_t prot);

/* Unmap whatever is mapped, on all CPUs. */
void vmap_area_unmap(struct vm_struct *area);

/* `size` bytes of pages, mapped into a range. NULL when memory or addresses end. May sleep. */
void *vmap_alloc_pages(struct vmap_space *space, unsigned long size, unsigned long align,
		       unsigned long flags, gfp_t gfp, const void *caller);

/* Is this a place where a range can't be freed at once, so that a work queue must? */
bool vmap_must_defer(void);

#endif
