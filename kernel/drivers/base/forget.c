// SPDX-License-Identifier: MIT
/*
 * What a module has registered and will not take back: it has crashed, or its init has failed. Its
 * devices, drivers, classes and buses are taken out, and none of its functions is called for that.
 *
 * What they are made of isn't freed, unless the kernel itself has allocated it: nobody knows who
 * still points there. Nor is memory that a driver has been given for its device; regions and
 * mappings are. A class or bus that others have devices or drivers on stays for them, without
 * the module's functions. /sys is empty of the module's files when this begins, so no removal of
 * one waits for who is in it.
 */
#include <linux/device.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <kernel/devices.h>
#include <kernel/module.h>
#include "base.h"

static bool is_in(const void *p, const struct module *mod)
{
	return within_module((unsigned long)p, mod);
}

/* --- functions that aren't called any more --- */

#define DROP_IF_IN(mod, field)                                                                     \
	do {                                                                                       \
		if (is_in(field, mod))                                                             \
			(field) = NULL;                                                            \
	} while (0)

static void drop_class_functions(struct class *class, const struct module *mod)
{
	DROP_IF_IN(mod, class->class_groups);
	DROP_IF_IN(mod, class->dev_groups);
	DROP_IF_IN(mod, class->dev_uevent);
	DROP_IF_IN(mod, class->devnode);
	DROP_IF_IN(mod, class->class_release);
	DROP_IF_IN(mod, class->dev_release);
	DROP_IF_IN(mod, class->shutdown_pre);
	DROP_IF_IN(mod, class->get_ownership);
}

static void drop_bus_functions(struct bus_type *bus, const struct module *mod)
{
	DROP_IF_IN(mod, bus->bus_groups);
	DROP_IF_IN(mod, bus->dev_groups);
	DROP_IF_IN(mod, bus->drv_groups);
	DROP_IF_IN(mod, bus->match);
	DROP_IF_IN(mod, bus->uevent);
	DROP_IF_IN(mod, bus->probe);
	DROP_IF_IN(mod, bus->remove);
	DROP_IF_IN(mod, bus->shutdown);
	DROP_IF_IN(mod, bus->online);
	DROP_IF_IN(mod, bus->offline);
}

/* Of others' classes: who wants to hear of devices. */
static unsigned int drop_interfaces(struct subsys_private *p, const struct module *mod)
{
	struct class_interface *intf, *next;
	unsigned int dropped = 0;

	mutex_lock(&p->mutex);
	list_for_each_entry_safe (intf, next, &p->interfaces, node) {
		if (is_in(intf, mod) || is_in(intf->add_dev, mod) || is_in(intf->remove_dev, mod)) {
			list_del_init(&intf->node);
			dropped++;
		}
	}
	mutex_unlock(&p->mutex);
	return dropped;
}

static unsigned int drop_functions(const struct module *mod)
{
	struct subsys_private *p;
	unsigned int dropped = 0;

	mutex_lock(&subsystems_lock);
	list_for_each_entry (p, &subsystems, all) {
		if (p->class)
			drop_class_functions(p->class, mod);
		else
			drop_bus_functions(p->bus, mod);
		dropped += drop_interfaces(p, mod);
	}
	mutex_unlock(&subsystems_lock);
	return dropped;
}

/* --- drivers --- */

/* The device is without a driver, and without what it got with it. Its interrupts have gone. */
static void lose_driver(struct device *dev)
{
	dev->driver = NULL;
	dev_set_drvdata(dev, NULL);
	devres_abandon_all(dev);
	sysfs_remove_link(&dev->kobj, "driver");
	if (device_is_bound(dev))
		klist_del(&dev->p->knode_driver);
}

/* One that was being probed when the module crashed */
static int lose_if_has(struct device *dev, void *drv)
{
	if (dev->driver == drv)
		lose_driver(dev);
	return 0;
}

static bool is_driver_of(const struct driver_private *p, const struct module *mod)
{
	return p->driver && (p->owner == mod || is_in(p->driver, mod));
}

/* One of the module's drivers on the bus, referenced, or NULL */
static struct driver_private *find_driver(struct subsys_private *bus, const struct module *mod)
{
	struct driver_private *p = NULL;
	struct klist_iter i;
	struct klist_node *n;

