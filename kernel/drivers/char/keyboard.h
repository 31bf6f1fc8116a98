// SPDX-License-Identifier: MIT
/* keyboard.c for keyboard_notify.c, which tells listeners of keys, and for vt.c. */
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
/* The lights, bits KBD_LED_...; to set them, or with any other bit to let them show the locks. */
unsigned int keyboard_lights(void);
void keyboard_set_lights(unsigned long lights);

/* Tells everybody; the last answer. Any context. */
int keyboard_notify(unsigned long what, struct keyboard_notifier_param *param);

#endif
