/* SPDX-License-Identifier: MIT */
/*
 * Mappings of an address space: what the files of mm/ share about them. Unless a line says
 * otherwise the caller holds mmap_lock for writing.
 *
 * i_mmap: unmap_mapping_range() comes from a file to its mappings without mmap_lock. What it reads
 * of one (vm_start, vm_end, vm_pgoff, that it exists) changes only with the file's i_mmap_rwsem
 * held for writing as well. The functions here see to it.
 */
#ifndef _MM_VMA_H
#define _MM_VMA_H

#include <linux/mm.h>

/* A mapping in no tree, [start, end), and a copy of one; NULL when memory ends. */
struct vm_area_struct *vm_area_alloc(struct mm_struct *mm, unsigned long start, unsigned long end,
				     unsigned long flags);
struct vm_area_struct *vm_area_dup(const struct vm_area_struct *vma);

/* Drops vm_file's reference. */
void vm_area_free(struct vm_area_struct *vma);

/* Into, and out of, the tree and its file's list. Counts in map_count only. */
void vma_link(struct mm_struct *mm, struct vm_area_struct *vma);
void vma_unlink(struct mm_struct *mm, struct vm_area_struct *vma);

/* Out of its file's list; for the end of the address space, when the tree no longer matters. */
void vma_unlink_file(struct vm_area_struct *vma);

/* Give a linked mapping other borders. Its neighbours in the tree must leave room. */
void vma_resize(struct vm_area_struct *vma, unsigned long start, unsigned long end, pgoff_t pgoff);

/*
 * Cut a mapping in two at `addr`, inside of it. The upper part is new. -ENOMEM (memory, or too many
 * mappings), or what the owner says.
 */
int split_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr);

/*
 * Cut so that a mapping of its own, the one returned, covers exactly [max(start, vm_start),
 * min(end, vm_end)). ERR_PTR as split_vma().
 */
struct vm_area_struct *vma_isolate(struct mm_struct *mm, struct vm_area_struct *vma,
				   unsigned long start, unsigned long end);

/* Join a mapping with its neighbours where they continue it; returns the one that now covers it. */
struct vm_area_struct *vma_merge_around(struct mm_struct *mm, struct vm_area_struct *vma);

/* vm_page_prot as vm_flags and vm_ops ask for. */
void vma_set_page_prot(struct vm_area_struct *vma);

/* ---- Gaps; vma_gap.c. mmap_lock for writing, for the searches for reading ---- */

/* Below a stack there is room that it may want. */
static inline unsigned long vma_start_with_gap(const struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return vma->vm_start;
	return vma->vm_start > STACK_GUARD_GAP ? vma->vm_start - STACK_GUARD_GAP : 0;
}

/* Into the tree, linked already; out of it. After a change of a linked one's borders or growth. */
void vma_gap_insert(struct mm_struct *mm, struct vm_area_struct *vma);
void vma_gap_erase(struct mm_struct *mm, struct vm_area_struct *vma);
void vma_gap_update(struct vm_area_struct *vma);

/* The highest, and the lowest, free piece of `len` bytes in [low, high), or -ENOMEM. */
unsigned long find_gap_down(struct mm_struct *mm, unsigned long low, unsigned long high,
			    unsigned long len);
unsigned long find_gap_up(struct mm_struct *mm, unsigned long low, unsigned long high,
			  unsigned long len);

/* ---- Accounts; account.c ---- */

/* May a mapping of so many pages with such flags be added? RLIMIT_AS and RLIMIT_DATA. */
bool may_expand_vm(struct mm_struct *mm, unsigned long flags, unsigned long npages);

/* Count pages of a mapping into total_vm and its kin; negative to take them out. */
void vm_stat_account(struct mm_struct *mm, unsigned long flags, long npages);

/* Promise pages, or take the promise back. -ENOMEM when it could never be kept. Any lock. */
int vm_charge(unsigned long npages);
void vm_uncharge(unsigned long npages);

