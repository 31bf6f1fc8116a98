// SPDX-License-Identifier: MIT
/*
 * From scan codes to keys: a device's table, read and changed by programs (EVIOCGKEYCODE_V2).
 *
 * The table is dev->keycode, with keycodemax entries of keycodesize bytes: a scan code is a place
 * in it. A device that looks its keys up otherwise brings getkeycode() and setkeycode().
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/string.h>
#include "internal.h"

/* The scan code as a number; it may have 1, 2 or 4 bytes. -EINVAL. */
int input_scancode_to_scalar(const struct input_keymap_entry *ke, unsigned int *scancode)
{
	u16 two;

	switch (ke->len) {
	case 1:
		*scancode = ke->scancode[0];
		return 0;
	case 2:
		memcpy(&two, ke->scancode, 2);
		*scancode = two;
		return 0;
	case 4:
		memcpy(scancode, ke->scancode, 4);
		return 0;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(input_scancode_to_scalar);

static unsigned int table_get(const struct input_dev *dev, unsigned int i)
{
	switch (dev->keycodesize) {
	case 1:
		return ((u8 *)dev->keycode)[i];
	case 2:
		return ((u16 *)dev->keycode)[i];
	}
	return ((u32 *)dev->keycode)[i];
}

static void table_set(struct input_dev *dev, unsigned int i, unsigned int keycode)
{
	switch (dev->keycodesize) {
	case 1:
		((u8 *)dev->keycode)[i] = keycode;
		break;
	case 2:
		((u16 *)dev->keycode)[i] = keycode;
		break;
	default:
		((u32 *)dev->keycode)[i] = keycode;
	}
}

/* Which entry ke is about. -EINVAL: none. */
static int table_index(const struct input_dev *dev, const struct input_keymap_entry *ke,
		       unsigned int *index)
{
	if (!dev->keycode || !dev->keycodesize)
		return -EINVAL;
	if (ke->flags & INPUT_KEYMAP_BY_INDEX)
		*index = ke->index;
	else if (input_scancode_to_scalar(ke, index))
		return -EINVAL;
	return *index < dev->keycodemax ? 0 : -EINVAL;
}

int input_default_getkeycode(struct input_dev *dev, struct input_keymap_entry *ke)
{
	u32 index;
	int err = table_index(dev, ke, &index);

	if (err)
		return err;
	ke->keycode = table_get(dev, index);
	ke->index = index;
	ke->len = sizeof(index);
	memcpy(ke->scancode, &index, sizeof(index));
	return 0;
}

int input_default_setkeycode(struct input_dev *dev, const struct input_keymap_entry *ke,
			     unsigned int *old_keycode)
{
	unsigned int index, i;
	int err = table_index(dev, ke, &index);

	if (err)
		return err;
	if (dev->keycodesize < sizeof(ke->keycode) && ke->keycode >> (dev->keycodesize * 8))
		return -EINVAL;
	*old_keycode = table_get(dev, index);
	table_set(dev, index, ke->keycode);

	/* The device has the old key only if another scan code still means it. */
	if (*old_keycode <= KEY_MAX) {
		__clear_bit(*old_keycode, dev->keybit);
		for (i = 0; i < dev->keycodemax; i++)
			if (table_get(dev, i) == *old_keycode)
				__set_bit(*old_keycode, dev->keybit);
	}
	__set_bit(ke->keycode, dev->keybit);
	return 0;
}

/* ke says which; it is filled in. -EINVAL. */
int input_get_keycode(struct input_dev *dev, struct input_keymap_entry *ke)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&dev->event_lock, flags);
	err = dev->getkeycode(dev, ke);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	return err;
}
EXPORT_SYMBOL(input_get_keycode);

/* A key that the device has no longer, but that is down, goes up. -EINVAL. */
int input_set_keycode(struct input_dev *dev, const struct input_keymap_entry *ke)
{
	unsigned int old = KEY_RESERVED;
	unsigned long flags;
	int err;

	if (ke->keycode > KEY_MAX)
		return -EINVAL;
	spin_lock_irqsave(&dev->event_lock, flags);
	err = dev->setkeycode(dev, ke, &old);
	__clear_bit(KEY_RESERVED, dev->keybit);
	if (!err && old <= KEY_MAX && !test_bit(old, dev->keybit) && test_bit(EV_KEY, dev->evbit) &&
	    __test_and_clear_bit(old, dev->key))
		input_pass_now(dev, EV_KEY, old, 0);
	spin_unlock_irqrestore(&dev->event_lock, flags);
	return err;
}
EXPORT_SYMBOL(input_set_keycode);
