// SPDX-License-Identifier: MIT
/*
 * Searches in bitmaps of any size. A search that finds nothing returns size (or more; never less).
 */
#ifndef LINUX_FIND_H
#define LINUX_FIND_H

#ifndef LINUX_BITMAP_H
#error "include <linux/bitmap.h>"
#endif

#include <linux/bitops.h>

unsigned long _find_first_bit(const unsigned long *addr, unsigned long size);
unsigned long _find_first_zero_bit(const unsigned long *addr, unsigned long size);
unsigned long _find_first_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				  unsigned long size);
unsigned long _find_last_bit(const unsigned long *addr, unsigned long size);
unsigned long _find_next_bit(const unsigned long *addr, unsigned long nbits, unsigned long start);
unsigned long _find_next_zero_bit(const unsigned long *addr, unsigned long nbits,
				  unsigned long start);
unsigned long _find_next_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				 unsigned long nbits, unsigned long start);
unsigned long _find_next_andnot_bit(const unsigned long *addr1, const unsigned long *addr2,
				    unsigned long nbits, unsigned long start);
unsigned long __find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n);
unsigned long __find_nth_and_bit(const unsigned long *addr1, const unsigned long *addr2,
				 unsigned long size, unsigned long n);
unsigned long __find_nth_andnot_bit(const unsigned long *addr1, const unsigned long *addr2,
				    unsigned long size, unsigned long n);

static inline unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
	return _find_first_bit(addr, size);
}

static inline unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	return _find_first_zero_bit(addr, size);
}

static inline unsigned long find_first_and_bit(const unsigned long *addr1,
					       const unsigned long *addr2, unsigned long size)
{
	return _find_first_and_bit(addr1, addr2, size);
}

static inline unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	return _find_last_bit(addr, size);
}

/* From bit offset on, that bit included. */
static inline unsigned long find_next_bit(const unsigned long *addr, unsigned long size,
					  unsigned long offset)
{
	return _find_next_bit(addr, size, offset);
}

static inline unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
					       unsigned long offset)
{
	return _find_next_zero_bit(addr, size, offset);
}

static inline unsigned long find_next_and_bit(const unsigned long *addr1,
					      const unsigned long *addr2, unsigned long size,
					      unsigned long offset)
{
	return _find_next_and_bit(addr1, addr2, size, offset);
}

static inline unsigned long find_next_andnot_bit(const unsigned long *addr1,
						 const unsigned long *addr2, unsigned long size,
						 unsigned long offset)
{
	return _find_next_andnot_bit(addr1, addr2, size, offset);
}

/* The nth set bit, n from 0. */
static inline unsigned long find_nth_bit(const unsigned long *addr, unsigned long size,
					 unsigned long n)
{
	return n >= size ? size : __find_nth_bit(addr, size, n);
}

static inline unsigned long find_nth_and_bit(const unsigned long *addr1, const unsigned long *addr2,
					     unsigned long size, unsigned long n)
{
	return n >= size ? size : __find_nth_and_bit(addr1, addr2, size, n);
}

static inline unsigned long find_nth_andnot_bit(const unsigned long *addr1,
						const unsigned long *addr2, unsigned long size,
						unsigned long n)
{
	return n >= size ? size : __find_nth_andnot_bit(addr1, addr2, size, n);
}

/* From offset to the end, then from 0 to offset. */
static inline unsigned long find_next_bit_wrap(const unsigned long *addr, unsigned long size,
					       unsigned long offset)
{
	unsigned long bit = find_next_bit(addr, size, offset);

	if (bit < size)
		return bit;
	bit = find_first_bit(addr, offset);
	return bit < offset ? bit : size;
}

static inline unsigned long find_next_and_bit_wrap(const unsigned long *addr1,
						   const unsigned long *addr2, unsigned long size,
						   unsigned long offset)
{
	unsigned long bit = find_next_and_bit(addr1, addr2, size, offset);

	if (bit < size)
		return bit;
	bit = find_first_and_bit(addr1, addr2, offset);
	return bit < offset ? bit : size;
}

