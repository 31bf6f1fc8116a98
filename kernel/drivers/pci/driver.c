// SPDX-License-Identifier: MIT
/*
 * PCI drivers: which gets which device. <linux/pci.h> has the rules.
 *
 * A device's driver_override comes first, then ids that were told at run time, then the driver's
 * own table.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "pci.h"

struct pci_dynid {
	struct list_head node; /* drv->dynids.list */
	struct pci_device_id id;
};

/* What a driver gets that has a device by its name alone. */
static const struct pci_device_id any_id = {
	.vendor = PCI_ANY_ID,
	.device = PCI_ANY_ID,
	.subvendor = PCI_ANY_ID,
	.subdevice = PCI_ANY_ID,
};

static const struct pci_device_id *find_dynid(struct pci_driver *drv, const struct pci_dev *dev)
{
	const struct pci_device_id *found = NULL;
	struct pci_dynid *dynid;

	spin_lock(&drv->dynids.lock);
	list_for_each_entry (dynid, &drv->dynids.list, node) {
		if (pci_match_one_device(&dynid->id, dev)) {
			found = &dynid->id;
			break;
		}
	}
	spin_unlock(&drv->dynids.lock);
	return found;
}

/* The entry of the driver's table, passing over those that are only for who asks by name. */
static const struct pci_device_id *find_in_table(struct pci_driver *drv, struct pci_dev *dev)
{
	const struct pci_device_id *id = pci_match_id(drv->id_table, dev);

	while (id && id->override_only && !dev->driver_override)
		id = pci_match_id(id + 1, dev);
	return id;
}

static const struct pci_device_id *match_device(struct pci_driver *drv, struct pci_dev *dev)
{
	const struct pci_device_id *id;

	if (dev->driver_override && strcmp(dev->driver_override, drv->name))
		return NULL;
	id = find_dynid(drv, dev) ?: find_in_table(drv, dev);
	return id ?: dev->driver_override ? &any_id : NULL;
}

int pci_bus_match(struct device *dev, struct device_driver *drv)
{
	return match_device(to_pci_driver(drv), to_pci_dev(dev)) != NULL;
}

/* Under the device's lock, and so are the next two. */
int pci_device_probe(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	struct pci_dev *pdev = to_pci_dev(dev);
	const struct pci_device_id *id = match_device(drv, pdev);
	int err;

	if (!drv->probe || !id)
		return -ENODEV;
	pdev->driver = drv;
	err = drv->probe(pdev, id);
	if (err < 0)
		pdev->driver = NULL;
	if (err > 0)
		pci_warn(pdev, "Driver probe function unexpectedly returned %d\n", err);
	return min(err, 0);
}

void pci_device_remove(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);

	if (pdev->driver->remove)
		pdev->driver->remove(pdev);
	pdev->driver = NULL;
}

void pci_device_shutdown(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);

	if (pdev->driver && pdev->driver->shutdown)
		pdev->driver->shutdown(pdev);
}

/* --- ids that are told at run time --- */

int pci_add_dynid(struct pci_driver *drv, unsigned int vendor, unsigned int device,
		  unsigned int subvendor, unsigned int subdevice, unsigned int class,
		  unsigned int class_mask, unsigned long driver_data)
{
	struct pci_dynid *dynid = kzalloc(sizeof(*dynid), GFP_KERNEL);

	if (!dynid)
		return -ENOMEM;
	dynid->id = (struct pci_device_id){
		.vendor = vendor,
		.device = device,
		.subvendor = subvendor,
		.subdevice = subdevice,
		.class = class,
		.class_mask = class_mask,
		.driver_data = driver_data,
	};
	spin_lock(&drv->dynids.lock);
	list_add_tail(&dynid->node, &drv->dynids.list);
	spin_unlock(&drv->dynids.lock);
	return driver_attach(&drv->driver);
}
EXPORT_SYMBOL_GPL(pci_add_dynid);

/* driver_data is passed to the driver, which knows only that of its table. */
static bool is_data_of_table(const struct pci_driver *drv, unsigned long data)
{
	const struct pci_device_id *id = drv->id_table;

	for (; id && (id->vendor || id->subvendor || id->class_mask); id++)
		if (id->driver_data == data)
			return true;
	return !drv->id_table;
}

/* Would the driver have a device of that id anyway? */
static bool has_id(const struct pci_driver *drv, const struct pci_device_id *id)
{
	struct pci_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	bool has;

	if (!dev)
		return false;
	dev->vendor = id->vendor;
	dev->device = id->device;
	dev->subsystem_vendor = id->subvendor;
	dev->subsystem_device = id->subdevice;
	dev->class = id->class;
	has = pci_match_id(drv->id_table, dev);
	kfree(dev);
	return has;
}

