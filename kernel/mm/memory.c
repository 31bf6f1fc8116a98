// SPDX-License-Identifier: MIT
/*
 * A page fault, once its mapping is known: find or make the page, and put it into the page table.
 *
 * handle_mm_fault() is the table of contents: what the entry holds decides. Each way that waits or
 * allocates does so without page_table_lock, and looks at the entry again before it is written;
 * when somebody else was faster his page stays, and ours is given back.
 *
 * Callers hold mmap_lock for reading, so that the mapping stands still.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "vma.h"

/* ---- Writing an entry; the caller holds page_table_lock ---- */

/* The entry for `page`, or bare frame, in this mapping; writable if asked for and allowed. */
static pte_t make_pte(const struct vm_area_struct *vma, unsigned long pfn, bool write)
{
	pte_t pte = pte_mkyoung(pfn_pte(pfn, vma->vm_page_prot));

	if (write) {
		pte = pte_mkdirty(pte);
		if (vma->vm_flags & VM_WRITE)
			pte = pte_mkwrite(pte);
	}
	return pte;
}

/* Is the entry still what the fault was decided on? */
static bool pte_unchanged(const struct vm_fault *vmf)
{
	return pte_same(paging_get(vmf->vma->vm_mm->pgd, vmf->address), vmf->orig_pte);
}

/* Put a page where nothing is. Its reference goes to the entry. */
static int set_new_page(struct vm_area_struct *vma, unsigned long addr, struct page *page,
			bool write)
{
	int err = paging_map(vma->vm_mm->pgd, addr, page_to_phys(page),
			     pte_pgprot(make_pte(vma, 0, write)));

	if (err)
		return err == -EEXIST ? -EBUSY : err;
	if (PageAnon(page))
		vma->vm_has_anon = true;
	page_add_map(vma->vm_mm, page);
	return 0;
}

int mm_install_page(struct vm_area_struct *vma, unsigned long addr, struct page *page, bool write)
{
	int err;

	spin_lock(&vma->vm_mm->page_table_lock);
	err = set_new_page(vma, addr, page, write);
	spin_unlock(&vma->vm_mm->page_table_lock);
	return err;
}

/* mm_install_page() at the end of a fault, which takes the page's reference in any case. */
static vm_fault_t finish_fault(struct vm_fault *vmf, struct page *page, bool write)
{
	int err = mm_install_page(vmf->vma, vmf->address, page, write);

	if (!err)
		return 0;
	put_page(page);
	/* -EBUSY: another thread was faster. If its page isn't enough we'll be back. */
	return err == -ENOMEM ? VM_FAULT_OOM : 0;
}

static struct page *new_anon_page(gfp_t gfp)
{
	struct page *page = alloc_page(GFP_HIGHUSER_MOVABLE | gfp);

	if (page)
		page_make_anon(page);
	return page;
}

/* ---- Nothing there yet: anonymous ---- */

static vm_fault_t map_zero_page(struct vm_fault *vmf)
{
	struct mm_struct *mm = vmf->vma->vm_mm;
	pte_t pte = pte_mkspecial(make_pte(vmf->vma, page_to_pfn(ZERO_PAGE(0)), false));
	int err;

	spin_lock(&mm->page_table_lock);
	err = paging_map(mm->pgd, vmf->address, (phys_addr_t)pte_pfn(pte) << PAGE_SHIFT,
			 pte_pgprot(pte));
	spin_unlock(&mm->page_table_lock);
	return err == -ENOMEM ? VM_FAULT_OOM : 0;
}

static vm_fault_t do_anonymous_page(struct vm_fault *vmf)
{
	struct page *page;

	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return map_zero_page(vmf);
	page = new_anon_page(__GFP_ZERO);
	return page ? finish_fault(vmf, page, true) : VM_FAULT_OOM;
}

/* ---- Nothing there yet: the owner knows ---- */

