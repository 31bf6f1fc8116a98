// SPDX-License-Identifier: MIT
/* Euclid's algorithm, and what follows from it. */
#include <linux/export.h>
#include <linux/gcd.h>
#include <linux/kernel.h>
#include <linux/lcm.h>

unsigned long gcd(unsigned long a, unsigned long b)
{
	while (b) {
		unsigned long r = a % b;

		a = b;
		b = r;
	}
	return a;
}
EXPORT_SYMBOL_GPL(gcd);

unsigned long lcm(unsigned long a, unsigned long b)
{
	return a && b ? a / gcd(a, b) * b : 0;
}
EXPORT_SYMBOL_GPL(lcm);

unsigned long lcm_not_zero(unsigned long a, unsigned long b)
{
	return lcm(a, b) ?: a ?: b;
}
EXPORT_SYMBOL_GPL(lcm_not_zero);
