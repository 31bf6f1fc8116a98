// SPDX-License-Identifier: MIT
/*
 * What a driver's interrupt handler received and the line discipline has not taken yet.
 *
 * One ring a port: the handler puts (tty_insert_flip_char(), <linux/tty_flip.h>), one work item
 * takes. A full ring refuses, and the driver counts the overrun.
 */
#ifndef _LINUX_TTY_BUFFER_H
#define _LINUX_TTY_BUFFER_H

#include <linux/types.h>
#include <linux/spinlock.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#define TTY_FLIP_SIZE 8192 /* a power of two */

struct tty_bufhead {
	spinlock_t lock;      /* guards the ring; taken in hard interrupts */
	unsigned char *chars; /* TTY_FLIP_SIZE each */
	char *flags;
	unsigned int head;	 /* where the next character goes; free-running */
	unsigned int tail;	 /* the oldest one; free-running */
	struct mutex flush_lock; /* held while characters are handed to the discipline */
	struct work_struct work;
};

/* What came with a character */
#define TTY_NORMAL  0
#define TTY_BREAK   1
#define TTY_FRAME   2
#define TTY_PARITY  3
#define TTY_OVERRUN 4

#endif
