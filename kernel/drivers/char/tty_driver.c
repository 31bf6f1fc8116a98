// SPDX-License-Identifier: MIT
/*
 * Terminal drivers: their registration, and the device numbers and nodes of their lines.
 */
#include <linux/bug.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <kernel/tty.h>

DEFINE_MUTEX(tty_mutex);
LIST_HEAD(tty_drivers);

/**
 * __tty_alloc_driver() - a driver with one reference, for @lines terminals
 * @flags: TTY_DRIVER_*
 *
 * tty_driver_kref_put() frees it. ERR_PTR(-EINVAL, -ENOMEM).
 */
struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner, unsigned long flags)
{
	struct tty_driver *driver;

	if (!lines || ((flags & TTY_DRIVER_UNNUMBERED_NODE) && lines > 1))
		return ERR_PTR(-EINVAL);
	driver = kzalloc(sizeof(*driver), GFP_KERNEL);
	if (!driver)
		return ERR_PTR(-ENOMEM);
	kref_init(&driver->kref);
	driver->num = lines;
	driver->owner = owner;
	driver->flags = flags;
	driver->cdevs = kcalloc(1, sizeof(*driver->cdevs), GFP_KERNEL);
	driver->ports = kcalloc(lines, sizeof(*driver->ports), GFP_KERNEL);
	if (!(flags & TTY_DRIVER_DEVPTS_MEM)) {
		driver->ttys = kcalloc(lines, sizeof(*driver->ttys), GFP_KERNEL);
		driver->termios = kcalloc(lines, sizeof(*driver->termios), GFP_KERNEL);
	}
	if (driver->cdevs && driver->ports &&
	    ((flags & TTY_DRIVER_DEVPTS_MEM) || (driver->ttys && driver->termios)))
		return driver;
	tty_driver_kref_put(driver);
	return ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL(__tty_alloc_driver);

static void destruct_driver(struct kref *kref)
{
	struct tty_driver *driver = container_of(kref, struct tty_driver, kref);
	unsigned int i;

	if (driver->termios)
		for (i = 0; i < driver->num; i++)
			kfree(driver->termios[i]);
	kfree(driver->cdevs);
	kfree(driver->ports);
	kfree(driver->termios);
	kfree(driver->ttys);
	kfree(driver);
}

struct tty_driver *tty_driver_kref_get(struct tty_driver *d)
{
	kref_get(&d->kref);
	return d;
}

void tty_driver_kref_put(struct tty_driver *driver)
{
	kref_put(&driver->kref, destruct_driver);
}
EXPORT_SYMBOL(tty_driver_kref_put);

/* --- devices --- */

void tty_line_name(const struct tty_driver *driver, int index, char *p)
{
	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		strscpy(p, driver->name, 64);
	else
		snprintf(p, 64, "%s%d", driver->name, index + driver->name_base);
}

static dev_t line_number(const struct tty_driver *driver, int index)
{
	return MKDEV(driver->major, driver->minor_start) + index;
}

/**
 * tty_register_device_attr() - a line's device, in the class "tty", and its node
 *
 * For drivers with TTY_DRIVER_DYNAMIC_DEV; of others tty_register_driver() makes them. ERR_PTR.
 */
struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *parent, void *drvdata,
					const struct attribute_group **attr_grp)
{
	char name[64];

	if (index >= driver->num) {
		pr_err("%s: Attempt to register invalid tty line number (%d)\n", driver->name,
		       index);
		return ERR_PTR(-EINVAL);
	}
	tty_line_name(driver, index, name);
	return device_create_with_groups(&tty_class, parent, line_number(driver, index), drvdata,
					 attr_grp, "%s", name);
}
EXPORT_SYMBOL_GPL(tty_register_device_attr);

struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *parent)
{
	return tty_register_device_attr(driver, index, parent, NULL, NULL);
}
EXPORT_SYMBOL(tty_register_device);

void tty_unregister_device(struct tty_driver *driver, unsigned int index)
{
	device_destroy(&tty_class, line_number(driver, index));
}
EXPORT_SYMBOL(tty_unregister_device);

/* --- registration --- */

static int reserve_numbers(struct tty_driver *driver)
{
	dev_t dev;
	int err;

	if (driver->major)
		return register_chrdev_region(line_number(driver, 0), driver->num, driver->name);
	err = alloc_chrdev_region(&dev, driver->minor_start, driver->num, driver->name);
	if (!err)
		driver->major = MAJOR(dev);
	return err;
}

/**
 * tty_register_driver() - from here on the driver's terminals can be opened
 *
 * Names, numbers, operations and ports are set. -EBUSY for numbers that are taken, -EEXIST for
 * names, -ENOMEM.
 */
int tty_register_driver(struct tty_driver *driver)
{
	struct cdev *cdev;
	unsigned int i;
	int err = reserve_numbers(driver);

	if (err)
		return err;
	err = -ENOMEM;
	cdev = cdev_alloc();
	if (!cdev)
		goto give_numbers;
	cdev->ops = &tty_fops;
	cdev->owner = driver->owner;
	driver->cdevs[0] = cdev;

	mutex_lock(&tty_mutex);
	list_add(&driver->tty_drivers, &tty_drivers);
	mutex_unlock(&tty_mutex);
	err = cdev_add(cdev, line_number(driver, 0), driver->num);
	if (err)
		goto unlist;

	if (!(driver->flags & TTY_DRIVER_DYNAMIC_DEV)) {
		for (i = 0; i < driver->num; i++) {
			err = PTR_ERR_OR_ZERO(tty_register_device(driver, i, NULL));
			if (err)
				goto delete_nodes;
		}
	}
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;

delete_nodes:
	while (i--)
		tty_unregister_device(driver, i);
unlist:
	mutex_lock(&tty_mutex);
	list_del(&driver->tty_drivers);
	mutex_unlock(&tty_mutex);
	cdev_del(cdev);
	driver->cdevs[0] = NULL;
give_numbers:
	unregister_chrdev_region(line_number(driver, 0), driver->num);
	return err;
}
EXPORT_SYMBOL(tty_register_driver);

/**
 * tty_unregister_driver() - no more opens
 *
 * Terminals that are open keep the driver's module; so a module calls this when none is.
 */
void tty_unregister_driver(struct tty_driver *driver)
{
	unsigned int i;

	if (!(driver->flags & TTY_DRIVER_DYNAMIC_DEV))
		for (i = 0; i < driver->num; i++)
			tty_unregister_device(driver, i);
	cdev_del(driver->cdevs[0]);
	driver->cdevs[0] = NULL;
	unregister_chrdev_region(line_number(driver, 0), driver->num);
	mutex_lock(&tty_mutex);
	list_del(&driver->tty_drivers);
	mutex_unlock(&tty_mutex);
	driver->flags &= ~TTY_DRIVER_INSTALLED;
}
EXPORT_SYMBOL(tty_unregister_driver);

struct tty_driver *tty_find_driver(dev_t device, int *index)
{
	struct tty_driver *p;

	list_for_each_entry (p, &tty_drivers, tty_drivers) {
		dev_t base = line_number(p, 0);

		if (device >= base && device - base < p->num) {
			*index = device - base;
			return tty_driver_kref_get(p);
		}
	}
	return NULL;
}
