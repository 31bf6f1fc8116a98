// SPDX-License-Identifier: MIT
/*
 * Major 10: drivers with one device each. <linux/miscdevice.h> has the rules.
 */
#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/major.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/devfs.h>
#include <kernel/module.h>

/*
 * Guards misc_list and dynamic_minors. Held while a driver's open() is called, so a device can't be
 * deregistered in the middle of it.
 */
static DEFINE_MUTEX(misc_mtx);
static LIST_HEAD(misc_list);

/* Dynamic minors go down from 127, as Linux's do. */
#define DYNAMIC_MINORS 128
static DECLARE_BITMAP(dynamic_minors, DYNAMIC_MINORS);

static struct miscdevice *find_minor(unsigned int minor)
{
	struct miscdevice *c;

	list_for_each_entry (c, &misc_list, list)
		if (c->minor == minor)
			return c;
	return NULL;
}

static int take_dynamic_minor(void)
{
	int minor;

	for (minor = DYNAMIC_MINORS - 1; minor >= 0; minor--)
		if (!test_bit(minor, dynamic_minors) && !find_minor(minor)) {
			set_bit(minor, dynamic_minors);
			return minor;
		}
	return -EBUSY;
}

static int misc_open(struct inode *inode, struct file *file)
{
	const struct file_operations *fops = NULL;
	struct miscdevice *c;
	int err = -ENODEV;

	mutex_lock(&misc_mtx);
	c = find_minor(iminor(inode));
	if (!c) {
		/* Its driver, when it comes, wants the mutex. */
		mutex_unlock(&misc_mtx);
		request_module("char-major-%d-%d", MISC_MAJOR, iminor(inode));
		mutex_lock(&misc_mtx);
		c = find_minor(iminor(inode));
	}
	if (c)
		fops = fops_get(c->fops);
	if (!fops)
		goto out;
	file->private_data = c;
	replace_fops(file, fops);
	err = file->f_op->open ? file->f_op->open(inode, file) : 0;
out:
	mutex_unlock(&misc_mtx);
	return err;
}

static const struct file_operations misc_fops = {
	.open = misc_open,
	.llseek = noop_llseek,
};

/* The device's name in /dev, when it brings one, and its mode. */
static char *misc_devnode(struct device *dev, umode_t *mode)
{
	const struct miscdevice *c = dev_get_drvdata(dev);

	if (mode && c->mode)
		*mode = c->mode;
	return c->nodename ? kstrdup(c->nodename, GFP_KERNEL) : NULL;
}

static struct class misc_class = {
	.name = "misc",
	.devnode = misc_devnode,
};

/**
 * misc_register() - serve a minor of major 10, and make its device and node
 *
 * -EBUSY when the minor is taken, -EEXIST when a misc device has that name, -ENOMEM, -EINVAL.
 */
int misc_register(struct miscdevice *misc)
{
	bool dynamic = misc->minor == MISC_DYNAMIC_MINOR;
	int err;

	if (!misc->name || !misc->fops)
		return -EINVAL;
	INIT_LIST_HEAD(&misc->list);

	mutex_lock(&misc_mtx);
	err = dynamic ? take_dynamic_minor() : find_minor(misc->minor) ? -EBUSY : 0;
	if (err < 0)
		goto out;
	if (dynamic)
		misc->minor = err;
	misc->this_device =
		device_create_with_groups(&misc_class, misc->parent, MKDEV(MISC_MAJOR, misc->minor),
					  misc, misc->groups, "%s", misc->name);
	err = PTR_ERR_OR_ZERO(misc->this_device);
	if (!err) {
		/* Newest first, so that open() finds a new device soonest. */
		list_add(&misc->list, &misc_list);
	} else if (dynamic) {
		clear_bit(misc->minor, dynamic_minors);
		misc->minor = MISC_DYNAMIC_MINOR;
	}
out:
	mutex_unlock(&misc_mtx);
	return err;
}
EXPORT_SYMBOL(misc_register);

/* Out of the list, its device and number with it. misc_mtx. */
static void remove_device(struct miscdevice *misc)
{
	list_del(&misc->list);
	device_destroy(&misc_class, MKDEV(MISC_MAJOR, misc->minor));
	if (misc->minor < DYNAMIC_MINORS)
		clear_bit(misc->minor, dynamic_minors);
}

unsigned int misc_forget_module(const struct module *mod)
{
	struct miscdevice *c, *next;
	unsigned int forgotten = 0;

	mutex_lock(&misc_mtx);
	list_for_each_entry_safe (c, next, &misc_list, list) {
		if (!within_module((unsigned long)c, mod) &&
		    !within_module((unsigned long)c->fops, mod))
			continue;
		remove_device(c);
		forgotten++;
	}
	mutex_unlock(&misc_mtx);
	return forgotten;
}

/**
 * misc_deregister() - undo misc_register()
 *
 * No open() of the device is running when it returns, nor will one begin. Files already open keep
 * the driver's module.
 */
void misc_deregister(struct miscdevice *misc)
{
	if (WARN_ON(list_empty(&misc->list)))
		return;
	mutex_lock(&misc_mtx);
	remove_device(misc);
	mutex_unlock(&misc_mtx);
}
EXPORT_SYMBOL(misc_deregister);

/* --- /proc/misc --- */

static void *misc_seq_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&misc_mtx);
	return seq_list_start(&misc_list, *pos);
}

static void *misc_seq_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &misc_list, pos);
}

static void misc_seq_stop(struct seq_file *m, void *v)
{
	mutex_unlock(&misc_mtx);
}

static int misc_seq_show(struct seq_file *m, void *v)
{
	const struct miscdevice *c = list_entry(v, struct miscdevice, list);

	seq_printf(m, "%3i %s\n", c->minor, c->name ?: "");
	return 0;
}

static const struct seq_operations misc_seq_ops = {
	.start = misc_seq_start,
	.next = misc_seq_next,
	.stop = misc_seq_stop,
	.show = misc_seq_show,
};

void __init misc_init(void)
{
	proc_create_seq("misc", 0, NULL, &misc_seq_ops);
	if (register_chrdev(MISC_MAJOR, "misc", &misc_fops))
		panic("misc: can't have major %d", MISC_MAJOR);
	if (class_register(&misc_class))
		panic("misc: can't make its class");
}
