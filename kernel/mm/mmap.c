// SPDX-License-Identifier: MIT
/*
 * mmap(2) and munmap(2): requests checked in one place, do_mmap(), and carried out in mmap_region()
 * and do_munmap(), which check nothing but what can run out. Errors as the manual pages list them.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/syscalls.h>
#include <kernel/mm.h>
#include "internal.h"
#include "vma.h"

/* ---- Checks ---- */

/*
 * Can the file have these pages? A file on disk, and a device, has none behind the largest offset;
 * other owners know for themselves what their offsets mean.
 */
static bool offset_possible(const struct file *file, unsigned long len, unsigned long pgoff)
{
	umode_t mode = file_inode(file)->i_mode;

	if (!S_ISREG(mode) && !S_ISBLK(mode))
		return true;
	return len <= MAX_LFS_FILESIZE && pgoff <= (MAX_LFS_FILESIZE - len) >> PAGE_SHIFT;
}

/* What the file and the way it is open allow; fills in the VM_ flags that follow from it. */
static int check_file_mapping(struct file *file, unsigned long prot, unsigned long flags,
			      unsigned long *vm_flags)
{
	switch (flags & MAP_TYPE) {
	case MAP_SHARED_VALIDATE:
		if (flags & ~LEGACY_MAP_MASK)
			return -EOPNOTSUPP;
		fallthrough;
	case MAP_SHARED:
		if (prot & PROT_WRITE && !(file->f_mode & FMODE_WRITE))
			return -EACCES;
		if (IS_APPEND(file_inode(file)) && file->f_mode & FMODE_WRITE)
			return -EACCES;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		if (!(file->f_mode & FMODE_WRITE))
			*vm_flags &= ~(VM_MAYWRITE | VM_SHARED);
		break;
	case MAP_PRIVATE:
		break;
	default:
		return -EINVAL;
	}
	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	if (path_noexec(&file->f_path)) {
		if (*vm_flags & VM_EXEC)
			return -EPERM;
		*vm_flags &= ~VM_MAYEXEC;
	}
	if (!file->f_op->mmap)
		return -ENODEV;
	return flags & MAP_GROWSDOWN ? -EINVAL : 0;
}

static int check_anonymous_mapping(unsigned long flags, unsigned long *vm_flags)
{
	switch (flags & MAP_TYPE) {
	case MAP_SHARED:
		if (flags & MAP_GROWSDOWN)
			return -EINVAL;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		return 0;
	case MAP_PRIVATE:
		return 0;
	default:
		return -EINVAL;
	}
}

unsigned long do_mmap(struct mm_struct *mm, struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot, unsigned long flags,
		      unsigned long pgoff, unsigned long *populate)
{
	unsigned long vm_flags;
	int err;

	*populate = 0;
	if (!len)
		return -EINVAL;
	if (flags & MAP_FIXED_NOREPLACE)
		flags |= MAP_FIXED;
	/* A hint below what may be mapped means the lowest that may. */
	if (!(flags & MAP_FIXED) && addr & PAGE_MASK && addr < MMAP_MIN_ADDR)
		addr = MMAP_MIN_ADDR;
	len = PAGE_ALIGN(len);
	if (!len)
		return -ENOMEM;
	if (pgoff + (len >> PAGE_SHIFT) < pgoff)
		return -EOVERFLOW;
	if (mm->map_count > DEFAULT_MAX_MAP_COUNT)
		return -ENOMEM;

	addr = get_unmapped_area_of(mm, file, addr, len, pgoff, flags);
	if (IS_ERR_VALUE(addr))
		return addr;
	if (flags & MAP_FIXED_NOREPLACE && find_vma_intersection(mm, addr, addr + len))
		return -EEXIST;

	if (file && !offset_possible(file, len, pgoff))
		return -EOVERFLOW;
	vm_flags = calc_vm_prot_bits(prot) | calc_vm_flag_bits(flags) | mm_def_flags(mm) |
		   VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	err = mlock_allowed(mm, vm_flags, len);
	if (!err && file)
		err = check_file_mapping(file, prot, flags, &vm_flags);
	else if (!err)
		err = check_anonymous_mapping(flags, &vm_flags);
	if (err)
		return err;
	if (flags & MAP_NORESERVE)
		vm_flags |= VM_NORESERVE;
	/* From here on the request is sound; only memory and limits can refuse it. */

	if (!file)
		pgoff = vm_flags & VM_SHARED ? 0 : addr >> PAGE_SHIFT;
	addr = mmap_region(mm, file, addr, len, vm_flags, pgoff);
	if (!IS_ERR_VALUE(addr) && (populate_locked(mm, vm_flags) ||
				    (flags & (MAP_POPULATE | MAP_NONBLOCK)) == MAP_POPULATE))
		*populate = len;
	return addr;
}

