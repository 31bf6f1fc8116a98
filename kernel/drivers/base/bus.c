// SPDX-License-Identifier: MIT
/*
 * Buses: their directories, and the devices and drivers that come and go on them.
 * <linux/device/bus.h> has the rules.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "base.h"

struct kset *bus_kset;

/* --- the directory's files --- */

static struct bus_attribute *to_bus_attr(struct attribute *attr)
{
	return container_of(attr, struct bus_attribute, attr);
}

static ssize_t bus_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct bus_attribute *a = to_bus_attr(attr);

	/* A bus's own attributes may be for writing only: no -EIO, as of others. */
	return a->show ? a->show(to_subsys_private(kobj)->bus, buf) : 0;
}

static ssize_t bus_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct bus_attribute *a = to_bus_attr(attr);

	return a->store ? a->store(to_subsys_private(kobj)->bus, buf, count) : 0;
}

static const struct sysfs_ops bus_sysfs_ops = {
	.show = bus_attr_show,
	.store = bus_attr_store,
};

int bus_create_file(struct bus_type *bus, struct bus_attribute *attr)
{
	return bus ? sysfs_create_file(&bus->p->subsys.kobj, &attr->attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(bus_create_file);

void bus_remove_file(struct bus_type *bus, struct bus_attribute *attr)
{
	if (bus)
		sysfs_remove_file(&bus->p->subsys.kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(bus_remove_file);

static ssize_t uevent_store(struct bus_type *bus, const char *buf, size_t count)
{
	return kobject_synth_uevent(&bus->p->subsys.kobj, buf, count) ?: count;
}
static BUS_ATTR_WO(uevent);

static ssize_t drivers_autoprobe_show(struct bus_type *bus, char *buf)
{
	return sysfs_emit(buf, "%d\n", bus->p->drivers_autoprobe);
}

static ssize_t drivers_autoprobe_store(struct bus_type *bus, const char *buf, size_t count)
{
	bus->p->drivers_autoprobe = buf[0] != '0';
	return count;
}
static BUS_ATTR_RW(drivers_autoprobe);

static ssize_t drivers_probe_store(struct bus_type *bus, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(bus, NULL, buf);
	int err;

	if (!dev)
		return -ENODEV;
	err = bus_rescan_devices_helper(dev, NULL);
	put_device(dev);
	return err < 0 ? err : count;
}
static BUS_ATTR_WO(drivers_probe);

static struct attribute *bus_attrs[] = {&bus_attr_uevent.attr, &bus_attr_drivers_autoprobe.attr,
					&bus_attr_drivers_probe.attr, NULL};
ATTRIBUTE_GROUPS(bus);

/* --- life --- */

static void bus_release(struct kobject *kobj)
{
	struct subsys_private *p = to_subsys_private(kobj);

	p->bus->p = NULL;
	kfree(p);
}

static const struct kobj_type bus_ktype = {
	.sysfs_ops = &bus_sysfs_ops,
	.release = bus_release,
};

/* Events are about buses, not about the directories in them. */
static int bus_uevent_filter(struct kobject *kobj)
{
	return get_ktype(kobj) == &bus_ktype;
}

static const struct kset_uevent_ops bus_uevent_ops = {
	.filter = bus_uevent_filter,
};

static void get_bus_device(struct klist_node *n)
{
	get_device(container_of(n, struct device_private, knode_bus)->device);
}

static void put_bus_device(struct klist_node *n)
{
	put_device(container_of(n, struct device_private, knode_bus)->device);
}

static void get_bus_driver(struct klist_node *n)
{
	kobject_get(&container_of(n, struct driver_private, knode_bus)->kobj);
}

static void put_bus_driver(struct klist_node *n)
{
	kobject_put(&container_of(n, struct driver_private, knode_bus)->kobj);
}

/* devices/, drivers/ and the files. All or none. */
static int fill_directory(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;
	int err = -ENOMEM;

	p->devices_kset = kset_create_and_add("devices", NULL, &p->subsys.kobj);
	if (!p->devices_kset)
		return err;
	p->drivers_kset = kset_create_and_add("drivers", NULL, &p->subsys.kobj);
	if (!p->drivers_kset)
		goto remove_devices;
	err = sysfs_create_groups(&p->subsys.kobj, bus_groups);
	if (err)
		goto remove_drivers;
	err = sysfs_create_groups(&p->subsys.kobj, bus->bus_groups);
	if (!err)
		return 0;

	sysfs_remove_groups(&p->subsys.kobj, bus_groups);
remove_drivers:
	kset_unregister(p->drivers_kset);
remove_devices:
	kset_unregister(p->devices_kset);
	return err;
}

/**
 * bus_register() - a bus of the caller's, which stays until bus_unregister()
 *
 * -EEXIST, -ENOMEM.
 */
int bus_register(struct bus_type *bus)
{
	struct subsys_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	p->bus = bus;
	bus->p = p;
	BLOCKING_INIT_NOTIFIER_HEAD(&p->notifier);
	INIT_LIST_HEAD(&p->interfaces);
	mutex_init(&p->mutex);
	klist_init(&p->klist_devices, get_bus_device, put_bus_device);
	klist_init(&p->klist_drivers, get_bus_driver, put_bus_driver);
	p->drivers_autoprobe = true;
	p->subsys.kobj.kset = bus_kset;
	p->subsys.kobj.ktype = &bus_ktype;
	err = kobject_set_name(&p->subsys.kobj, "%s", bus->name);
	if (err)
		goto free;
	err = kset_register(&p->subsys);
	if (err)
		goto free;
	err = fill_directory(bus);
	if (!err) {
		subsystem_list(p);
		return 0;
	}
	kset_unregister(&p->subsys); /* frees p */
	return err;
free:
	kfree(p);
	bus->p = NULL;
	return err;
}
EXPORT_SYMBOL_GPL(bus_register);

/**
 * bus_unregister() - its drivers and devices have been unregistered before
 */
void bus_unregister(struct bus_type *bus)
{
	struct subsys_private *p = bus->p;

	subsystem_unlist(p);
	sysfs_remove_groups(&p->subsys.kobj, bus->bus_groups);
	sysfs_remove_groups(&p->subsys.kobj, bus_groups);
	kset_unregister(p->drivers_kset);
	kset_unregister(p->devices_kset);
	kset_unregister(&p->subsys);
}
EXPORT_SYMBOL_GPL(bus_unregister);

/* --- devices --- */

/* The bus's attributes, and the links "subsystem" and devices/NAME. Nothing without a bus. */
int bus_add_device(struct device *dev)
{
	struct bus_type *bus = dev->bus;
	struct kobject *devices;
	int err;

	if (!bus)
		return 0;
	if (!bus->p)
		return -EINVAL;
	devices = &bus->p->devices_kset->kobj;
	err = device_add_groups(dev, bus->dev_groups);
	if (err)
		return err;
	err = sysfs_create_link(devices, &dev->kobj, dev_name(dev));
	if (err)
		goto remove_groups;
	err = sysfs_create_link(&dev->kobj, &bus->p->subsys.kobj, "subsystem");
	if (err)
		goto remove_link;
	klist_add_tail(&dev->p->knode_bus, &bus->p->klist_devices);
	return 0;

remove_link:
	sysfs_remove_link(devices, dev_name(dev));
remove_groups:
	device_remove_groups(dev, bus->dev_groups);
	return err;
}

/* A new device: is there a driver for it? */
void bus_probe_device(struct device *dev)
{
	if (dev->bus && dev->bus->p->drivers_autoprobe && device_attach(dev) < 0)
		dev_warn(dev, "can't be given a driver\n");
}

void bus_remove_device(struct device *dev)
{
	struct bus_type *bus = dev->bus;

	if (!bus || !klist_node_attached(&dev->p->knode_bus))
		return;
	sysfs_remove_link(&dev->kobj, "subsystem");
	sysfs_remove_link(&bus->p->devices_kset->kobj, dev_name(dev));
	device_remove_groups(dev, bus->dev_groups);
	klist_del(&dev->p->knode_bus);
	device_release_driver(dev);
}

/* --- notifiers --- */

int bus_register_notifier(struct bus_type *bus, struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&bus->p->notifier, nb);
}
EXPORT_SYMBOL_GPL(bus_register_notifier);

int bus_unregister_notifier(struct bus_type *bus, struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&bus->p->notifier, nb);
}
EXPORT_SYMBOL_GPL(bus_unregister_notifier);

void bus_notify(struct device *dev, unsigned long event)
{
	if (dev->bus)
		blocking_notifier_call_chain(&dev->bus->p->notifier, event, dev);
}

struct kset *bus_get_kset(struct bus_type *bus)
{
	return &bus->p->subsys;
}
EXPORT_SYMBOL_GPL(bus_get_kset);

struct klist *bus_get_device_klist(struct bus_type *bus)
{
	return &bus->p->klist_devices;
}
EXPORT_SYMBOL_GPL(bus_get_device_klist);

void __init buses_init(void)
{
	bus_kset = kset_create_and_add("bus", &bus_uevent_ops, NULL);
	if (!bus_kset)
		panic("No memory for /sys/bus");
	deferred_init();
}