/* Ask the owner for the page. On success vmf->page is set, unless NOPAGE says it's done. */
static vm_fault_t ask_owner(struct vm_fault *vmf)
{
	vm_fault_t ret = vmf->vma->vm_ops->fault(vmf);

	if (!(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE)) && WARN_ON(!vmf->page))
		ret |= VM_FAULT_SIGBUS;
	return ret;
}

/* What the owner's handler held while we used its page. */
static void end_owner_fault(struct vm_fault *vmf)
{
	if (vmf->mapping)
		filemap_invalidate_unlock_shared(vmf->mapping);
	vmf->mapping = NULL;
}

static vm_fault_t do_read_fault(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	vm_fault_t ret;

	if (ops->map_pages && ops->map_pages(vmf) & VM_FAULT_NOPAGE)
		return VM_FAULT_NOPAGE;
	ret = ask_owner(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))
		return ret;
	ret |= finish_fault(vmf, vmf->page, false);
	end_owner_fault(vmf);
	return ret;
}

/* A write to a private mapping: the page is only the source of a copy. */
static vm_fault_t do_cow_fault(struct vm_fault *vmf)
{
	struct page *copy = new_anon_page(0);
	vm_fault_t ret;

	if (!copy)
		return VM_FAULT_OOM;
	vmf->cow_page = copy;
	ret = ask_owner(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE)) {
		put_page(copy);
		return ret;
	}
	copy_highpage(copy, vmf->page);
	ret |= finish_fault(vmf, copy, true);
	put_page(vmf->page);
	end_owner_fault(vmf);
	return ret;
}

static vm_fault_t do_shared_fault(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	vm_fault_t ret = ask_owner(vmf), mk = 0;

	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))
		return ret;
	if (ops->page_mkwrite) {
		vmf->flags |= FAULT_FLAG_MKWRITE;
		mk = ops->page_mkwrite(vmf);
	}
	if (mk & (VM_FAULT_ERROR | VM_FAULT_NOPAGE)) {
		put_page(vmf->page);
	} else {
		set_page_dirty(vmf->page);
		mk |= finish_fault(vmf, vmf->page, true);
	}
	end_owner_fault(vmf);
	if (vmf->vma->vm_file && !(mk & VM_FAULT_ERROR))
		file_update_time(vmf->vma->vm_file);
	return ret | mk;
}

static vm_fault_t do_fault(struct vm_fault *vmf)
{
	if (!vmf->vma->vm_ops->fault)
		return VM_FAULT_SIGBUS;
	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return do_read_fault(vmf);
	return vmf->vma->vm_flags & VM_SHARED ? do_shared_fault(vmf) : do_cow_fault(vmf);
}

/* ---- There, but not writable ---- */

/* Let the entry be written through, in place. Caller holds page_table_lock. */
static void make_writable(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t pte = pte_mkdirty(pte_mkyoung(vmf->orig_pte));

	if (vma->vm_flags & VM_WRITE)
		pte = pte_mkwrite(pte);
	paging_set(vma->vm_mm->pgd, vmf->address, pte); /* the tables are there: can't fail */
	flush_tlb_page(vma, vmf->address);
}

/* A shared mapping whose owner wanted to know of the first write. */
static vm_fault_t wp_shared(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	struct mm_struct *mm = vmf->vma->vm_mm;
	struct page *page;
	vm_fault_t ret = 0;

	spin_lock(&mm->page_table_lock);
	page = pte_unchanged(vmf) ? normal_page(vmf->orig_pte) : NULL;
	if (page)
		get_page(page);
	spin_unlock(&mm->page_table_lock);

	vmf->page = page;
	vmf->flags |= FAULT_FLAG_MKWRITE;
	if (page && ops && ops->page_mkwrite)
		ret = ops->page_mkwrite(vmf);
	else if (!page && ops && ops->pfn_mkwrite)
		ret = ops->pfn_mkwrite(vmf);
	if (!(ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))) {
		spin_lock(&mm->page_table_lock);
		if (pte_unchanged(vmf))
			make_writable(vmf);
		spin_unlock(&mm->page_table_lock);
	}
	if (page)
		put_page(page);
	return ret;
}

