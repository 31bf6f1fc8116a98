// SPDX-License-Identifier: MIT
/*
 * Terminal drivers of a module that has crashed: none of its functions is called any more, its
 * terminals hang up, and its lines and nodes are gone.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/tty.h>
#include <kernel/module.h>
#include <kernel/tty.h>

static int dead_open(struct tty_struct *tty, struct file *filp)
{
	return -EIO;
}

static int dead_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	return -EIO;
}

static unsigned int dead_write_room(struct tty_struct *tty)
{
	return 0;
}

static const struct tty_operations dead_ops = {
	.open = dead_open,
	.write = dead_write,
	.write_room = dead_write_room,
};

/* A driver with the module's functions, referenced; NULL: there is none. */
static struct tty_driver *driver_of(const struct module *mod)
{
	struct tty_driver *driver;

	mutex_lock(&tty_mutex);
	list_for_each_entry (driver, &tty_drivers, tty_drivers) {
		if (driver->owner == mod || within_module((unsigned long)driver->ops, mod)) {
			tty_driver_kref_get(driver);
			mutex_unlock(&tty_mutex);
			return driver;
		}
	}
	mutex_unlock(&tty_mutex);
	return NULL;
}

/* Its terminal on that line, hung up; whoever has it open reads an end of file. */
static void hang_up_line(struct tty_driver *driver, unsigned int line)
{
	struct tty_struct *tty;

	mutex_lock(&tty_mutex);
	tty = driver->ttys ? tty_kref_get(driver->ttys[line]) : NULL;
	if (tty)
		WRITE_ONCE(tty->ops, &dead_ops);
	mutex_unlock(&tty_mutex);
	if (tty) {
		tty_vhangup(tty);
		tty_kref_put(tty);
	}
}

unsigned int ttys_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	struct tty_driver *driver;

	for (; (driver = driver_of(mod)); forgotten++) {
		mutex_lock(&tty_mutex);
		WRITE_ONCE(driver->ops, &dead_ops);
		mutex_unlock(&tty_mutex);
		for (unsigned int line = 0; line < driver->num; line++)
			hang_up_line(driver, line);
		/* All its lines go, also those that it had added one by one. */
		driver->flags &= ~TTY_DRIVER_DYNAMIC_DEV;
		tty_unregister_driver(driver);
		tty_driver_kref_put(driver); /* the module's */
		tty_driver_kref_put(driver);
	}
	return forgotten;
}
