// SPDX-License-Identifier: MIT
/*
 * A fast generator that repeats for a seed: taus113 (L'Ecuyer: "Tables of maximally-equidistributed
 * combined LFSR generators", 1999). For tests and simulations; its output can be predicted.
 */
#include <linux/export.h>
#include <linux/minmax.h>
#include <linux/prandom.h>
#include <linux/string.h>

/* One of its four shift registers: q and s are the paper's steps, mask keeps the bits that count.
 */
static u32 taus_step(u32 s, int q, int p, int shift, u32 mask)
{
	return ((s & mask) << shift) ^ (((s << q) ^ s) >> p);
}

u32 prandom_u32_state(struct rnd_state *state)
{
	state->s1 = taus_step(state->s1, 6, 13, 18, 0xfffffffe);
	state->s2 = taus_step(state->s2, 2, 27, 2, 0xfffffff8);
	state->s3 = taus_step(state->s3, 13, 21, 7, 0xfffffff0);
	state->s4 = taus_step(state->s4, 3, 12, 13, 0xffffff80);
	return state->s1 ^ state->s2 ^ state->s3 ^ state->s4;
}
EXPORT_SYMBOL(prandom_u32_state);

void prandom_bytes_state(struct rnd_state *state, void *buf, size_t bytes)
{
	u8 *p = buf;

	while (bytes) {
		u32 v = prandom_u32_state(state);
		size_t n = min(bytes, sizeof(v));

		memcpy(p, &v, n);
		p += n;
		bytes -= n;
	}
}
EXPORT_SYMBOL(prandom_bytes_state);
