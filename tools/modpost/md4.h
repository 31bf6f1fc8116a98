/* SPDX-License-Identifier: MIT */
/*
 * The MD4 digest, RFC 1320. Broken as a signature since 1995, and good enough to tell whether two
 * sources are the same: srcversion is made of it, in Linux's modules and so in ours.
 */
#ifndef TOOLS_MODPOST_MD4_H
#define TOOLS_MODPOST_MD4_H

#include <stdint.h>

struct md4 {
	uint32_t state[4];
	uint64_t length;	   /* bytes so far */
	unsigned char pending[64]; /* those that do not fill a block yet: length % 64 */
};

void md4_begin(struct md4 *md);
void md4_add(struct md4 *md, unsigned char byte);
/* The digest is in md->state, its bytes from the low end of each word on. */
void md4_end(struct md4 *md);

#endif
