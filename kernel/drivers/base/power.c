// SPDX-License-Identifier: MIT
/*
 * Devices out of use and back, and the end: what is done to them before the machine stops.
 */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/spinlock.h>
#include <kernel/devices.h>
#include "base.h"

/* --- out of use and back, on buses where devices can be --- */

/* Held over device_online() and device_offline(), so that a bus sees one at a time. Sleeps. */
static DEFINE_MUTEX(hotplug_lock);

void lock_device_hotplug(void)
{
	mutex_lock(&hotplug_lock);
}

void unlock_device_hotplug(void)
{
	mutex_unlock(&hotplug_lock);
}

static bool can_go_offline(const struct device *dev)
{
	return !dev->offline_disabled && dev->bus && dev->bus->offline && dev->bus->online;
}

static int check_offline(struct device *dev, void *unused)
{
	int err = device_for_each_child(dev, NULL, check_offline);

	if (err)
		return err;
	return can_go_offline(dev) && !dev->offline ? -EBUSY : 0;
}

/**
 * device_offline() - out of use; 0, 1 if it was, -EBUSY while a child isn't, -EPERM if it mustn't
 */
int device_offline(struct device *dev)
{
	int ret = -EPERM;

	if (dev->offline_disabled)
		return ret;
	ret = device_for_each_child(dev, NULL, check_offline);
	if (ret)
		return ret;
	device_lock(dev);
	if (can_go_offline(dev)) {
		ret = 1;
		if (!dev->offline) {
			ret = dev->bus->offline(dev);
			if (!ret) {
				kobject_uevent(&dev->kobj, KOBJ_OFFLINE);
				dev->offline = true;
			}
		}
	}
	device_unlock(dev);
	return ret;
}
EXPORT_SYMBOL_GPL(device_offline);

/**
 * device_online() - in use again; 0, 1 if it was
 */
int device_online(struct device *dev)
{
	int ret = 0;

	device_lock(dev);
	if (can_go_offline(dev)) {
		ret = 1;
		if (dev->offline) {
			ret = dev->bus->online(dev);
			if (!ret) {
				kobject_uevent(&dev->kobj, KOBJ_ONLINE);
				dev->offline = false;
			}
		}
	}
	device_unlock(dev);
	return ret;
}
EXPORT_SYMBOL_GPL(device_online);

/* --- the end --- */

static void shut_down(struct device *dev)
{
	device_lock(dev);
	if (dev->class && dev->class->shutdown_pre)
		dev->class->shutdown_pre(dev);
	if (dev->bus && dev->bus->shutdown)
		dev->bus->shutdown(dev);
	else if (dev->driver && dev->driver->shutdown)
		dev->driver->shutdown(dev);
	device_unlock(dev);
}

/* The device that came last, referenced and out of the list; NULL: all have been. */
static struct device *take_last(void)
{
	struct kobject *kobj;
	struct device *dev = NULL;

	spin_lock(&devices_kset->list_lock);
	while (!dev && !list_empty(&devices_kset->list)) {
		kobj = list_last_entry(&devices_kset->list, struct kobject, entry);
		list_del_init(&kobj->entry);
		if (get_ktype(kobj) == &device_ktype && kobject_get_unless_zero(kobj))
			dev = kobj_to_dev(kobj);
	}
	spin_unlock(&devices_kset->list_lock);
	return dev;
}

/* Children before parents, as they came later. */
void device_shutdown(void)
{
	struct device *dev;

	wait_for_device_probe();
	while ((dev = take_last())) {
		shut_down(dev);
		put_device(dev);
	}
}
