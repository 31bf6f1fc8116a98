// SPDX-License-Identifier: MIT
/*
 * Gaps between mappings: after each of many random changes every node of the tree knows its
 * subtree, and the searches find what a walk over all mappings finds.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <kernel/mm.h>
#include "internal.h"
#include "mm_test.h"
#include "vma.h"

#define BASE  0x100000000UL
#define PAGES 4096UL /* stacks want 256 below them */
#define STEPS 4000

static unsigned long address(unsigned long page)
{
	return BASE + page * PAGE_SIZE;
}

/* ---- What should be ---- */

static unsigned long distance(unsigned long from, unsigned long to)
{
	return to > from ? to - from : 0;
}

/* Checks the subtree; its first and last mapping, and its largest gap, by its mappings in order. */
static void check_spans(struct rb_node *node)
{
	struct vm_area_struct *vma = rb_entry(node, struct vm_area_struct, vm_rb), *prev = NULL;
	struct rb_node *first = node, *last = node, *n;
	unsigned long gap = 0;

	while (first->rb_left)
		first = first->rb_left;
	while (last->rb_right)
		last = last->rb_right;
	for (n = first;; n = rb_next(n)) {
		struct vm_area_struct *at = rb_entry(n, struct vm_area_struct, vm_rb);

		if (prev)
			gap = max(gap, distance(prev->vm_end, vma_start_with_gap(at)));
		prev = at;
		if (n == last)
			break;
	}
	CHECK(vma->span.first == vma_start_with_gap(rb_entry(first, struct vm_area_struct, vm_rb)));
	CHECK(vma->span.last == prev->vm_end);
	CHECK(vma->span.gap == gap);
	if (node->rb_left)
		check_spans(node->rb_left);
	if (node->rb_right)
		check_spans(node->rb_right);
}

/* Every free piece between two mappings in [low, high): the highest or the lowest that is enough.
 */
static unsigned long walk(unsigned long low, unsigned long high, unsigned long len, bool down)
{
	unsigned long bottom = 0, found = -ENOMEM;
	struct vm_area_struct *vma;
	VMA_ITERATOR(vmi, current->mm, 0);

	do {
		unsigned long from, to;

		vma = vma_next(&vmi);
		from = max(bottom, low);
		to = vma ? min(high, vma_start_with_gap(vma)) : high;
		if (distance(from, to) >= len) {
			found = down ? to - len : from;
			if (!down)
				break;
		}
		bottom = vma ? vma->vm_end : 0;
	} while (vma);
	return found;
}

static void check_searches(void)
{
	int i;

	for (i = 0; i < 8; i++) {
		unsigned long low = address(below(PAGES)), high = low + below(PAGES) * PAGE_SIZE;
		unsigned long len = (1 + below(1U << below(11))) * PAGE_SIZE;

		CHECK(find_gap_down(current->mm, low, high, len) == walk(low, high, len, true));
		CHECK(find_gap_up(current->mm, low, high, len) == walk(low, high, len, false));
	}
}

/* ---- Changes ---- */

static void change(void)
{
	unsigned long at = address(below(PAGES)), len = (1 + below(40)) * PAGE_SIZE;
	unsigned long flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;

	switch (below(4)) {
	case 0:
		mm_munmap(current->mm, at, len * 4);
		break;
	case 1:
		flags |= MAP_GROWSDOWN;
		fallthrough;
	case 2:
		/* Of different kinds, so that they are not joined. */
		mm_mmap(current->mm, NULL, at, len, below(2) ? PROT_READ : PROT_READ | PROT_WRITE,
			flags, 0);
		break;
	case 3:
		/* A stack may grow, and others stay as they are. */
		mmap_read_lock(current->mm);
		find_vma_grow(current->mm, at);
		mmap_read_unlock(current->mm);
		break;
	}
}

void mm_test_gaps(void)
{
	unsigned long free = nr_free_pages();
	struct mm_struct *mm = mm_alloc();
	int step;

	CHECK(mm);
	current->mm = mm;
	for (step = 0; step < STEPS; step++) {
		change();
		if (mm->mm_rb.rb_node)
			check_spans(mm->mm_rb.rb_node);
		check_searches();
	}
	CHECK(mm->map_count > 50);
	current->mm = NULL;
	mmput(mm);
	CHECK(!vm_committed_pages() && nr_free_pages() == free);
}