/* The step of for_each_set_bit_wrap(): n wraps around and the walk ends back at start. */
static inline unsigned long __for_each_wrap(const unsigned long *bitmap, unsigned long size,
					    unsigned long start, unsigned long n)
{
	unsigned long bit;

	if (n > start) {
		bit = find_next_bit(bitmap, size, n);
		if (bit < size)
			return bit;
		n = 0;
	}
	bit = find_next_bit(bitmap, start, n);
	return bit < start ? bit : size;
}

/* The next clump of eight bits, clump-aligned, that is not 0. */
unsigned long find_next_clump8(unsigned long *clump, const unsigned long *addr, unsigned long size,
			       unsigned long offset);
#define find_first_clump8(clump, bits, size) find_next_clump8((clump), (bits), (size), 0)

/* Little-endian bitmaps are this CPU's own. */
#define find_next_bit_le(addr, size, offset)                                                       \
	find_next_bit((const unsigned long *)(addr), size, offset)
#define find_next_zero_bit_le(addr, size, offset)                                                  \
	find_next_zero_bit((const unsigned long *)(addr), size, offset)
#define find_first_zero_bit_le(addr, size) find_first_zero_bit((const unsigned long *)(addr), size)

/* clang-format off */
#define for_each_set_bit(bit, addr, size)                                                          \
	for ((bit) = 0; (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_and_bit(bit, addr1, addr2, size)                                                  \
	for ((bit) = 0; (bit) = find_next_and_bit((addr1), (addr2), (size), (bit)), (bit) < (size); \
	     (bit)++)
#define for_each_andnot_bit(bit, addr1, addr2, size)                                               \
	for ((bit) = 0;                                                                            \
	     (bit) = find_next_andnot_bit((addr1), (addr2), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_set_bit_from(bit, addr, size)                                                     \
	for (; (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit(bit, addr, size)                                                        \
	for ((bit) = 0; (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
#define for_each_clear_bit_from(bit, addr, size)                                                   \
	for (; (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)
/* Runs of set (clear) bits: b is the first, e the one behind the last. */
#define for_each_set_bitrange(b, e, addr, size)                                                    \
	for ((b) = 0; (b) = find_next_bit((addr), (size), (b)),                                    \
		      (e) = find_next_zero_bit((addr), (size), (b) + 1), (b) < (size);             \
	     (b) = (e) + 1)
#define for_each_set_bitrange_from(b, e, addr, size)                                               \
	for (; (b) = find_next_bit((addr), (size), (b)),                                           \
	       (e) = find_next_zero_bit((addr), (size), (b) + 1), (b) < (size);                    \
	     (b) = (e) + 1)
#define for_each_clear_bitrange(b, e, addr, size)                                                  \
	for ((b) = 0; (b) = find_next_zero_bit((addr), (size), (b)),                               \
		      (e) = find_next_bit((addr), (size), (b) + 1), (b) < (size);                  \
	     (b) = (e) + 1)
#define for_each_clear_bitrange_from(b, e, addr, size)                                             \
	for (; (b) = find_next_zero_bit((addr), (size), (b)),                                      \
	       (e) = find_next_bit((addr), (size), (b) + 1), (b) < (size);                         \
	     (b) = (e) + 1)
/* All set bits, beginning at start and coming round to it. */
#define for_each_set_bit_wrap(bit, addr, size, start)                                              \
	for ((bit) = find_next_bit_wrap((addr), (size), (start)); (bit) < (size);                  \
	     (bit) = __for_each_wrap((addr), (size), (start), (bit) + 1))
#define for_each_set_clump8(start, clump, bits, size)                                              \
	for ((start) = find_first_clump8(&(clump), (bits), (size)); (start) < (size);              \
	     (start) = find_next_clump8(&(clump), (bits), (size), (start) + 8))
/* clang-format on */

#endif
