// SPDX-License-Identifier: MIT
/*
 * The gaps between the mappings of an address space: each node of the tree knows the span of its
 * subtree and the largest gap in it, so that a gap is found by one way down the tree, however many
 * mappings there are. Rules for callers: vma.h.
 *
 * Both searches first look at the piece next to the border where they begin, then go from mapping
 * to mapping, but past whole subtrees that have no gap of that size.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rbtree_augmented.h>
#include "vma.h"

static struct vm_area_struct *vma_of(const struct rb_node *node)
{
	return rb_entry_safe(node, struct vm_area_struct, vm_rb);
}

/* From one mapping's end to the next one's start; 0 where a stack's room overlaps the other. */
static unsigned long gap_between(unsigned long end, unsigned long start)
{
	return start > end ? start - end : 0;
}

/* What the node knows, from its children and itself. True if `exit` and it is as it was. */
static bool compute_span(struct vm_area_struct *vma, bool exit)
{
	const struct vm_area_struct *left = vma_of(vma->vm_rb.rb_left),
				    *right = vma_of(vma->vm_rb.rb_right);
	unsigned long start = vma_start_with_gap(vma);
	struct vma_span span = {.first = start, .last = vma->vm_end}, old = vma->span;

	if (left) {
		span.first = left->span.first;
		span.gap = max(left->span.gap, gap_between(left->span.last, start));
	}
	if (right) {
		span.last = right->span.last;
		span.gap = max3(span.gap, right->span.gap,
				gap_between(vma->vm_end, right->span.first));
	}
	vma->span = span;
	return exit && span.first == old.first && span.last == old.last && span.gap == old.gap;
}

RB_DECLARE_CALLBACKS(static, span_callbacks, struct vm_area_struct, vm_rb, span, compute_span)

void vma_gap_insert(struct mm_struct *mm, struct vm_area_struct *vma)
{
	compute_span(vma, false);
	span_callbacks.propagate(rb_parent(&vma->vm_rb), NULL);
	rb_insert_augmented(&vma->vm_rb, &mm->mm_rb, &span_callbacks);
}

void vma_gap_erase(struct mm_struct *mm, struct vm_area_struct *vma)
{
	rb_erase_augmented(&vma->vm_rb, &mm->mm_rb, &span_callbacks);
}

void vma_gap_update(struct vm_area_struct *vma)
{
	span_callbacks.propagate(&vma->vm_rb, NULL);
}

/* ---- From the top down ---- */

/*
 * The upper end of the highest gap of `len` bytes in the subtree, or between its last mapping and
 * `top`; there is one.
 */
static unsigned long highest_in(const struct rb_node *node, unsigned long top, unsigned long len)
{
	for (;;) {
		const struct vm_area_struct *vma = vma_of(node), *right = vma_of(node->rb_right);

		if (right) {
			if (right->span.gap >= len || gap_between(right->span.last, top) >= len) {
				node = node->rb_right;
				continue;
			}
			top = right->span.first;
		}
		if (gap_between(vma->vm_end, top) >= len)
			return top;
		top = vma_start_with_gap(vma);
		node = node->rb_left;
	}
}

/* The upper end of the highest gap of `len` bytes below the mapping; 0 or more. */
static unsigned long highest_below(const struct vm_area_struct *vma, unsigned long len)
{
	for (;;) {
		unsigned long top = vma_start_with_gap(vma);
		const struct rb_node *node = &vma->vm_rb, *parent;
		const struct vm_area_struct *left = vma_of(node->rb_left);

		if (left) {
			if (left->span.gap >= len || gap_between(left->span.last, top) >= len)
				return highest_in(node->rb_left, top, len);
			top = left->span.first;
		}
		while ((parent = rb_parent(node)) && node == parent->rb_left)
			node = parent;
		vma = vma_of(parent);
		if (!vma || gap_between(vma->vm_end, top) >= len)
			return top;
	}
}

unsigned long find_gap_down(struct mm_struct *mm, unsigned long low, unsigned long high,
			    unsigned long len)
{
	struct vm_area_struct *prev, *vma = find_vma_prev(mm, high, &prev);
	unsigned long top = vma ? min(high, vma_start_with_gap(vma)) : high;

	if (prev && gap_between(prev->vm_end, top) < len)
		top = highest_below(prev, len);
	/* It is the highest, so if it ends too low, or is cut off by `low`, there is none. */
	return gap_between(low, top) >= len ? top - len : -ENOMEM;
}

/* ---- From the bottom up: the mirror image ---- */

static unsigned long lowest_in(const struct rb_node *node, unsigned long bottom, unsigned long len)
{
	for (;;) {
		const struct vm_area_struct *vma = vma_of(node), *left = vma_of(node->rb_left);

		if (left) {
			if (left->span.gap >= len || gap_between(bottom, left->span.first) >= len) {
				node = node->rb_left;
				continue;
			}
			bottom = left->span.last;
		}
		if (gap_between(bottom, vma_start_with_gap(vma)) >= len)
			return bottom;
		bottom = vma->vm_end;
		node = node->rb_right;
	}
}

static unsigned long lowest_above(const struct vm_area_struct *vma, unsigned long len)
{
	for (;;) {
		unsigned long bottom = vma->vm_end;
		const struct rb_node *node = &vma->vm_rb, *parent;
		const struct vm_area_struct *right = vma_of(node->rb_right);

		if (right) {
			if (right->span.gap >= len || gap_between(bottom, right->span.first) >= len)
				return lowest_in(node->rb_right, bottom, len);
			bottom = right->span.last;
		}
		while ((parent = rb_parent(node)) && node == parent->rb_right)
			node = parent;
		vma = vma_of(parent);
		if (!vma || gap_between(bottom, vma_start_with_gap(vma)) >= len)
			return bottom;
	}
}

unsigned long find_gap_up(struct mm_struct *mm, unsigned long low, unsigned long high,
			  unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, low);
	unsigned long bottom = low;

	if (vma && gap_between(low, vma_start_with_gap(vma)) < len)
		bottom = lowest_above(vma, len);
	return gap_between(bottom, high) >= len ? bottom : -ENOMEM;
}
