// SPDX-License-Identifier: MIT
/*
 * Forgetting translations: <asm/tlbflush.h>. Where a page table has several CPUs, each function
 * ends with the same on the others; until one is started there is only this one.
 */
#include <linux/irqflags.h>
#include <linux/mm_types.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/special_insns.h>
#include <asm/tlbflush.h>

/* Above this many pages it costs less to forget all and walk the tables anew. */
#define FLUSH_ALL_PAGES 33

void flush_tlb_local(void)
{
	write_cr3(__read_cr3());
}

void flush_tlb_all(void)
{
	unsigned long flags, cr4;

	/* Global entries go when CR4.PGE changes (Intel SDM vol. 3A, 4.10.4.1). */
	local_irq_save(flags);
	cr4 = __read_cr4();
	__write_cr4(cr4 ^ X86_CR4_PGE);
	__write_cr4(cr4);
	local_irq_restore(flags);
}

void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	unsigned long addr;

	if ((end - start) >> PAGE_SHIFT > FLUSH_ALL_PAGES) {
		flush_tlb_all();
		return;
	}
	for (addr = start; addr < end; addr += PAGE_SIZE)
		flush_tlb_one(addr);
}

static bool mm_is_loaded(const struct mm_struct *mm)
{
	return (__read_cr3() & PTE_PFN_MASK) == __pa(mm->pgd);
}

void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	unsigned long addr;

	if (!mm_is_loaded(mm))
		return;
	if ((end - start) >> PAGE_SHIFT > FLUSH_ALL_PAGES) {
		flush_tlb_local();
		return;
	}
	for (addr = start; addr < end; addr += PAGE_SIZE)
		flush_tlb_one(addr);
}

void flush_tlb_mm(struct mm_struct *mm)
{
	if (mm_is_loaded(mm))
		flush_tlb_local();
}

void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr)
{
	if (mm_is_loaded(vma->vm_mm))
		flush_tlb_one(addr);
}

void flush_tlb_range(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	flush_tlb_mm_range(vma->vm_mm, start, end);
}
