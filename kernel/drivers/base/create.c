// SPDX-License-Identifier: MIT
/*
 * Devices that are made on the spot, for drivers that have no structure of their own to put them
 * in.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <kernel/devices.h>
#include "base.h"

static void free_device(struct device *dev)
{
	kfree(dev);
}

bool device_is_our_own(const struct device *dev)
{
	return dev->release == free_device;
}

__printf(6, 0) static struct device *create(struct class *class, struct device *parent, dev_t devt,
					    void *drvdata, const struct attribute_group **groups,
					    const char *fmt, va_list args)
{
	struct device *dev;
	int err;

	if (IS_ERR_OR_NULL(class))
		return ERR_PTR(-ENODEV);
	dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->devt = devt;
	dev->class = class;
	dev->parent = parent;
	dev->groups = groups;
	dev->release = free_device;
	dev_set_drvdata(dev, drvdata);
	err = kobject_set_name_vargs(&dev->kobj, fmt, args) ?: device_add(dev);
	if (!err)
		return dev;
	put_device(dev);
	return ERR_PTR(err);
}

/**
 * device_create() - a device of a class, with a node in /dev if @devt isn't 0
 * @drvdata: dev_get_drvdata()
 *
 * ERR_PTR(-ENODEV) without a class, else as device_add().
 */
struct device *device_create(struct class *class, struct device *parent, dev_t devt, void *drvdata,
			     const char *fmt, ...)
{
	struct device *dev;
	va_list args;

	va_start(args, fmt);
	dev = create(class, parent, devt, drvdata, NULL, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create);

/**
 * device_create_with_groups() - the same with attributes, which are there from the first moment
 */
struct device *device_create_with_groups(struct class *class, struct device *parent, dev_t devt,
					 void *drvdata, const struct attribute_group **groups,
					 const char *fmt, ...)
{
	struct device *dev;
	va_list args;

	va_start(args, fmt);
	dev = create(class, parent, devt, drvdata, groups, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create_with_groups);

/**
 * device_destroy() - undo device_create(); nothing if the class has no device of that number
 */
void device_destroy(struct class *class, dev_t devt)
{
	struct device *dev = class_find_device_by_devt(class, devt);

	if (!dev)
		return;
	put_device(dev);
	device_unregister(dev);
}
EXPORT_SYMBOL_GPL(device_destroy);

/* --- roots --- */

struct root_device {
	struct device dev;
	struct module *owner;
};

static struct root_device *to_root(struct device *dev)
{
	return container_of(dev, struct root_device, dev);
}

static void free_root(struct device *dev)
{
	kfree(to_root(dev));
}

/**
 * __root_device_register() - a directory in /sys/devices for others to be below
 *
 * ERR_PTR(-EEXIST, -ENOMEM). root_device_unregister() ends it.
 */
struct device *__root_device_register(const char *name, struct module *owner)
{
	struct root_device *root = kzalloc(sizeof(*root), GFP_KERNEL);
	int err;

	if (!root)
		return ERR_PTR(-ENOMEM);
	device_initialize(&root->dev);
	root->dev.release = free_root;
	err = dev_set_name(&root->dev, "%s", name) ?: device_add(&root->dev);
	if (!err && owner) {
		err = sysfs_create_link(&root->dev.kobj, &owner->mkobj.kobj, "module");
		if (err)
			device_del(&root->dev);
	}
	if (err) {
		put_device(&root->dev);
		return ERR_PTR(err);
	}
	root->owner = owner;
	return &root->dev;
}
EXPORT_SYMBOL_GPL(__root_device_register);

void root_device_unregister(struct device *dev)
{
	if (to_root(dev)->owner)
		sysfs_remove_link(&dev->kobj, "module");
	device_unregister(dev);
}
EXPORT_SYMBOL_GPL(root_device_unregister);