/* What a private copy starts with: the page, or the bare frame, that the entry shows. */
static bool copy_old(struct page *to, struct vm_fault *vmf, struct page *old)
{
	unsigned long pfn = pte_pfn(vmf->orig_pte);

	if (old)
		copy_highpage(to, old);
	else if (is_zero_pfn(pfn))
		clear_highpage(to);
	else if (pfn_valid(pfn))
		copy_highpage(to, pfn_to_page(pfn));
	else
		return false;
	return true;
}

/*
 * Put `copy` in the place of what orig_pte shows, unless it changed meanwhile. `copy`'s reference
 * goes to the entry, and the entry's to the old page, if any, to the caller. Takes the lock.
 */
static bool replace_page(struct vm_fault *vmf, struct page *old, struct page *copy)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	bool done;

	spin_lock(&mm->page_table_lock);
	done = pte_unchanged(vmf);
	if (done) {
		/* No CPU may still read the old page when another writes the new one. */
		paging_unmap(mm->pgd, vmf->address);
		flush_tlb_page(vma, vmf->address);
		if (old)
			page_remove_map(mm, old);
		vma->vm_has_anon = true;
		page_add_map(mm, copy);
		paging_set(mm->pgd, vmf->address, make_pte(vma, page_to_pfn(copy), true));
	}
	spin_unlock(&mm->page_table_lock);
	return done;
}

static vm_fault_t wp_copy(struct vm_fault *vmf, struct page *old)
{
	struct page *copy = new_anon_page(0);

	if (!copy)
		return VM_FAULT_OOM;
	if (!copy_old(copy, vmf, old)) {
		put_page(copy);
		return VM_FAULT_SIGBUS;
	}
	if (!replace_page(vmf, old, copy))
		put_page(copy);
	else if (old)
		put_page(old);
	return 0;
}

/* A private mapping: the last user of an anonymous page gets it, all others a copy. */
static vm_fault_t wp_private(struct vm_fault *vmf)
{
	struct mm_struct *mm = vmf->vma->vm_mm;
	struct page *old;
	vm_fault_t ret;

	spin_lock(&mm->page_table_lock);
	if (!pte_unchanged(vmf)) {
		spin_unlock(&mm->page_table_lock);
		return 0;
	}
	old = normal_page(vmf->orig_pte);
	if (old && PageAnon(old) && page_count(old) == 1) {
		make_writable(vmf);
		spin_unlock(&mm->page_table_lock);
		return 0;
	}
	if (old)
		get_page(old);
	spin_unlock(&mm->page_table_lock);

	ret = wp_copy(vmf, old);
	if (old)
		put_page(old);
	return ret;
}

/* ---- The top ---- */

/* The entry allows the access already: another thread was here, or this CPU's TLB is behind. */
static void refresh_entry(struct vm_fault *vmf)
{
	struct mm_struct *mm = vmf->vma->vm_mm;

	spin_lock(&mm->page_table_lock);
	if (pte_unchanged(vmf) && pte_accessible(vmf->orig_pte))
		flush_tlb_page(vmf->vma, vmf->address);
	spin_unlock(&mm->page_table_lock);
}

vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs)
{
	struct vm_fault vmf = {
		.vma = vma,
		.gfp_mask = GFP_HIGHUSER_MOVABLE,
		.address = address & PAGE_MASK,
		.real_address = address,
		.pgoff = vma->vm_pgoff + ((address - vma->vm_start) >> PAGE_SHIFT),
		.flags = flags,
	};

	spin_lock(&vma->vm_mm->page_table_lock);
	vmf.orig_pte = paging_get(vma->vm_mm->pgd, vmf.address);
	spin_unlock(&vma->vm_mm->page_table_lock);

	if (pte_none(vmf.orig_pte))
		return vma_is_anonymous(vma) ? do_anonymous_page(&vmf) : do_fault(&vmf);
	if (flags & FAULT_FLAG_WRITE && !pte_write(vmf.orig_pte))
		return vma->vm_flags & VM_SHARED ? wp_shared(&vmf) : wp_private(&vmf);
	refresh_entry(&vmf);
	return 0;
}
