// SPDX-License-Identifier: MIT
/*
 * What a file that is no ELF object may be, by its first bytes: compressed modules, and what people
 * pick by mistake.
 *
 * Sources: RFC 1952 (gzip), the .xz file format 1.1.0, RFC 8878 (Zstandard), ar(5), LLVM's bitcode
 * file format. Part of the loader's core; compiled for the host as well.
 */
#include <linux/string.h>
#include "magic.h"

static const struct compression compressions[] = {
	{"gzip", "gzip", "\x1f\x8b", 2},
	{"xz", "xz",
	 "\xfd"
	 "7zXZ\0",
	 6},
	{"zstd", "zstd", "\x28\xb5\x2f\xfd", 4},
};

static const struct {
	const char *advice, *magic;
	u32 magic_len;
} others[] = {
	{": an archive of objects: link the module from it", "!<arch>\n", 8},
	{": LLVM bitcode: build the module without -flto", "BC\xc0\xde", 4},
	{": a script", "#!", 2},
};

static bool begins_with(const void *image, u64 len, const char *magic, u32 magic_len)
{
	return len >= magic_len && !memcmp(image, magic, magic_len);
}

const struct compression *image_compression(const void *image, u64 len)
{
	for (u32 i = 0; i < sizeof(compressions) / sizeof(compressions[0]); i++)
		if (begins_with(image, len, compressions[i].magic, compressions[i].magic_len))
			return &compressions[i];
	return NULL;
}

const char *image_advice(const void *image, u64 len)
{
	for (u32 i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (begins_with(image, len, others[i].magic, others[i].magic_len))
			return others[i].advice;
	return "";
}
