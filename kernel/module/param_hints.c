// SPDX-License-Identifier: MIT
/*
 * Help for who mistyped a parameter: the nearest name that there is.
 *
 * The cost is bounded whatever the module and the caller say: names longer than NAME_COMPARED and
 * parameters behind the first PARAMS_COMPARED are not looked at.
 *
 * Compiled for the host as well.
 */
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>
#include "params.h"

#define NAME_COMPARED	48
#define PARAMS_COMPARED 64

/* '-' and '_' are the same, as everywhere with names of parameters, and case is a small matter. */
static char plain(char c)
{
	if (c == '-')
		return '_';
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static unsigned int least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/*
 * How many letters must be put in, taken out, replaced, or swapped with their neighbour to make one
 * name of the other: the optimal string alignment distance, a row for each letter of a.
 */
static unsigned int edits(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned char rows[3][NAME_COMPARED + 1];

	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		const unsigned char *above = rows[(i - 1) % 3], *two_above = rows[(i + 1) % 3];
		unsigned char *row = rows[i % 3];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			bool same = plain(a[i - 1]) == plain(b[j - 1]);
			unsigned int n = least(above[j], row[j - 1]) + 1;

			n = least(n, above[j - 1] + !same);
			if (i > 1 && j > 1 && plain(a[i - 1]) == plain(b[j - 2]) &&
			    plain(a[i - 2]) == plain(b[j - 1]))
				n = least(n, two_above[j - 2] + 1);
			row[j] = n;
		}
	}
	return rows[a_len % 3][b_len];
}

const char *nearest_param(const char *name, const struct kernel_param *params, unsigned int num)
{
	size_t len = strlen(name);
	/* One letter in three may be wrong, and in a short name one. */
	unsigned int best = (len < 3 ? 1 : len / 3) + 1;
	const char *nearest = NULL;

	if (len > NAME_COMPARED)
		return NULL;
	for (unsigned int i = 0; i < num && i < PARAMS_COMPARED; i++) {
		size_t other_len = strlen(params[i].name);
		unsigned int n;

		if (other_len > NAME_COMPARED)
			continue;
		n = edits(name, len, params[i].name, other_len);
		/* Nothing of it right is no likeness. */
		if (n < best && (n < len || n < other_len)) {
			best = n;
			nearest = params[i].name;
		}
	}
	return nearest;
}
