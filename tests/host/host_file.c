// SPDX-License-Identifier: MIT
/* See host_file.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "host_file.h"

struct image read_object(const char *name)
{
	const char *dir = getenv("OBJECTS");
	struct image image = {0};
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir ? dir : ".", name);
	f = fopen(path, "rb");
	if (f && !fseek(f, 0, SEEK_END)) {
		image.len = ftell(f);
		image.data = malloc(image.len);
		rewind(f);
	}
	if (!image.data || fread(image.data, 1, image.len, f) != image.len) {
		perror(path);
		abort();
	}
	fclose(f);
	return image;
}

struct image image_prefix(const struct image *image, size_t len)
{
	struct image prefix = {.data = malloc(len ? len : 1), .len = len};

	if (!prefix.data)
		abort();
	memcpy(prefix.data, image->data, len);
	return prefix;
}
