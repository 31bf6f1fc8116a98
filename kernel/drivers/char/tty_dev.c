// SPDX-License-Identifier: MIT
/*
 * The names that stand for another terminal: /dev/tty, /dev/console, /dev/tty0. And
 * /sys/class/tty/console/active, which tells what /dev/console is.
 */
#include <linux/cdev.h>
#include <linux/console.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/major.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <kernel/tty.h>

/* The console that messages go to first has the terminal; not every console has one. */
struct tty_driver *console_device(int *index)
{
	struct tty_driver *driver = NULL;
	struct console *con;

	console_lock();
	for_each_console(con)
	{
		if (!con->device)
			continue;
		driver = con->device(con, index);
		if (driver) {
			tty_driver_kref_get(driver);
			break;
		}
	}
	console_unlock();
	return driver;
}

/* --- /sys/class/tty/console/active --- */

/* How many consoles are told of: the list is shown from its end, the one of /dev/console last. */
#define MAX_SHOWN 16

static int emit_console(char *buf, int at, struct console *con)
{
	int index = con->index;
	struct tty_driver *driver = con->device(con, &index);
	char name[64];

	/* tty0 is not resolved into the terminal that it stands for: scripts look for the name. */
	if (driver && (con->index > 0 || driver->major != TTY_MAJOR)) {
		tty_line_name(driver, index, name);
		return sysfs_emit_at(buf, at, "%s", name);
	}
	return sysfs_emit_at(buf, at, "%s%d", con->name, con->index);
}

static ssize_t active_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct console *shown[MAX_SHOWN], *con;
	int count = 0, at = 0;

	console_lock();
	for_each_console(con)
	{
		if (con->device && con->write && (con->flags & CON_ENABLED) && count < MAX_SHOWN)
			shown[count++] = con;
	}
	while (count--) {
		at += emit_console(buf, at, shown[count]);
		at += sysfs_emit_at(buf, at, "%c", count ? ' ' : '\n');
	}
	console_unlock();
	return at;
}

static DEVICE_ATTR_RO(active);

static struct attribute *console_attrs[] = {&dev_attr_active.attr, NULL};
ATTRIBUTE_GROUPS(console);

/* --- /sys/class/tty --- */

/* /dev/tty and /dev/ptmx are anybody's. */
static char *tty_devnode(struct device *dev, umode_t *mode)
{
	if (mode && (dev->devt == MKDEV(TTYAUX_MAJOR, 0) || dev->devt == MKDEV(TTYAUX_MAJOR, 2)))
		*mode = 0666;
	return NULL;
}

struct class tty_class = {
	.name = "tty",
	.devnode = tty_devnode,
};

/* --- /proc/tty/drivers --- */

static void *drivers_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&tty_mutex);
	return seq_list_start(&tty_drivers, *pos);
}

static void *drivers_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &tty_drivers, pos);
}

static void drivers_stop(struct seq_file *m, void *v)
{
	mutex_unlock(&tty_mutex);
}

static const char *driver_kind(const struct tty_driver *p)
{
	switch (p->type) {
	case TTY_DRIVER_TYPE_CONSOLE:
		return "console";
	case TTY_DRIVER_TYPE_SERIAL:
		return "serial";
	case TTY_DRIVER_TYPE_PTY:
		return p->subtype == PTY_TYPE_MASTER ? "pty:master" : "pty:slave";
	default:
		return "system";
	}
}

static int drivers_show(struct seq_file *m, void *v)
{
	struct tty_driver *p = list_entry(v, struct tty_driver, tty_drivers);
	char node[64], minors[24];

	snprintf(node, sizeof(node), "/dev/%s", p->name);
	if (p->num > 1)
		snprintf(minors, sizeof(minors), "%d-%d", p->minor_start,
			 p->minor_start + p->num - 1);
	else
		snprintf(minors, sizeof(minors), "%d", p->minor_start);
	seq_printf(m, "%-20s %-8s %3d %7s %s\n", p->driver_name ?: "unknown", node, p->major,
		   minors, driver_kind(p));
	return 0;
}

static const struct seq_operations drivers_ops = {
	.start = drivers_start,
	.next = drivers_next,
	.stop = drivers_stop,
	.show = drivers_show,
};

/* --- at boot --- */

static struct cdev tty_cdev, console_cdev, vc0_cdev;

static void __init add(struct cdev *cdev, dev_t dev, const char *name,
		       const struct attribute_group **groups)
{
	cdev_init(cdev, &tty_fops);
	if (cdev_add(cdev, dev, 1) || register_chrdev_region(dev, 1, name) < 0)
		panic("tty: can't register /dev/%s", name + strlen("/dev/"));
	if (IS_ERR(device_create_with_groups(&tty_class, NULL, dev, NULL, groups, "%s",
					     name + strlen("/dev/"))))
		panic("tty: can't make %s", name);
}

void __init tty_dev_init(void)
{
	if (class_register(&tty_class))
		panic("tty: can't make its class");
	add(&tty_cdev, MKDEV(TTYAUX_MAJOR, 0), "/dev/tty", NULL);
	add(&console_cdev, MKDEV(TTYAUX_MAJOR, 1), "/dev/console", console_groups);
	add(&vc0_cdev, MKDEV(TTY_MAJOR, 0), "/dev/tty0", NULL);
	proc_mkdir("tty", NULL);
	proc_create_seq("tty/drivers", 0400, NULL, &drivers_ops);
}

void __init tty_init(void)
{
	n_tty_init();
	tty_dev_init();
}
