// SPDX-License-Identifier: MIT
/*
 * Terminals, between the files of kernel/drivers/char and the kernel's start.
 *
 * Order at boot: serial_console_init() and vt_console_init() as soon as printk() works: they need
 * no memory and no interrupts. Then, when /dev, /proc and /sys exist and work queues run,
 * tty_init(), and after it the drivers: serial_init(), vt_init(), pty_init() (which needs
 * devpts_init()).
 */
#ifndef _KERNEL_TTY_H
#define _KERNEL_TTY_H

#include <linux/tty.h>

void serial_console_init(void);
void vt_console_init(void);
void tty_init(void);
void serial_init(void);
void vt_init(void);
void pty_init(void);

/* --- tty_driver.c: drivers and their lines --- */

/* Guards the list of drivers, driver->ttys and driver->termios; outermost of the tty locks. */
extern struct mutex tty_mutex;
/* The driver of a device number, referenced, and the line's index; NULL. tty_mutex is held. */
struct tty_driver *tty_find_driver(dev_t device, int *index);
/* /sys/class/tty */
extern struct class tty_class;
/* "ttyS0": p has 64 bytes */
void tty_line_name(const struct tty_driver *driver, int index, char *p);

/* --- tty_struct.c: from the first open of a line to the last close --- */
struct tty_struct *tty_alloc_struct(struct tty_driver *driver, int idx);
struct tty_struct *tty_init_dev(struct tty_driver *driver, int idx);
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty);
void tty_init_termios(struct tty_struct *tty);
int tty_reopen(struct tty_struct *tty);
void tty_release_struct(struct tty_struct *tty, int idx);

/* --- tty_io.c: open files --- */
extern const struct file_operations tty_fops; /* an ordinary terminal's */
extern const struct file_operations
	console_fops; /* the same by way of /dev/console: never hung up */
extern const struct file_operations hung_up_tty_fops;

static inline struct tty_struct *file_tty(struct file *file)
{
	return ((struct tty_file_private *)file->private_data)->tty;
}

int tty_alloc_file(struct file *file);
void tty_add_file(struct tty_struct *tty, struct file *file);
void tty_free_file(struct file *file);
int tty_release(struct inode *inode, struct file *filp);
void tty_write_unlock(struct tty_struct *tty);
int tty_write_lock(struct tty_struct *tty, bool ndelay);

static inline bool tty_io_nonblock(const struct file *file)
{
	return file && (file->f_flags & O_NONBLOCK);
}

/* --- tty_dev.c: /dev/tty, /dev/console --- */
void tty_dev_init(void);
/* The terminal behind /dev/console: its driver, referenced, and line; NULL when there is none */
struct tty_driver *console_device(int *index);

/* --- vt.c --- */
/* The terminal that is on the screen: its driver, referenced, and line */
struct tty_driver *vt_foreground(int *index);

/* --- tty_ioctl.c, tty_termios.c --- */
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* --- tty_jobctl.c --- */
void tty_open_proc_set_tty(struct file *filp, struct tty_struct *tty);
/* -ENOIOCTLCMD when cmd is not about job control */
int tty_jobctl_ioctl(struct tty_struct *tty, struct tty_struct *real_tty, struct file *file,
		     unsigned int cmd, unsigned long arg);
int tty_signal_session_leader(struct tty_struct *tty, int exit_session);
void session_clear_tty(struct pid *session);
/* The foreground group; the session; referenced, or NULL. Any context. */
struct pid *tty_get_pgrp(struct tty_struct *tty);
struct pid *tty_get_session(struct tty_struct *tty);

/* --- tty_hangup.c --- */
void tty_vhangup_session(struct tty_struct *tty);

/* --- tty_ldisc.c --- */
int tty_ldisc_init(struct tty_struct *tty);
void tty_ldisc_deinit(struct tty_struct *tty);
int tty_ldisc_setup(struct tty_struct *tty);
int tty_ldisc_reinit(struct tty_struct *tty, int disc);
void tty_ldisc_release(struct tty_struct *tty);
void tty_ldisc_hangup(struct tty_struct *tty, bool reinit);
int tty_set_ldisc(struct tty_struct *tty, int num);

/* --- tty_buffer.c --- */
void tty_buffer_init(struct tty_port *port);
void tty_buffer_free(struct tty_port *port);
/* Throw away what the discipline has not taken. Sleeps. */
void tty_buffer_flush(struct tty_struct *tty);
/* Wait until what has been pushed is with the discipline, as far as it takes it. Sleeps. */
void tty_buffer_flush_work(struct tty_port *port);
/* Offer the discipline again what it had no room for */
void tty_buffer_restart(struct tty_port *port);
/* No flush is running, or will be, until the next push. Sleeps. */
void tty_buffer_cancel(struct tty_port *port);

/* --- tty_message.c --- */
/*
 * len bytes to the terminal as they are: lines end in "\r\n". 0; -EAGAIN if the terminal did not
 * take all of it within a second, or a signal came; -EIO. Sleeps, but for that second at most.
 */
int tty_message(struct tty_struct *tty, const char *text, size_t len);

/* --- n_tty.c --- */
void n_tty_init(void);

#endif
