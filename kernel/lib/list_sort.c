// SPDX-License-Identifier: MIT
/*
 * Stable merge sort of lists, bottom-up: pending[k] is a sorted run of 2^k nodes, linked by next
 * and ended by NULL, and merging runs of equal length is binary counting.
 */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/list.h>
#include <linux/list_sort.h>

/* a's nodes come from before b's, so they win a tie. */
static struct list_head *merge(void *priv, list_cmp_func_t cmp, struct list_head *a,
			       struct list_head *b)
{
	struct list_head *head = NULL, **tail = &head;

	while (a && b) {
		struct list_head **from = cmp(priv, a, b) <= 0 ? &a : &b;

		*tail = *from;
		tail = &(*from)->next;
		*from = *tail;
	}
	*tail = a ? a : b;
	return head;
}

void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp)
{
	struct list_head *pending[BITS_PER_LONG] = {NULL};
	struct list_head *node = head->next, *run = NULL, *prev;
	unsigned int k;

	head->prev->next = NULL;
	if (node == head)
		node = NULL;
	while (node) {
		struct list_head *next = node->next;

		node->next = NULL;
		for (k = 0; pending[k]; k++) {
			node = merge(priv, cmp, pending[k], node);
			pending[k] = NULL;
		}
		pending[k] = node;
		node = next;
	}
	for (k = 0; k < BITS_PER_LONG; k++)
		if (pending[k])
			run = run ? merge(priv, cmp, pending[k], run) : pending[k];

	/* A circle with back links again. */
	prev = head;
	for (node = run; node; node = node->next) {
		prev->next = node;
		node->prev = prev;
		prev = node;
	}
	prev->next = head;
	head->prev = prev;
}
EXPORT_SYMBOL(list_sort);
