// SPDX-License-Identifier: MIT
/*
 * A device and a driver come together, and part again. All of it under the device's lock.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include "base.h"

int driver_match_device(struct device_driver *drv, struct device *dev)
{
	return drv->bus->match ? drv->bus->match(dev, drv) : 1;
}

/* A bus may want the parent's lock, too. */
static bool locks_parent(const struct device *dev)
{
	return dev->parent && dev->bus && dev->bus->need_parent_lock;
}

static void lock_both(struct device *dev)
{
	if (locks_parent(dev))
		device_lock(dev->parent);
	device_lock(dev);
}

static void unlock_both(struct device *dev)
{
	device_unlock(dev);
	if (locks_parent(dev))
		device_unlock(dev->parent);
}

bool device_is_bound(struct device *dev)
{
	return dev->p && klist_node_attached(&dev->p->knode_driver);
}
EXPORT_SYMBOL_GPL(device_is_bound);

/* --- the links between them --- */

static int add_links(struct device *dev)
{
	struct kobject *drv = &dev->driver->p->kobj;
	int err;

	bus_notify(dev, BUS_NOTIFY_BIND_DRIVER);
	err = sysfs_create_link(drv, &dev->kobj, kobject_name(&dev->kobj));
	if (err)
		return err;
	err = sysfs_create_link(&dev->kobj, drv, "driver");
	if (err)
		sysfs_remove_link(drv, kobject_name(&dev->kobj));
	return err;
}

static void remove_links(struct device *dev)
{
	sysfs_remove_link(&dev->driver->p->kobj, kobject_name(&dev->kobj));
	sysfs_remove_link(&dev->kobj, "driver");
}

/* --- probe and remove --- */

static int call_probe(struct device *dev, struct device_driver *drv)
{
	int err = 0;

	if (dev->bus->probe)
		err = dev->bus->probe(dev);
	else if (drv->probe)
		err = drv->probe(dev);
	switch (err) {
	case 0:
	case -EPROBE_DEFER:
	case -ENODEV:
	case -ENXIO:
		break;
	default:
		pr_warn("%s: probe of %s failed with error %d\n", drv->name, dev_name(dev), err);
	}
	return err;
}

static void call_remove(struct device *dev)
{
	struct device_driver *drv = dev->driver;

	device_remove_groups(dev, drv->dev_groups);
	if (dev->bus && dev->bus->remove)
		dev->bus->remove(dev);
	else if (drv->remove)
		drv->remove(dev);
}

/* What a driver leaves in a device. */
static void forget_driver(struct device *dev)
{
	devres_release_all(dev);
	dev->driver = NULL;
	dev_set_drvdata(dev, NULL);
}

/* It has one: lists, and whoever waits for it. */
static void bound(struct device *dev)
{
	if (WARN(device_is_bound(dev), "driver_bound: device %s already bound\n", dev_name(dev)))
		return;
	klist_add_tail(&dev->p->knode_driver, &dev->driver->p->klist_devices);
	/* Among those that wait for another device, it needn't; and they may go on. */
	deferred_probe_drop(dev);
	deferred_probe_trigger();
	bus_notify(dev, BUS_NOTIFY_BOUND_DRIVER);
	kobject_uevent(&dev->kobj, KOBJ_BIND);
}

/*
 * The device is tried with the driver. 0: it has it; -EPROBE_DEFER; positive: the errno that
 * probe() has returned, or what came up around it; -EBUSY.
 */
static int really_probe(struct device *dev, struct device_driver *drv)
{
	int err;

	if (!list_empty(&dev->devres_head)) {
		dev_crit(dev, "Resources present before probing\n");
		return -EBUSY;
	}
	dev->driver = drv;
	err = add_links(dev);
	if (err) {
		pr_err("%s: driver_sysfs_add(%s) failed\n", drv->name, dev_name(dev));
		goto forget;
	}
	err = call_probe(dev, drv);
	if (err) {
		/* Positive, for who goes on with the next driver after a failure. */
		if (err != -EPROBE_DEFER)
			err = -err;
		goto unlink;
	}
	err = device_add_groups(dev, drv->dev_groups);
	if (err) {
		dev_err(dev, "device_add_groups() failed\n");
		if (dev->bus->remove)
			dev->bus->remove(dev);
		else if (drv->remove)
			drv->remove(dev);
		goto unlink;
	}
	bound(dev);
	return 0;

unlink:
	remove_links(dev);
forget:
	bus_notify(dev, BUS_NOTIFY_DRIVER_NOT_BOUND);
	forget_driver(dev);
	return err;
}

/* -ENODEV: the device is going; -EBUSY: it has a driver. Else as really_probe(). */
static int probe_checked(struct device_driver *drv, struct device *dev)
{
	if (dev->p->dead || !device_is_registered(dev))
		return -ENODEV;
	if (dev->driver)
		return -EBUSY;
	dev->can_match = true;
	return really_probe(dev, drv);
}