	klist_iter_init(&bus->klist_drivers, &i);
	while ((n = klist_next(&i))) {
		p = container_of(n, struct driver_private, knode_bus);
		if (is_driver_of(p, mod)) {
			kobject_get(&p->kobj);
			break;
		}
	}
	klist_iter_exit(&i);
	return n ? p : NULL;
}

static void forget_driver(struct driver_private *p)
{
	struct device *dev;

	while ((dev = driver_last_device(p))) {
		lose_driver(dev);
		put_device(dev);
	}
	bus_for_each_dev(p->driver->bus, NULL, p->driver, lose_if_has);
	p->driver->p = NULL;
	p->driver = NULL;
	klist_del(&p->knode_bus);
	kobject_del(&p->kobj);
	kobject_put(&p->kobj); /* driver_register()'s */
	kobject_put(&p->kobj);
}

/* --- devices --- */

static bool is_device_of(const struct device *dev, const struct module *mod)
{
	if (!dev->p || dev->p->dead)
		return false;
	return dev->p->owner == mod || is_in(dev, mod) || is_in(dev->release, mod) ||
	       is_in(dev->type, mod);
}

/* One of the module's devices, the last one first, referenced; NULL: none is left. */
static struct device *find_device(const struct module *mod)
{
	struct kobject *kobj;
	struct device *found = NULL;

	spin_lock(&devices_kset->list_lock);
	list_for_each_entry_reverse (kobj, &devices_kset->list, entry) {
		if (get_ktype(kobj) == &device_ktype && is_device_of(kobj_to_dev(kobj), mod) &&
		    kobject_get_unless_zero(kobj)) {
			found = kobj_to_dev(kobj);
			break;
		}
	}
	spin_unlock(&devices_kset->list_lock);
	return found;
}

static void forget_device(struct device *dev, const struct module *mod)
{
	/* Made by device_create(): its structure goes, and the module's reference with it. */
	bool goes = device_is_our_own(dev);

	dev->p->dead = true;
	DROP_IF_IN(mod, dev->groups);
	DROP_IF_IN(mod, dev->type);
	device_take_out(dev);
	if (dev_is_platform(dev))
		platform_device_give_back(to_platform_device(dev));
	if (goes)
		put_device(dev);
	put_device(dev);
}

/* --- all of it --- */

/* A class or bus of the module that nobody has anything on; out of the list. NULL: none is left. */
static struct subsys_private *take_subsystem(const struct module *mod)
{
	struct subsys_private *p;

	mutex_lock(&subsystems_lock);
	list_for_each_entry (p, &subsystems, all) {
		if (p->owner != mod && !is_in(p->class, mod) && !is_in(p->bus, mod))
			continue;
		if (!list_empty(&p->klist_devices.k_list) ||
		    (p->bus && !list_empty(&p->klist_drivers.k_list)))
			continue;
		list_del_init(&p->all);
		mutex_unlock(&subsystems_lock);
		return p;
	}
	mutex_unlock(&subsystems_lock);
	return NULL;
}

/* A bus with one of the module's drivers, or NULL; *driver is referenced. */
static bool find_any_driver(const struct module *mod, struct driver_private **driver)
{
	struct subsys_private *p;

	*driver = NULL;
	mutex_lock(&subsystems_lock);
	list_for_each_entry (p, &subsystems, all) {
		if (p->bus)
			*driver = find_driver(p, mod);
		if (*driver)
			break;
	}
	mutex_unlock(&subsystems_lock);
	return *driver;
}

unsigned int devices_forget_module(const struct module *mod)
{
	unsigned int forgotten = drop_functions(mod);
	struct driver_private *driver;
	struct subsys_private *p;
	struct device *dev;

	for (; find_any_driver(mod, &driver); forgotten++)
		forget_driver(driver);
	for (; (dev = find_device(mod)); forgotten++)
		forget_device(dev, mod);
	for (; (p = take_subsystem(mod)); forgotten++) {
		if (p->class)
			class_unregister(p->class);
		else
			bus_unregister(p->bus);
	}
	return forgotten;
}
