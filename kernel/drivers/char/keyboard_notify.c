// SPDX-License-Identifier: MIT
/*
 * Who listens to the keyboard, and what they are told: <linux/keyboard.h>. Key codes and symbols
 * are Linux's; the table of characters is the one that the console uses.
 */
#include <linux/array_size.h>
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <kernel/keyboard.h>
#include "keyboard.h"
#include "keymap.h"

static ATOMIC_NOTIFIER_HEAD(keyboard_chain);

int register_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&keyboard_chain, nb);
}
EXPORT_SYMBOL_GPL(register_keyboard_notifier);

int unregister_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&keyboard_chain, nb);
}
EXPORT_SYMBOL_GPL(unregister_keyboard_notifier);

int keyboard_notify(unsigned long what, struct keyboard_notifier_param *param)
{
	return atomic_notifier_call_chain(&keyboard_chain, what, param);
}

unsigned int keyboard_forget_module(const struct module *mod)
{
	struct notifier_block **link = &keyboard_chain.head, *nb;
	unsigned int forgotten = 0;
	unsigned long flags;

	spin_lock_irqsave(&keyboard_chain.lock, flags);
	while ((nb = *link)) {
		if (within_module((unsigned long)nb, mod) ||
		    within_module((unsigned long)nb->notifier_call, mod)) {
			rcu_assign_pointer(*link, nb->next);
			forgotten++;
		} else {
			link = &nb->next;
		}
	}
	spin_unlock_irqrestore(&keyboard_chain.lock, flags);
	if (forgotten)
		synchronize_rcu();
	return forgotten;
}

/* --- symbols --- */

/* Keys that aren't characters, by key code */
static const u16 special_keys[128] = {
	[28] = K_ENTER,
	[29] = K_CTRL,
	[42] = K_SHIFT,
	[54] = K_SHIFT,
	[55] = K_PSTAR,
	[56] = K_ALT,
	[58] = K_CAPS,
	[69] = K_NUM,
	[59] = K_F1,
	K(KT_FN, 1),
	K(KT_FN, 2),
	K(KT_FN, 3),
	K(KT_FN, 4),
	K(KT_FN, 5),
	K(KT_FN, 6),
	K(KT_FN, 7),
	K(KT_FN, 8),
	K(KT_FN, 9),
	[71] = K(KT_PAD, 7),
	K(KT_PAD, 8),
	K(KT_PAD, 9),
	K_PMINUS,
	K(KT_PAD, 4),
	K(KT_PAD, 5),
	K(KT_PAD, 6),
	K_PPLUS,
	K(KT_PAD, 1),
	K(KT_PAD, 2),
	K(KT_PAD, 3),
	K_P0,
	K_PDOT,
	[87] = K_F11,
	K_F12,
	[96] = K_PENTER,
	[97] = K_CTRL,
	[98] = K_PSLASH,
	[100] = K_ALTGR,
	[102] = K_FIND,
	K_UP,
	K_PGUP,
	K_LEFT,
	K_RIGHT,
	K_SELECT,
	K_DOWN,
	K_PGDN,
	K_INSERT,
	K_REMOVE,
};

bool keymap_exists(unsigned int shift)
{
	static const u8 maps[] = {0,
				  1 << KG_SHIFT,
				  1 << KG_ALTGR,
				  1 << KG_CTRL,
				  1 << KG_SHIFT | 1 << KG_CTRL,
				  1 << KG_ALT,
				  1 << KG_CTRL | 1 << KG_ALT};

	return memchr(maps, shift, sizeof(maps));
}

u16 keysym_of(u16 keycode, unsigned int shift, bool caps_lock)
{
	bool shifted = shift & 1 << KG_SHIFT;
	u8 c;

	if (keycode < ARRAY_SIZE(special_keys) && special_keys[keycode])
		return 0xf000 | special_keys[keycode];
	if (keycode >= KEYMAP_SIZE || !keymap_us.plain[keycode])
		return 0xf000 | K_HOLE;
	c = keymap_us.plain[keycode];
	if (isalpha(c) && caps_lock)
		shifted = !shifted;
	if (shifted)
		c = keymap_us.shift[keycode];
	if (isalpha(c) && shift & 1 << KG_CTRL)
		return 0xf000 | K(KT_LATIN, c & 037);
	if (shift & 1 << KG_ALT)
		return 0xf000 | K(KT_META, c);
	return 0xf000 | K(isalpha(c) ? KT_LETTER : KT_LATIN, c);
}
