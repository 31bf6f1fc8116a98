// SPDX-License-Identifier: MIT
/*
 * The mappings of an address space as a set of ranges: found, cut, joined. See vma.h.
 *
 * They lie in a red-black tree by address and never overlap. Two that touch and agree in everything
 * are one: whoever changes a mapping joins it with its neighbours afterwards.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <asm/pgtable.h>
#include <kernel/mm.h>
#include "internal.h"
#include "vma.h"

static struct kmem_cache *vma_cache;

void __init vma_init(void)
{
	vma_cache = KMEM_CACHE(vm_area_struct, SLAB_PANIC | SLAB_ACCOUNT);
}

/* ---- One mapping ---- */

pgprot_t vm_get_page_prot(unsigned long vm_flags)
{
	bool exec = vm_flags & VM_EXEC;

	if (!(vm_flags & VM_ACCESS_FLAGS))
		return PAGE_NONE;
	if ((vm_flags & (VM_WRITE | VM_SHARED)) == (VM_WRITE | VM_SHARED))
		return exec ? PAGE_SHARED_EXEC : PAGE_SHARED;
	return exec ? PAGE_READONLY_EXEC : PAGE_READONLY;
}
EXPORT_SYMBOL(vm_get_page_prot);

void vma_set_page_prot(struct vm_area_struct *vma)
{
	unsigned long flags = vma->vm_flags;
	unsigned long cache = pgprot_val(vma->vm_page_prot) & _PAGE_CACHE_MASK;

	/* An owner that wants to see the first write gets read-only entries. */
	if (vma->vm_ops && (vma->vm_ops->page_mkwrite || vma->vm_ops->pfn_mkwrite))
		flags &= ~VM_SHARED;
	vma->vm_page_prot = __pgprot(pgprot_val(vm_get_page_prot(flags)) | cache);
}

struct vm_area_struct *vm_area_alloc(struct mm_struct *mm, unsigned long start, unsigned long end,
				     unsigned long flags)
{
	struct vm_area_struct *vma = kmem_cache_zalloc(vma_cache, GFP_KERNEL);

	if (!vma)
		return NULL;
	vma->vm_mm = mm;
	vma->vm_start = start;
	vma->vm_end = end;
	vma->vm_flags = flags;
	vma->vm_page_prot = vm_get_page_prot(flags);
	vma->vm_pgoff = start >> PAGE_SHIFT;
	INIT_LIST_HEAD(&vma->shared);
	return vma;
}

struct vm_area_struct *vm_area_dup(const struct vm_area_struct *vma)
{
	struct vm_area_struct *new = kmem_cache_alloc(vma_cache, GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *vma;
	INIT_LIST_HEAD(&new->shared);
	if (new->vm_file)
		get_file(new->vm_file);
	return new;
}

void vm_area_free(struct vm_area_struct *vma)
{
	if (vma->vm_file)
		fput(vma->vm_file);
	kmem_cache_free(vma_cache, vma);
}

/* ---- The tree ---- */

struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **prev)
{
	struct vm_area_struct *found = NULL;
	struct rb_node *n = mm->mm_rb.rb_node;

	*prev = NULL;
	while (n) {
		struct vm_area_struct *vma = rb_entry(n, struct vm_area_struct, vm_rb);

		if (vma->vm_end > addr) {
			found = vma;
			n = n->rb_left;
		} else {
			*prev = vma;
			n = n->rb_right;
		}
	}
	return found;
}
EXPORT_SYMBOL(find_vma_prev);

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *prev;

	return find_vma_prev(mm, addr, &prev);
}
EXPORT_SYMBOL(find_vma);

static void tree_insert(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct rb_node **link = &mm->mm_rb.rb_node, *parent = NULL;

	while (*link) {
		struct vm_area_struct *other = rb_entry(*link, struct vm_area_struct, vm_rb);

		parent = *link;
		if (vma->vm_end <= other->vm_start) {
			link = &parent->rb_left;
		} else {
			VM_BUG_ON(vma->vm_start < other->vm_end);
			link = &parent->rb_right;
		}
	}
	rb_link_node(&vma->vm_rb, parent, link);
	vma_gap_insert(mm, vma);
	mm->map_count++;
}

static struct address_space *vma_mapping(const struct vm_area_struct *vma)
{
	return vma->vm_file ? vma->vm_file->f_mapping : NULL;
}

/* The file's side of a new mapping; the caller holds i_mmap_rwsem for writing. */
static void file_list_add(struct address_space *mapping, struct vm_area_struct *vma)
{
	list_add_tail(&vma->shared, &mapping->i_mmap);
	if (vma->vm_flags & VM_SHARED)
		atomic_inc(&mapping->i_mmap_writable);
}

