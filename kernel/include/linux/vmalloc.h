// SPDX-License-Identifier: MIT
/*
 * Memory that is contiguous for the kernel but not in the machine, in an area of its own with an
 * unmapped guard page behind (and thereby before) every piece.
 *
 * Allocation may sleep and returns NULL when memory or addresses end. vfree() may be called from
 * any context but NMI; from interrupts, or with them off, the work is done later.
 */
#ifndef _LINUX_VMALLOC_H
#define _LINUX_VMALLOC_H

#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/llist.h>
#include <linux/mm_types.h>
#include <linux/overflow.h>
#include <linux/rbtree.h>
#include <linux/types.h>

struct vm_area_struct;

/* vm_struct.flags */
#define VM_IOREMAP	 0x00000001 /* device memory: ioremap() */
#define VM_ALLOC	 0x00000002 /* pages of its own: vmalloc() */
#define VM_MAP		 0x00000004 /* the caller's pages: vmap() */
#define VM_USERMAP	 0x00000008 /* may be given to user space: remap_vmalloc_range() */
#define VM_NO_GUARD	 0x00000040 /* no guard page behind */
#define VM_MAP_PUT_PAGES 0x00000200 /* vmap() of pages that vfree() frees */
#define VM_TASK_STACK	 0x00000400 /* a task's kernel stack */

/* A piece of the area. */
struct vm_struct {
	void *addr;	    /* constant, as all below but the links */
	unsigned long size; /* bytes, guard page included */
	unsigned long flags;
	struct page **pages; /* what is mapped; NULL for VM_IOREMAP */
	unsigned int nr_pages;
	phys_addr_t phys_addr;	    /* VM_IOREMAP */
	const void *caller;	    /* who asked */
	struct list_head list;	    /* the area's pieces by address: vmap_lock */
	struct rb_node rb;	    /* the same, to search: vmap_lock */
	struct llist_node deferred; /* to be freed by a work queue */
};

void *vmalloc(unsigned long size) __alloc_size(1);
void *vzalloc(unsigned long size) __alloc_size(1);
void *vmalloc_user(unsigned long size) __alloc_size(1); /* zeroed, VM_USERMAP */
void *vmalloc_node(unsigned long size, int node) __alloc_size(1);
void *vzalloc_node(unsigned long size, int node) __alloc_size(1);
void *vmalloc_32(unsigned long size) __alloc_size(1); /* frames below 4 GiB */
void *vmalloc_32_user(unsigned long size) __alloc_size(1);
void *__vmalloc(unsigned long size, gfp_t gfp_mask) __alloc_size(1);
/* Aligned to `align`, a power of two; in /proc/vmallocinfo it is `caller`'s. */
void *__vmalloc_node(unsigned long size, unsigned long align, gfp_t gfp_mask, int node,
		     const void *caller) __alloc_size(1);

/* Arrays: NULL when n * size overflows. */
static inline void *__vmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return __vmalloc(bytes, flags);
}

static inline void *vmalloc_array(size_t n, size_t size)
{
	return __vmalloc_array(n, size, GFP_KERNEL);
}

static inline void *vcalloc(size_t n, size_t size)
{
	return __vmalloc_array(n, size, GFP_KERNEL | __GFP_ZERO);
}

void vfree(const void *addr);
void vfree_atomic(const void *addr);

/*
 * Map `count` pages of the caller's side by side; NULL when memory ends. The pages must outlive
 * the mapping, except with VM_MAP_PUT_PAGES, when vfree() frees them and the array (kvmalloc'ed).
 */
void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t prot);
void vunmap(const void *addr);

/* The page behind an address of the area; it must be mapped. */
struct page *vmalloc_to_page(const void *addr);
unsigned long vmalloc_to_pfn(const void *addr);

/* A VM_USERMAP piece, from page `pgoff` of it on, as the whole of a user mapping. */
int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff);
int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size);

/* A piece without anything mapped, and its end. */
struct vm_struct *get_vm_area(unsigned long size, unsigned long flags);
struct vm_struct *get_vm_area_caller(unsigned long size, unsigned long flags, const void *caller);
struct vm_struct *find_vm_area(const void *addr);
void free_vm_area(struct vm_struct *area);

bool is_vmalloc_addr(const void *x);
bool is_vmalloc_or_module_addr(const void *x);

unsigned long vmalloc_nr_pages(void);
#define VMALLOC_TOTAL (VMALLOC_END - VMALLOC_START + 1)

#endif
