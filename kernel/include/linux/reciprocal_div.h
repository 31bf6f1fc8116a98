// SPDX-License-Identifier: MIT
/*
 * Division by a number that stays the same, as a multiplication and shifts (Granlund and
 * Montgomery: "Division by Invariant Integers using Multiplication", 1994, figure 4.1).
 */
#ifndef _LINUX_RECIPROCAL_DIV_H
#define _LINUX_RECIPROCAL_DIV_H

#include <linux/types.h>

struct reciprocal_value {
	u32 m;
	u8 sh1, sh2;
};

/* For who makes code: what to multiply with and shift by for numbers of prec bits. */
struct reciprocal_value_adv {
	u32 m;
	u8 sh, exp;
	bool is_wide_m; /* m has a 33rd bit, which is set */
};

struct reciprocal_value reciprocal_value(u32 d);
struct reciprocal_value_adv reciprocal_value_adv(u32 d, u8 prec);

static inline u32 reciprocal_divide(u32 a, struct reciprocal_value R)
{
	u32 t = (u32)(((u64)a * R.m) >> 32);

	return (t + ((a - t) >> R.sh1)) >> R.sh2;
}

#endif
