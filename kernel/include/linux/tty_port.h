// SPDX-License-Identifier: MIT
/*
 * The part of a terminal that lives as long as its hardware: the input ring, the count of opens,
 * and the terminal that is open on it, if any.
 */
#ifndef _LINUX_TTY_PORT_H
#define _LINUX_TTY_PORT_H

#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/tty_buffer.h>
#include <linux/wait.h>

struct file;
struct tty_driver;
struct tty_port;
struct tty_struct;

struct tty_port_operations {
	/* the first open: start the hardware; the last close: stop it. Process context, under
	 * port->mutex. */
	int (*activate)(struct tty_port *port, struct tty_struct *tty);
	void (*shutdown)(struct tty_port *port);
	/* the last reference is gone: free the container; NULL: kfree(port) */
	void (*destruct)(struct tty_port *port);
};

struct tty_port {
	struct tty_bufhead buf;
	struct tty_struct *tty;	 /* referenced; guarded by lock; NULL when closed or hung up */
	struct tty_struct *itty; /* where input goes: set while the tty_struct exists */
	const struct tty_port_operations *ops;
	spinlock_t lock;      /* guards tty and count; taken in hard interrupts */
	int count;	      /* opens */
	unsigned long iflags; /* TTY_PORT_* bits */
	struct mutex mutex;   /* one activation or shutdown at a time */
	struct kref kref;
};

#define TTY_PORT_INITIALIZED 0
#define TTY_PORT_ACTIVE	     1

void tty_port_init(struct tty_port *port);
void tty_port_destroy(struct tty_port *port);
struct tty_port *tty_port_get(struct tty_port *port);
void tty_port_put(struct tty_port *port);
void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index);
struct tty_struct *tty_port_tty_get(struct tty_port *port);
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty);
void tty_port_tty_wakeup(struct tty_port *port);
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal);
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *filp);
void tty_port_hangup(struct tty_port *port);

#endif