static int probe_or_defer(struct device_driver *drv, struct device *dev)
{
	int begun = deferred_probe_begin();
	int err = probe_checked(drv, dev);

	if (err == -EPROBE_DEFER)
		deferred_probe_again(dev, begun);
	deferred_probe_end();
	return err;
}

/* --- a device looks for a driver --- */

static int try_driver(struct device_driver *drv, void *data)
{
	struct device *dev = data;
	int err = driver_match_device(drv, dev);

	if (err == -EPROBE_DEFER) {
		dev->can_match = true;
		driver_deferred_probe_add(dev);
		return err;
	}
	if (err <= 0)
		return 0;
	err = probe_or_defer(drv, dev);
	return err < 0 ? err : !err;
}

/**
 * device_attach() - look for a driver
 *
 * 1: it has one; 0: none wants it; negative: it can't be told, or it can't be had now.
 */
int device_attach(struct device *dev)
{
	int ret = 0;

	lock_both(dev);
	if (dev->p->dead)
		goto out;
	if (!dev->driver)
		ret = bus_for_each_drv(dev->bus, NULL, dev, try_driver);
	else
		ret = device_is_bound(dev) || !device_bind_driver(dev);
out:
	unlock_both(dev);
	/* That it waits for another device is no error. */
	return ret == -EPROBE_DEFER ? 0 : ret;
}
EXPORT_SYMBOL_GPL(device_attach);

/**
 * device_bind_driver() - the device has its driver already: dev->driver is set
 *
 * probe() isn't called. The caller has the device's lock. Else dev->driver is NULL again.
 */
int device_bind_driver(struct device *dev)
{
	int err = add_links(dev);

	if (err) {
		bus_notify(dev, BUS_NOTIFY_DRIVER_NOT_BOUND);
		dev->driver = NULL;
		return err;
	}
	bound(dev);
	return 0;
}
EXPORT_SYMBOL_GPL(device_bind_driver);

/* --- a driver looks for devices --- */

static int try_device(struct device *dev, void *data)
{
	struct device_driver *drv = data;
	int err = driver_match_device(drv, dev);

	if (err == -EPROBE_DEFER) {
		dev->can_match = true;
		driver_deferred_probe_add(dev);
	} else if (err > 0) {
		lock_both(dev);
		probe_or_defer(drv, dev);
		unlock_both(dev);
	}
	/* Whatever came of it, the next device is tried, too. */
	return 0;
}

/**
 * driver_attach() - try all of the bus's devices that have no driver
 */
int driver_attach(struct device_driver *drv)
{
	return bus_for_each_dev(drv->bus, NULL, drv, try_device);
}
EXPORT_SYMBOL_GPL(driver_attach);

/**
 * device_driver_attach() - this device with this driver, which match
 *
 * -EAGAIN: the driver defers it; -EBUSY: it has one; or what probe() has returned.
 */
int device_driver_attach(struct device_driver *drv, struct device *dev)
{
	int err;

	lock_both(dev);
	err = probe_checked(drv, dev);
	unlock_both(dev);
	if (err > 0)
		err = -err;
	return err == -EPROBE_DEFER ? -EAGAIN : err;
}
EXPORT_SYMBOL_GPL(device_driver_attach);

/* --- they part --- */

/* drv: only if it is that one; NULL: whichever. Both locks. */
static void part(struct device *dev, struct device_driver *drv)
{
	if (!dev->driver || (drv && dev->driver != drv))
		return;
	remove_links(dev);
	bus_notify(dev, BUS_NOTIFY_UNBIND_DRIVER);
	call_remove(dev);
	forget_driver(dev);
	klist_remove(&dev->p->knode_driver);
	bus_notify(dev, BUS_NOTIFY_UNBOUND_DRIVER);
	kobject_uevent(&dev->kobj, KOBJ_UNBIND);
}

static void part_locked(struct device *dev, struct device_driver *drv)
{
	if (!READ_ONCE(dev->driver))
		return;
	lock_both(dev);
	part(dev, drv);
	unlock_both(dev);
}

/**
 * device_release_driver() - the device loses its driver, if it has one
 */
void device_release_driver(struct device *dev)
{
	part_locked(dev, NULL);
}
EXPORT_SYMBOL_GPL(device_release_driver);

void device_driver_detach(struct device *dev)
{
	part_locked(dev, NULL);
}

/* The one that it got last, referenced; NULL: none is left. */
struct device *driver_last_device(struct driver_private *p)
{
	struct klist_iter i;
	struct klist_node *n;
	struct device *dev = NULL;

	klist_iter_init(&p->klist_devices, &i);
	n = klist_prev(&i);
	if (n)
		dev = get_device(container_of(n, struct device_private, knode_driver)->device);
	klist_iter_exit(&i);
	return dev;
}

void driver_detach(struct device_driver *drv)
{
	struct device *dev;

	while ((dev = driver_last_device(drv->p))) {
		part_locked(dev, drv);
		put_device(dev);
	}
}
