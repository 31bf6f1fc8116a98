/* SPDX-License-Identifier: MIT */
/* Objects that the compiler made: build/tests/host/objects/NAME, as an image. */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include "elf_builder.h"

/* Aborts the test program if the file can't be read. The caller frees image.data. */
struct image read_object(const char *name);
/* The first len bytes of an image, in memory of just that size. */
struct image image_prefix(const struct image *image, size_t len);

#endif
