// SPDX-License-Identifier: MIT
/*
 * Drivers: their registration, directory and files. <linux/device/driver.h> has the rules.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "base.h"

/* --- files --- */

static struct driver_attribute *to_drv_attr(struct attribute *attr)
{
	return container_of(attr, struct driver_attribute, attr);
}

static ssize_t drv_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct driver_attribute *a = to_drv_attr(attr);

	return a->show ? a->show(to_driver_private(kobj)->driver, buf) : -EIO;
}

static ssize_t drv_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct driver_attribute *a = to_drv_attr(attr);

	return a->store ? a->store(to_driver_private(kobj)->driver, buf, count) : -EIO;
}

static const struct sysfs_ops driver_sysfs_ops = {
	.show = drv_attr_show,
	.store = drv_attr_store,
};

int driver_create_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	return drv ? sysfs_create_file(&drv->p->kobj, &attr->attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(driver_create_file);

void driver_remove_file(struct device_driver *drv, const struct driver_attribute *attr)
{
	if (drv)
		sysfs_remove_file(&drv->p->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(driver_remove_file);

static ssize_t uevent_store(struct device_driver *drv, const char *buf, size_t count)
{
	return kobject_synth_uevent(&drv->p->kobj, buf, count) ?: count;
}
static DRIVER_ATTR_WO(uevent);

/* "bind" and "unbind" take a device's name. */
static ssize_t unbind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	ssize_t ret = -ENODEV;

	if (dev && dev->driver == drv) {
		device_driver_detach(dev);
		ret = count;
	}
	put_device(dev);
	return ret;
}
static DRIVER_ATTR_WO(unbind);

static ssize_t bind_store(struct device_driver *drv, const char *buf, size_t count)
{
	struct device *dev = bus_find_device_by_name(drv->bus, NULL, buf);
	ssize_t ret = -ENODEV;

	if (dev && driver_match_device(drv, dev) > 0)
		ret = device_driver_attach(drv, dev) ?: count;
	put_device(dev);
	return ret;
}
static DRIVER_ATTR_WO(bind);

static struct attribute *driver_attrs[] = {&driver_attr_uevent.attr, NULL};
ATTRIBUTE_GROUPS(driver);
static struct attribute *bind_attrs[] = {&driver_attr_bind.attr, &driver_attr_unbind.attr, NULL};
ATTRIBUTE_GROUPS(bind);

static const struct attribute_group **bind_files(const struct device_driver *drv)
{
	return drv->suppress_bind_attrs ? NULL : bind_groups;
}

/* All or none. */
static int add_files(struct device_driver *drv)
{
	struct kobject *kobj = &drv->p->kobj;
	int err = sysfs_create_groups(kobj, driver_groups);

	if (err)
		return err;
	err = sysfs_create_groups(kobj, drv->bus->drv_groups);
	if (err)
		goto remove_own;
	err = sysfs_create_groups(kobj, bind_files(drv));
	if (!err)
		return 0;

	sysfs_remove_groups(kobj, drv->bus->drv_groups);
remove_own:
	sysfs_remove_groups(kobj, driver_groups);
	return err;
}

static void remove_files(struct device_driver *drv)
{
	struct kobject *kobj = &drv->p->kobj;

	sysfs_remove_groups(kobj, bind_files(drv));
	sysfs_remove_groups(kobj, drv->bus->drv_groups);
	sysfs_remove_groups(kobj, driver_groups);
}

/* --- its module: links both ways --- */

/* Who makes a module's drivers_dir; it stays as long as the module. */
static DEFINE_MUTEX(drivers_dir_mutex);

/* The directory that its links lie in, or NULL. It is the module's own, and goes with that. */
static struct kobject *drivers_dir(struct module *mod)
{
	mutex_lock(&drivers_dir_mutex);
	if (!mod->mkobj.drivers_dir) {
		mod->mkobj.drivers_dir = kobject_create_and_add("drivers", &mod->mkobj.kobj);
		if (mod->mkobj.drivers_dir)
			sysfs_disown(mod->mkobj.drivers_dir);
	}
	mutex_unlock(&drivers_dir_mutex);
	return mod->mkobj.drivers_dir;
}

/* What they can't show for lack of memory is no reason to refuse the driver. */
static void link_module(struct device_driver *drv)
{
	struct module *mod = drv->owner;
	struct driver_private *p = drv->p;
	struct kobject *dir;

	if (!mod)
		return;
	if (sysfs_create_link(&p->kobj, &mod->mkobj.kobj, "module"))
		return;
	p->module_link = kasprintf(GFP_KERNEL, "%s:%s", drv->bus->name, drv->name);
	if (!p->module_link)
		return;
	dir = drivers_dir(mod);
	if (dir && !sysfs_create_link(dir, &p->kobj, p->module_link))
		return;
	kfree(p->module_link);
	p->module_link = NULL;
}

static void unlink_module(struct device_driver *drv)
{
	struct driver_private *p = drv->p;

	if (!drv->owner)
		return;
	sysfs_remove_link(&p->kobj, "module");
	if (p->module_link)
		sysfs_remove_link(drv->owner->mkobj.drivers_dir, p->module_link);
}

/* --- registration --- */

static void driver_release(struct kobject *kobj)
{
	struct driver_private *p = to_driver_private(kobj);

	kfree(p->module_link);
	kfree(p);
}

static const struct kobj_type driver_ktype = {
	.sysfs_ops = &driver_sysfs_ops,
	.release = driver_release,
};

static void get_driver_device(struct klist_node *n)
{
	get_device(container_of(n, struct device_private, knode_driver)->device);
}

static void put_driver_device(struct klist_node *n)
{
	put_device(container_of(n, struct device_private, knode_driver)->device);
}

/* Its directory, with all that is in it. */
static int make_private(struct device_driver *drv)
{
	struct driver_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	klist_init(&p->klist_devices, get_driver_device, put_driver_device);
	p->driver = drv;
	p->owner = module_on_stack();
	p->kobj.kset = drv->bus->p->drivers_kset;
	drv->p = p;
	err = kobject_init_and_add(&p->kobj, &driver_ktype, NULL, "%s", drv->name);
	if (err)
		goto put;
	err = add_files(drv);
	if (err)
		goto put;
	err = sysfs_create_groups(&p->kobj, drv->groups);
	if (!err)
		return 0;

	remove_files(drv);
put:
	kobject_put(&p->kobj);
	drv->p = NULL;
	return err;
}

/**
 * driver_register() - a driver for its bus's devices: those there are are tried at once
 *
 * The bus's own registration function calls it. -EBUSY: one of that name is registered; -EINVAL:
 * the bus isn't; -ENOMEM, or what an attribute's group has returned. A probe() that fails is no
 * failure.
 */
int driver_register(struct device_driver *drv)
{
	int err;

	if (!drv->bus->p) {
		pr_err("Driver '%s' was unable to register with bus_type '%s' because the bus was "
		       "not initialized.\n",
		       drv->name, drv->bus->name);
		return -EINVAL;
	}
	if (driver_find(drv->name, drv->bus)) {
		pr_err("Error: Driver '%s' is already registered, aborting...\n", drv->name);
		return -EBUSY;
	}
	err = make_private(drv);
	if (err)
		return err;
	link_module(drv);
	klist_add_tail(&drv->p->knode_bus, &drv->bus->p->klist_drivers);
	if (drv->bus->p->drivers_autoprobe)
		err = driver_attach(drv);
	if (!err) {
		kobject_uevent(&drv->p->kobj, KOBJ_ADD);
		return 0;
	}
	driver_unregister(drv);
	return err;
}
EXPORT_SYMBOL_GPL(driver_register);

/**
 * driver_unregister() - its devices lose it first, the last one before the others
 */
void driver_unregister(struct device_driver *drv)
{
	struct driver_private *p;

	if (WARN(!drv || !drv->p, "Unexpected driver unregister!\n"))
		return;
	p = drv->p;
	sysfs_remove_groups(&p->kobj, drv->groups);
	remove_files(drv);
	klist_remove(&p->knode_bus);
	driver_detach(drv);
	unlink_module(drv);
	kobject_del(&p->kobj);
	kobject_put(&p->kobj);
	drv->p = NULL;
}
EXPORT_SYMBOL_GPL(driver_unregister);

/**
 * driver_find() - the bus's driver of that name, or NULL
 *
 * Nothing keeps it from going but what the caller knows of it.
 */
struct device_driver *driver_find(const char *name, struct bus_type *bus)
{
	struct kobject *kobj = kset_find_obj(bus->p->drivers_kset, name);
	struct device_driver *drv = NULL;

	if (kobj) {
		drv = to_driver_private(kobj)->driver;
		kobject_put(kobj);
	}
	return drv;
}
EXPORT_SYMBOL_GPL(driver_find);

/* --- a driver's devices --- */

static struct device *device_of(struct klist_node *n)
{
	return n ? container_of(n, struct device_private, knode_driver)->device : NULL;
}

int driver_for_each_device(struct device_driver *drv, struct device *start, void *data,
			   int (*fn)(struct device *, void *))
{
	struct klist_iter i;
	struct device *dev;
	int err = 0;

	if (!drv)
		return -EINVAL;
	klist_iter_init_node(&drv->p->klist_devices, &i, start ? &start->p->knode_driver : NULL);
	while (!err && (dev = device_of(klist_next(&i))))
		err = fn(dev, data);
	klist_iter_exit(&i);
	return err;
}
EXPORT_SYMBOL_GPL(driver_for_each_device);

struct device *driver_find_device(struct device_driver *drv, struct device *start, const void *data,
				  int (*match)(struct device *dev, const void *data))
{
	struct klist_iter i;
	struct device *dev;

	if (!drv || !drv->p)
		return NULL;
	klist_iter_init_node(&drv->p->klist_devices, &i, start ? &start->p->knode_driver : NULL);
	while ((dev = device_of(klist_next(&i))))
		if (match(dev, data) && get_device(dev))
			break;
	klist_iter_exit(&i);
	return dev;
}
EXPORT_SYMBOL_GPL(driver_find_device);

/**
 * driver_set_override() - store()'s part of a file "driver_override"
 * @override: the device's text, changed under its lock
 * @s: @len bytes, perhaps with a newline; none but that: no override any more
 *
 * -EINVAL, -ENOMEM.
 */
int driver_set_override(struct device *dev, const char **override, const char *s, size_t len)
{
	const char *end = memchr(s, '\n', len);
	char *new = NULL;

	if (!override || len >= PAGE_SIZE - 1)
		return -EINVAL;
	if (end)
		len = end - s;
	if (len) {
		new = kstrndup(s, len, GFP_KERNEL);
		if (!new)
			return -ENOMEM;
	}
	device_lock(dev);
	swap(*override, *(const char **)&new);
	device_unlock(dev);
	kfree(new);
	return 0;
}
EXPORT_SYMBOL_GPL(driver_set_override);
