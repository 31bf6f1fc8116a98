// SPDX-License-Identifier: MIT
/*
 * Addresses and frames: conversions between a virtual address of the kernel, a physical address
 * and a struct page.
 *
 * __va/__pa are for the direct map and, for __pa, the kernel image as well. Neither is defined for
 * vmalloc, module or user addresses: virt_addr_valid() tells.
 */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <asm/page_types.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>
#include <linux/string.h>

struct page;

#define PAGE_ALIGN(addr)      (((addr) + PAGE_SIZE - 1) & PAGE_MASK)
#define PAGE_ALIGN_DOWN(addr) ((addr)&PAGE_MASK)
#define PAGE_ALIGNED(addr)    (((unsigned long)(addr) & ~PAGE_MASK) == 0)
#define offset_in_page(p)     ((unsigned long)(p) & ~PAGE_MASK)

#define PFN_ALIGN(x) (((unsigned long)(x) + (PAGE_SIZE - 1)) & PAGE_MASK)
#define PFN_UP(x)    (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x)  ((x) >> PAGE_SHIFT)
#define PFN_PHYS(x)  ((phys_addr_t)(x) << PAGE_SHIFT)
#define PHYS_PFN(x)  ((unsigned long)((x) >> PAGE_SHIFT))

static inline unsigned long __phys_addr(unsigned long va)
{
	return va >= KERNEL_IMAGE_BASE ? va - KERNEL_IMAGE_BASE : va - PAGE_OFFSET;
}

#define __pa(x)	       __phys_addr((unsigned long)(x))
#define __pa_symbol(x) ((unsigned long)(x)-KERNEL_IMAGE_BASE)
#define __va(x)	       ((void *)((unsigned long)(x) + PAGE_OFFSET))

/* True when `kaddr` is an address of the direct map or of the image with a struct page behind it.
 */
bool __virt_addr_valid(unsigned long kaddr);
#define virt_addr_valid(kaddr) __virt_addr_valid((unsigned long)(kaddr))

#define vmemmap		    ((struct page *)VMEMMAP_START)
#define pfn_to_page(pfn)    (vmemmap + (pfn))
#define page_to_pfn(page)   ((unsigned long)((page)-vmemmap))
#define page_to_phys(page)  ((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)
#define phys_to_page(phys)  pfn_to_page((unsigned long)((phys) >> PAGE_SHIFT))
#define page_to_virt(page)  __va(page_to_phys(page))
#define virt_to_pfn(kaddr)  (__pa(kaddr) >> PAGE_SHIFT)
#define pfn_to_kaddr(pfn)   __va((phys_addr_t)(pfn) << PAGE_SHIFT)
#define virt_to_page(kaddr) pfn_to_page(__pa(kaddr) >> PAGE_SHIFT)

/* True when `pfn` has a struct page. */
bool pfn_valid(unsigned long pfn);

static inline void clear_page(void *page)
{
	unsigned long n = PAGE_SIZE / 8;

	asm volatile("rep stosq" : "+D"(page), "+c"(n) : "a"(0UL) : "memory");
}

static inline void copy_page(void *to, const void *from)
{
	unsigned long n = PAGE_SIZE / 8;

	asm volatile("rep movsq" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

#define clear_user_page(page, vaddr, pg)    clear_page(page)
#define copy_user_page(to, from, vaddr, pg) copy_page(to, from)

#endif /* __ASSEMBLY__ */
#endif
