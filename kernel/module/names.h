/* SPDX-License-Identifier: MIT */
/*
 * Names of symbols as keys: hashed and compared eight bytes at a time.
 *
 * An import is looked up by its name twice, among the exports and among the versions that the
 * module was built with; most of what that costs is reading the name. So it is read once, for hash
 * and length together.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#ifndef MODULE_NAMES_H
#define MODULE_NAMES_H

#include <linux/types.h>

struct name_key {
	u64 hash; /* of the bytes before the NUL; its low bits are as good as any */
	u64 len;
};

static inline u64 name_word(const char *s)
{
	u64 word;

	__builtin_memcpy(&word, s, sizeof(word));
	return word;
}

/* The last bytes, as the word that they would be with zeroes behind them. */
static inline u64 name_tail(const char *s, u64 room)
{
	u64 word = 0;

	for (u64 i = 0; i < room && s[i]; i++)
		word |= (u64)(u8)s[i] << 8 * i;
	return word;
}

static inline u64 name_mix(u64 hash, u64 word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
	return hash ^ hash >> 32;
}

/* The key of the name at s, which ends at its NUL or after "room" bytes; no byte after is read. */
static inline struct name_key name_key(const char *s, u64 room)
{
	const char *p = s, *end = s + room;
	u64 hash = 0, word, nul;

	for (;; p += sizeof(word)) {
		word = end - p >= sizeof(word) ? name_word(p) : name_tail(p, end - p);
		/* Of the top bits of each byte, the lowest that is set belongs to the first NUL. */
		nul = (word - 0x0101010101010101ULL) & ~word & 0x8080808080808080ULL;
		if (nul)
			break;
		hash = name_mix(hash, word);
	}
	return (struct name_key){
		.hash = name_mix(hash, word & (nul ^ (nul - 1))),
		.len = p - s + (u64)__builtin_ctzll(nul) / 8,
	};
}

/* Are the first len bytes of both the same? */
static inline bool name_equal(const char *a, const char *b, u64 len)
{
	if (len < sizeof(u64)) {
		while (len && a[len - 1] == b[len - 1])
			len--;
		return !len;
	}
	for (u64 i = 0; i < len - sizeof(u64); i += sizeof(u64))
		if (name_word(a + i) != name_word(b + i))
			return false;
	return name_word(a + len - sizeof(u64)) == name_word(b + len - sizeof(u64));
}

#endif