void vma_link(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct address_space *mapping = vma_mapping(vma);

	if (mapping) {
		down_write(&mapping->i_mmap_rwsem);
		file_list_add(mapping, vma);
		up_write(&mapping->i_mmap_rwsem);
	}
	tree_insert(mm, vma);
}

void vma_unlink_file(struct vm_area_struct *vma)
{
	struct address_space *mapping = vma_mapping(vma);

	if (!mapping)
		return;
	down_write(&mapping->i_mmap_rwsem);
	list_del_init(&vma->shared);
	if (vma->vm_flags & VM_SHARED)
		mapping_unmap_writable(mapping);
	up_write(&mapping->i_mmap_rwsem);
}

void vma_unlink(struct mm_struct *mm, struct vm_area_struct *vma)
{
	vma_unlink_file(vma);
	vma_gap_erase(mm, vma);
	mm->map_count--;
}

void vma_resize(struct vm_area_struct *vma, unsigned long start, unsigned long end, pgoff_t pgoff)
{
	struct address_space *mapping = vma_mapping(vma);

	if (mapping)
		down_write(&mapping->i_mmap_rwsem);
	vma->vm_start = start;
	vma->vm_end = end;
	vma->vm_pgoff = pgoff;
	vma_gap_update(vma);
	if (mapping)
		up_write(&mapping->i_mmap_rwsem);
}

/* ---- Cut and join ---- */

int split_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	struct address_space *mapping = vma_mapping(vma);
	struct vm_area_struct *upper;
	int err;

	if (mm->map_count >= DEFAULT_MAX_MAP_COUNT)
		return -ENOMEM;
	if (vma->vm_ops && vma->vm_ops->may_split) {
		err = vma->vm_ops->may_split(vma, addr);
		if (err)
			return err;
	}
	upper = vm_area_dup(vma);
	if (!upper)
		return -ENOMEM;
	upper->vm_start = addr;
	upper->vm_pgoff += (addr - vma->vm_start) >> PAGE_SHIFT;
	if (upper->vm_ops && upper->vm_ops->open)
		upper->vm_ops->open(upper);
	/* One step for those who come from the file: they find all of it at any time. */
	if (mapping) {
		down_write(&mapping->i_mmap_rwsem);
		vma->vm_end = addr;
		file_list_add(mapping, upper);
		up_write(&mapping->i_mmap_rwsem);
	} else {
		vma->vm_end = addr;
	}
	vma_gap_update(vma);
	tree_insert(mm, upper);
	return 0;
}

struct vm_area_struct *vma_isolate(struct mm_struct *mm, struct vm_area_struct *vma,
				   unsigned long start, unsigned long end)
{
	int err;

	if (start > vma->vm_start) {
		err = split_vma(mm, vma, start);
		if (err)
			return ERR_PTR(err);
		vma = find_vma(mm, start);
	}
	if (end < vma->vm_end) {
		err = split_vma(mm, vma, end);
		if (err) {
			vma_merge_around(mm, vma);
			return ERR_PTR(err);
		}
	}
	return vma;
}

/* Does `b` continue `a`, so that one mapping can stand for both? */
static bool can_merge(const struct vm_area_struct *a, const struct vm_area_struct *b)
{
	if (a->vm_end != b->vm_start || a->vm_flags != b->vm_flags || a->vm_file != b->vm_file ||
	    a->vm_ops != b->vm_ops || a->vm_private_data != b->vm_private_data ||
	    pgprot_val(a->vm_page_prot) != pgprot_val(b->vm_page_prot))
		return false;
	/* An owner that counts mappings must see each go; driver memory stays as it is. */
	if (a->vm_flags & VM_SPECIAL || (a->vm_ops && a->vm_ops->close))
		return false;
	return a->vm_pgoff + vma_pages(a) == b->vm_pgoff;
}

/* `a` takes over what `b`, which continues it, covers. */
static void merge_into(struct mm_struct *mm, struct vm_area_struct *a, struct vm_area_struct *b)
{
	unsigned long end = b->vm_end;

	if (b->vm_has_anon)
		a->vm_has_anon = true;
	/*
	 * Between the two steps a truncation would find neither, and miss b's pages: so the wider
	 * one first. They overlap for a moment, which nobody sees: mmap_lock.
	 */
	vma_resize(a, a->vm_start, end, a->vm_pgoff);
	vma_unlink(mm, b);
	vm_area_free(b);
}

struct vm_area_struct *vma_merge_around(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct vm_area_struct *prev = vma_prev_in_mm(vma), *next = vma_next_in_mm(vma);

	if (next && can_merge(vma, next))
		merge_into(mm, vma, next);
	if (prev && can_merge(prev, vma)) {
		merge_into(mm, prev, vma);
		vma = prev;
	}
	return vma;
}
