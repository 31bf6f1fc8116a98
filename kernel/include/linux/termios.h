// SPDX-License-Identifier: MIT
/* Terminal settings, sizes and request numbers, for the kernel. */
#ifndef _LINUX_TERMIOS_H
#define _LINUX_TERMIOS_H

#include <linux/types.h>
#include <uapi/linux/termios.h>

/*
 * The control characters of a fresh terminal, in the order of the c_cc subscripts:
 * ^C ^\ DEL ^U ^D, TIME 0, MIN 1, none, ^Q ^S ^Z none ^R ^O ^W ^V none.
 */
#define INIT_C_CC "\003\034\177\025\004\0\1\0\021\023\032\0\022\017\027\026\0"

#endif
