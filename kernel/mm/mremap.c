// SPDX-License-Identifier: MIT
/*
 * mremap(2): a mapping made smaller or larger, in place or elsewhere.
 *
 * A move gives the pages themselves to the new mapping, entry by entry. Everything that can fail
 * comes first; moving entries fails only for want of a page table, and is then undone.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/tlbflush.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* A request, checked and page aligned. */
struct mremap {
	struct mm_struct *mm;
	unsigned long addr, old_len;
	unsigned long new_addr, new_len; /* new_addr: with MREMAP_FIXED; a hint with DONTUNMAP */
	unsigned long flags;		 /* MREMAP_* */
	unsigned long populate_from;	 /* out, with populate_len: what VM_LOCKED wants present */
	unsigned long populate_len;
};

/* ---- Moving entries ---- */

/* The entries of `len` bytes to another, empty place. -ENOMEM: some moved. */
static int move_entries(struct mm_struct *mm, unsigned long from, unsigned long to,
			unsigned long len)
{
	unsigned long end = from + len, at = from;
	int err = 0;

	spin_lock(&mm->page_table_lock);
	while (!err && (at = paging_next(mm->pgd, at, end)) < end) {
		unsigned long stop = min(end, (at & PMD_MASK) + PMD_SIZE);

		for (; at < stop && !err; at += PAGE_SIZE) {
			pte_t pte = paging_unmap(mm->pgd, at);

			if (pte_none(pte))
				continue;
			err = paging_set(mm->pgd, to + (at - from), pte);
			/* The old table is still there: putting it back can't fail. */
			if (err)
				paging_set(mm->pgd, at, pte);
		}
	}
	flush_tlb_mm_range(mm, from, end);
	spin_unlock(&mm->page_table_lock);
	return err;
}

/* The new mapping of a move: a copy of the old one at another place, not yet with pages. */
static struct vm_area_struct *copy_vma(struct mremap *r, struct vm_area_struct *vma)
{
	struct vm_area_struct *new = vm_area_dup(vma);

	if (!new)
		return NULL;
	new->vm_start = r->new_addr;
	new->vm_end = r->new_addr + r->new_len;
	new->vm_pgoff += (r->addr - vma->vm_start) >> PAGE_SHIFT;
	if (!new->vm_file)
		new->vm_pgoff = new->vm_start >> PAGE_SHIFT;
	if (new->vm_ops &&new->vm_ops->open)
		new->vm_ops->open(new);
	return new;
}

static void drop_copy(struct mm_struct *mm, struct vm_area_struct *new)
{
	vma_unlink(mm, new);
	free_page_tables(mm, new->vm_start, new->vm_end);
	if (new->vm_ops &&new->vm_ops->close)
		new->vm_ops->close(new);
	vm_area_free(new);
}

/*
 * Move the pages between two mappings that both are linked. Who comes from the file, to truncate
 * it, must find each page in one of them: he is kept out.
 */
static int move_pages(struct mremap *r, struct vm_area_struct *new, unsigned long len)
{
	struct rw_semaphore *rwsem = new->vm_file ? &new->vm_file->f_mapping->i_mmap_rwsem : NULL;
	int err;

	if (rwsem)
		down_write(rwsem);
	err = move_entries(r->mm, r->addr, r->new_addr, len);
	if (!err && new->vm_ops &&new->vm_ops->mremap)
		err = new->vm_ops->mremap(new);
	/* Back into tables that were not freed: it can't fail. */
	if (err)
		move_entries(r->mm, r->new_addr, r->addr, len);
	if (rwsem)
		up_write(rwsem);
	return err;
}

/*
 * What is left at the old place once the pages are gone: nothing, or with DONTUNMAP an empty
 * mapping. The old one was made to fit [addr, addr + old_len) before.
 */
static void end_old(struct mremap *r)
{
	struct vm_area_struct *vma;

	if (r->flags & MREMAP_DONTUNMAP) {
		vma = find_vma(r->mm, r->addr);
		if (vma->vm_flags & VM_LOCKED)
			r->mm->locked_vm -= vma_pages(vma);
		vma->vm_flags &= ~VM_LOCKED;
		return;
	}
	WARN_ON(do_munmap(r->mm, r->addr, r->old_len)); /* cut already: needs nothing */
}

/*
 * Move (or, for old_len 0, copy) to new_addr, where nothing is. `vma` covers exactly the old range
 * but in the latter case. The caller has checked the limits. Returns new_addr or an errno.
 */
