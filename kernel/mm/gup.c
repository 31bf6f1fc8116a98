// SPDX-License-Identifier: MIT
/*
 * User pages for the kernel's use: by themselves (get_user_pages() and its kin), or by their bytes
 * (access_remote_vm()).
 *
 * A page is made present as an access by the program would, copy-on-write included, and referenced
 * before the page-table lock is dropped: it stays ours even if the program unmaps it meanwhile.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <asm/pgtable.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* ---- One page ---- */

/* Does the mapping allow the access? */
static bool vma_allows(const struct vm_area_struct *vma, unsigned int gup_flags)
{
	bool force = gup_flags & FOLL_FORCE;

	if (vma->vm_flags & (VM_IO | VM_PFNMAP))
		return false;
	/* Force may write to what the program can't, but only to a copy of its own. */
	if (gup_flags & FOLL_WRITE)
		return vma->vm_flags & VM_WRITE || (force && is_cow_mapping(vma->vm_flags));
	return vma->vm_flags & VM_READ || (force && vma->vm_flags & VM_MAYREAD);
}

/*
 * The page that an entry shows, if it will do as it is; NULL calls for a fault. Caller holds
 * page_table_lock.
 */
static struct page *usable_page(pte_t pte, unsigned int gup_flags)
{
	struct page *page;

	if (!pte_present(pte))
		return NULL;
	if (pte_special(pte))
		return is_zero_pfn(pte_pfn(pte)) && !(gup_flags & FOLL_WRITE) ? ZERO_PAGE(0) : NULL;
	page = pte_page(pte);
	if (gup_flags & FOLL_WRITE && !pte_write(pte)) {
		/* By force, through an entry that stays read-only: a page of its own will do. */
		if (!(gup_flags & FOLL_FORCE) || !PageAnon(page) || page_count(page) != 1)
			return NULL;
	}
	return page;
}

/*
 * The page at `addr`, with a reference. *vmap is its mapping, if any, also on failure. -EFAULT,
 * -ENOMEM, -EINTR. Caller holds mmap_lock for reading; it may be dropped in between (a stack grew).
 */
static struct page *get_one_page(struct mm_struct *mm, unsigned long addr, unsigned int gup_flags,
				 struct vm_area_struct **vmap)
{
	struct vm_area_struct *vma = find_vma_grow(mm, addr);
	unsigned int flags = FAULT_FLAG_REMOTE;

	*vmap = vma;
	if (!vma || !vma_allows(vma, gup_flags))
		return ERR_PTR(-EFAULT);
	if (gup_flags & FOLL_WRITE)
		flags |= FAULT_FLAG_WRITE;
	for (;;) {
		struct page *page;
		vm_fault_t ret;

		spin_lock(&mm->page_table_lock);
		page = usable_page(paging_get(mm->pgd, addr & PAGE_MASK), gup_flags);
		if (page)
			get_page(page);
		spin_unlock(&mm->page_table_lock);
		if (page)
			return page;

		if (fatal_signal_pending(current))
			return ERR_PTR(-EINTR);
		ret = handle_mm_fault(vma, addr, flags, NULL);
		if (ret & VM_FAULT_OOM)
			return ERR_PTR(-ENOMEM);
		if (ret & VM_FAULT_ERROR)
			return ERR_PTR(-EFAULT);
	}
}

/* ---- Several ---- */

/*
 * Pages from `start` on into pages[], or for NULL only made present. How many, or the error of the
 * first.
 */
static long get_pages(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
		      unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas)
{
	unsigned long i;

	for (i = 0; i < nr_pages; i++, start += PAGE_SIZE) {
		struct vm_area_struct *vma;
		struct page *page = get_one_page(mm, start, gup_flags, &vma);

		if (IS_ERR(page))
			return i ? (long)i : PTR_ERR(page);
		if (vmas)
			vmas[i] = vma;
		if (pages)
			pages[i] = page;
		else
			put_page(page);
		cond_resched();
	}
	return i;
}

long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked)
{
	return get_pages(mm, start & PAGE_MASK, nr_pages, gup_flags, pages, vmas);
}
EXPORT_SYMBOL(get_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas)
{
	return get_pages(current->mm, start & PAGE_MASK, nr_pages, gup_flags, pages, vmas);
}
EXPORT_SYMBOL(get_user_pages);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages, struct page **pages,
			     unsigned int gup_flags)
{
	struct mm_struct *mm = current->mm;
	long ret;

	mmap_read_lock(mm);
	ret = get_pages(mm, start & PAGE_MASK, nr_pages, gup_flags, pages, NULL);
	mmap_read_unlock(mm);
	return ret;
}
EXPORT_SYMBOL(get_user_pages_unlocked);

