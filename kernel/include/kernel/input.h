// SPDX-License-Identifier: MIT
/*
 * The input layer's place in the kernel's start: input_init() when classes, /dev and /proc are
 * there; keyboard_init() (the console's keys) has registered its handler or will. And what takes
 * out what a module has left.
 */
#ifndef _KERNEL_INPUT_H
#define _KERNEL_INPUT_H

struct module;

/* The layer, /dev/input, and the PS/2 keyboard. Once. */
void input_init(void);

/* The module's handlers, handles and devices are gone, and none of its functions is called for
 * that; how many there were. May sleep. */
unsigned int input_forget_module(const struct module *mod);

#endif