/* vendor device [subvendor subdevice class class_mask driver_data], in hexadecimal */
static int read_id(const char *buf, struct pci_device_id *id)
{
	*id = any_id;
	return sscanf(buf, "%x %x %x %x %x %x %lx", &id->vendor, &id->device, &id->subvendor,
		      &id->subdevice, &id->class, &id->class_mask, &id->driver_data);
}

static ssize_t new_id_store(struct device_driver *driver, const char *buf, size_t count)
{
	struct pci_driver *drv = to_pci_driver(driver);
	struct pci_device_id id;
	int fields = read_id(buf, &id), err;

	if (fields < 2)
		return -EINVAL;
	if (fields != 7 && has_id(drv, &id))
		return -EEXIST;
	if (!is_data_of_table(drv, id.driver_data))
		return -EINVAL;
	err = pci_add_dynid(drv, id.vendor, id.device, id.subvendor, id.subdevice, id.class,
			    id.class_mask, id.driver_data);
	return err ?: count;
}
static DRIVER_ATTR_WO(new_id);

static bool is_same(const struct pci_device_id *a, const struct pci_device_id *b)
{
	return a->vendor == b->vendor && a->device == b->device &&
	       (b->subvendor == (u32)PCI_ANY_ID || a->subvendor == b->subvendor) &&
	       (b->subdevice == (u32)PCI_ANY_ID || a->subdevice == b->subdevice) &&
	       !((a->class ^ b->class) & b->class_mask);
}

static ssize_t remove_id_store(struct device_driver *driver, const char *buf, size_t count)
{
	struct pci_driver *drv = to_pci_driver(driver);
	struct pci_dynid *dynid, *next;
	struct pci_device_id id;
	ssize_t ret = -ENODEV;

	if (read_id(buf, &id) < 2)
		return -EINVAL;
	spin_lock(&drv->dynids.lock);
	list_for_each_entry_safe (dynid, next, &drv->dynids.list, node) {
		if (is_same(&dynid->id, &id)) {
			list_del(&dynid->node);
			kfree(dynid);
			ret = count;
			break;
		}
	}
	spin_unlock(&drv->dynids.lock);
	return ret;
}
static DRIVER_ATTR_WO(remove_id);

static struct attribute *pci_drv_attrs[] = {&driver_attr_new_id.attr, &driver_attr_remove_id.attr,
					    NULL};
static const struct attribute_group pci_drv_group = {.attrs = pci_drv_attrs};
const struct attribute_group *pci_drv_groups[] = {&pci_drv_group, NULL};

/* --- registration --- */

int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name)
{
	drv->driver.name = drv->name;
	drv->driver.bus = &pci_bus_type;
	drv->driver.owner = owner;
	drv->driver.mod_name = mod_name;
	drv->driver.groups = drv->groups;
	drv->driver.dev_groups = drv->dev_groups;
	spin_lock_init(&drv->dynids.lock);
	INIT_LIST_HEAD(&drv->dynids.list);
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL(__pci_register_driver);

void pci_unregister_driver(struct pci_driver *drv)
{
	struct pci_dynid *dynid, *next;

	driver_unregister(&drv->driver);
	/* Its files are gone: nobody adds another. */
	list_for_each_entry_safe (dynid, next, &drv->dynids.list, node)
		kfree(dynid);
	INIT_LIST_HEAD(&drv->dynids.list);
}
EXPORT_SYMBOL(pci_unregister_driver);

/* --- a driver whose module has crashed --- */

static bool is_driven_by(const struct pci_dev *dev, const struct module *mod)
{
	const struct pci_driver *drv = dev->driver;

	return drv && (within_module((unsigned long)drv, mod) || drv->driver.owner == mod);
}

void pci_quieten_module(const struct module *mod)
{
	struct pci_dev *dev = NULL;

	for_each_pci_dev(dev)
	{
		if (is_driven_by(dev, mod))
			pci_quieten(dev);
	}
}

unsigned int pci_forget_module(const struct module *mod)
{
	struct pci_dev *dev = NULL;
	unsigned int forgotten = 0;

	for_each_pci_dev(dev)
	{
		if (!is_driven_by(dev, mod))
			continue;
		/* It reaches memory no more that its driver had, and interrupts nobody. */
		pci_silence(dev);
		dev->driver = NULL;
		forgotten++;
	}
	return forgotten;
}
