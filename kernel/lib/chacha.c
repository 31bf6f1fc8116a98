// SPDX-License-Identifier: MIT
/*
 * The ChaCha20 block function, from RFC 8439.
 *
 * Its counter runs over into the first word of the nonce, which is always 0 here: a key is used for
 * one request only, and never again.
 */
#include <linux/bitops.h>
#include <linux/string.h>

#include "chacha.h"

/* RFC 8439, 2.1. */
static void quarter_round(u32 *x, int a, int b, int c, int d)
{
	x[a] += x[b];
	x[d] = rol32(x[d] ^ x[a], 16);
	x[c] += x[d];
	x[b] = rol32(x[b] ^ x[c], 12);
	x[a] += x[b];
	x[d] = rol32(x[d] ^ x[a], 8);
	x[c] += x[d];
	x[b] = rol32(x[b] ^ x[c], 7);
}

void chacha_init(struct chacha *c, const u8 key[CHACHA_KEY_SIZE])
{
	/* "expand 32-byte k" */
	c->state[0] = 0x61707865;
	c->state[1] = 0x3320646e;
	c->state[2] = 0x79622d32;
	c->state[3] = 0x6b206574;
	memcpy(&c->state[4], key, CHACHA_KEY_SIZE);
	memset(&c->state[12], 0, 4 * sizeof(u32));
}

void chacha_block(struct chacha *c, u8 out[CHACHA_BLOCK_SIZE])
{
	u32 x[16];

	memcpy(x, c->state, sizeof(x));
	for (int i = 0; i < 10; i++) {
		quarter_round(x, 0, 4, 8, 12);
		quarter_round(x, 1, 5, 9, 13);
		quarter_round(x, 2, 6, 10, 14);
		quarter_round(x, 3, 7, 11, 15);
		quarter_round(x, 0, 5, 10, 15);
		quarter_round(x, 1, 6, 11, 12);
		quarter_round(x, 2, 7, 8, 13);
		quarter_round(x, 3, 4, 9, 14);
	}
	for (int i = 0; i < 16; i++)
		x[i] += c->state[i];
	memcpy(out, x, sizeof(x));
	memzero_explicit(x, sizeof(x));
	if (!++c->state[12])
		c->state[13]++;
}
