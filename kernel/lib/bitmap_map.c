// SPDX-License-Identifier: MIT
/*
 * Maps between bitmaps: the n-th set bit of one set stands for the n-th of another.
 * <linux/bitmap.h> has the rules.
 */
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/kernel.h>

/* Which of the set bits of `map`, from 0, bit `pos` is; -1 if it isn't set. */
static int bit_to_rank(const unsigned long *map, unsigned int pos, unsigned int nbits)
{
	if (pos >= nbits || !test_bit(pos, map))
		return -1;
	return bitmap_weight(map, pos);
}

int bitmap_bitremap(int oldbit, const unsigned long *old, const unsigned long *new, int bits)
{
	int weight = bitmap_weight(new, bits);
	int rank = bit_to_rank(old, oldbit, bits);

	return rank < 0 || !weight ? oldbit : find_nth_bit(new, bits, rank % weight);
}
EXPORT_SYMBOL(bitmap_bitremap);

void bitmap_remap(unsigned long *dst, const unsigned long *src, const unsigned long *old,
		  const unsigned long *new, unsigned int nbits)
{
	unsigned int bit;

	if (dst == src)
		return;
	bitmap_zero(dst, nbits);
	for_each_set_bit (bit, src, nbits)
		__set_bit(bitmap_bitremap(bit, old, new, nbits), dst);
}
EXPORT_SYMBOL(bitmap_remap);

void bitmap_onto(unsigned long *dst, const unsigned long *orig, const unsigned long *relmap,
		 unsigned int bits)
{
	unsigned int bit, rank = 0;

	if (dst == orig)
		return;
	bitmap_zero(dst, bits);
	for_each_set_bit (bit, relmap, bits) {
		if (test_bit(rank++, orig))
			__set_bit(bit, dst);
	}
}
EXPORT_SYMBOL(bitmap_onto);

void bitmap_fold(unsigned long *dst, const unsigned long *orig, unsigned int sz, unsigned int nbits)
{
	unsigned int bit;

	if (dst == orig)
		return;
	bitmap_zero(dst, nbits);
	for_each_set_bit (bit, orig, nbits)
		__set_bit(bit % sz, dst);
}
EXPORT_SYMBOL(bitmap_fold);
