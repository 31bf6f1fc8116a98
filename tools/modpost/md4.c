// SPDX-License-Identifier: MIT
/* See md4.h. The letters are those of RFC 1320, section 3. */
#include "md4.h"

#include <string.h>

static uint32_t rotate(uint32_t x, unsigned int s)
{
	return x << s | x >> (32 - s);
}

static uint32_t F(uint32_t x, uint32_t y, uint32_t z)
{
	return (x & y) | (~x & z);
}

static uint32_t G(uint32_t x, uint32_t y, uint32_t z)
{
	return (x & y) | (x & z) | (y & z);
}

static uint32_t H(uint32_t x, uint32_t y, uint32_t z)
{
	return x ^ y ^ z;
}

/* A round is sixteen steps; each takes the word k[i], and the four letters change places. */
static const struct {
	uint32_t (*function)(uint32_t x, uint32_t y, uint32_t z);
	uint32_t constant;
	unsigned char shift[4];
	unsigned char k[16];
} rounds[] = {
	{F, 0, {3, 7, 11, 19}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
	{G, 0x5a827999, {3, 5, 9, 13}, {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15}},
	{H, 0x6ed9eba1, {3, 9, 11, 15}, {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15}},
};

static void add_block(struct md4 *md)
{
	uint32_t x[16], a = md->state[0], b = md->state[1], c = md->state[2], d = md->state[3];

	for (int i = 0; i < 16; i++)
		x[i] = (uint32_t)md->pending[4 * i + 3] << 24 | md->pending[4 * i + 2] << 16 |
		       md->pending[4 * i + 1] << 8 | md->pending[4 * i];
	for (int r = 0; r < 3; r++) {
		for (int i = 0; i < 16; i++) {
			uint32_t sum = a + rounds[r].function(b, c, d) + x[rounds[r].k[i]] +
				       rounds[r].constant;

			a = d;
			d = c;
			c = b;
			b = rotate(sum, rounds[r].shift[i % 4]);
		}
	}
	md->state[0] += a;
	md->state[1] += b;
	md->state[2] += c;
	md->state[3] += d;
}

void md4_begin(struct md4 *md)
{
	*md = (struct md4){.state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}};
}

void md4_add(struct md4 *md, unsigned char byte)
{
	md->pending[md->length++ % 64] = byte;
	if (md->length % 64 == 0)
		add_block(md);
}

void md4_end(struct md4 *md)
{
	uint64_t bits = md->length * 8;

	md4_add(md, 0x80);
	while (md->length % 64 != 56)
		md4_add(md, 0);
	for (int i = 0; i < 8; i++)
		md4_add(md, bits >> (8 * i));
}
