// SPDX-License-Identifier: MIT
/*
 * Multiplicative hashing of integers (Knuth, The Art of Computer Programming, volume 3, 6.4): the
 * high bits of the product with 2^n divided by the golden ratio.
 */
#ifndef LINUX_HASH_H
#define LINUX_HASH_H

#include <linux/compiler.h>
#include <asm/types.h>

#define GOLDEN_RATIO_32	   0x61c88647
#define GOLDEN_RATIO_64	   0x61c8864680b583ebULL
#define GOLDEN_RATIO_PRIME GOLDEN_RATIO_64

static inline u32 __hash_32(u32 val)
{
	return val * GOLDEN_RATIO_32;
}

/* bits of result, 1 to 32 (64). */
static inline u32 hash_32(u32 val, unsigned int bits)
{
	return __hash_32(val) >> (32 - bits);
}

static __always_inline u32 hash_64_generic(u64 val, unsigned int bits)
{
	return val * GOLDEN_RATIO_64 >> (64 - bits);
}

/* This architecture has no better ones. */
#define hash_64		  hash_64_generic
#define __hash_32_generic __hash_32

#define hash_long(val, bits) hash_64(val, bits)

static inline u32 hash_ptr(const void *ptr, unsigned int bits)
{
	return hash_long((unsigned long)ptr, bits);
}

/* A pointer's two halves in 32 bits, unscrambled. */
static inline u32 hash32_ptr(const void *ptr)
{
	unsigned long val = (unsigned long)ptr;

	return (u32)(val ^ (val >> 32));
}

#endif
