// SPDX-License-Identifier: MIT
/*
 * Protections of whole pages in the vmalloc and module areas: <asm/set_memory.h>. What is made
 * read-only there is so in the direct map, too.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <asm/page.h>
#include <asm/set_memory.h>
#include <kernel/paging.h>

static bool in_area(unsigned long addr, unsigned long size, unsigned long start, unsigned long end)
{
	return addr >= start && addr < end && size <= end - addr;
}

/* The same for the frame's other address, as far as it is about writing. */
static int change_alias(pte_t pte, unsigned long set, unsigned long clear)
{
	phys_addr_t pa = pte_val(pte) & PTE_PFN_MASK;
	int err;

	if (!((set | clear) & _PAGE_RW))
		return 0;
	err = direct_map_split(pa);
	if (!err)
		direct_map_set_writable(pa, set & _PAGE_RW);
	return err;
}

/* Clear `clear` and set `set` in the entry of every page. */
static int change_pages(unsigned long addr, int numpages, unsigned long set, unsigned long clear)
{
	unsigned long size = (unsigned long)numpages << PAGE_SHIFT, at;
	int err = 0;

	if (numpages < 0 || !PAGE_ALIGNED(addr) ||
	    (!in_area(addr, size, VMALLOC_START, VMALLOC_END + 1) &&
	     !in_area(addr, size, MODULES_VADDR, MODULES_END)))
		return -EINVAL;
	for (at = addr; at < addr + size && !err; at += PAGE_SIZE) {
		pte_t pte = paging_get(init_pgd, at);
		unsigned long prot = pgprot_val(pte_pgprot(pte));

		if (!pte_present(pte))
			err = -ENOENT;
		else
			err = paging_protect(init_pgd, at, __pgprot((prot & ~clear) | set))
				      ?: change_alias(pte, set, clear);
	}
	flush_tlb_kernel_range(addr, addr + size);
	return err;
}

int set_memory_ro(unsigned long addr, int numpages)
{
	return change_pages(addr, numpages, 0, _PAGE_RW);
}
EXPORT_SYMBOL_GPL(set_memory_ro);

int set_memory_rw(unsigned long addr, int numpages)
{
	return change_pages(addr, numpages, _PAGE_RW, 0);
}
EXPORT_SYMBOL_GPL(set_memory_rw);

int set_memory_x(unsigned long addr, int numpages)
{
	return change_pages(addr, numpages, 0, _PAGE_NX);
}
EXPORT_SYMBOL_GPL(set_memory_x);

int set_memory_nx(unsigned long addr, int numpages)
{
	return change_pages(addr, numpages, _PAGE_NX, 0);
}
EXPORT_SYMBOL_GPL(set_memory_nx);
