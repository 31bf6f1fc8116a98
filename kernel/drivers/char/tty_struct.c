// SPDX-License-Identifier: MIT
/*
 * The life of a tty_struct: made at the first open of its line, found by later ones, released at
 * the last close, freed with its last reference.
 *
 * A line's settings outlive it: they are kept in driver->termios and given to the next.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/workqueue.h>
#include <kernel/tty.h>

/* What a line is set to before anyone has set it: a terminal that a person can use at once */
struct ktermios tty_std_termios = {
	.c_iflag = ICRNL | IXON,
	.c_oflag = OPOST | ONLCR,
	.c_cflag = B38400 | CS8 | CREAD | HUPCL,
	.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
	.c_cc = INIT_C_CC,
	.c_ispeed = 38400,
	.c_ospeed = 38400,
};
EXPORT_SYMBOL(tty_std_termios);

const char *tty_name(const struct tty_struct *tty)
{
	return tty ? tty->name : "NULL tty";
}
EXPORT_SYMBOL(tty_name);

const char *tty_driver_name(const struct tty_struct *tty)
{
	return tty && tty->driver ? tty->driver->name : "";
}
EXPORT_SYMBOL_GPL(tty_driver_name);

/* The device number, as a number: /proc/PID/stat's tty_nr before it is encoded */
int tty_devnum(struct tty_struct *tty)
{
	return MKDEV(tty->driver->major, tty->driver->minor_start) + tty->index;
}
EXPORT_SYMBOL(tty_devnum);

void tty_lock(struct tty_struct *tty)
{
	tty_kref_get(tty);
	mutex_lock(&tty->legacy_mutex);
}
EXPORT_SYMBOL(tty_lock);

void tty_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->legacy_mutex);
	tty_kref_put(tty);
}
EXPORT_SYMBOL(tty_unlock);

/* --- references --- */

/* In a worker, since the last reference may be dropped where one can't sleep. */
static void free_tty(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, free_work);
	struct tty_driver *driver = tty->driver;
	struct module *owner = driver->owner;

	if (tty->ops->cleanup)
		tty->ops->cleanup(tty);
	put_pid(tty->ctrl.pgrp);
	put_pid(tty->ctrl.session);
	tty_ldisc_deinit(tty);
	kvfree(tty->write_buf);
	kfree(tty);
	tty_driver_kref_put(driver);
	module_put(owner);
}

static void last_tty_ref(struct kref *kref)
{
	struct tty_struct *tty = container_of(kref, struct tty_struct, kref);

	INIT_WORK(&tty->free_work, free_tty);
	schedule_work(&tty->free_work);
}

/* NULL is ignored. Any context. */
void tty_kref_put(struct tty_struct *tty)
{
	if (tty)
		kref_put(&tty->kref, last_tty_ref);
}
EXPORT_SYMBOL(tty_kref_put);

static void hangup_in_worker(struct work_struct *work)
{
	tty_vhangup(container_of(work, struct tty_struct, hangup_work));
}

/* A terminal for line idx, with one reference, on no list yet. Holds the driver. NULL: no memory.
 */
struct tty_struct *tty_alloc_struct(struct tty_driver *driver, int idx)
{
	struct tty_struct *tty = kzalloc(sizeof(*tty), GFP_KERNEL_ACCOUNT);

	if (!tty)
		return NULL;
	kref_init(&tty->kref);
	if (tty_ldisc_init(tty)) {
		kfree(tty);
		return NULL;
	}
	mutex_init(&tty->legacy_mutex);
	mutex_init(&tty->throttle_mutex);
	mutex_init(&tty->atomic_write_lock);
	mutex_init(&tty->winsize_mutex);
	init_rwsem(&tty->termios_rwsem);
	init_rwsem(&tty->ldisc_sem);
	init_waitqueue_head(&tty->write_wait);
	init_waitqueue_head(&tty->read_wait);
	INIT_WORK(&tty->hangup_work, hangup_in_worker);
	spin_lock_init(&tty->ctrl.lock);
	spin_lock_init(&tty->flow.lock);
	spin_lock_init(&tty->files_lock);
	INIT_LIST_HEAD(&tty->tty_files);
	tty->driver = tty_driver_kref_get(driver);
	tty->ops = driver->ops;
	tty->index = idx;
	tty_line_name(driver, idx, tty->name);
	return tty;
}

/* --- the settings of a line --- */

/* The last terminal's on this line, or the driver's first ones */
void tty_init_termios(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	int idx = tty->index;

	if ((driver->flags & TTY_DRIVER_RESET_TERMIOS) || !driver->termios[idx]) {
		tty->termios = driver->init_termios;
	} else {
		tty->termios = *driver->termios[idx];
		tty->termios.c_line = driver->init_termios.c_line;
	}
	tty->termios.c_ispeed = tty_termios_input_baud_rate(&tty->termios);
	tty->termios.c_ospeed = tty_termios_baud_rate(&tty->termios);
}
EXPORT_SYMBOL_GPL(tty_init_termios);

