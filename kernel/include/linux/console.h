// SPDX-License-Identifier: MIT
/*
 * Consoles: where the kernel's messages appear.
 *
 * A driver fills a struct console and calls register_console(). It becomes active when the kernel
 * command line names it (console=NAME[INDEX][,OPTIONS]) or, with no console= given, always; the
 * device behind /dev/console is the last one named. write() may be called from any context, the
 * interrupt handler and the crash report included, with printk's lock held: it must not sleep, must
 * not printk, and takes only locks that it can do without after oops_in_progress.
 */
#ifndef _LINUX_CONSOLE_H
#define _LINUX_CONSOLE_H

#include <linux/types.h>

struct tty_driver;

#define CON_PRINTBUFFER (1)  /* give it what was logged before it registered */
#define CON_CONSDEV	(2)  /* the one behind /dev/console */
#define CON_ENABLED	(4)  /* receives messages */
#define CON_BOOT	(8)  /* leaves when a real one registers */
#define CON_ANYTIME	(16) /* safe before its CPU is fully up */

struct console {
	char name[16]; /* "ttyS", "tty": console= adds the index */
	void (*write)(struct console *con, const char *s, unsigned int n);
	/* the terminal of the same device: what /dev/console opens when CON_CONSDEV */
	struct tty_driver *(*device)(struct console *con, int *index);
	/* called when the command line chose it; options is the text after the comma, or NULL;
	 * nonzero refuses */
	int (*setup)(struct console *con, char *options);
	short flags;
	short index; /* -1: the one the command line names, else 0 */
	void *data;
	u64 seq;	      /* printk's: the next record it is given */
	struct console *next; /* printk's list, under console_lock() */
};

/* The list, CON_CONSDEV first. Hold console_lock(). */
extern struct console *console_drivers;
#define for_each_console(con) for (con = console_drivers; con != NULL; con = con->next)

void register_console(struct console *con);
int unregister_console(struct console *con);

/* Keep messages off the screen while its driver changes state. Sleeps. */
void console_lock(void);
int console_trylock(void);
void console_unlock(void);
int is_console_locked(void);

#endif