/* ---- A new mapping ---- */

/* Give a mapping its file, and let the file's owner set it up. */
static int attach_file(struct vm_area_struct *vma, struct file *file, unsigned long pgoff)
{
	int err = vma->vm_flags & VM_SHARED ? mapping_map_writable(file->f_mapping) : 0;

	if (err)
		return err;
	vma->vm_file = get_file(file);
	vma->vm_pgoff = pgoff;
	err = call_mmap(file, vma);
	/* The owner may have put pages in place before it failed. */
	if (err)
		zap_range(vma, vma->vm_start, vma->vm_end);
	else
		vma_set_page_prot(vma);
	/* While we hold the mapping it counts for itself: vma_link(). */
	if (vma->vm_flags & VM_SHARED)
		mapping_unmap_writable(file->f_mapping);
	return err;
}

/* A mapping set up but linked nowhere, or ERR_PTR. */
static struct vm_area_struct *new_mapping(struct mm_struct *mm, struct file *file,
					  unsigned long addr, unsigned long len,
					  unsigned long vm_flags, unsigned long pgoff)
{
	struct vm_area_struct *vma = vm_area_alloc(mm, addr, addr + len, vm_flags);
	int err = 0;

	if (!vma)
		return ERR_PTR(-ENOMEM);
	if (file)
		err = attach_file(vma, file, pgoff);
	else if (vm_flags & VM_SHARED)
		err = shmem_zero_setup(vma);
	if (err) {
		vm_area_free(vma);
		return ERR_PTR(err);
	}
	return vma;
}

/* Pages of [addr, end) that mappings cover already: they go before the new one comes. */
static unsigned long pages_in_the_way(struct mm_struct *mm, unsigned long addr, unsigned long end)
{
	VMA_ITERATOR(vmi, mm, addr);
	struct vm_area_struct *vma;
	unsigned long n = 0;

	for_each_vma(vmi, vma)
	{
		if (vma->vm_start >= end)
			break;
		n += (min(end, vma->vm_end) - max(addr, vma->vm_start)) >> PAGE_SHIFT;
	}
	return n;
}

unsigned long mmap_region(struct mm_struct *mm, struct file *file, unsigned long addr,
			  unsigned long len, unsigned long vm_flags, unsigned long pgoff)
{
	unsigned long npages = len >> PAGE_SHIFT;
	struct vm_area_struct *vma;
	int err;

	if (!may_expand_vm(mm, vm_flags, npages) &&
	    !may_expand_vm(mm, vm_flags, npages - pages_in_the_way(mm, addr, addr + len)))
		return -ENOMEM;
	if (vm_accountable(vm_flags)) {
		err = vm_charge(npages);
		if (err)
			return err;
		vm_flags |= VM_ACCOUNT;
	}
	err = do_munmap(mm, addr, len);
	if (err)
		goto uncharge;
	vma = new_mapping(mm, file, addr, len, vm_flags, pgoff);
	if (IS_ERR(vma)) {
		err = PTR_ERR(vma);
		goto free_tables;
	}
	vm_stat_account(mm, vma->vm_flags, npages);
	vma_link(mm, vma);
	vma_merge_around(mm, vma);
	return addr;

free_tables:
	free_page_tables(mm, addr, addr + len);
uncharge:
	if (vm_flags & VM_ACCOUNT)
		vm_uncharge(npages);
	return err;
}

/* ---- munmap ---- */

