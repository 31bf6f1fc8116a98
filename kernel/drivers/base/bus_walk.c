// SPDX-License-Identifier: MIT
/*
 * Walks over a bus's devices and drivers.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include "base.h"

static struct device *device_of(struct klist_node *n)
{
	return n ? container_of(n, struct device_private, knode_bus)->device : NULL;
}

static void begin(struct klist_iter *i, struct bus_type *bus, struct device *start)
{
	klist_iter_init_node(&bus->p->klist_devices, i, start ? &start->p->knode_bus : NULL);
}

int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *, void *))
{
	struct klist_iter i;
	struct device *dev;
	int err = 0;

	if (!bus || !bus->p)
		return -EINVAL;
	begin(&i, bus, start);
	while (!err && (dev = device_of(klist_next(&i))))
		err = fn(dev, data);
	klist_iter_exit(&i);
	return err;
}
EXPORT_SYMBOL_GPL(bus_for_each_dev);

struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data))
{
	struct klist_iter i;
	struct device *dev;

	if (!bus || !bus->p)
		return NULL;
	begin(&i, bus, start);
	while ((dev = device_of(klist_next(&i))))
		if (match(dev, data) && get_device(dev))
			break;
	klist_iter_exit(&i);
	return dev;
}
EXPORT_SYMBOL_GPL(bus_find_device);

int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *, void *))
{
	struct klist_iter i;
	struct klist_node *n;
	int err = 0;

	if (!bus)
		return -EINVAL;
	klist_iter_init_node(&bus->p->klist_drivers, &i, start ? &start->p->knode_bus : NULL);
	while (!err && (n = klist_next(&i))) {
		struct device_driver *drv =
			container_of(n, struct driver_private, knode_bus)->driver;

		/* NULL: it has been taken out meanwhile, its module having crashed. */
		if (drv)
			err = fn(drv, data);
	}
	klist_iter_exit(&i);
	return err;
}
EXPORT_SYMBOL_GPL(bus_for_each_drv);

/* Is there a driver now, for a device that has none? */
int bus_rescan_devices_helper(struct device *dev, void *unused)
{
	int err = 0;

	if (!READ_ONCE(dev->driver))
		err = device_attach(dev);
	return err < 0 ? err : 0;
}

/**
 * bus_rescan_devices() - look for drivers for all that have none
 */
int bus_rescan_devices(struct bus_type *bus)
{
	return bus_for_each_dev(bus, NULL, NULL, bus_rescan_devices_helper);
}
EXPORT_SYMBOL_GPL(bus_rescan_devices);

/**
 * device_reprobe() - take the driver away, and look for one
 */
int device_reprobe(struct device *dev)
{
	if (dev->driver)
		device_driver_detach(dev);
	return bus_rescan_devices_helper(dev, NULL);
}
EXPORT_SYMBOL_GPL(device_reprobe);
