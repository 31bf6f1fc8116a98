// SPDX-License-Identifier: MIT
/*
 * What keys say: a chain of functions that are called for each key of the console's keyboard.
 *
 * For one key, in this order: KBD_KEYCODE with the key's number (KEY_...); then
 * KBD_UNBOUND_KEYCODE with the same, if there is no keymap for these modifiers, or KBD_KEYSYM with
 * what the key means (<uapi/linux/keyboard.h>); then, after the console has acted on it,
 * KBD_POST_KEYSYM. A function that returns NOTIFY_STOP for KBD_KEYCODE or KBD_KEYSYM keeps the key
 * from the console.
 *
 * The functions are called in the keyboard's interrupt and must not sleep.
 */
#ifndef __LINUX_KEYBOARD_H
#define __LINUX_KEYBOARD_H

#include <uapi/linux/keyboard.h>

struct notifier_block;
struct vc_data;

struct keyboard_notifier_param {
	struct vc_data *vc; /* the console that it is for */
	int down;	    /* 1: pressed, 2: repeated, 0: released */
	int shift;	    /* of the modifiers that are down, bits KG_... */
	int ledstate;	    /* bit 0: Scroll Lock, 1: Num Lock, 2: Caps Lock */
	unsigned int value; /* key code or symbol */
};

/* -EEXIST and -ENOENT as for any chain. Unregistering may sleep. */
int register_keyboard_notifier(struct notifier_block *nb);
int unregister_keyboard_notifier(struct notifier_block *nb);

#endif
