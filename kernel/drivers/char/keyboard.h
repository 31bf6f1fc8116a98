// SPDX-License-Identifier: MIT
/* Between keyboard.c and keyboard_notify.c: keys as those who listen are told of them. */
#ifndef _DRIVERS_CHAR_KEYBOARD_H
#define _DRIVERS_CHAR_KEYBOARD_H

#include <linux/keyboard.h>
#include <linux/notifier.h>
#include <linux/types.h>

/* Linux's number of the key with this scan code (without the release bit); 0: none. */
u16 keycode_of(u8 code, bool extended);
/* Do keys mean anything with these modifiers, bits KG_...? */
bool keymap_exists(unsigned int shift);
/* What the key means with the modifiers, as Linux writes it: K_HOLE if nothing. */
u16 keysym_of(u16 keycode, unsigned int shift, bool caps_lock);
/* Tells everybody; the last answer. Any context. */
int keyboard_notify(unsigned long what, struct keyboard_notifier_param *param);

#endif