static unsigned long move_vma(struct mremap *r, struct vm_area_struct *vma)
{
	unsigned long npages = r->new_len >> PAGE_SHIFT, flags = vma->vm_flags;
	struct vm_area_struct *new;
	int err = flags & VM_ACCOUNT ? vm_charge(npages) : 0;

	if (err)
		return err;
	new = copy_vma(r, vma);
	if (!new) {
		err = -ENOMEM;
		goto uncharge;
	}
	vma_link(r->mm, new);
	err = move_pages(r, new, r->old_len);
	if (err)
		goto drop_copy;
	vm_stat_account(r->mm, flags, npages);
	if (flags & VM_LOCKED) {
		r->populate_from = r->new_addr + r->old_len;
		r->populate_len = r->new_len - r->old_len;
	}
	if (r->old_len)
		end_old(r);
	/* Not before: joined with the new one, the old could not have gone without a cut. */
	vma_merge_around(r->mm, new);
	return r->new_addr;

drop_copy:
	drop_copy(r->mm, new);
uncharge:
	if (flags & VM_ACCOUNT)
		vm_uncharge(npages);
	return err;
}

/* ---- Checks ---- */

/* The mapping that the request is about, if that may be done to it. */
static struct vm_area_struct *vma_to_resize(struct mremap *r)
{
	struct vm_area_struct *vma = vma_lookup(r->mm, r->addr);
	unsigned long more = r->new_len > r->old_len ? r->new_len - r->old_len : 0;
	unsigned long pgoff;
	int err;

	if (!vma)
		return ERR_PTR(-EFAULT);
	/* A copy of a private mapping would have nothing in common with it. */
	if (!r->old_len && !(vma->vm_flags & (VM_SHARED | VM_MAYSHARE)))
		return ERR_PTR(-EINVAL);
	if (r->flags & MREMAP_DONTUNMAP && vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP))
		return ERR_PTR(-EINVAL);
	if (r->old_len > vma->vm_end - r->addr)
		return ERR_PTR(-EFAULT);
	if (!more && !(r->flags & MREMAP_DONTUNMAP))
		return vma;

	pgoff = vma->vm_pgoff + ((r->addr - vma->vm_start) >> PAGE_SHIFT);
	if (pgoff + (r->new_len >> PAGE_SHIFT) < pgoff)
		return ERR_PTR(-EINVAL);
	if (more && vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP))
		return ERR_PTR(-EFAULT);
	err = mlock_allowed(r->mm, vma->vm_flags, more);
	if (err)
		return ERR_PTR(err);
	if (!may_expand_vm(r->mm, vma->vm_flags, more >> PAGE_SHIFT))
		return ERR_PTR(-ENOMEM);
	return vma;
}

/* Move, once new_addr is known and free. */
static unsigned long move_checked(struct mremap *r, struct vm_area_struct *vma)
{
	unsigned long ret;

	/* Cutting the old one out and the move itself make up to three mappings more. */
	if (r->mm->map_count >= DEFAULT_MAX_MAP_COUNT - 3)
		return -ENOMEM;
	if (r->flags & MREMAP_DONTUNMAP &&
	    !may_expand_vm(r->mm, vma->vm_flags, r->old_len >> PAGE_SHIFT))
		return -ENOMEM;
	if (r->old_len) {
		vma = vma_isolate(r->mm, vma, r->addr, r->addr + r->old_len);
		if (IS_ERR(vma))
			return PTR_ERR(vma);
	}
	ret = move_vma(r, vma);
	/* What was cut out but stays, by request or since the move failed. */
	vma = vma_lookup(r->mm, r->addr);
	if (vma)
		vma_merge_around(r->mm, vma);
	return ret;
}

static unsigned long unmapped_for(struct mremap *r, struct vm_area_struct *vma, unsigned long addr,
				  unsigned long map_flags)
{
	if (vma->vm_flags & VM_MAYSHARE)
		map_flags |= MAP_SHARED;
	return get_unmapped_area_of(r->mm, vma->vm_file, addr, r->new_len,
				    vma->vm_pgoff + ((r->addr - vma->vm_start) >> PAGE_SHIFT),
				    map_flags);
}

