// SPDX-License-Identifier: MIT
/*
 * Line disciplines: what stands between a terminal's driver and its readers and writers.
 *
 * open, close, read, write, ioctl and set_termios run in process context under a reference to the
 * discipline and may sleep; receive_buf runs in the work item that carries input up from a driver,
 * never two at a time for one terminal, and may sleep too. write_wakeup comes from the driver, in
 * any context. hangup runs before the discipline is started afresh on a terminal that hung up.
 */
#ifndef _LINUX_TTY_LDISC_H
#define _LINUX_TTY_LDISC_H

#include <linux/fs.h>
#include <linux/wait.h>
#include <linux/rwsem.h>
#include <linux/list.h>
#include <linux/termios.h>

struct tty_struct;

struct tty_ldisc_ops {
	char *name;
	int num;

	/* from above */
	int (*open)(struct tty_struct *tty);
	void (*close)(struct tty_struct *tty);
	void (*flush_buffer)(struct tty_struct *tty);
	ssize_t (*read)(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			void **cookie, unsigned long offset);
	ssize_t (*write)(struct tty_struct *tty, struct file *file, const unsigned char *buf,
			 size_t nr);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, struct ktermios *old);
	__poll_t (*poll)(struct tty_struct *tty, struct file *file, struct poll_table_struct *wait);
	void (*hangup)(struct tty_struct *tty);

	/* from below; fp holds a TTY_* flag per character or is NULL for all normal */
	void (*receive_buf)(struct tty_struct *tty, const unsigned char *cp, const char *fp,
			    int count);
	void (*write_wakeup)(struct tty_struct *tty);
	/* as receive_buf, but returns how many it took; the rest is offered again later */
	int (*receive_buf2)(struct tty_struct *tty, const unsigned char *cp, const char *fp,
			    int count);

	struct module *owner;
};

struct tty_ldisc {
	struct tty_ldisc_ops *ops;
	struct tty_struct *tty;
	struct list_head node; /* of all that are in use */
};

int tty_register_ldisc(struct tty_ldisc_ops *new_ldisc);
void tty_unregister_ldisc(struct tty_ldisc_ops *ldisc);

/* A reference that keeps the discipline from being changed: NULL when there is none (hung up) */
struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty);
struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty);
void tty_ldisc_deref(struct tty_ldisc *ld);
void tty_ldisc_flush(struct tty_struct *tty);

#endif
