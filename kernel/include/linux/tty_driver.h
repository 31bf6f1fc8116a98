// SPDX-License-Identifier: MIT
/*
 * Terminal drivers: the side of a terminal that moves characters to and from a device.
 *
 * tty_alloc_driver(), fill in names, numbers and tty_set_operations(), a port per line with
 * tty_port_link_device(), then tty_register_driver(): the nodes appear in /dev.
 * tty_unregister_driver() takes them away, tty_driver_kref_put() frees.
 */
#ifndef _LINUX_TTY_DRIVER_H
#define _LINUX_TTY_DRIVER_H

#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/cdev.h>
#include <linux/uaccess.h>
#include <linux/termios.h>

struct tty_struct;
struct tty_driver;
struct seq_file;

struct tty_operations {
	/* a pty's: find the terminal of an open in its own way */
	struct tty_struct *(*lookup)(struct tty_driver *driver, struct file *filp, int idx);
	int (*install)(struct tty_driver *driver, struct tty_struct *tty);
	void (*remove)(struct tty_driver *driver, struct tty_struct *tty);
	/* every open(2) and close(2); process context */
	int (*open)(struct tty_struct *tty, struct file *filp);
	void (*close)(struct tty_struct *tty, struct file *filp);
	/* the last close, after close(): the tty_struct is about to go */
	void (*shutdown)(struct tty_struct *tty);
	void (*cleanup)(struct tty_struct *tty);
	/*
	 * Take up to count characters and return how many: what is not taken is offered again
	 * after tty_wakeup(). As many as write_room() has just said must be taken. Process context,
	 * never two at once for one terminal; must not sleep for long. write_room and
	 * chars_in_buffer count characters.
	 */
	int (*write)(struct tty_struct *tty, const unsigned char *buf, int count);
	int (*put_char)(struct tty_struct *tty, unsigned char ch);
	void (*flush_chars)(struct tty_struct *tty);
	unsigned int (*write_room)(struct tty_struct *tty);
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, struct ktermios *old);
	/* the discipline's buffer is full / has room again: hold the sender back */
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	/* output stopped by the user (^S) and started again; any context, tty->flow.lock held */
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	void (*hangup)(struct tty_struct *tty);
	int (*break_ctl)(struct tty_struct *tty, int state);
	void (*flush_buffer)(struct tty_struct *tty);
	void (*wait_until_sent)(struct tty_struct *tty, int timeout); /* jiffies */
	void (*send_xchar)(struct tty_struct *tty, char ch);
	int (*tiocmget)(struct tty_struct *tty);
	int (*tiocmset)(struct tty_struct *tty, unsigned int set, unsigned int clear);
	int (*resize)(struct tty_struct *tty, struct winsize *ws);
};

struct attribute_group;
struct device;

struct tty_driver {
	struct kref kref;
	struct cdev **cdevs;
	struct module *owner;
	const char *driver_name;
	const char *name; /* in /dev, the index after it */
	int name_base;	  /* added to the index in the name */
	int major;	  /* 0: allocate */
	int minor_start;
	unsigned int num;
	short type;
	short subtype;
	struct ktermios init_termios;
	unsigned long flags;
	struct tty_driver *other; /* a pty's other side */

	/* one of each per line, guarded by tty_mutex */
	struct tty_struct **ttys;
	struct tty_port **ports;
	struct ktermios **termios; /* settings kept from the last close to the next open */

	void *driver_state;
	const struct tty_operations *ops;
	struct list_head tty_drivers; /* the list of all, under tty_mutex */
};

extern struct list_head tty_drivers;

struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner,
				      unsigned long flags);
/* Returns ERR_PTR() on failure */
#define tty_alloc_driver(lines, flags) __tty_alloc_driver(lines, THIS_MODULE, flags)

struct tty_driver *tty_driver_kref_get(struct tty_driver *d);
void tty_driver_kref_put(struct tty_driver *driver);

static inline void tty_set_operations(struct tty_driver *driver, const struct tty_operations *op)
{
	driver->ops = op;
}

int tty_register_driver(struct tty_driver *driver);
void tty_unregister_driver(struct tty_driver *driver);

struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *parent);
struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *parent, void *drvdata,
					const struct attribute_group **attr_grp);
void tty_unregister_device(struct tty_driver *driver, unsigned int index);

/* driver->flags */
#define TTY_DRIVER_INSTALLED	   0x0001 /* registered: set by the core */
#define TTY_DRIVER_RESET_TERMIOS   0x0002 /* forget settings at the last close */
#define TTY_DRIVER_REAL_RAW	   0x0004 /* a promise: in raw mode characters come as they are */
#define TTY_DRIVER_DYNAMIC_DEV	   0x0008 /* no nodes at registration */
#define TTY_DRIVER_DEVPTS_MEM	   0x0010 /* a pty's: no ttys and termios arrays */
#define TTY_DRIVER_UNNUMBERED_NODE 0x0080 /* the node's name has no index */

/* driver->type */
#define TTY_DRIVER_TYPE_SYSTEM	0x0001
#define TTY_DRIVER_TYPE_CONSOLE 0x0002
#define TTY_DRIVER_TYPE_SERIAL	0x0003
#define TTY_DRIVER_TYPE_PTY	0x0004

/* driver->subtype */
#define SYSTEM_TYPE_TTY	    0x0001
#define SYSTEM_TYPE_CONSOLE 0x0002
#define PTY_TYPE_MASTER	    0x0001
#define PTY_TYPE_SLAVE	    0x0002
#define SERIAL_TYPE_NORMAL  1

#endif
