// SPDX-License-Identifier: MIT
/* xxHash (Yann Collet): fast hashes of 32 and 64 bits, not against attackers. */
#ifndef XXHASH_H
#define XXHASH_H

#include <linux/types.h>

uint32_t xxh32(const void *input, size_t length, uint32_t seed);
uint64_t xxh64(const void *input, size_t length, uint64_t seed);

static inline unsigned long xxhash(const void *input, size_t length, uint64_t seed)
{
	return xxh64(input, length, seed);
}

/* Piece by piece: reset, update as often as wanted, digest. */
struct xxh32_state {
	uint32_t total_len_32;
	uint32_t large_len; /* 16 bytes or more were given */
	uint32_t v1, v2, v3, v4;
	uint32_t mem32[4]; /* the rest of the last piece: memsize bytes */
	uint32_t memsize;
};

struct xxh64_state {
	uint64_t total_len;
	uint64_t v1, v2, v3, v4;
	uint64_t mem64[4];
	uint32_t memsize;
};

void xxh32_reset(struct xxh32_state *state, uint32_t seed);
int xxh32_update(struct xxh32_state *state, const void *input, size_t length);
uint32_t xxh32_digest(const struct xxh32_state *state);
void xxh64_reset(struct xxh64_state *state, uint64_t seed);
int xxh64_update(struct xxh64_state *state, const void *input, size_t length); /* 0, -EINVAL */
uint64_t xxh64_digest(const struct xxh64_state *state);
void xxh32_copy_state(struct xxh32_state *dst, const struct xxh32_state *src);
void xxh64_copy_state(struct xxh64_state *dst, const struct xxh64_state *src);

#endif
