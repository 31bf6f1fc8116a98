// SPDX-License-Identifier: MIT
/* Fractions of small terms. */
#ifndef _LINUX_RATIONAL_H
#define _LINUX_RATIONAL_H

/* The best approximation to numerator/denominator with terms of at most the given size. */
void rational_best_approximation(unsigned long given_numerator, unsigned long given_denominator,
				 unsigned long max_numerator, unsigned long max_denominator,
				 unsigned long *best_numerator, unsigned long *best_denominator);

#endif
