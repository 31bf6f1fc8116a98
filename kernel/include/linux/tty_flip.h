// SPDX-License-Identifier: MIT
/*
 * From a driver's interrupt handler up to the line discipline. The insert and push functions may be
 * called in any context; an insert returns how many characters were taken.
 */
#ifndef _LINUX_TTY_FLIP_H
#define _LINUX_TTY_FLIP_H

#include <linux/tty_buffer.h>
#include <linux/tty_port.h>

int tty_insert_flip_char(struct tty_port *port, unsigned char ch, char flag);
int tty_insert_flip_string_fixed_flag(struct tty_port *port, const unsigned char *chars, char flag,
				      size_t size);
int tty_insert_flip_string_flags(struct tty_port *port, const unsigned char *chars,
				 const char *flags, size_t size);
int tty_buffer_space_avail(struct tty_port *port);
/* Have what was inserted carried up soon, by a worker that may sleep */
void tty_flip_buffer_push(struct tty_port *port);

static inline int tty_insert_flip_string(struct tty_port *port, const unsigned char *chars,
					 size_t size)
{
	return tty_insert_flip_string_fixed_flag(port, chars, TTY_NORMAL, size);
}

#endif
