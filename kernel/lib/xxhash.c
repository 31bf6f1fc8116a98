// SPDX-License-Identifier: MIT
/*
 * xxHash, as its specification (doc/xxhash_spec.md of the project) describes it: four accumulators
 * take a stripe of four words at a time, are merged, and the rest is mixed in word by word.
 */
#include <linux/bitops.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/xxhash.h>
#include <asm/unaligned.h>

/* PRIME32_1 to 5 and PRIME64_1 to 5 of the specification. */
static const u32 p32[6] = {0, 0x9e3779b1U, 0x85ebca77U, 0xc2b2ae3dU, 0x27d4eb2fU, 0x165667b1U};
static const u64 p64[6] = {0,
			   0x9e3779b185ebca87ULL,
			   0xc2b2ae3d27d4eb4fULL,
			   0x165667b19e3779f9ULL,
			   0x85ebca77c2b2ae63ULL,
			   0x27d4eb2f165667c5ULL};

static u32 round32(u32 acc, u32 lane)
{
	return rol32(acc + lane * p32[2], 13) * p32[1];
}

static u64 round64(u64 acc, u64 lane)
{
	return rol64(acc + lane * p64[2], 31) * p64[1];
}

void xxh32_reset(struct xxh32_state *state, uint32_t seed)
{
	*state = (struct xxh32_state){
		.v1 = seed + p32[1] + p32[2], .v2 = seed + p32[2], .v3 = seed, .v4 = seed - p32[1]};
}
EXPORT_SYMBOL(xxh32_reset);

void xxh64_reset(struct xxh64_state *state, uint64_t seed)
{
	*state = (struct xxh64_state){
		.v1 = seed + p64[1] + p64[2], .v2 = seed + p64[2], .v3 = seed, .v4 = seed - p64[1]};
}
EXPORT_SYMBOL(xxh64_reset);

static void stripe32(struct xxh32_state *s, const u8 *p)
{
	s->v1 = round32(s->v1, get_unaligned_le32(p));
	s->v2 = round32(s->v2, get_unaligned_le32(p + 4));
	s->v3 = round32(s->v3, get_unaligned_le32(p + 8));
	s->v4 = round32(s->v4, get_unaligned_le32(p + 12));
}

static void stripe64(struct xxh64_state *s, const u8 *p)
{
	s->v1 = round64(s->v1, get_unaligned_le64(p));
	s->v2 = round64(s->v2, get_unaligned_le64(p + 8));
	s->v3 = round64(s->v3, get_unaligned_le64(p + 16));
	s->v4 = round64(s->v4, get_unaligned_le64(p + 24));
}

/* Whole stripes at once, the rest kept. The same for both sizes, but for the words. */
#define XXH_UPDATE(state, input, length, mem, stripe)                                              \
	do {                                                                                       \
		const u8 *p = input, *end = p + length;                                            \
		size_t take;                                                                       \
                                                                                                   \
		while (p < end) {                                                                  \
			if (!(state)->memsize && end - p >= sizeof((state)->mem)) {                \
				stripe(state, p);                                                  \
				p += sizeof((state)->mem);                                         \
				continue;                                                          \
			}                                                                          \
			take = min_t(size_t, end - p, sizeof((state)->mem) - (state)->memsize);    \
			memcpy((u8 *)(state)->mem + (state)->memsize, p, take);                    \
			(state)->memsize += take;                                                  \
			p += take;                                                                 \
			if ((state)->memsize == sizeof((state)->mem)) {                            \
				stripe(state, (const u8 *)(state)->mem);                           \
				(state)->memsize = 0;                                              \
			}                                                                          \
		}                                                                                  \
	} while (0)

int xxh32_update(struct xxh32_state *state, const void *input, size_t length)
{
	if (!input)
		return -EINVAL;
	state->total_len_32 += length;
	state->large_len |= length >= 16 || state->total_len_32 >= 16;
	XXH_UPDATE(state, input, length, mem32, stripe32);
	return 0;
}
EXPORT_SYMBOL(xxh32_update);

int xxh64_update(struct xxh64_state *state, const void *input, size_t length)
{
	if (!input)
		return -EINVAL;
	state->total_len += length;
	XXH_UPDATE(state, input, length, mem64, stripe64);
	return 0;
}
EXPORT_SYMBOL(xxh64_update);

uint32_t xxh32_digest(const struct xxh32_state *s)
{
	const u8 *p = (const u8 *)s->mem32, *end = p + s->memsize;
	u32 h;

	/* Without a stripe only the seed counts, which v3 still is. */
	if (s->large_len)
		h = rol32(s->v1, 1) + rol32(s->v2, 7) + rol32(s->v3, 12) + rol32(s->v4, 18);
	else
		h = s->v3 + p32[5];
	h += s->total_len_32;
	for (; end - p >= 4; p += 4)
		h = rol32(h + get_unaligned_le32(p) * p32[3], 17) * p32[4];
	for (; p < end; p++)
		h = rol32(h + *p * p32[5], 11) * p32[1];
	h = (h ^ (h >> 15)) * p32[2];
	h = (h ^ (h >> 13)) * p32[3];
	return h ^ (h >> 16);
}
EXPORT_SYMBOL(xxh32_digest);

static u64 merge64(u64 h, u64 acc)
{
	return (h ^ round64(0, acc)) * p64[1] + p64[4];
}

uint64_t xxh64_digest(const struct xxh64_state *s)
{
	const u8 *p = (const u8 *)s->mem64, *end = p + s->memsize;
	u64 h;

	if (s->total_len >= 32) {
		h = rol64(s->v1, 1) + rol64(s->v2, 7) + rol64(s->v3, 12) + rol64(s->v4, 18);
		h = merge64(merge64(merge64(merge64(h, s->v1), s->v2), s->v3), s->v4);
	} else {
		h = s->v3 + p64[5];
	}
	h += s->total_len;
	for (; end - p >= 8; p += 8)
		h = rol64(h ^ round64(0, get_unaligned_le64(p)), 27) * p64[1] + p64[4];
	for (; end - p >= 4; p += 4)
		h = rol64(h ^ get_unaligned_le32(p) * p64[1], 23) * p64[2] + p64[3];
	for (; p < end; p++)
		h = rol64(h ^ *p * p64[5], 11) * p64[1];
	h = (h ^ (h >> 33)) * p64[2];
	h = (h ^ (h >> 29)) * p64[3];
	return h ^ (h >> 32);
}
EXPORT_SYMBOL(xxh64_digest);

uint32_t xxh32(const void *input, size_t length, uint32_t seed)
{
	struct xxh32_state s;

	xxh32_reset(&s, seed);
	if (length)
		xxh32_update(&s, input, length);
	return xxh32_digest(&s);
}
EXPORT_SYMBOL(xxh32);

uint64_t xxh64(const void *input, size_t length, uint64_t seed)
{
	struct xxh64_state s;

	xxh64_reset(&s, seed);
	if (length)
		xxh64_update(&s, input, length);
	return xxh64_digest(&s);
}
EXPORT_SYMBOL(xxh64);

void xxh32_copy_state(struct xxh32_state *dst, const struct xxh32_state *src)
{
	*dst = *src;
}
EXPORT_SYMBOL(xxh32_copy_state);

void xxh64_copy_state(struct xxh64_state *dst, const struct xxh64_state *src)
{
	*dst = *src;
}
EXPORT_SYMBOL(xxh64_copy_state);
