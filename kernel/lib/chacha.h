// SPDX-License-Identifier: MIT
/* The ChaCha20 block function (RFC 8439, 2.3), for the random number generator. */
#ifndef LIB_CHACHA_H
#define LIB_CHACHA_H

#include <linux/types.h>

#define CHACHA_KEY_SIZE	  32
#define CHACHA_BLOCK_SIZE 64

/* Constants, key, block counter, nonce, as the RFC lays them out. */
struct chacha {
	u32 state[16];
};

/* Counter and nonce 0. */
void chacha_init(struct chacha *c, const u8 key[CHACHA_KEY_SIZE]);
/* The next block of the key stream; the counter is 64 bits wide, in words 12 and 13. */
void chacha_block(struct chacha *c, u8 out[CHACHA_BLOCK_SIZE]);

#endif