/* MREMAP_FIXED, or DONTUNMAP without it. */
static unsigned long mremap_to(struct mremap *r)
{
	bool fixed = r->flags & MREMAP_FIXED;
	struct vm_area_struct *vma;
	unsigned long ret;
	int err;

	if (offset_in_page(r->new_addr) || r->new_len > TASK_SIZE ||
	    r->new_addr > TASK_SIZE - r->new_len)
		return -EINVAL;
	/* The two may not overlap. */
	if (r->addr + r->old_len > r->new_addr && r->new_addr + r->new_len > r->addr)
		return -EINVAL;
	if (r->mm->map_count + 2 >= DEFAULT_MAX_MAP_COUNT - 3)
		return -ENOMEM;
	if (fixed) {
		err = do_munmap(r->mm, r->new_addr, r->new_len);
		if (err)
			return err;
	}
	if (r->old_len > r->new_len) {
		err = do_munmap(r->mm, r->addr + r->new_len, r->old_len - r->new_len);
		if (err)
			return err;
		r->old_len = r->new_len;
	}
	vma = vma_to_resize(r);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	ret = unmapped_for(r, vma, r->new_addr, fixed ? MAP_FIXED : 0);
	if (IS_ERR_VALUE(ret))
		return ret;
	r->new_addr = ret;
	return move_checked(r, vma);
}

/* Grow in place; false when the addresses behind are not free. *err when they are. */
static bool grow_in_place(struct mremap *r, struct vm_area_struct *vma, int *err)
{
	unsigned long more = r->new_len - r->old_len, end = vma->vm_end;

	*err = 0;
	if (r->addr + r->old_len != end || more > TASK_SIZE - end ||
	    find_vma_intersection(r->mm, end, end + more))
		return false;
	if (vma->vm_flags & VM_ACCOUNT)
		*err = vm_charge(more >> PAGE_SHIFT);
	if (*err)
		return true;
	vm_stat_account(r->mm, vma->vm_flags, more >> PAGE_SHIFT);
	vma_resize(vma, vma->vm_start, end + more, vma->vm_pgoff);
	if (vma->vm_flags & VM_LOCKED) {
		r->populate_from = end;
		r->populate_len = more;
	}
	vma_merge_around(r->mm, vma);
	return true;
}

static unsigned long do_mremap(struct mremap *r)
{
	struct vm_area_struct *vma;
	unsigned long ret;
	int err;

	if (!vma_lookup(r->mm, r->addr))
		return -EFAULT;
	if (r->flags & (MREMAP_FIXED | MREMAP_DONTUNMAP))
		return mremap_to(r);
	/* To make smaller is munmap(2) of the end, whatever lies there. */
	if (r->old_len >= r->new_len) {
		err = r->old_len == r->new_len
			      ? 0
			      : do_munmap(r->mm, r->addr + r->new_len, r->old_len - r->new_len);
		return err ? err : r->addr;
	}
	vma = vma_to_resize(r);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (r->old_len && grow_in_place(r, vma, &err))
		return err ? err : r->addr;
	if (!(r->flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	ret = unmapped_for(r, vma, 0, 0);
	if (IS_ERR_VALUE(ret))
		return ret;
	r->new_addr = ret;
	return move_checked(r, vma);
}

SYSCALL_DEFINE5(mremap, unsigned long, addr, unsigned long, old_len, unsigned long, new_len,
		unsigned long, flags, unsigned long, new_addr)
{
	struct mremap r = {
		.mm = current->mm,
		.addr = addr,
		.old_len = PAGE_ALIGN(old_len),
		.new_len = PAGE_ALIGN(new_len),
		.new_addr = new_addr,
		.flags = flags,
	};
	unsigned long ret;

	if (flags & ~(MREMAP_FIXED | MREMAP_MAYMOVE | MREMAP_DONTUNMAP))
		return -EINVAL;
	if (flags & (MREMAP_FIXED | MREMAP_DONTUNMAP) && !(flags & MREMAP_MAYMOVE))
		return -EINVAL;
	if (flags & MREMAP_DONTUNMAP && r.old_len != r.new_len)
		return -EINVAL;
	if (offset_in_page(addr) || !r.new_len)
		return -EINVAL;
	/* Only those two say where to. */
	if (!(flags & (MREMAP_FIXED | MREMAP_DONTUNMAP)))
		r.new_addr = 0;
	if (mmap_write_lock_killable(r.mm))
		return -EINTR;
	ret = do_mremap(&r);
	mmap_write_unlock(r.mm);
	if (!IS_ERR_VALUE(ret) && r.populate_len)
		mm_populate(r.mm, r.populate_from, r.populate_len);
	return ret;
}
