// SPDX-License-Identifier: MIT
/* The keyboard's listeners, for who takes a module's out. */
#ifndef _KERNEL_KEYBOARD_H
#define _KERNEL_KEYBOARD_H

struct module;

/* The module's functions are not called when it returns; how many there were. May sleep. */
unsigned int keyboard_forget_module(const struct module *mod);

#endif
