// SPDX-License-Identifier: MIT
/*
 * The life of a device: <linux/device.h> has the rules for its users.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/devices.h>
#include <kernel/module.h>
#include "base.h"

struct kset *devices_kset;

/* --- the object --- */

/* The last reference is gone: whoever made the device frees it. */
static void device_release(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);
	struct device_private *p = dev->p;

	/* What it was given while it had no driver. */
	devres_release_all(dev);
	if (dev->release)
		dev->release(dev);
	else if (dev->type && dev->type->release)
		dev->type->release(dev);
	else if (dev->class && dev->class->dev_release)
		dev->class->dev_release(dev);
	else
		WARN(1,
		     "Device '%s' does not have a release() function, it is broken and must be "
		     "fixed. See Documentation/core-api/kobject.rst.\n",
		     dev_name(dev));
	/* dev is gone. */
	kfree(p);
}

static void device_get_ownership(struct kobject *kobj, kuid_t *uid, kgid_t *gid)
{
	struct device *dev = kobj_to_dev(kobj);

	if (dev->class && dev->class->get_ownership)
		dev->class->get_ownership(dev, uid, gid);
}

const struct kobj_type device_ktype = {
	.release = device_release,
	.sysfs_ops = &dev_sysfs_ops,
	.get_ownership = device_get_ownership,
};

/**
 * device_initialize() - make @dev an object with one reference, the caller's
 *
 * The structure is zeroed, as far as the caller has not set something. From here on put_device()
 * frees it.
 */
void device_initialize(struct device *dev)
{
	dev->kobj.kset = devices_kset;
	kobject_init(&dev->kobj, &device_ktype);
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
}
EXPORT_SYMBOL_GPL(device_initialize);

struct device *get_device(struct device *dev)
{
	return dev ? kobj_to_dev(kobject_get(&dev->kobj)) : NULL;
}
EXPORT_SYMBOL_GPL(get_device);

void put_device(struct device *dev)
{
	if (dev)
		kobject_put(&dev->kobj);
}
EXPORT_SYMBOL_GPL(put_device);

/**
 * dev_set_name() - the device's name, before it is added. -ENOMEM.
 */
int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list vargs;
	int err;

	va_start(vargs, fmt);
	err = kobject_set_name_vargs(&dev->kobj, fmt, vargs);
	va_end(vargs);
	return err;
}
EXPORT_SYMBOL_GPL(dev_set_name);

/* --- being added --- */

static void get_child(struct klist_node *n)
{
	get_device(container_of(n, struct device_private, knode_parent)->device);
}

static void put_child(struct klist_node *n)
{
	put_device(container_of(n, struct device_private, knode_parent)->device);
}

static int make_private(struct device *dev)
{
	struct device_private *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	p->device = dev;
	p->owner = module_on_stack();
	klist_init(&p->klist_children, get_child, put_child);
	INIT_LIST_HEAD(&p->deferred_probe);
	dev->p = p;
	return 0;
}

/* The name that it was given, or its bus's with its number. -EINVAL: none. */
static int settle_name(struct device *dev)
{
	int err = 0;

	if (dev->init_name) {
		err = dev_set_name(dev, "%s", dev->init_name);
		dev->init_name = NULL;
	}
	if (!err && !dev_name(dev) && dev->bus && dev->bus->dev_name)
		err = dev_set_name(dev, "%s%u", dev->bus->dev_name, dev->id);
	return err ?: dev_name(dev) ? 0 : -EINVAL;
}

/* Its directory, below its parent's, and who holds the directory. */
static int add_directory(struct device *dev, struct device *parent)
{
	struct kobject *place = device_place(dev, parent);
	int err;

	if (IS_ERR(place))
		return PTR_ERR(place);
	/* A NULL format leaves the name. */
	dev->kobj.parent = place;
	err = kobject_add(&dev->kobj, place, NULL);
	if (err)
		device_leave_place(dev->p);
	return err;
}

