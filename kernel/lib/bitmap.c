// SPDX-License-Identifier: MIT
/*
 * Sets of small integers: the operations on whole bitmaps, ranges, regions and allocation.
 * <linux/bitmap.h> has the rules. bitmap_str.c reads and prints them.
 */
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>

/* Does a relation hold for all words, the bits of the last beyond nbits masked off? */
#define ALL_WORDS(differs, nbits)                                                                  \
	({                                                                                         \
		unsigned int k, __lim = (nbits) / BITS_PER_LONG;                                   \
		bool __all = true;                                                                 \
                                                                                                   \
		for (k = 0; k < __lim && __all; k++)                                               \
			__all = !(differs);                                                        \
		if (__all && (nbits) % BITS_PER_LONG)                                              \
			__all = !((differs)&BITMAP_LAST_WORD_MASK(nbits));                         \
		__all;                                                                             \
	})

bool __bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return ALL_WORDS(a[k] ^ b[k], nbits);
}
EXPORT_SYMBOL(__bitmap_equal);

bool __bitmap_or_equal(const unsigned long *a, const unsigned long *b, const unsigned long *c,
		       unsigned int nbits)
{
	return ALL_WORDS((a[k] | b[k]) ^ c[k], nbits);
}
EXPORT_SYMBOL(__bitmap_or_equal);

bool __bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return !ALL_WORDS(a[k] & b[k], nbits);
}
EXPORT_SYMBOL(__bitmap_intersects);

bool __bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	return ALL_WORDS(a[k] & ~b[k], nbits);
}
EXPORT_SYMBOL(__bitmap_subset);

void __bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = ~src[k];
}
EXPORT_SYMBOL(__bitmap_complement);

bool __bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		  unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = a[k] & b[k];
	return !bitmap_empty(dst, nbits);
}
EXPORT_SYMBOL(__bitmap_and);

void __bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		 unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = a[k] | b[k];
}
EXPORT_SYMBOL(__bitmap_or);

void __bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		  unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = a[k] ^ b[k];
}
EXPORT_SYMBOL(__bitmap_xor);

bool __bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		     unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = a[k] & ~b[k];
	return !bitmap_empty(dst, nbits);
}
EXPORT_SYMBOL(__bitmap_andnot);

void __bitmap_replace(unsigned long *dst, const unsigned long *old, const unsigned long *new,
		      const unsigned long *mask, unsigned int nbits)
{
	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++)
		dst[k] = (old[k] & ~mask[k]) | (new[k] & mask[k]);
}
EXPORT_SYMBOL(__bitmap_replace);

unsigned int __bitmap_weight(const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int k, lim = nbits / BITS_PER_LONG, w = 0;

	for (k = 0; k < lim; k++)
		w += hweight_long(bitmap[k]);
	if (nbits % BITS_PER_LONG)
		w += hweight_long(bitmap[k] & BITMAP_LAST_WORD_MASK(nbits));
	return w;
}
EXPORT_SYMBOL(__bitmap_weight);

unsigned int __bitmap_weight_and(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	unsigned int k, lim = nbits / BITS_PER_LONG, w = 0;

	for (k = 0; k < lim; k++)
		w += hweight_long(a[k] & b[k]);
	if (nbits % BITS_PER_LONG)
		w += hweight_long(a[k] & b[k] & BITMAP_LAST_WORD_MASK(nbits));
	return w;
}
EXPORT_SYMBOL(__bitmap_weight_and);

/* Word k of the bitmap as a number, what lies beyond nbits read as 0. */
static unsigned long word_of(const unsigned long *map, unsigned int k, unsigned int nbits)
{
	if (k >= BITS_TO_LONGS(nbits))
		return 0;
	if ((k + 1) * BITS_PER_LONG > nbits)
		return map[k] & BITMAP_LAST_WORD_MASK(nbits);
	return map[k];
}

/* Towards bit 0: upwards through the words, so dst may be src. */
void __bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			  unsigned int nbits)
{
	unsigned int off = shift / BITS_PER_LONG, rem = shift % BITS_PER_LONG;

	for (unsigned int k = 0; k < BITS_TO_LONGS(nbits); k++) {
		unsigned long lower = word_of(src, k + off, nbits) >> rem;
		unsigned long upper = 0;

		if (rem)
			upper = word_of(src, k + off + 1, nbits) << (BITS_PER_LONG - rem);
		dst[k] = lower | upper;
	}
}
EXPORT_SYMBOL(__bitmap_shift_right);

/* Away from bit 0: downwards through the words, so dst may be src. */
void __bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
			 unsigned int nbits)
{
	unsigned int off = shift / BITS_PER_LONG, rem = shift % BITS_PER_LONG;

	for (unsigned int k = BITS_TO_LONGS(nbits); k-- > 0;) {
		unsigned long upper = k >= off ? src[k - off] << rem : 0;
		unsigned long lower = 0;

		if (rem && k > off)
			lower = src[k - off - 1] >> (BITS_PER_LONG - rem);
		dst[k] = upper | lower;
	}
}
EXPORT_SYMBOL(__bitmap_shift_left);

