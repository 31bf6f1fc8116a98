// SPDX-License-Identifier: MIT
/*
 * Address ranges of the kernel half: handed out, found again, mapped and unmapped. See vmap.h.
 *
 * A range is unmapped, and the TLBs are rid of it, before its addresses can be handed out again and
 * before its pages are freed: no CPU ever sees a page through an address that is somebody else's.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "vmap.h"

#define VMAP_SPACE_INIT(name, from, to)                                                            \
	{                                                                                          \
		.start = (from), .end = (to), .lock = __SPIN_LOCK_UNLOCKED(name.lock),             \
		.areas = LIST_HEAD_INIT(name.areas), .tree = RB_ROOT,                              \
	}

struct vmap_space vmalloc_space = VMAP_SPACE_INIT(vmalloc_space, VMALLOC_START, VMALLOC_END + 1);
struct vmap_space module_space = VMAP_SPACE_INIT(module_space, MODULES_VADDR, MODULES_END);

bool is_vmalloc_addr(const void *x)
{
	return (unsigned long)x >= VMALLOC_START && (unsigned long)x <= VMALLOC_END;
}
EXPORT_SYMBOL(is_vmalloc_addr);

bool is_vmalloc_or_module_addr(const void *x)
{
	return is_vmalloc_addr(x) ||
	       ((unsigned long)x >= MODULES_VADDR && (unsigned long)x < MODULES_END);
}

bool vmap_must_defer(void)
{
	return in_interrupt() || (irqs_disabled() && system_state != SYSTEM_BOOTING);
}

static unsigned long area_start(const struct vm_struct *area)
{
	return (unsigned long)area->addr;
}

static struct vmap_space *space_of(const void *addr)
{
	return is_vmalloc_addr(addr) ? &vmalloc_space : &module_space;
}

/* ---- Addresses ---- */

/*
 * The lowest gap of `size` bytes; *before is the list node behind which it lies. 0 when there is
 * none. Caller holds space->lock.
 */
static unsigned long find_gap(struct vmap_space *space, unsigned long size, unsigned long align,
			      struct list_head **before)
{
	unsigned long at = ALIGN(space->start, align);
	struct vm_struct *area;

	*before = &space->areas;
	list_for_each_entry (area, &space->areas, list) {
		if (at < area_start(area) && size <= area_start(area) - at)
			return at;
		at = ALIGN(area_start(area) + area->size, align);
		*before = &area->list;
	}
	return at < space->end && size <= space->end - at ? at : 0;
}

static void insert_area(struct vmap_space *space, struct vm_struct *area, struct list_head *before)
{
	struct rb_node **link = &space->tree.rb_node, *parent = NULL;

	while (*link) {
		struct vm_struct *other = rb_entry(*link, struct vm_struct, rb);

		parent = *link;
		link = area->addr < other->addr ? &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&area->rb, parent, link);
	rb_insert_color(&area->rb, &space->tree);
	list_add(&area->list, before);
	space->used += area->size;
}

struct vm_struct *vmap_area_alloc(struct vmap_space *space, unsigned long size, unsigned long align,
				  unsigned long flags, gfp_t gfp, const void *caller)
{
	struct vm_struct *area;
	struct list_head *before;
	unsigned long irq, at;

	if (!size || size > space->end - space->start)
		return NULL;
	area = kzalloc(sizeof(*area), gfp & GFP_KERNEL);
	if (!area)
		return NULL;
	area->size = flags & VM_NO_GUARD ? size : size + PAGE_SIZE;
	area->flags = flags;
	area->caller = caller;
	spin_lock_irqsave(&space->lock, irq);
	at = find_gap(space, area->size, max(align, PAGE_SIZE), &before);
	if (at) {
		area->addr = (void *)at;
		insert_area(space, area, before);
	}
	spin_unlock_irqrestore(&space->lock, irq);
	if (!at) {
		kfree(area);
		return NULL;
	}
	return area;
}

void vmap_area_free(struct vm_struct *area)
{
	struct vmap_space *space = space_of(area->addr);
	unsigned long flags;

	spin_lock_irqsave(&space->lock, flags);
	rb_erase(&area->rb, &space->tree);
	list_del(&area->list);
	space->used -= area->size;
	spin_unlock_irqrestore(&space->lock, flags);
	kfree(area);
}

struct vm_struct *vmap_area_find(const void *addr)
{
	struct vmap_space *space = space_of(addr);
	struct vm_struct *found = NULL;
	struct rb_node *n;
	unsigned long flags;

	spin_lock_irqsave(&space->lock, flags);
	n = space->tree.rb_node;
	while (n && !found) {
		struct vm_struct *area = rb_entry(n, struct vm_struct, rb);

		if (addr == area->addr)
			found = area;
		else
			n = addr < area->addr ? n->rb_left : n->rb_right;
	}
	spin_unlock_irqrestore(&space->lock, flags);
	return found;
}

unsigned long vmalloc_used(void)
{
	return READ_ONCE(vmalloc_space.used) + READ_ONCE(module_space.used);
}

/* ---- Mappings ---- */

int vmap_area_map(struct vm_struct *area, pgprot_t prot)
{
	unsigned long va = area_start(area), n = vmap_area_bytes(area) >> PAGE_SHIFT, i;
	int err;

	for (i = 0; i < n; i++, va += PAGE_SIZE) {
		phys_addr_t pa = area->pages ? page_to_phys(area->pages[i])
					     : area->phys_addr + (i << PAGE_SHIFT);

		err = paging_map(init_pgd, va, pa, prot);
		if (err) {
			vmap_area_unmap(area);
			return err;
		}
	}
	return 0;
}

void vmap_area_unmap(struct vm_struct *area)
{
	unsigned long start = area_start(area), end = start + vmap_area_bytes(area), va;
	bool any = false;

	for (va = start; va < end; va += PAGE_SIZE) {
		pte_t pte = paging_unmap(init_pgd, va);

		if (pte_none(pte))
			continue;
		any = true;
		/* set_memory_ro() of the page was for the direct map, too. */
		if (!pte_write(pte) && !(area->flags & VM_IOREMAP))
			direct_map_set_writable((phys_addr_t)pte_pfn(pte) << PAGE_SHIFT, true);
	}
	if (any)
		flush_tlb_kernel_range(start, end);
}

/* ---- /proc/vmallocinfo ---- */

static void show_area(struct seq_file *m, const struct vm_struct *area)
{
	seq_printf(m, "0x%px-0x%px %7ld %pS", area->addr, area->addr + area->size, area->size,
		   area->caller);
	if (area->nr_pages)
		seq_printf(m, " pages=%d", area->nr_pages);
	if (area->flags & VM_IOREMAP)
		seq_printf(m, " phys=%#llx ioremap", area->phys_addr);
	if (area->flags & VM_ALLOC)
		seq_puts(m, " vmalloc");
	if (area->flags & VM_MAP)
		seq_puts(m, " vmap");
	if (area->flags & VM_USERMAP)
		seq_puts(m, " user");
	seq_putc(m, '\n');
}

static void show_space(struct seq_file *m, struct vmap_space *space)
{
	struct vm_struct *area;
	unsigned long flags;

	/* A seq_file that overflows is shown again with a larger buffer: nothing sleeps here. */
	spin_lock_irqsave(&space->lock, flags);
	list_for_each_entry (area, &space->areas, list)
		show_area(m, area);
	spin_unlock_irqrestore(&space->lock, flags);
}

int vmallocinfo_show(struct seq_file *m, void *v)
{
	show_space(m, &vmalloc_space);
	show_space(m, &module_space);
	return 0;
}
