// SPDX-License-Identifier: MIT
/*
 * Walks over a class's devices, and classes that are nothing but links.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/slab.h>
#include "base.h"

/**
 * class_dev_iter_init() - begin a walk, after @start if it isn't NULL; of @type only, if not NULL
 */
void class_dev_iter_init(struct class_dev_iter *iter, struct class *class, struct device *start,
			 const struct device_type *type)
{
	klist_iter_init_node(&class->p->klist_devices, &iter->ki,
			     start ? &start->p->knode_class : NULL);
	iter->type = type;
}
EXPORT_SYMBOL_GPL(class_dev_iter_init);

struct device *class_dev_iter_next(struct class_dev_iter *iter)
{
	struct klist_node *n;

	while ((n = klist_next(&iter->ki))) {
		struct device *dev = container_of(n, struct device_private, knode_class)->device;

		if (!iter->type || iter->type == dev->type)
			return dev;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(class_dev_iter_next);

void class_dev_iter_exit(struct class_dev_iter *iter)
{
	klist_iter_exit(&iter->ki);
}
EXPORT_SYMBOL_GPL(class_dev_iter_exit);

int class_for_each_device(struct class *class, struct device *start, void *data,
			  int (*fn)(struct device *, void *))
{
	struct class_dev_iter iter;
	struct device *dev;
	int err = 0;

	if (!class)
		return -EINVAL;
	if (WARN(!class->p,
		 "class_for_each_device called for class '%s' before it was "
		 "initialized",
		 class->name))
		return -EINVAL;
	class_dev_iter_init(&iter, class, start, NULL);
	while (!err && (dev = class_dev_iter_next(&iter)))
		err = fn(dev, data);
	class_dev_iter_exit(&iter);
	return err;
}
EXPORT_SYMBOL_GPL(class_for_each_device);

struct device *class_find_device(struct class *class, struct device *start, const void *data,
				 int (*match)(struct device *, const void *))
{
	struct class_dev_iter iter;
	struct device *dev;

	if (!class)
		return NULL;
	if (WARN(!class->p, "class_find_device called for class '%s' before it was initialized",
		 class->name))
		return NULL;
	class_dev_iter_init(&iter, class, start, NULL);
	while ((dev = class_dev_iter_next(&iter)))
		if (match(dev, data)) {
			get_device(dev);
			break;
		}
	class_dev_iter_exit(&iter);
	return dev;
}
EXPORT_SYMBOL_GPL(class_find_device);

/* --- directories of links --- */

struct class_compat {
	struct kobject *kobj;
};

struct class_compat *class_compat_register(const char *name)
{
	struct class_compat *class = kmalloc(sizeof(*class), GFP_KERNEL);

	if (!class)
		return NULL;
	class->kobj = kobject_create_and_add(name, &class_kset->kobj);
	if (!class->kobj) {
		kfree(class);
		return NULL;
	}
	return class;
}
EXPORT_SYMBOL_GPL(class_compat_register);

void class_compat_unregister(struct class_compat *class)
{
	kobject_put(class->kobj);
	kfree(class);
}
EXPORT_SYMBOL_GPL(class_compat_unregister);

/**
 * class_compat_create_link() - the class's link to @dev; and @dev's, "device", to @device_link
 */
int class_compat_create_link(struct class_compat *class, struct device *dev,
			     struct device *device_link)
{
	int err = sysfs_create_link(class->kobj, &dev->kobj, dev_name(dev));

	if (err || !device_link)
		return err;
	err = sysfs_create_link(&dev->kobj, &device_link->kobj, "device");
	if (err)
		sysfs_remove_link(class->kobj, dev_name(dev));
	return err;
}
EXPORT_SYMBOL_GPL(class_compat_create_link);

void class_compat_remove_link(struct class_compat *class, struct device *dev,
			      struct device *device_link)
{
	if (device_link)
		sysfs_remove_link(&dev->kobj, "device");
	sysfs_remove_link(class->kobj, dev_name(dev));
}
EXPORT_SYMBOL_GPL(class_compat_remove_link);
