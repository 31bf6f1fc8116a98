// SPDX-License-Identifier: MIT
/*
 * Best rational approximations by continued fractions (Knuth, The Art of Computer Programming,
 * volume 2, 4.5.3).
 *
 * Each step adds a term of the expansion and gives the next convergent. When that would be too
 * large, the best that fits is either the last convergent or one in between, a semiconvergent with
 * a smaller term.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/rational.h>

/* How often x goes into what is left of max beside rest; no limit if x is 0. */
static unsigned long room(unsigned long max, unsigned long rest, unsigned long x)
{
	return x ? (max - rest) / x : ULONG_MAX;
}

void rational_best_approximation(unsigned long given_numerator, unsigned long given_denominator,
				 unsigned long max_numerator, unsigned long max_denominator,
				 unsigned long *best_numerator, unsigned long *best_denominator)
{
	unsigned long n = given_numerator, d = given_denominator;
	unsigned long n0 = 0, d0 = 1; /* the convergent before … */
	unsigned long n1 = 1, d1 = 0; /* … and the last one */

	while (d) {
		unsigned long term = n / d, rest = n % d, most;

		most = min(room(max_numerator, n0, n1), room(max_denominator, d0, d1));
		if (term > most) {
			/*
			 * The semiconvergent is nearer if its term is more than half; if it is just
			 * half, as the terms behind decide. With no convergent yet it is all we
			 * have.
			 */
			if (!d1 || 2UL * most > term ||
			    (2UL * most == term && d0 * d > d1 * rest)) {
				n1 = n0 + most * n1;
				d1 = d0 + most * d1;
			}
			break;
		}
		swap(n0, n1);
		swap(d0, d1);
		n1 += term * n0;
		d1 += term * d0;
		n = d;
		d = rest;
	}
	*best_numerator = n1;
	*best_denominator = d1;
}
EXPORT_SYMBOL(rational_best_approximation);
