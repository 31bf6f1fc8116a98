// SPDX-License-Identifier: MIT
/*
 * Translation caches of this CPU. One CPU is started; with several, each of these also sends the
 * others an interrupt, so callers may not hold a lock that an interrupt handler takes.
 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <linux/types.h>

struct mm_struct;
struct vm_area_struct;

/* One page, whatever table is loaded, global entries too. */
static inline void flush_tlb_one(unsigned long addr)
{
	asm volatile("invlpg (%0)" : : "r"(addr) : "memory");
}

/* Everything that is not global: the user half. */
void flush_tlb_local(void);

/* Everything, global entries too. */
void flush_tlb_all(void);

/* [start, end) of the kernel half. */
void flush_tlb_kernel_range(unsigned long start, unsigned long end);

/* [start, end) of the address space of `mm`; nothing to do when it isn't loaded. */
void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start, unsigned long end);
void flush_tlb_mm(struct mm_struct *mm);
void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr);
void flush_tlb_range(struct vm_area_struct *vma, unsigned long start, unsigned long end);

#endif