int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages)
{
	unsigned long len = (unsigned long)nr_pages << PAGE_SHIFT;

	start &= PAGE_MASK;
	if (nr_pages < 0 || start > TASK_SIZE || len > TASK_SIZE - start)
		return -EFAULT;
	return get_user_pages_unlocked(start, nr_pages, pages, gup_flags);
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);

long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas)
{
	return get_user_pages(start, nr_pages, gup_flags | FOLL_PIN, pages, vmas);
}
EXPORT_SYMBOL(pin_user_pages);

int pin_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
			struct page **pages)
{
	return get_user_pages_fast(start, nr_pages, gup_flags | FOLL_PIN, pages);
}
EXPORT_SYMBOL_GPL(pin_user_pages_fast);

void unpin_user_page(struct page *page)
{
	put_page(page);
}
EXPORT_SYMBOL(unpin_user_page);

void unpin_user_pages(struct page **pages, unsigned long npages)
{
	unsigned long i;

	for (i = 0; i < npages; i++)
		put_page(pages[i]);
}
EXPORT_SYMBOL(unpin_user_pages);

void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty)
{
	unsigned long i;

	for (i = 0; i < npages; i++) {
		if (make_dirty)
			set_page_dirty(pages[i]);
		put_page(pages[i]);
	}
}
EXPORT_SYMBOL(unpin_user_pages_dirty_lock);

/* ---- Made present ---- */

long populate_vma_range(struct mm_struct *mm, unsigned long start, unsigned long end,
			unsigned int gup_flags)
{
	struct vm_area_struct *vma;
	long n;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, start);
	if (!vma) {
		n = -ENOMEM;
	} else if (!vma_allows(vma, gup_flags)) {
		n = -EINVAL;
	} else {
		end = min(end, vma->vm_end);
		n = get_pages(mm, start, (end - start) >> PAGE_SHIFT, gup_flags, NULL, NULL);
	}
	mmap_read_unlock(mm);
	return n > 0 ? n << PAGE_SHIFT : n;
}

/* How mm_populate() is to touch a mapping's pages; false: not at all. */
static bool populate_how(struct mm_struct *mm, unsigned long addr, unsigned long *vma_end,
			 unsigned int *gup_flags)
{
	struct vm_area_struct *vma;
	bool wanted = false;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		*vma_end = vma->vm_end;
		/* A private page would be copied on the first write anyway: so do it now. */
		*gup_flags = (vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE ? FOLL_WRITE : 0;
		wanted = vma->vm_flags & VM_ACCESS_FLAGS;
		if (!(vma->vm_flags & VM_READ))
			*gup_flags |= FOLL_FORCE;
	}
	mmap_read_unlock(mm);
	return wanted;
}

void mm_populate(struct mm_struct *mm, unsigned long start, unsigned long len)
{
	unsigned long end = start + len, vma_end;
	unsigned int gup_flags;

	while (start < end && populate_how(mm, start, &vma_end, &gup_flags)) {
		long n = populate_vma_range(mm, start, min(end, vma_end), gup_flags);

		if (n <= 0)
			return;
		start += n;
	}
}

/* ---- Bytes ---- */

/* The bytes of one page; returns how many were copied, 0 when none could be. */
static int access_one_page(struct mm_struct *mm, unsigned long addr, void *buf, int len,
			   unsigned int gup_flags)
{
	bool write = gup_flags & FOLL_WRITE;
	struct vm_area_struct *vma;
	struct page *page = get_one_page(mm, addr, gup_flags, &vma);
	int n = min_t(int, len, PAGE_SIZE - offset_in_page(addr));
	char *at;

	if (IS_ERR(page)) {
		/* Device memory: its driver may know how. */
		if (!vma || !vma->vm_ops || !vma->vm_ops->access)
			return 0;
		n = vma->vm_ops->access(vma, addr, buf, len, write);
		return n > 0 ? n : 0;
	}
	at = page_address(page) + offset_in_page(addr);
	if (write) {
		memcpy(at, buf, n);
		set_page_dirty(page);
	} else {
		memcpy(buf, at, n);
	}
	put_page(page);
	return n;
}

int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags)
{
	int done = 0;

	if (mmap_read_lock_killable(mm))
		return 0;
	while (done < len && addr < TASK_SIZE) {
		int n = access_one_page(mm, addr, buf + done, len - done, gup_flags);

		if (!n)
			break;
		done += n;
		addr += n;
	}
	mmap_read_unlock(mm);
	return done;
}

int access_process_vm(struct task_struct *tsk, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags)
{
	struct mm_struct *mm = get_task_mm(tsk);
	int done;

	if (!mm)
		return 0;
	done = access_remote_vm(mm, addr, buf, len, gup_flags);
	mmput(mm);
	return done;
}
EXPORT_SYMBOL_GPL(access_process_vm);
