// SPDX-License-Identifier: MIT
/* The types of events whose codes a device lists, each in a bitmap of its own. */
#include <linux/array_size.h>
#include <linux/stddef.h>
#include "internal.h"

/* In the order in which Linux shows them. */
const struct input_capability input_capabilities[NR_INPUT_CAPABILITIES] = {
	{EV_KEY, "KEY", 'k', KEY_CNT, offsetof(struct input_dev, keybit)},
	{EV_REL, "REL", 'r', REL_CNT, offsetof(struct input_dev, relbit)},
	{EV_ABS, "ABS", 'a', ABS_CNT, offsetof(struct input_dev, absbit)},
	{EV_MSC, "MSC", 'm', MSC_CNT, offsetof(struct input_dev, mscbit)},
	{EV_LED, "LED", 'l', LED_CNT, offsetof(struct input_dev, ledbit)},
	{EV_SND, "SND", 's', SND_CNT, offsetof(struct input_dev, sndbit)},
	{EV_SW, "SW", 'w', SW_CNT, offsetof(struct input_dev, swbit)},
};

const struct input_capability *input_find_capability(unsigned int type)
{
	for (unsigned int i = 0; i < NR_INPUT_CAPABILITIES; i++)
		if (input_capabilities[i].type == type)
			return &input_capabilities[i];
	return NULL;
}
