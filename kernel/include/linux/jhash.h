// SPDX-License-Identifier: MIT
/*
 * Hashing of byte strings and words: Bob Jenkins's lookup3 (public domain, 2006), for hash tables
 * whose keys nobody hostile chooses.
 */
#ifndef LINUX_JHASH_H
#define LINUX_JHASH_H

#include <linux/bitops.h>
#include <linux/string.h>

#define jhash_size(n) ((u32)1 << (n))
#define jhash_mask(n) (jhash_size(n) - 1)
#define JHASH_INITVAL 0xdeadbeef

/* clang-format off */
#define __jhash_mix(a, b, c)                                                                       \
	do {                                                                                       \
		a -= c; a ^= rol32(c, 4);  c += b;                                                 \
		b -= a; b ^= rol32(a, 6);  a += c;                                                 \
		c -= b; c ^= rol32(b, 8);  b += a;                                                 \
		a -= c; a ^= rol32(c, 16); c += b;                                                 \
		b -= a; b ^= rol32(a, 19); a += c;                                                 \
		c -= b; c ^= rol32(b, 4);  b += a;                                                 \
	} while (0)
#define __jhash_final(a, b, c)                                                                     \
	do {                                                                                       \
		c ^= b; c -= rol32(b, 14);                                                         \
		a ^= c; a -= rol32(c, 11);                                                         \
		b ^= a; b -= rol32(a, 25);                                                         \
		c ^= b; c -= rol32(b, 16);                                                         \
		a ^= c; a -= rol32(c, 4);                                                          \
		b ^= a; b -= rol32(a, 14);                                                         \
		c ^= b; c -= rol32(b, 24);                                                         \
	} while (0)
/* clang-format on */

/* length bytes at any address. */
static inline u32 jhash(const void *key, u32 length, u32 initval)
{
	const u8 *k = key;
	u32 a, b, c, w[3] = {0};

	a = b = c = JHASH_INITVAL + length + initval;
	while (length > 12) {
		memcpy(w, k, 12);
		a += w[0];
		b += w[1];
		c += w[2];
		__jhash_mix(a, b, c);
		length -= 12;
		k += 12;
	}
	if (length) {
		memset(w, 0, sizeof(w));
		memcpy(w, k, length);
		a += w[0];
		b += w[1];
		c += w[2];
		__jhash_final(a, b, c);
	}
	return c;
}

/* length words of 32 bits. */
static inline u32 jhash2(const u32 *k, u32 length, u32 initval)
{
	u32 a, b, c;

	a = b = c = JHASH_INITVAL + (length << 2) + initval;
	while (length > 3) {
		a += k[0];
		b += k[1];
		c += k[2];
		__jhash_mix(a, b, c);
		length -= 3;
		k += 3;
	}
	switch (length) {
	case 3:
		c += k[2];
		fallthrough;
	case 2:
		b += k[1];
		fallthrough;
	case 1:
		a += k[0];
		__jhash_final(a, b, c);
		break;
	}
	return c;
}

static inline u32 __jhash_nwords(u32 a, u32 b, u32 c, u32 initval)
{
	a += initval;
	b += initval;
	c += initval;
	__jhash_final(a, b, c);
	return c;
}

static inline u32 jhash_3words(u32 a, u32 b, u32 c, u32 initval)
{
	return __jhash_nwords(a, b, c, initval + JHASH_INITVAL + (3 << 2));
}

static inline u32 jhash_2words(u32 a, u32 b, u32 initval)
{
	return __jhash_nwords(a, b, 0, initval + JHASH_INITVAL + (2 << 2));
}

static inline u32 jhash_1word(u32 a, u32 initval)
{
	return __jhash_nwords(a, 0, 0, initval + JHASH_INITVAL + (1 << 2));
}

#endif
