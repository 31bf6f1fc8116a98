// SPDX-License-Identifier: MIT
/*
 * A driver's memory in a user mapping, for its mmap() or its fault handler.
 *
 *	remap_pfn_range()	frames, with or without struct page, that nobody counts: device
 *				registers, reserved memory. The entries are marked special.
 *	vm_insert_page()	pages of the driver's, each with a reference for the mapping
 *	vmf_insert_pfn()	one frame, from a fault handler
 *
 * Addresses are page aligned and lie in `vma`. In mmap() the mapping is the caller's alone; in a
 * fault handler mmap_lock is held for reading. A user's entry is never writable where the mapping
 * isn't: the protection comes from vma->vm_page_prot, or is the caller's word.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/vmalloc.h>
#include <asm/pgtable.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* One frame where nothing is. -EBUSY, -ENOMEM. */
static int insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		      pgprot_t prot)
{
	struct mm_struct *mm = vma->vm_mm;
	pte_t pte = pte_mkspecial(pfn_pte(pfn, prot));
	int err;

	spin_lock(&mm->page_table_lock);
	err = paging_map(mm->pgd, addr, PFN_PHYS(pfn), pte_pgprot(pte));
	spin_unlock(&mm->page_table_lock);
	return err == -EEXIST ? -EBUSY : err;
}

int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot)
{
	unsigned long at, end;
	int err;

	size = PAGE_ALIGN(size);
	if (WARN_ON_ONCE(offset_in_page(addr)) || addr < vma->vm_start || size > vma->vm_end - addr)
		return -EINVAL;
	end = addr + size;
	/* A private copy of a part could not be told from the frames later. */
	if (is_cow_mapping(vma->vm_flags)) {
		if (addr != vma->vm_start || end != vma->vm_end)
			return -EINVAL;
		vma->vm_pgoff = pfn;
	}
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	for (at = addr; at < end; at += PAGE_SIZE, pfn++) {
		err = insert_pfn(vma, at, pfn, prot);
		if (err) {
			zap_range(vma, addr, at);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL(remap_pfn_range);

int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len)
{
	unsigned long pfn, pages, vm_len = vma->vm_end - vma->vm_start;

	if (start + len < start)
		return -EINVAL;
	/* The part of a page in front of the memory is mapped too. */
	len += offset_in_page(start);
	pfn = PHYS_PFN(start);
	pages = PFN_UP(len);
	if (pfn + pages < pfn || vma->vm_pgoff > pages)
		return -EINVAL;
	pfn += vma->vm_pgoff;
	pages -= vma->vm_pgoff;
	if (vm_len >> PAGE_SHIFT > pages)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, pfn, vm_len, vma->vm_page_prot);
}
EXPORT_SYMBOL(vm_iomap_memory);

vm_fault_t vmf_insert_pfn_prot(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
			       pgprot_t pgprot)
{
	int err;

	if (WARN_ON_ONCE(!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))))
		return VM_FAULT_SIGBUS;
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	err = insert_pfn(vma, addr & PAGE_MASK, pfn, pgprot);
	/* Another thread's fault was faster: as good. */
	return !err || err == -EBUSY ? VM_FAULT_NOPAGE : vmf_error(err);
}
EXPORT_SYMBOL(vmf_insert_pfn_prot);

vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn)
{
	return vmf_insert_pfn_prot(vma, addr, pfn, vma->vm_page_prot);
}
EXPORT_SYMBOL(vmf_insert_pfn);

int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	bool write = (vma->vm_flags & (VM_WRITE | VM_SHARED)) == (VM_WRITE | VM_SHARED);
	int err;

	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (!page_count(page) || PageAnon(page) || PageSlab(page))
		return -EINVAL;
	vma->vm_flags |= VM_MIXEDMAP;
	get_page(page);
	err = mm_install_page(vma, addr & PAGE_MASK, page, write);
	if (err)
		put_page(page);
	return err;
}
EXPORT_SYMBOL(vm_insert_page);

int vm_insert_pages(struct vm_area_struct *vma, unsigned long addr, struct page **pages,
		    unsigned long *num)
{
	int err = 0;

	for (; *num && !err; addr += PAGE_SIZE) {
		err = vm_insert_page(vma, addr, *pages);
		if (!err) {
			pages++;
			--*num;
		}
	}
	return err;
}
EXPORT_SYMBOL(vm_insert_pages);

/* pages[offset …] over the whole mapping, of `num` pages in all. */
static int map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num,
		     unsigned long offset)
{
	unsigned long count = vma_pages(vma), i;
	int err;

	if (offset >= num || count > num - offset)
		return -ENXIO;
	for (i = 0; i < count; i++) {
		err = vm_insert_page(vma, vma->vm_start + (i << PAGE_SHIFT), pages[offset + i]);
		if (err)
			return err;
	}
	return 0;
}

int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num)
{
	return map_pages(vma, pages, num, vma->vm_pgoff);
}
EXPORT_SYMBOL(vm_map_pages);

int vm_map_pages_zero(struct vm_area_struct *vma, struct page **pages, unsigned long num)
{
	return map_pages(vma, pages, num, 0);
}
EXPORT_SYMBOL(vm_map_pages_zero);

int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size)
{
	struct vm_struct *area = find_vm_area(kaddr);
	unsigned long off, bytes;
	int err;

	if (pgoff > ULONG_MAX >> PAGE_SHIFT)
		return -EINVAL;
	off = pgoff << PAGE_SHIFT;
	size = PAGE_ALIGN(size);
	if (!PAGE_ALIGNED(uaddr) || !PAGE_ALIGNED(kaddr) || !area || !(area->flags & VM_USERMAP))
		return -EINVAL;
	bytes = (unsigned long)area->nr_pages << PAGE_SHIFT;
	if (off > bytes || size > bytes - off)
		return -EINVAL;
	for (kaddr += off; size; size -= PAGE_SIZE, uaddr += PAGE_SIZE, kaddr += PAGE_SIZE) {
		err = vm_insert_page(vma, uaddr, vmalloc_to_page(kaddr));
		if (err)
			return err;
	}
	vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
	return 0;
}
EXPORT_SYMBOL(remap_vmalloc_range_partial);

int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff)
{
	return remap_vmalloc_range_partial(vma, vma->vm_start, addr, pgoff,
					   vma->vm_end - vma->vm_start);
}
EXPORT_SYMBOL(remap_vmalloc_range);
