// SPDX-License-Identifier: MIT
/*
 * msync(2), which writes mappings back to their files, and mincore(2), which tells what is in
 * memory.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/*
 * What one mapping shows of its file, [start, end) cut to it, written back. mmap_lock is held for
 * reading before and after, not meanwhile.
 */
static int sync_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long start,
		    unsigned long end)
{
	struct file *file = get_file(vma->vm_file);
	loff_t first = (loff_t)(start - vma->vm_start) + ((loff_t)vma->vm_pgoff << PAGE_SHIFT);
	int err;

	mmap_read_unlock(mm);
	err = vfs_fsync_range(file, first, first + (end - start) - 1, 1);
	fput(file);
	mmap_read_lock(mm);
	return err;
}

/* A gap is -ENOMEM in the end, but what is mapped is written back. mmap_lock for reading. */
static int sync_range(struct mm_struct *mm, unsigned long start, unsigned long end, int flags)
{
	int unmapped = 0, err = 0;

	while (start < end && !err) {
		struct vm_area_struct *vma = find_vma(mm, start);
		unsigned long stop;

		if (!vma || vma->vm_start >= end)
			return -ENOMEM;
		if (vma->vm_start > start) {
			unmapped = -ENOMEM;
			start = vma->vm_start;
		}
		if (flags & MS_INVALIDATE && vma->vm_flags & VM_LOCKED)
			return -EBUSY;
		stop = min(end, vma->vm_end);
		if (flags & MS_SYNC && vma->vm_file && vma->vm_flags & VM_SHARED)
			err = sync_vma(mm, vma, start, stop);
		start = stop;
	}
	return err ? err : unmapped;
}

SYSCALL_DEFINE3(msync, unsigned long, start, size_t, len, int, flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) || offset_in_page(start))
		return -EINVAL;
	if (flags & MS_ASYNC && flags & MS_SYNC)
		return -EINVAL;
	end = start + PAGE_ALIGN(len);
	if (end < start)
		return -ENOMEM;
	if (end == start)
		return 0;
	mmap_read_lock(mm);
	err = sync_range(mm, start, end, flags);
	mmap_read_unlock(mm);
	return err;
}

/* Is the page at `addr` in memory: mapped here, or in its file's cache? */
static bool page_in_core(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	struct page *page;
	pte_t pte;

	spin_lock(&mm->page_table_lock);
	pte = paging_get(mm->pgd, addr);
	spin_unlock(&mm->page_table_lock);
	if (!pte_none(pte))
		return true;
	if (!vma->vm_file || vma->vm_ops != &generic_file_vm_ops)
		return false;
	page = find_get_page(vma->vm_file->f_mapping,
			     vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT));
	if (page)
		put_page(page);
	return page;
}

/* A byte for each page of [addr, addr + n pages). -ENOMEM at a gap. */
static int fill_in_core(struct mm_struct *mm, unsigned long addr, unsigned long n, u8 *vec)
{
	struct vm_area_struct *vma = NULL;
	unsigned long i;

	for (i = 0; i < n; i++, addr += PAGE_SIZE) {
		if (!vma || addr >= vma->vm_end)
			vma = vma_lookup(mm, addr);
		if (!vma)
			return -ENOMEM;
		vec[i] = page_in_core(vma, addr);
	}
	return 0;
}

SYSCALL_DEFINE3(mincore, unsigned long, start, size_t, len, unsigned char __user *, vec)
{
	struct mm_struct *mm = current->mm;
	unsigned long pages = PAGE_ALIGN(len) >> PAGE_SHIFT;
	int err = 0;
	u8 *buf;

	if (offset_in_page(start))
		return -EINVAL;
	if (!access_ok((void __user *)start, len) || (len && !pages))
		return -ENOMEM;
	if (!access_ok(vec, pages))
		return -EFAULT;
	buf = (u8 *)__get_free_page(GFP_KERNEL);
	if (!buf)
		return -EAGAIN;
	while (pages && !err) {
		unsigned long n = min(pages, PAGE_SIZE);

		/* mmap_lock can't be held while the result is copied: a fault would take it. */
		mmap_read_lock(mm);
		err = fill_in_core(mm, start, n, buf);
		mmap_read_unlock(mm);
		if (!err && copy_to_user(vec, buf, n))
			err = -EFAULT;
		pages -= n;
		vec += n;
		start += n << PAGE_SHIFT;
	}
	free_page((unsigned long)buf);
	return err;
}
