// SPDX-License-Identifier: MIT
/*
 * Hashes of strings, which start from a salt, and a hash with its length in one number. They are as
 * good from one boot to the next, but not on disk: nothing promises that they stay what they are.
 */
#ifndef __LINUX_STRINGHASH_H
#define __LINUX_STRINGHASH_H

#include <linux/compiler.h>
#include <linux/hash.h>
#include <linux/types.h>

/* Byte by byte, for names that change on the way (as those of a file system that ignores case). */
#define init_name_hash(salt) (unsigned long)(salt)

static inline unsigned long partial_name_hash(unsigned long c, unsigned long prevhash)
{
	return (prevhash + (c << 4) + (c >> 4)) * 11;
}

static inline unsigned int end_name_hash(unsigned long hash)
{
	return hash_long(hash, 32);
}

/* Of len bytes; and of a string up to its end, with the length above the hash. */
unsigned int full_name_hash(const void *salt, const char *name, unsigned int len);
u64 hashlen_string(const void *salt, const char *name);

#define hashlen_hash(hashlen)	  ((u32)(hashlen))
#define hashlen_len(hashlen)	  ((u32)((hashlen) >> 32))
#define hashlen_create(hash, len) ((u64)(len) << 32 | (u32)(hash))

#endif