/* Bits below first stay, those from first + cut on come down to first, zeros come in at the top. */
void bitmap_cut(unsigned long *dst, const unsigned long *src, unsigned int first, unsigned int cut,
		unsigned int nbits)
{
	unsigned int k, words = BITS_TO_LONGS(nbits);
	unsigned int off = cut / BITS_PER_LONG, rem = cut % BITS_PER_LONG;

	/* The last long's bits beyond nbits come down like the others, as on Linux. */
	nbits = words * BITS_PER_LONG;
	for (k = 0; k < words; k++) {
		unsigned long shifted = word_of(src, k + off, nbits) >> rem;
		unsigned long keep = 0;

		if (rem)
			shifted |= word_of(src, k + off + 1, nbits) << (BITS_PER_LONG - rem);
		if ((k + 1) * BITS_PER_LONG <= first)
			keep = ~0UL;
		else if (k == first / BITS_PER_LONG)
			keep = ~BITMAP_FIRST_WORD_MASK(first);
		dst[k] = (src[k] & keep) | (shifted & ~keep);
	}
}
EXPORT_SYMBOL(bitmap_cut);

void __bitmap_set(unsigned long *map, unsigned int start, int len)
{
	unsigned int end = start + len;

	for (; start < end; start = round_down(start, BITS_PER_LONG) + BITS_PER_LONG) {
		unsigned long mask = BITMAP_FIRST_WORD_MASK(start);

		if (end / BITS_PER_LONG == start / BITS_PER_LONG)
			mask &= BITMAP_LAST_WORD_MASK(end);
		map[BIT_WORD(start)] |= mask;
	}
}
EXPORT_SYMBOL(__bitmap_set);

void __bitmap_clear(unsigned long *map, unsigned int start, int len)
{
	unsigned int end = start + len;

	for (; start < end; start = round_down(start, BITS_PER_LONG) + BITS_PER_LONG) {
		unsigned long mask = BITMAP_FIRST_WORD_MASK(start);

		if (end / BITS_PER_LONG == start / BITS_PER_LONG)
			mask &= BITMAP_LAST_WORD_MASK(end);
		map[BIT_WORD(start)] &= ~mask;
	}
}
EXPORT_SYMBOL(__bitmap_clear);

unsigned long bitmap_find_next_zero_area_off(unsigned long *map, unsigned long size,
					     unsigned long start, unsigned int nr,
					     unsigned long align_mask, unsigned long align_offset)
{
	unsigned long index, end, i;

	for (;;) {
		index = find_next_zero_bit(map, size, start);
		index = __ALIGN_MASK(index + align_offset, align_mask) - align_offset;
		end = index + nr;
		if (end > size)
			return end;
		i = find_next_bit(map, end, index);
		if (i >= end)
			return index;
		start = i + 1;
	}
}
EXPORT_SYMBOL(bitmap_find_next_zero_area_off);

/* Position of the ord-th set bit, nbits if there are not so many. */
unsigned int bitmap_ord_to_pos(const unsigned long *bitmap, unsigned int ord, unsigned int nbits)
{
	return find_nth_bit(bitmap, nbits, ord);
}
EXPORT_SYMBOL(bitmap_ord_to_pos);

/* The first bit of the region that was found and taken, or -ENOMEM. */
int bitmap_find_free_region(unsigned long *bitmap, unsigned int bits, int order)
{
	unsigned int pos, len = 1U << order;

	for (pos = 0; pos + len <= bits; pos += len)
		if (!bitmap_allocate_region(bitmap, pos, order))
			return pos;
	return -ENOMEM;
}
EXPORT_SYMBOL(bitmap_find_free_region);

void bitmap_release_region(unsigned long *bitmap, unsigned int pos, int order)
{
	bitmap_clear(bitmap, pos, 1U << order);
}
EXPORT_SYMBOL(bitmap_release_region);

/* 0, or -EBUSY if not all of the region is free. */
int bitmap_allocate_region(unsigned long *bitmap, unsigned int pos, int order)
{
	unsigned int len = 1U << order;

	if (find_next_bit(bitmap, pos + len, pos) < pos + len)
		return -EBUSY;
	bitmap_set(bitmap, pos, len);
	return 0;
}
EXPORT_SYMBOL(bitmap_allocate_region);

unsigned long *bitmap_alloc(unsigned int nbits, gfp_t flags)
{
	return kmalloc_array(BITS_TO_LONGS(nbits), sizeof(unsigned long), flags);
}
EXPORT_SYMBOL(bitmap_alloc);

unsigned long *bitmap_zalloc(unsigned int nbits, gfp_t flags)
{
	return bitmap_alloc(nbits, flags | __GFP_ZERO);
}
EXPORT_SYMBOL(bitmap_zalloc);

void bitmap_free(const unsigned long *bitmap)
{
	kfree(bitmap);
}
EXPORT_SYMBOL(bitmap_free);

/* Arrays of 32-bit words, the lowest bits in the first; the bitmap's tail is cleared. */
void bitmap_from_arr32(unsigned long *bitmap, const u32 *buf, unsigned int nbits)
{
	unsigned int i, halfwords = DIV_ROUND_UP(nbits, 32);

	for (i = 0; i < halfwords; i++) {
		if (i % 2 == 0)
			bitmap[i / 2] = buf[i];
		else
			bitmap[i / 2] |= (unsigned long)buf[i] << 32;
	}
	if (nbits % BITS_PER_LONG)
		bitmap[nbits / BITS_PER_LONG] &= BITMAP_LAST_WORD_MASK(nbits);
}
EXPORT_SYMBOL(bitmap_from_arr32);

void bitmap_to_arr32(u32 *buf, const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int i, halfwords = DIV_ROUND_UP(nbits, 32);

	for (i = 0; i < halfwords; i++)
		buf[i] = bitmap[i / 2] >> (i % 2 * 32);
	if (nbits % 32)
		buf[halfwords - 1] &= ~0U >> (-nbits & 31);
}
EXPORT_SYMBOL(bitmap_to_arr32);
