// SPDX-License-Identifier: MIT
/*
 * A search of the kernel's memory for pointers; kernel/pointers.h says where it looks.
 *
 * Memory may come and go meanwhile, so each piece is read with the lock held that keeps it: a slab
 * with its cache's, a vmalloc range with its space's. What a search finds is true for what nobody
 * changes: the caller has seen to it that no new pointer to its targets can come up.
 */
#include <linux/bitmap.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/vmalloc.h>
#include <asm/desc.h>
#include <asm/processor.h>
#include <asm/sections.h>
#include <kernel/mm.h>
#include <kernel/pointers.h>
#include "slab.h"
#include "vmap.h"

#define MAX_SLAB_OBJECTS 4096 /* 32 KiB of the smallest ones */

static DECLARE_BITMAP(free_objects, MAX_SLAB_OBJECTS); /* slab_mutex */

bool pointer_search_for(struct pointer_search *search, const void *start, size_t size)
{
	unsigned long from = (unsigned long)start;

	if (!size)
		return true;
	if (search->nr_targets == ARRAY_SIZE(search->target))
		return false;
	search->target[search->nr_targets++] = (struct memory_range){from, from + size};
	return true;
}

void pointer_search_skip(struct pointer_search *search, const void *start, size_t size)
{
	unsigned long from = (unsigned long)start;

	if (search->nr_skips < ARRAY_SIZE(search->skip))
		search->skip[search->nr_skips++] = (struct memory_range){from, from + size};
}

static bool is_in(const struct memory_range *range, unsigned int num, unsigned long addr)
{
	for (unsigned int i = 0; i < num; i++)
		if (addr >= range[i].start && addr < range[i].end)
			return true;
	return false;
}

/* Words from start to end, which can be read, and are known elsewhere by the address `known`. */
static bool look_at(struct pointer_search *search, const void *start, size_t size,
		    unsigned long known)
{
	const unsigned long *word = start;

	for (size_t i = 0; i < size / sizeof(*word); i++) {
		unsigned long value = READ_ONCE(word[i]);

		/* What is below the kernel's half is no pointer of its. */
		if (likely(value < PAGE_OFFSET))
			continue;
		if (!is_in(search->target, search->nr_targets, value) ||
		    is_in(search->skip, search->nr_skips, known + i * sizeof(*word)))
			continue;
		search->value = value;
		search->at = known + i * sizeof(*word);
		return true;
	}
	return false;
}

static bool look_at_range(struct pointer_search *search, const void *start, const void *end)
{
	return look_at(search, start, end - start, (unsigned long)start);
}

/* ---- Variables ---- */

static bool look_at_page(struct pointer_search *search, unsigned long page)
{
	unsigned long begin, end;

	/* Stacks are tasks' business, and what an exception has left on its own is nobody's. */
	if (page - (unsigned long)init_stack < THREAD_SIZE || is_boot_stack_guard(page) ||
	    exception_stack_of(page, &begin, &end))
		return false;
	if (!look_at(search, (void *)page, PAGE_SIZE, page))
		return false;
	snprintf(search->where, sizeof(search->where), "%pS", (void *)search->at);
	return true;
}

static bool look_at_variables(struct pointer_search *search)
{
	unsigned long page;

	for (page = (unsigned long)_sdata; page < (unsigned long)_edata; page += PAGE_SIZE)
		if (look_at_page(search, page))
			return true;
	for (page = (unsigned long)__bss_start; page < (unsigned long)__bss_stop; page += PAGE_SIZE)
		if (look_at_page(search, page))
			return true;
	return false;
}

static bool look_at_percpu(struct pointer_search *search)
{
	unsigned long start, end;
	int cpu;

	for_each_possible_cpu(cpu)
	{
		for (start = end = 0; percpu_next_used(cpu, &start, &end);) {
			if (!look_at_range(search, (void *)start, (void *)end))
				continue;
			snprintf(search->where, sizeof(search->where), "per-CPU data of CPU %d",
				 cpu);
			return true;
		}
	}
	return false;
}

/* ---- Objects ---- */

/* Marks those of the slab that are not in use. The cache's lock. */
static void find_free_objects(struct kmem_cache *s, const struct page *slab)
{
	unsigned int n = slab->objects;

	bitmap_zero(free_objects, slab->objects);
	for (void *obj = slab->freelist; obj && n--; obj = next_free(s, obj)) {
		int i = slab_index(s, slab, obj);

		if (i < 0)
			break; /* overwritten: the rest counts as in use */
		set_bit(i, free_objects);
	}
}

static bool look_at_objects(struct pointer_search *search, struct kmem_cache *s, struct page *slab)
{
	if (WARN_ON_ONCE(slab->objects > MAX_SLAB_OBJECTS))
		return true;
	find_free_objects(s, slab);
	for (unsigned int i = 0; i < slab->fresh; i++) {
		void *obj = slab_object(s, slab, i);

		if (test_bit(i, free_objects) ||
		    !look_at(search, obj, s->object_size, (unsigned long)obj))
			continue;
		if (s->flags & SLAB_STORE_USER)
			snprintf(search->where, sizeof(search->where), "%s object 0x%px of %pS",
				 s->name, obj, (void *)object_track(s, obj, TRACK_ALLOC)->addr);
		else
			snprintf(search->where, sizeof(search->where), "%s object 0x%px", s->name,
				 obj);
		return true;
	}
	return false;
}

