// SPDX-License-Identifier: MIT
/* Integer powers and roots. */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/math.h>

/* base to the exp; wraps as multiplication does. */
u64 int_pow(u64 base, unsigned int exp)
{
	u64 result = 1;

	while (exp) {
		if (exp & 1)
			result *= base;
		exp >>= 1;
		base *= base;
	}
	return result;
}
EXPORT_SYMBOL_GPL(int_pow);

/* The largest y with y * y <= x: one bit of y a step, from the top. */
unsigned long int_sqrt(unsigned long x)
{
	unsigned long bit, y = 0;

	if (x <= 1)
		return x;
	bit = 1UL << (__fls(x) & ~1UL);
	while (bit) {
		if (x >= y + bit) {
			x -= y + bit;
			y = (y >> 1) + bit;
		} else {
			y >>= 1;
		}
		bit >>= 2;
	}
	return y;
}
EXPORT_SYMBOL(int_sqrt);
