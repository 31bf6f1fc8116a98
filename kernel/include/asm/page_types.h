// SPDX-License-Identifier: MIT
/*
 * The address map: page sizes and where each part of the kernel half of the address space lies.
 *
 *   0x0000000000000000  user space, up to TASK_SIZE_MAX
 *   0xffff888000000000  PAGE_OFFSET: every byte of RAM, at its physical address plus this
 *   0xffffc90000000000  VMALLOC_START .. VMALLOC_END: vmalloc, ioremap, kernel stacks
 *   0xffffea0000000000  VMEMMAP_START: the array of struct page
 *   0xffffffff80000000  KERNEL_IMAGE_BASE: the image, at its physical address plus this
 *   0xffffffffc0000000  MODULES_VADDR .. MODULES_END: modules, in reach of a 32-bit displacement
 *                       from the image (-mcmodel=kernel)
 *
 * The file is included from assembly and from linker.ld: numbers only.
 */
#ifndef _ASM_PAGE_TYPES_H
#define _ASM_PAGE_TYPES_H

#include <linux/const.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE  (_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK  (~(PAGE_SIZE - 1))

#define PMD_SHIFT	 21
#define PMD_SIZE	 (_AC(1, UL) << PMD_SHIFT)
#define PMD_MASK	 (~(PMD_SIZE - 1))
#define PUD_SHIFT	 30
#define PUD_SIZE	 (_AC(1, UL) << PUD_SHIFT)
#define PUD_MASK	 (~(PUD_SIZE - 1))
#define P4D_SHIFT	 39
#define P4D_SIZE	 (_AC(1, UL) << P4D_SHIFT)
#define P4D_MASK	 (~(P4D_SIZE - 1))
#define PGDIR_SHIFT	 39
#define PGDIR_SIZE	 (_AC(1, UL) << PGDIR_SHIFT)
#define PGDIR_MASK	 (~(PGDIR_SIZE - 1))
#define PTRS_PER_PTE	 512
#define PTRS_PER_PMD	 512
#define PTRS_PER_PUD	 512
#define PTRS_PER_PGD	 512
#define KERNEL_PGD_INDEX 256 /* first PML4 slot of the kernel half */

#define PAGE_OFFSET	   _AC(0xffff888000000000, UL)
#define DIRECT_MAP_SIZE	   (_AC(64, UL) << 40)
#define VMALLOC_START	   _AC(0xffffc90000000000, UL)
#define VMALLOC_END	   _AC(0xffffe8ffffffffff, UL)
#define VMEMMAP_START	   _AC(0xffffea0000000000, UL)
#define VMEMMAP_END	   _AC(0xffffeaffffffffff, UL)
#define KERNEL_IMAGE_BASE  _AC(0xffffffff80000000, UL)
#define KERNEL_IMAGE_SIZE  (_AC(1, UL) << 30)
#define KERNEL_PHYS_START  _AC(0x100000, UL) /* where the loader puts the image */
#define __START_KERNEL_map KERNEL_IMAGE_BASE
#define MODULES_VADDR	   _AC(0xffffffffc0000000, UL)
#define MODULES_END	   _AC(0xffffffffff000000, UL)
#define MODULES_LEN	   (MODULES_END - MODULES_VADDR)

/* The last user page stays unmapped: a SYSCALL that ends there would return to a non-canonical rip.
 */
#define TASK_SIZE_MAX	   _AC(0x00007ffffffff000, UL)
#define TASK_SIZE	   TASK_SIZE_MAX
#define STACK_TOP	   TASK_SIZE_MAX
#define STACK_TOP_MAX	   TASK_SIZE_MAX
#define TASK_UNMAPPED_BASE (TASK_SIZE_MAX / 3 & PAGE_MASK)

#define THREAD_SIZE_ORDER 2
#define THREAD_SIZE	  (PAGE_SIZE << THREAD_SIZE_ORDER)

/* Stacks of #DF, NMI, #DB and #MC, one each a CPU; a power of two, and aligned to their size. */
#define EXCEPTION_STACK_ORDER 1
#define EXCEPTION_STKSZ	      (PAGE_SIZE << EXCEPTION_STACK_ORDER)

#define __PHYSICAL_MASK_SHIFT 52
#define __VIRTUAL_MASK_SHIFT  47

#endif
