/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

#include <linux/types.h>

struct pad {
	char *text;
	size_t used;
	unsigned long writes;
};

int pad_create(struct pad *pad);
void pad_destroy(struct pad *pad);
size_t pad_room(const struct pad *pad);