/* A slab that page heads, if it still does when its cache is locked. Caches can't go meanwhile. */
static bool look_at_slab(struct pointer_search *search, struct page *page)
{
	struct kmem_cache *s = READ_ONCE(page->slab_cache);
	unsigned long flags;
	bool found = false;

	if (!s)
		return false;
	spin_lock_irqsave(&s->lock, flags);
	if (PageSlab(page) && page->slab_cache == s && page->inuse)
		found = look_at_objects(search, s, page);
	spin_unlock_irqrestore(&s->lock, flags);
	return found;
}

static bool look_at_large(struct pointer_search *search, struct page *page)
{
	void *start = page_address(page);

	if (!look_at_range(search, start, start + page_size(page)))
		return false;
	snprintf(search->where, sizeof(search->where), "kmalloc memory 0x%px", start);
	return true;
}

/* How many pages page stands for: a free block, an allocation, or itself. */
static unsigned long pages_from(const struct page *page)
{
	unsigned long order;

	if (PageHead(page))
		return 1UL << compound_order((struct page *)page);
	if (!PageBuddy(page))
		return 1;
	/* A block may be taken from at any moment: what is allocated now has no old pointers. */
	order = READ_ONCE(page->buddy_order);
	smp_rmb();
	return PageBuddy(page) && order < MAX_ORDER ? 1UL << order : 1;
}

static bool look_at_heap(struct pointer_search *search)
{
	bool found = false;

	mutex_lock(&slab_mutex);
	for (unsigned long pfn = 0, step; pfn < max_pfn && !found; pfn += step) {
		struct page *page = pfn_to_page(pfn);

		step = 1;
		if (!pfn_valid(pfn))
			continue;
		step = pages_from(page);
		if (PageTail(page))
			continue;
		if (PageSlab(page))
			found = look_at_slab(search, page);
		else if (PageKmallocLarge(page))
			found = look_at_large(search, page);
	}
	mutex_unlock(&slab_mutex);
	return found;
}

/* ---- Ranges of pages ---- */

static bool look_at_area(struct pointer_search *search, const struct vm_struct *area)
{
	unsigned long start = (unsigned long)area->addr;

	if (!(area->flags & VM_ALLOC) || area->flags & VM_TASK_STACK)
		return false;
	for (unsigned long at = start; at < start + vmap_area_bytes(area); at += PAGE_SIZE) {
		/* It may not be mapped yet, or not any more. */
		struct page *page = vmalloc_to_page((void *)at);

		if (!page || !look_at(search, page_address(page), PAGE_SIZE, at))
			continue;
		snprintf(search->where, sizeof(search->where), "memory that %pS has allocated",
			 area->caller);
		return true;
	}
	return false;
}

static bool look_at_space(struct pointer_search *search, struct vmap_space *space)
{
	struct vm_struct *area;
	unsigned long flags;
	bool found = false;

	spin_lock_irqsave(&space->lock, flags);
	list_for_each_entry (area, &space->areas, list) {
		found = look_at_area(search, area);
		if (found)
			break;
	}
	spin_unlock_irqrestore(&space->lock, flags);
	return found;
}

/* ---- Stacks ---- */

static bool look_at_stack(struct pointer_search *search, struct task_struct *tsk)
{
	unsigned long low = (unsigned long)task_stack_page(tsk), high = low + THREAD_SIZE;

	if (tsk == current || READ_ONCE(tsk->__state) == TASK_DEAD)
		return false;
	/* While it runs on another CPU nobody knows how far down it is. */
	if (!task_on_cpu(tsk))
		low = tsk->thread.sp;
	if (!look_at_range(search, (void *)low, (void *)high))
		return false;
	snprintf(search->where, sizeof(search->where), "the stack of %s[%d]", tsk->comm, tsk->pid);
	return true;
}

static bool look_at_stacks(struct pointer_search *search)
{
	struct task_struct *leader, *tsk;
	bool found = false;
	int cpu;

	for_each_online_cpu(cpu) found = found || look_at_stack(search, idle_task(cpu));
	read_lock(&tasklist_lock);
	for_each_process_thread(leader, tsk) found = found || look_at_stack(search, tsk);
	read_unlock(&tasklist_lock);
	return found;
}

bool find_pointer(struct pointer_search *search)
{
	/* Where a space begins is where its first range does. */
	pointer_search_skip(search, &module_space, sizeof(module_space));
	pointer_search_skip(search, &vmalloc_space, sizeof(vmalloc_space));
	return look_at_stacks(search) || look_at_heap(search) || look_at_percpu(search) ||
	       look_at_variables(search) || look_at_space(search, &vmalloc_space) ||
	       look_at_space(search, &module_space);
}
