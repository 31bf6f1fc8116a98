// SPDX-License-Identifier: MIT
/*
 * Heapsort (Williams; Floyd's bottom-up heap construction), in place, n log n in the worst case and
 * with no memory of its own, so it may be called from any context that the callbacks allow.
 */
#include <linux/export.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/types.h>

struct sorting {
	char *base;
	size_t size;
	cmp_r_func_t cmp;
	swap_r_func_t exchange; /* NULL: bytes are exchanged here */
	const void *priv;
};

static void swap_elements(const struct sorting *s, size_t i, size_t j)
{
	char *a = s->base + i * s->size, *b = s->base + j * s->size;
	size_t n = s->size;

	if (s->exchange) {
		s->exchange(a, b, s->size, s->priv);
		return;
	}
	for (; n >= sizeof(u64); n -= sizeof(u64), a += sizeof(u64), b += sizeof(u64)) {
		u64 x, y;

		memcpy(&x, a, sizeof(x));
		memcpy(&y, b, sizeof(y));
		memcpy(a, &y, sizeof(y));
		memcpy(b, &x, sizeof(x));
	}
	for (; n; n--, a++, b++) {
		char c = *a;

		*a = *b;
		*b = c;
	}
}

static bool is_less(const struct sorting *s, size_t i, size_t j)
{
	return s->cmp(s->base + i * s->size, s->base + j * s->size, s->priv) < 0;
}

/* Let element i sink among the first n until no child of it is larger. */
static void sift_down(const struct sorting *s, size_t i, size_t n)
{
	size_t child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && is_less(s, child, child + 1))
			child++;
		if (!is_less(s, i, child))
			return;
		swap_elements(s, i, child);
		i = child;
	}
}

void sort_r(void *base, size_t num, size_t size, cmp_r_func_t cmp_func, swap_r_func_t swap_func,
	    const void *priv)
{
	struct sorting s = {base, size, cmp_func, swap_func, priv};
	size_t i;

	for (i = num / 2; i-- > 0;)
		sift_down(&s, i, num);
	for (i = num; i-- > 1;) {
		swap_elements(&s, 0, i);
		sift_down(&s, 0, i);
	}
}
EXPORT_SYMBOL(sort_r);

/* sort()'s callbacks lack the last argument: carry them in it. */
struct plain_callbacks {
	cmp_func_t cmp;
	swap_func_t exchange;
};

static int plain_cmp(const void *a, const void *b, const void *priv)
{
	return ((const struct plain_callbacks *)priv)->cmp(a, b);
}

static void plain_swap(void *a, void *b, int size, const void *priv)
{
	((const struct plain_callbacks *)priv)->exchange(a, b, size);
}

void sort(void *base, size_t num, size_t size, cmp_func_t cmp_func, swap_func_t swap_func)
{
	struct plain_callbacks plain = {cmp_func, swap_func};

	sort_r(base, num, size, plain_cmp, swap_func ? plain_swap : NULL, &plain);
}
EXPORT_SYMBOL(sort);