/*
 * device_add() - a device that has been initialised and named comes to be
 *
 * When this fails, all is undone, and the caller's reference is still to be put. -EEXIST for a name
 * that is taken, -EINVAL without a name, -ENOMEM, or what an attribute's group has returned. That
 * no driver wants the device is no failure.
 */
int device_add(struct device *dev)
{
	struct device *parent;
	int err = -EINVAL;

	dev = get_device(dev);
	if (!dev)
		return err;
	if (WARN(dev->class && !dev->class->p, "device_add: class '%s' isn't registered\n",
		 dev->class->name))
		goto put;
	err = dev->p ? 0 : make_private(dev);
	if (err)
		goto put;
	err = settle_name(dev);
	if (err)
		goto put;
	parent = get_device(dev->parent);
	err = add_directory(dev, parent);
	if (err)
		goto put_parent;
	err = device_create_file(dev, &dev_attr_uevent);
	if (err)
		goto remove_directory;
	err = device_add_class_links(dev);
	if (err)
		goto remove_uevent;
	err = device_add_attrs(dev);
	if (err)
		goto remove_links;
	err = bus_add_device(dev);
	if (err)
		goto remove_attrs;
	err = device_add_node(dev);
	if (err)
		goto remove_from_bus;

	/* CHECKPOINT: nothing fails from here on. */
	bus_notify(dev, BUS_NOTIFY_ADD_DEVICE);
	kobject_uevent(&dev->kobj, KOBJ_ADD);
	bus_probe_device(dev);
	if (parent)
		klist_add_tail(&dev->p->knode_parent, &parent->p->klist_children);
	class_add_device(dev);
	put_device(dev);
	return 0;

remove_from_bus:
	bus_remove_device(dev);
remove_attrs:
	device_remove_attrs(dev);
remove_links:
	device_remove_class_links(dev);
remove_uevent:
	device_remove_file(dev, &dev_attr_uevent);
remove_directory:
	kobject_del(&dev->kobj);
	device_leave_place(dev->p);
put_parent:
	put_device(parent);
put:
	kfree(dev->p);
	dev->p = NULL;
	put_device(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_add);

/**
 * device_register() - device_initialize() and device_add()
 *
 * After a failure, too, the device is freed by put_device() only.
 */
int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}
EXPORT_SYMBOL_GPL(device_register);

/* --- being removed --- */

bool kill_device(struct device *dev)
{
	device_lock_assert(dev);
	if (dev->p->dead)
		return false;
	dev->p->dead = true;
	return true;
}
EXPORT_SYMBOL_GPL(kill_device);

/**
 * device_del() - undo device_add()
 *
 * Its driver loses it; nothing in /sys or /dev leads to it any more, and calls of its attributes
 * are over. The caller's reference stays. Not from one of its attributes, and not with its lock.
 */
void device_del(struct device *dev)
{
	device_lock(dev);
	kill_device(dev);
	device_unlock(dev);
	device_take_out(dev);
}
EXPORT_SYMBOL_GPL(device_del);

/* It is dead already: no probe begins or is running. */
void device_take_out(struct device *dev)
{
	struct device *parent = dev->parent;

	bus_notify(dev, BUS_NOTIFY_DEL_DEVICE);
	if (parent)
		klist_del(&dev->p->knode_parent);
	device_remove_node(dev);
	class_remove_device(dev);
	device_remove_class_links(dev);
	device_remove_file(dev, &dev_attr_uevent);
	device_remove_attrs(dev);
	bus_remove_device(dev);
	deferred_probe_drop(dev);
	bus_notify(dev, BUS_NOTIFY_REMOVED_DEVICE);
	kobject_uevent(&dev->kobj, KOBJ_REMOVE);
	kobject_del(&dev->kobj);
	device_leave_place(dev->p);
	put_device(parent);
}

void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}
EXPORT_SYMBOL_GPL(device_unregister);

/* --- at boot, and at the end --- */

void __init devices_init(void)
{
	devices_kset = kset_create_and_add("devices", &device_uevent_ops, NULL);
	if (!devices_kset)
		panic("No memory for /sys/devices");
	device_numbers_init();
	buses_init();
	classes_init();
	platform_init();
}
