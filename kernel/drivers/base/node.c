// SPDX-License-Identifier: MIT
/*
 * What a device with a number has: the attribute "dev", the link /sys/dev/{char,block}/MAJOR:MINOR,
 * and the node in /dev.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/devfs.h>
#include <kernel/devices.h>
#include "base.h"

struct kobject *sysfs_dev_char_kobj;
struct kobject *sysfs_dev_block_kobj;

static ssize_t dev_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return print_dev_t(buf, dev->devt);
}
static DEVICE_ATTR_RO(dev);

/*
 * The node's name in /dev: what its type or its class says, else the device's, in which '!' stands
 * for '/'. *mode, *uid and *gid are changed where they say something. *tmp is to be freed. NULL
 * without memory.
 */
const char *device_get_devnode(struct device *dev, umode_t *mode, kuid_t *uid, kgid_t *gid,
			       char **tmp)
{
	*tmp = NULL;
	if (dev->type && dev->type->devnode)
		*tmp = dev->type->devnode(dev, mode, uid, gid);
	if (!*tmp && dev->class && dev->class->devnode)
		*tmp = dev->class->devnode(dev, mode);
	if (*tmp)
		return *tmp;
	if (!strchr(dev_name(dev), '!'))
		return dev_name(dev);
	*tmp = kstrdup(dev_name(dev), GFP_KERNEL);
	if (*tmp)
		strreplace(*tmp, '!', '/');
	return *tmp;
}

static struct kobject *numbers_dir(const struct device *dev)
{
	return dev->class && dev->class->dev_kobj ? dev->class->dev_kobj : sysfs_dev_char_kobj;
}

static umode_t node_type(const struct device *dev)
{
	return numbers_dir(dev) == sysfs_dev_block_kobj ? S_IFBLK : S_IFCHR;
}

/* Somebody may have made a node of that name by hand, so that there is one is no failure. */
static void create_node(struct device *dev)
{
	struct device_private *p = dev->p;
	kuid_t uid = GLOBAL_ROOT_UID;
	kgid_t gid = GLOBAL_ROOT_GID;
	umode_t mode = 0;
	char *tmp;
	const char *name = device_get_devnode(dev, &mode, &uid, &gid, &tmp);
	int err = -ENOMEM;

	/* Remembered, so that it goes whatever its class says of it then. */
	p->node = name ? kstrdup(name, GFP_KERNEL) : NULL;
	if (p->node)
		err = devtmpfs_create_node(name, node_type(dev) | (mode & S_IALLUGO), uid, gid,
					   dev->devt);
	if (err && err != -EEXIST)
		dev_warn(dev, "no node in /dev (error %d)\n", err);
	kfree(tmp);
}

static void delete_node(struct device *dev)
{
	struct device_private *p = dev->p;

	if (p->node)
		devtmpfs_delete_node(p->node, node_type(dev), dev->devt);
	kfree(p->node);
	p->node = NULL;
}

/* Nothing for a device without a number. */
int device_add_node(struct device *dev)
{
	char number[15];
	int err;

	if (!MAJOR(dev->devt))
		return 0;
	err = device_create_file(dev, &dev_attr_dev);
	if (err)
		return err;
	format_dev_t(number, dev->devt);
	err = sysfs_create_link(numbers_dir(dev), &dev->kobj, number);
	if (err) {
		device_remove_file(dev, &dev_attr_dev);
		return err;
	}
	create_node(dev);
	return 0;
}

void device_remove_node(struct device *dev)
{
	char number[15];

	if (!MAJOR(dev->devt))
		return;
	delete_node(dev);
	format_dev_t(number, dev->devt);
	sysfs_remove_link(numbers_dir(dev), number);
	device_remove_file(dev, &dev_attr_dev);
}

void __init device_numbers_init(void)
{
	struct kobject *dir = kobject_create_and_add("dev", NULL);

	if (dir) {
		sysfs_dev_char_kobj = kobject_create_and_add("char", dir);
		sysfs_dev_block_kobj = kobject_create_and_add("block", dir);
	}
	if (!sysfs_dev_char_kobj || !sysfs_dev_block_kobj)
		panic("No memory for /sys/dev");
}
