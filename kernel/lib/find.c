// SPDX-License-Identifier: MIT
/*
 * Searching bitmaps, a long at a time. <linux/find.h> has the functions to call.
 *
 * A bit beyond size is never reported, whatever the last long holds there. start may be at or
 * beyond size; the answer is then size.
 */
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/math.h>
#include <linux/minmax.h>

/* First bit set in the words that `fetch` (an expression of idx) yields, from bit `start` on. */
#define FIND_NEXT(fetch, size, start)                                                              \
	({                                                                                         \
		unsigned long __size = (size), __start = (start), __found = __size;                \
                                                                                                   \
		if (__start < __size) {                                                            \
			unsigned long idx = __start / BITS_PER_LONG;                               \
			unsigned long __word = (fetch)&BITMAP_FIRST_WORD_MASK(__start);            \
                                                                                                   \
			while (!__word && (idx + 1) * BITS_PER_LONG < __size) {                    \
				idx++;                                                             \
				__word = (fetch);                                                  \
			}                                                                          \
			if (__word)                                                                \
				__found = min(idx * BITS_PER_LONG + __ffs(__word), __size);        \
		}                                                                                  \
		__found;                                                                           \
	})

/* The nth (from 0) bit set in those words. */
#define FIND_NTH(fetch, size, nth)                                                                 \
	({                                                                                         \
		unsigned long __size = (size), __nth = (nth), __found = __size, idx;               \
                                                                                                   \
		for (idx = 0; idx * BITS_PER_LONG < __size; idx++) {                               \
			unsigned long __word = (fetch), __weight;                                  \
                                                                                                   \
			if ((idx + 1) * BITS_PER_LONG > __size)                                    \
				__word &= BITMAP_LAST_WORD_MASK(__size);                           \
			__weight = hweight_long(__word);                                           \
			if (__weight > __nth) {                                                    \
				__found = idx * BITS_PER_LONG + fns(__word, __nth);                \
				break;                                                             \
			}                                                                          \
			__nth -= __weight;                                                         \
		}                                                                                  \
		__found;                                                                           \
	})

unsigned long _find_first_bit(const unsigned long *addr, unsigned long size)
{
	return FIND_NEXT(addr[idx], size, 0);
}
EXPORT_SYMBOL(_find_first_bit);

unsigned long _find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	return FIND_NEXT(~addr[idx], size, 0);
}
EXPORT_SYMBOL(_find_first_zero_bit);

unsigned long _find_first_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				  unsigned long size)
{
	return FIND_NEXT(addr1[idx] & addr2[idx], size, 0);
}
EXPORT_SYMBOL(_find_first_and_bit);

unsigned long _find_next_bit(const unsigned long *addr, unsigned long nbits, unsigned long start)
{
	return FIND_NEXT(addr[idx], nbits, start);
}
EXPORT_SYMBOL(_find_next_bit);

unsigned long _find_next_zero_bit(const unsigned long *addr, unsigned long nbits,
				  unsigned long start)
{
	return FIND_NEXT(~addr[idx], nbits, start);
}
EXPORT_SYMBOL(_find_next_zero_bit);

unsigned long _find_next_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				 unsigned long nbits, unsigned long start)
{
	return FIND_NEXT(addr1[idx] & addr2[idx], nbits, start);
}
EXPORT_SYMBOL(_find_next_and_bit);

unsigned long _find_next_andnot_bit(const unsigned long *addr1, const unsigned long *addr2,
				    unsigned long nbits, unsigned long start)
{
	return FIND_NEXT(addr1[idx] & ~addr2[idx], nbits, start);
}
EXPORT_SYMBOL(_find_next_andnot_bit);

unsigned long __find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n)
{
	return FIND_NTH(addr[idx], size, n);
}
EXPORT_SYMBOL(__find_nth_bit);

unsigned long __find_nth_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				 unsigned long size, unsigned long n)
{
	return FIND_NTH(addr1[idx] & addr2[idx], size, n);
}
EXPORT_SYMBOL(__find_nth_and_bit);

unsigned long __find_nth_andnot_bit(const unsigned long *addr1, const unsigned long *addr2,
				    unsigned long size, unsigned long n)
{
	return FIND_NTH(addr1[idx] & ~addr2[idx], size, n);
}
EXPORT_SYMBOL(__find_nth_andnot_bit);

unsigned long _find_last_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long idx, word;

	if (!size)
		return 0;
	idx = (size - 1) / BITS_PER_LONG;
	word = addr[idx] & BITMAP_LAST_WORD_MASK(size);
	while (!word && idx)
		word = addr[--idx];
	return word ? idx * BITS_PER_LONG + __fls(word) : size;
}
EXPORT_SYMBOL(_find_last_bit);

unsigned long find_next_clump8(unsigned long *clump, const unsigned long *addr, unsigned long size,
			       unsigned long offset)
{
	offset = find_next_bit(addr, size, offset);
	if (offset >= size)
		return size;
	offset = round_down(offset, 8);
	*clump = bitmap_get_value8(addr, offset);
	return offset;
}
EXPORT_SYMBOL(find_next_clump8);
