// SPDX-License-Identifier: MIT
/* SipHash, from the paper's description: <linux/siphash.h>. No state, any context. */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/siphash.h>
#include <linux/string.h>

struct sip {
	u64 v0, v1, v2, v3;
};

static void sip_round(struct sip *s)
{
	s->v0 += s->v1;
	s->v1 = rol64(s->v1, 13) ^ s->v0;
	s->v0 = rol64(s->v0, 32);
	s->v2 += s->v3;
	s->v3 = rol64(s->v3, 16) ^ s->v2;
	s->v0 += s->v3;
	s->v3 = rol64(s->v3, 21) ^ s->v0;
	s->v2 += s->v1;
	s->v1 = rol64(s->v1, 17) ^ s->v2;
	s->v2 = rol64(s->v2, 32);
}

/* SipHash with c rounds a word and d rounds at the end. */
static u64 sip_hash(const void *data, size_t len, u64 k0, u64 k1, int c, int d)
{
	/* The constants are the paper's: "somepseudorandomlygeneratedbytes". */
	struct sip s = {
		k0 ^ 0x736f6d6570736575ULL,
		k1 ^ 0x646f72616e646f6dULL,
		k0 ^ 0x6c7967656e657261ULL,
		k1 ^ 0x7465646279746573ULL,
	};
	u64 last = (u64)len << 56, m;
	const u8 *p = data;
	int i;

	for (; len >= sizeof(m); len -= sizeof(m), p += sizeof(m)) {
		memcpy(&m, p, sizeof(m));
		s.v3 ^= m;
		for (i = 0; i < c; i++)
			sip_round(&s);
		s.v0 ^= m;
	}
	m = 0;
	memcpy(&m, p, len);
	last |= m;
	s.v3 ^= last;
	for (i = 0; i < c; i++)
		sip_round(&s);
	s.v0 ^= last;
	s.v2 ^= 0xff;
	for (i = 0; i < d; i++)
		sip_round(&s);
	return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

u64 siphash(const void *data, size_t len, const siphash_key_t *key)
{
	return sip_hash(data, len, key->key[0], key->key[1], 2, 4);
}
EXPORT_SYMBOL(siphash);

u64 siphash_1u64(const u64 a, const siphash_key_t *key)
{
	return siphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(siphash_1u64);

u64 siphash_2u64(const u64 a, const u64 b, const siphash_key_t *key)
{
	const u64 w[] = {a, b};

	return siphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(siphash_2u64);

u64 siphash_3u64(const u64 a, const u64 b, const u64 c, const siphash_key_t *key)
{
	const u64 w[] = {a, b, c};

	return siphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(siphash_3u64);

u64 siphash_4u64(const u64 a, const u64 b, const u64 c, const u64 d, const siphash_key_t *key)
{
	const u64 w[] = {a, b, c, d};

	return siphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(siphash_4u64);

u64 siphash_1u32(const u32 a, const siphash_key_t *key)
{
	return siphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(siphash_1u32);

u64 siphash_3u32(const u32 a, const u32 b, const u32 c, const siphash_key_t *key)
{
	const u32 w[] = {a, b, c};

	return siphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(siphash_3u32);

u32 hsiphash(const void *data, size_t len, const hsiphash_key_t *key)
{
	return sip_hash(data, len, key->key[0], key->key[1], 1, 3);
}
EXPORT_SYMBOL(hsiphash);

u32 hsiphash_1u32(const u32 a, const hsiphash_key_t *key)
{
	return hsiphash(&a, sizeof(a), key);
}
EXPORT_SYMBOL(hsiphash_1u32);

u32 hsiphash_2u32(const u32 a, const u32 b, const hsiphash_key_t *key)
{
	const u32 w[] = {a, b};

	return hsiphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(hsiphash_2u32);

u32 hsiphash_3u32(const u32 a, const u32 b, const u32 c, const hsiphash_key_t *key)
{
	const u32 w[] = {a, b, c};

	return hsiphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(hsiphash_3u32);

u32 hsiphash_4u32(const u32 a, const u32 b, const u32 c, const u32 d, const hsiphash_key_t *key)
{
	const u32 w[] = {a, b, c, d};

	return hsiphash(w, sizeof(w), key);
}
EXPORT_SYMBOL(hsiphash_4u32);
