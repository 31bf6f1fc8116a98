// SPDX-License-Identifier: MIT
/*
 * Mappings of files whose pages are in the page cache: generic_file_mmap() for a file system's
 * mmap(), and the fault handler behind it. The cache itself is the file subsystem's,
 * <linux/pagemap.h>.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include "internal.h"

/* Around a page that is read, so many are mapped with it if they are at hand; a power of two. */
#define FAULT_AROUND_PAGES 16

vm_fault_t filemap_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct page *page;

	/* Until the entry is in place no truncation may come in between: see vmf->mapping. */
	filemap_invalidate_lock_shared(mapping);
	page = address_space_get_page(mapping, vmf->pgoff);
	if (IS_ERR(page)) {
		filemap_invalidate_unlock_shared(mapping);
		return vmf_error(PTR_ERR(page));
	}
	vmf->mapping = mapping;
	vmf->page = page;
	return 0;
}
EXPORT_SYMBOL(filemap_fault);

/* Map one page if the cache has it. True when it is mapped now, by us or somebody else. */
static bool map_cached(struct vm_area_struct *vma, struct address_space *mapping, pgoff_t pgoff,
		       unsigned long addr)
{
	struct page *page = find_get_page(mapping, pgoff);
	int err;

	if (!page)
		return false;
	err = mm_install_page(vma, addr, page, false);
	if (err)
		put_page(page);
	return !err || err == -EBUSY;
}

/*
 * A program that touches a page will soon touch the next, and each fault costs far more than an
 * entry. Only pages below the file's end; a hole is left to a fault of its own.
 */
static vm_fault_t filemap_map_pages(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct address_space *mapping = vma->vm_file->f_mapping;
	unsigned long size = FAULT_AROUND_PAGES << PAGE_SHIFT, addr, end;
	pgoff_t pgoff, pages;
	vm_fault_t ret = 0;

	addr = max(vmf->address & ~(size - 1), vma->vm_start);
	end = min((vmf->address & ~(size - 1)) + size, vma->vm_end);
	pgoff = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);

	filemap_invalidate_lock_shared(mapping);
	pages = DIV_ROUND_UP(i_size_read(mapping->host), PAGE_SIZE);
	for (; addr < end && pgoff < pages; addr += PAGE_SIZE, pgoff++)
		if (map_cached(vma, mapping, pgoff, addr) && addr == vmf->address)
			ret = VM_FAULT_NOPAGE;
	filemap_invalidate_unlock_shared(mapping);
	return ret;
}

const struct vm_operations_struct generic_file_vm_ops = {
	.fault = filemap_fault,
	.map_pages = filemap_map_pages,
};
EXPORT_SYMBOL(generic_file_vm_ops);

int generic_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	file_accessed(file);
	vma->vm_ops = &generic_file_vm_ops;
	return 0;
}
EXPORT_SYMBOL(generic_file_mmap);

/* For files that can't be written through a mapping. */
int generic_file_readonly_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED && vma->vm_flags & VM_MAYWRITE)
		return -EINVAL;
	return generic_file_mmap(file, vma);
}
EXPORT_SYMBOL(generic_file_readonly_mmap);