static void save_termios(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct ktermios *kept;

	if ((driver->flags & TTY_DRIVER_RESET_TERMIOS) || !driver->termios)
		return;
	kept = driver->termios[tty->index];
	if (!kept) {
		kept = kzalloc(sizeof(*kept), GFP_KERNEL);
		if (!kept)
			return;
		driver->termios[tty->index] = kept;
	}
	*kept = tty->termios;
}

/* --- first open, later open --- */

int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty)
{
	tty_init_termios(tty);
	tty_driver_kref_get(driver);
	tty->count++;
	driver->ttys[tty->index] = tty;
	return 0;
}
EXPORT_SYMBOL_GPL(tty_standard_install);

/* What tty_standard_install() did, or the driver's own install. tty_mutex is held. */
static void uninstall(struct tty_driver *driver, struct tty_struct *tty)
{
	if (driver->ops->remove)
		driver->ops->remove(driver, tty);
	else
		driver->ttys[tty->index] = NULL;
	tty_driver_kref_put(driver);
}

/*
 * Make line idx's terminal and its discipline. Called with tty_mutex held; the new terminal is
 * returned locked (tty_lock()). ERR_PTR(-ENODEV: the module is leaving, -ENOMEM, or the driver's).
 */
struct tty_struct *tty_init_dev(struct tty_driver *driver, int idx)
{
	struct tty_struct *tty;
	int err;

	if (!try_module_get(driver->owner))
		return ERR_PTR(-ENODEV);
	tty = tty_alloc_struct(driver, idx);
	if (!tty) {
		module_put(driver->owner);
		return ERR_PTR(-ENOMEM);
	}
	tty_lock(tty);
	err = driver->ops->install ? driver->ops->install(driver, tty)
				   : tty_standard_install(driver, tty);
	if (err)
		goto free;
	if (!tty->port)
		tty->port = driver->ports[idx];
	if (WARN(!tty->port, "%s: driver %s has no port for line %d\n", __func__, driver->name,
		 idx)) {
		err = -EIO;
		goto uninstall;
	}
	tty->port->itty = tty;
	err = tty_ldisc_setup(tty);
	if (err)
		goto uninstall_port;
	return tty;

uninstall_port:
	tty->port->itty = NULL;
	/* The pair that a pty's install made goes with it. */
	if (tty->link) {
		tty->link->port->itty = NULL;
		uninstall(tty->link->driver, tty->link);
		tty_kref_put(tty->link);
	}
uninstall:
	uninstall(driver, tty);
free:
	tty_unlock(tty);
	tty_kref_put(tty);
	return ERR_PTR(err);
}

/*
 * Another open of a terminal that is there; tty_lock() is held. -EAGAIN: it is being released, try
 * again; -EBUSY: exclusive; -EIO: this side can be opened once only.
 */
int tty_reopen(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct tty_ldisc *ld;
	int err = 0;

	if (driver->type == TTY_DRIVER_TYPE_PTY && driver->subtype == PTY_TYPE_MASTER)
		return -EIO;
	if (!tty->count)
		return -EAGAIN;
	if (test_bit(TTY_EXCLUSIVE, &tty->flags) && !capable(CAP_SYS_ADMIN))
		return -EBUSY;

	/* Only a terminal that hung up has none; then nobody holds it who might be asleep. */
	ld = tty_ldisc_ref_wait(tty);
	if (ld) {
		tty_ldisc_deref(ld);
	} else {
		down_write(&tty->ldisc_sem);
		if (!tty->ldisc)
			err = tty_ldisc_reinit(tty, tty->termios.c_line);
		up_write(&tty->ldisc_sem);
	}
	if (!err)
		tty->count++;
	return err;
}

/* --- last close --- */

/* tty_mutex is held: the next open of the line comes after all of this. */
static void release_one(struct tty_struct *tty)
{
	if (tty->ops->shutdown)
		tty->ops->shutdown(tty);
	save_termios(tty);
	uninstall(tty->driver, tty);
	/* Nothing new is carried up from here on; wait for what is on its way. */
	tty->port->itty = NULL;
	tty_buffer_cancel(tty->port);
}

/*
 * Nobody has tty (or its other side, if it has one) open any more. Called without locks; drops the
 * references that tty_init_dev() made.
 */
void tty_release_struct(struct tty_struct *tty, int idx)
{
	struct tty_struct *other = tty->link;

	tty_ldisc_release(tty);
	cancel_work_sync(&tty->hangup_work);
	if (other)
		cancel_work_sync(&other->hangup_work);

	mutex_lock(&tty_mutex);
	release_one(tty);
	if (other)
		release_one(other);
	mutex_unlock(&tty_mutex);
	tty_kref_put(other);
	tty_kref_put(tty);
}
