// SPDX-License-Identifier: GPL-2.0
#include <linux/errno.h>
#include <linux/slab.h>

#include "pad.h"

int pad_create(struct pad *pad)
{
	pad->text = kzalloc(PAD_SIZE, GFP_KERNEL);
	return pad->text ? 0 : -ENOMEM;
}

void pad_destroy(struct pad *pad)
{
	kfree(pad->text);
}

size_t pad_room(const struct pad *pad)
{
	return PAD_SIZE - pad->used;
}
