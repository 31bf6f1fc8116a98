// SPDX-License-Identifier: MIT
/*
 * Makes a page of its own code writable behind the kernel's back, which refuses to; as long as it
 * is loaded. For the check that looks for such pages.
 */
#include <linux/mm.h>
#include <linux/module.h>
#include <asm/pgtable.h>
#include <asm/special_insns.h>

/* The last-level entry of an address, by the tables that the CPU uses. */
static unsigned long *entry_of(unsigned long addr)
{
	unsigned long *table = __va(__read_cr3() & PTE_PFN_MASK);

	for (int shift = PGDIR_SHIFT; shift > PAGE_SHIFT; shift -= 9)
		table = __va(table[addr >> shift & (PTRS_PER_PTE - 1)] & PTE_PFN_MASK);
	return &table[pte_index(addr)];
}

static int __init makes_wx_init(void)
{
	*entry_of((unsigned long)entry_of) |= _PAGE_RW;
	return 0;
}
module_init(makes_wx_init);

static void __exit makes_wx_exit(void)
{
	*entry_of((unsigned long)entry_of) &= ~_PAGE_RW;
}
module_exit(makes_wx_exit);

MODULE_LICENSE("GPL");
