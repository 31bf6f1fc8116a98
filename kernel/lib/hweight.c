// SPDX-License-Identifier: MIT
/*
 * Counting set bits without the POPCNT instruction, which not every x86-64 has: in parallel, pairs
 * of bits first, then nibbles, then bytes, whose sum a multiplication brings to the top.
 */
#include <linux/bitops.h>
#include <linux/export.h>

unsigned int __sw_hweight8(unsigned int w)
{
	return __sw_hweight32(w & 0xff);
}
EXPORT_SYMBOL(__sw_hweight8);

unsigned int __sw_hweight16(unsigned int w)
{
	return __sw_hweight32(w & 0xffff);
}
EXPORT_SYMBOL(__sw_hweight16);

unsigned int __sw_hweight32(unsigned int w)
{
	w -= (w >> 1) & 0x55555555;
	w = (w & 0x33333333) + ((w >> 2) & 0x33333333);
	w = (w + (w >> 4)) & 0x0f0f0f0f;
	return (w * 0x01010101) >> 24;
}
EXPORT_SYMBOL(__sw_hweight32);

unsigned long __sw_hweight64(__u64 w)
{
	w -= (w >> 1) & 0x5555555555555555ULL;
	w = (w & 0x3333333333333333ULL) + ((w >> 2) & 0x3333333333333333ULL);
	w = (w + (w >> 4)) & 0x0f0f0f0f0f0f0f0fULL;
	return (w * 0x0101010101010101ULL) >> 56;
}
EXPORT_SYMBOL(__sw_hweight64);
