// SPDX-License-Identifier: MIT
/* The multipliers of <linux/reciprocal_div.h>; the names l, m', sh are those of the paper. */
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/reciprocal_div.h>

/* d must not be 0. */
struct reciprocal_value reciprocal_value(u32 d)
{
	int l = fls(d - 1);
	u64 m = ((1ULL << 32) * ((1ULL << l) - d)) / d + 1;

	return (struct reciprocal_value){.m = (u32)m, .sh1 = min(l, 1), .sh2 = max(l - 1, 0)};
}
EXPORT_SYMBOL(reciprocal_value);

/* d is at most 2^31: above that the quotient is 0 or 1, and a comparison does. */
struct reciprocal_value_adv reciprocal_value_adv(u32 d, u8 prec)
{
	u32 l = fls(d - 1), post_shift = l;
	u64 low, high;

	WARN(l == 32, "ceil(log2(0x%08x)) == 32, %s doesn't support such divisor", d, __func__);
	low = (1ULL << (32 + l)) / d;
	high = ((1ULL << (32 + l)) + (1ULL << (32 + l - prec))) / d;
	/* Both ends of the multipliers that are good, halved as long as there are some between. */
	for (; post_shift > 0 && low / 2 < high / 2; post_shift--) {
		low /= 2;
		high /= 2;
	}
	return (struct reciprocal_value_adv){
		.m = (u32)high, .sh = post_shift, .exp = l, .is_wide_m = high > U32_MAX};
}
EXPORT_SYMBOL(reciprocal_value_adv);
