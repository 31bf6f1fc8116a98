// SPDX-License-Identifier: MIT
/*
 * madvise(2). What changes a program's memory or its fork is done; hints about when pages will be
 * used are taken note of where a mapping can keep them, and otherwise have nothing to influence
 * while nothing is ever written out to make room.
 */
#include <linux/err.h>
#include <linux/falloc.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <kernel/mm.h>
#include "vma.h"

/* Is the advice one that we know? The others need options that are not built in: EINVAL. */
static bool known_advice(int advice)
{
	switch (advice) {
	case MADV_NORMAL:
	case MADV_RANDOM:
	case MADV_SEQUENTIAL:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
	case MADV_REMOVE:
	case MADV_DONTFORK:
	case MADV_DOFORK:
	case MADV_DONTDUMP:
	case MADV_DODUMP:
	case MADV_WIPEONFORK:
	case MADV_KEEPONFORK:
	case MADV_COLD:
	case MADV_PAGEOUT:
	case MADV_POPULATE_READ:
	case MADV_POPULATE_WRITE:
		return true;
	default:
		return false;
	}
}

/* Advice that becomes a flag of the mapping: its new flags in *flags. False for other advice. */
static bool advice_to_flags(const struct vm_area_struct *vma, int advice, unsigned long *flags,
			    int *err)
{
	*err = 0;
	switch (advice) {
	case MADV_NORMAL:
		*flags &= ~(VM_RAND_READ | VM_SEQ_READ);
		return true;
	case MADV_SEQUENTIAL:
		*flags = (*flags & ~VM_RAND_READ) | VM_SEQ_READ;
		return true;
	case MADV_RANDOM:
		*flags = (*flags & ~VM_SEQ_READ) | VM_RAND_READ;
		return true;
	case MADV_DONTFORK:
		*flags |= VM_DONTCOPY;
		return true;
	case MADV_DOFORK:
		if (*flags & VM_IO)
			*err = -EINVAL;
		*flags &= ~VM_DONTCOPY;
		return true;
	case MADV_WIPEONFORK:
		/* Only memory that has no other owner can begin anew. */
		if (vma->vm_file || *flags & VM_SHARED)
			*err = -EINVAL;
		*flags |= VM_WIPEONFORK;
		return true;
	case MADV_KEEPONFORK:
		*flags &= ~VM_WIPEONFORK;
		return true;
	case MADV_DONTDUMP:
		*flags |= VM_DONTDUMP;
		return true;
	case MADV_DODUMP:
		if (*flags & VM_SPECIAL)
			*err = -EINVAL;
		*flags &= ~VM_DONTDUMP;
		return true;
	default:
		return false;
	}
}

static int set_flags(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		     unsigned long flags)
{
	struct mm_struct *mm = vma->vm_mm;

	if (flags == vma->vm_flags)
		return 0;
	vma = vma_isolate(mm, vma, start, end);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vma->vm_flags = flags;
	vma_merge_around(mm, vma);
	return 0;
}

/* Forget the pages: the next access finds zeroes, or the file. */
static int drop_pages(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		      int advice)
{
	if (vma->vm_flags & VM_PFNMAP || (vma->vm_flags & VM_LOCKED && advice == MADV_DONTNEED))
		return -EINVAL;
	/* FREE, for own pages only, leaves the moment to us: at once. */
	if (advice == MADV_FREE && (!vma_is_anonymous(vma) || vma->vm_flags & VM_LOCKED))
		return -EINVAL;
	zap_range(vma, start, end);
	return 0;
}

/* Punch a hole into the file. mmap_lock is for reading, and dropped meanwhile: vma may be gone. */
static int remove_pages(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mm_struct *mm = vma->vm_mm;
	struct file *file = vma->vm_file;
	loff_t offset;
	int err;

	if (vma->vm_flags & VM_LOCKED || !file || !file->f_mapping || !file->f_mapping->host)
		return -EINVAL;
	if ((vma->vm_flags & (VM_SHARED | VM_WRITE)) != (VM_SHARED | VM_WRITE))
		return -EACCES;
	offset = (loff_t)(start - vma->vm_start) + ((loff_t)vma->vm_pgoff << PAGE_SHIFT);
	get_file(file);
	/* The file's lock comes before ours. */
	mmap_read_unlock(mm);
	err = vfs_fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, end - start);
	fput(file);
	mmap_read_lock(mm);
	return err;
}

static int advise_vma(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		      int advice)
{
	unsigned long flags = vma->vm_flags;
	int err;

	if (advice_to_flags(vma, advice, &flags, &err))
		return err ? err : set_flags(vma, start, end, flags);
	switch (advice) {
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
		return drop_pages(vma, start, end, advice);
	case MADV_REMOVE:
		return remove_pages(vma, start, end);
	case MADV_COLD:
	case MADV_PAGEOUT:
		return vma->vm_flags & (VM_LOCKED | VM_PFNMAP) ? -EINVAL : 0;
	default: /* MADV_WILLNEED */
		return vma->vm_file ? 0 : -EBADF;
	}
}

/* Does the advice change mappings, and not only what is in them? */
static bool needs_write_lock(int advice)
{
	switch (advice) {
	case MADV_REMOVE:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_COLD:
	case MADV_PAGEOUT:
	case MADV_FREE:
		return false;
	default:
		return true;
	}
}

/* All mappings of [start, end). A gap is -ENOMEM in the end, but what is mapped gets its advice. */
static int advise_range(struct mm_struct *mm, unsigned long start, unsigned long end, int advice)
{
	struct vm_area_struct *vma;
	int unmapped = 0, err;

	while (start < end) {
		unsigned long stop;

		vma = find_vma(mm, start);
		if (!vma || vma->vm_start >= end)
			return -ENOMEM;
		if (vma->vm_start > start) {
			unmapped = -ENOMEM;
			start = vma->vm_start;
		}
		stop = min(end, vma->vm_end);
		err = advise_vma(vma, start, stop, advice);
		if (err)
			return err;
		start = stop;
	}
	return unmapped;
}

/* MADV_POPULATE_*: as mm_populate(), but the caller hears of failures. */
static int populate_range(unsigned long start, unsigned long end, bool write)
{
	while (start < end) {
		long n = populate_vma_range(current->mm, start, end, write ? FOLL_WRITE : 0);

		if (n < 0)
			return n;
		start += n;
	}
	return 0;
}

SYSCALL_DEFINE3(madvise, unsigned long, start, size_t, len_in, int, behavior)
{
	struct mm_struct *mm = current->mm;
	size_t len = PAGE_ALIGN(len_in);
	unsigned long end = start + len;
	int err;

	if (!known_advice(behavior) || offset_in_page(start) || (len_in && !len) || end < start)
		return -EINVAL;
	if (end == start)
		return 0;
	if (behavior == MADV_POPULATE_READ || behavior == MADV_POPULATE_WRITE)
		return populate_range(start, end, behavior == MADV_POPULATE_WRITE);

	if (needs_write_lock(behavior)) {
		if (mmap_write_lock_killable(mm))
			return -EINTR;
		err = advise_range(mm, start, end, behavior);
		mmap_write_unlock(mm);
	} else {
		mmap_read_lock(mm);
		err = advise_range(mm, start, end, behavior);
		mmap_read_unlock(mm);
	}
	return err;
}
