// SPDX-License-Identifier: MIT
/* Between keyboard.c and keyboard_notify.c: keys as those who listen are told of them. */
#ifndef _DRIVERS_CHAR_KEYBOARD_H
#define _DRIVERS_CHAR_KEYBOARD_H

#include <linux/keyboard.h>
#include <linux/notifier.h>
#include <linux/types.h>

/* Locks and their lights, as listeners and the console's programs see them */
#define KBD_LED_SCROLL 1
#define KBD_LED_NUM    2
#define KBD_LED_CAPS   4

/* Do keys mean anything with these modifiers, bits KG_...? */
bool keymap_exists(unsigned int shift);
/* What the key means with the modifiers, as Linux writes it: K_HOLE if nothing. */
u16 keysym_of(u16 keycode, unsigned int shift, bool caps_lock);
/* Tells everybody; the last answer. Any context. */
int keyboard_notify(unsigned long what, struct keyboard_notifier_param *param);

#endif