/* Does a mapping with these flags count as promised memory? */
static inline bool vm_accountable(unsigned long flags)
{
	return (flags & (VM_NORESERVE | VM_SHARED | VM_WRITE)) == VM_WRITE;
}

/* May so many bytes more be locked into memory? 0, -EPERM (no such right at all), -EAGAIN. */
int mlock_allowed(struct mm_struct *mm, unsigned long flags, unsigned long len);

/* What mlockall(MCL_FUTURE) asked for, in mm->flags behind <linux/sched/coredump.h>'s. */
#define MMF_LOCK_FUTURE	  (1UL << 16) /* new mappings are locked */
#define MMF_LOCK_ON_FAULT (1UL << 17) /* but not made present */
#define MMF_LOCK_MASK	  (MMF_LOCK_FUTURE | MMF_LOCK_ON_FAULT)

/* @flags: MCL_*. mmap_lock for writing. */
void mm_lock_future(struct mm_struct *mm, int flags);

/* The VM_ flags that every new mapping gets. */
static inline unsigned long mm_def_flags(const struct mm_struct *mm)
{
	return READ_ONCE(mm->flags) & MMF_LOCK_FUTURE ? VM_LOCKED : 0;
}

/* Is a new mapping with these flags to be made present at once? */
static inline bool populate_locked(const struct mm_struct *mm, unsigned long vm_flags)
{
	return vm_flags & VM_LOCKED && !(READ_ONCE(mm->flags) & MMF_LOCK_ON_FAULT);
}

/* ---- Page-table entries; zap.c, protect.c ---- */

/*
 * Drop the pages of [start, end), all of `vma`: entries, references, counts; page tables stay.
 * Caller holds mmap_lock, for reading at least, or i_mmap_rwsem of its file.
 */
void zap_range(struct vm_area_struct *vma, unsigned long start, unsigned long end);

/* Free the page tables that are empty now; nobody may be filling the range. */
void free_page_tables(struct mm_struct *mm, unsigned long start, unsigned long end);

/* Make [start, end) present; a failure is nobody's business. Caller holds no lock. */
void mm_populate(struct mm_struct *mm, unsigned long start, unsigned long len);

/*
 * Make pages from `start` on present, up to `end` or the end of the mapping, as for a write with
 * FOLL_WRITE. Bytes done, at least a page's; -ENOMEM where nothing is mapped, -EFAULT for no
 * access, -EINTR when killed. Takes mmap_lock for reading.
 */
long populate_vma_range(struct mm_struct *mm, unsigned long start, unsigned long end,
			unsigned int gup_flags);

/* ---- The calls, without checks of their own on who may ---- */

/* mmap(2); `populate` returns how many bytes mm_populate() is to make present. */
unsigned long do_mmap(struct mm_struct *mm, struct file *file, unsigned long addr,
		      unsigned long len, unsigned long prot, unsigned long flags,
		      unsigned long pgoff, unsigned long *populate);

/* get_unmapped_area() for any address space. */
unsigned long get_unmapped_area_of(struct mm_struct *mm, struct file *file, unsigned long addr,
				   unsigned long len, unsigned long pgoff, unsigned long flags);

/* do_mmap() when addresses and flags are settled. Charges, unmaps what was there, links. */
unsigned long mmap_region(struct mm_struct *mm, struct file *file, unsigned long addr,
			  unsigned long len, unsigned long vm_flags, unsigned long pgoff);

/* Grow a stack down to the page of `addr`. -ENOMEM, -EPERM. */
int expand_stack(struct vm_area_struct *vma, unsigned long addr);

/*
 * With mmap_lock held for reading: the mapping that holds `addr`, a stack grown if need be. NULL
 * when there is none; mmap_lock is held for reading in any case, but was dropped in between.
 */
struct vm_area_struct *find_vma_grow(struct mm_struct *mm, unsigned long addr);

#endif