/* Cut the mappings at both ends of [start, end). -ENOMEM when that would make too many. */
static int cut_ends(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma_intersection(mm, start, end);
	int err;

	if (vma && vma->vm_start < start) {
		err = split_vma(mm, vma, start);
		if (err)
			return err;
	}
	vma = find_vma_intersection(mm, end - 1, end);
	err = vma && vma->vm_end > end ? split_vma(mm, vma, end) : 0;
	if (err && (vma = vma_lookup(mm, start)))
		vma_merge_around(mm, vma);
	return err;
}

/* Mappings that are in no tree any more, on `dead` by their `shared` link: their last moment. */
static void free_mappings(struct mm_struct *mm, struct list_head *dead)
{
	struct vm_area_struct *vma, *next;

	list_for_each_entry_safe (vma, next, dead, shared) {
		vm_stat_account(mm, vma->vm_flags, -(long)vma_pages(vma));
		if (vma->vm_flags & VM_ACCOUNT)
			vm_uncharge(vma_pages(vma));
		if (vma->vm_ops && vma->vm_ops->close)
			vma->vm_ops->close(vma);
		vm_area_free(vma);
	}
}

int do_munmap(struct mm_struct *mm, unsigned long start, size_t len)
{
	struct vm_area_struct *vma;
	unsigned long end;
	LIST_HEAD(dead);
	int err;

	if (offset_in_page(start) || start > TASK_SIZE || len > TASK_SIZE - start)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	if (!len)
		return -EINVAL;
	end = start + len;
	if (!find_vma_intersection(mm, start, end))
		return 0;
	err = cut_ends(mm, start, end);
	if (err)
		return err;
	/* From here on nothing can fail. */
	while ((vma = find_vma_intersection(mm, start, end))) {
		vma_unlink(mm, vma);
		list_add_tail(&vma->shared, &dead);
	}
	list_for_each_entry (vma, &dead, shared)
		zap_range(vma, vma->vm_start, vma->vm_end);
	free_page_tables(mm, start, end);
	free_mappings(mm, &dead);
	return 0;
}
EXPORT_SYMBOL(do_munmap);

int mm_munmap(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	int err;

	mmap_write_lock(mm);
	err = do_munmap(mm, addr, len);
	mmap_write_unlock(mm);
	return err;
}

int vm_munmap(unsigned long start, size_t len)
{
	return mm_munmap(current->mm, start, len);
}
EXPORT_SYMBOL(vm_munmap);

/* ---- mmap, from inside and outside ---- */

unsigned long mm_mmap(struct mm_struct *mm, struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot, unsigned long flags, unsigned long off)
{
	unsigned long ret, populate;

	if (offset_in_page(off))
		return -EINVAL;
	if (mmap_write_lock_killable(mm))
		return -EINTR;
	ret = do_mmap(mm, file, addr, len, prot, flags, off >> PAGE_SHIFT, &populate);
	mmap_write_unlock(mm);
	if (populate)
		mm_populate(mm, ret, populate);
	return ret;
}

unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flag, unsigned long offset)
{
	return mm_mmap(current->mm, file, addr, len, prot, flag, offset);
}
EXPORT_SYMBOL(vm_mmap);

SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len, unsigned long, prot, unsigned long,
		flags, unsigned long, fd, unsigned long, off)
{
	struct file *file = NULL;
	unsigned long ret;

	if (offset_in_page(off))
		return -EINVAL;
	/* There are no huge pages to be had, of a file or of memory. */
	if (flags & MAP_HUGETLB)
		return flags & MAP_ANONYMOUS ? -ENOMEM : -EINVAL;
	/* Programs pass any descriptor for an anonymous mapping. */
	if (!(flags & MAP_ANONYMOUS)) {
		file = fget(fd);
		if (!file)
			return -EBADF;
	}
	ret = mm_mmap(current->mm, file, addr, len, prot, flags, off);
	if (file)
		fput(file);
	return ret;
}

SYSCALL_DEFINE2(munmap, unsigned long, addr, size_t, len)
{
	if (mmap_write_lock_killable(current->mm))
		return -EINTR;
	addr = do_munmap(current->mm, addr, len);
	mmap_write_unlock(current->mm);
	return addr;
}
