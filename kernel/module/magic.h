/* SPDX-License-Identifier: MIT */
/* What a file that is no ELF object may be, by its first bytes (magic.c). Part of the core. */
#ifndef MODULE_MAGIC_H
#define MODULE_MAGIC_H

#include <linux/types.h>

/* A way to compress modules. */
struct compression {
	const char *name;    /* as /sys/module/compression calls it */
	const char *program; /* that unpacks from standard input to output with -dc */
	const char *magic;
	u32 magic_len;
};

/* How the image is compressed; NULL if it isn't, as far as its first bytes tell. */
const struct compression *image_compression(const void *image, u64 len);
/* What else a person may have picked in place of a module, and what to do: or "". */
const char *image_advice(const void *image, u64 len);

#endif
