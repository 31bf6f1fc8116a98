// SPDX-License-Identifier: MIT
/*
 * Binary heaps in an array of the caller's: the first element is never greater than any other (with
 * a less() the other way round, never smaller). Nothing here locks or allocates.
 */
#ifndef _LINUX_MIN_HEAP_H
#define _LINUX_MIN_HEAP_H

#include <linux/bug.h>
#include <linux/string.h>
#include <linux/types.h>

struct min_heap {
	void *data;
	int nr;	  /* elements in use */
	int size; /* room */
};

struct min_heap_callbacks {
	int elem_size;
	bool (*less)(const void *lhs, const void *rhs);
	void (*swp)(void *lhs, void *rhs);
};

/* Let the element at pos sink to where neither of its children is less. */
static __always_inline void min_heapify(struct min_heap *heap, int pos,
					const struct min_heap_callbacks *func)
{
	void *parent = heap->data + pos * func->elem_size;

	for (;;) {
		int child = 2 * pos + 1;
		void *least;

		if (child >= heap->nr)
			return;
		least = heap->data + child * func->elem_size;
		if (child + 1 < heap->nr && func->less(least + func->elem_size, least)) {
			child++;
			least += func->elem_size;
		}
		if (!func->less(least, parent))
			return;
		func->swp(least, parent);
		parent = least;
		pos = child;
	}
}

/* Make a heap of an array in any order: O(n). */
static __always_inline void min_heapify_all(struct min_heap *heap,
					    const struct min_heap_callbacks *func)
{
	for (int i = heap->nr / 2 - 1; i >= 0; i--)
		min_heapify(heap, i, func);
}

static __always_inline void min_heap_pop(struct min_heap *heap,
					 const struct min_heap_callbacks *func)
{
	if (WARN_ONCE(heap->nr <= 0, "Popping an empty heap"))
		return;
	heap->nr--;
	memcpy(heap->data, heap->data + heap->nr * func->elem_size, func->elem_size);
	min_heapify(heap, 0, func);
}

/* A pop and a push for the price of one. */
static __always_inline void min_heap_pop_push(struct min_heap *heap, const void *element,
					      const struct min_heap_callbacks *func)
{
	memcpy(heap->data, element, func->elem_size);
	min_heapify(heap, 0, func);
}

static __always_inline void min_heap_push(struct min_heap *heap, const void *element,
					  const struct min_heap_callbacks *func)
{
	int pos = heap->nr;

	if (WARN_ONCE(heap->nr >= heap->size, "Pushing on a full heap"))
		return;
	memcpy(heap->data + pos * func->elem_size, element, func->elem_size);
	heap->nr++;
	while (pos > 0) {
		void *child = heap->data + pos * func->elem_size, *parent;

		pos = (pos - 1) / 2;
		parent = heap->data + pos * func->elem_size;
		if (!func->less(child, parent))
			return;
		func->swp(parent, child);
	}
}

#endif
