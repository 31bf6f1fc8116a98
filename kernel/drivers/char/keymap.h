// SPDX-License-Identifier: MIT
/*
 * A keyboard layout: what each key of scan code set 1 sends. Codes below 0x80 are those of the keys
 * themselves; the extended ones (after 0xe0) have tables of their own in keyboard.c.
 */
#ifndef _DRIVERS_CHAR_KEYMAP_H
#define _DRIVERS_CHAR_KEYMAP_H

#include <linux/types.h>

#define KEYMAP_SIZE 0x5a

/* Characters, 0 where the key has none */
struct keymap {
	u8 plain[KEYMAP_SIZE];
	u8 shift[KEYMAP_SIZE];
};

extern const struct keymap keymap_us;

#endif
