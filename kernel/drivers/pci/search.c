// SPDX-License-Identifier: MIT
/*
 * Finding PCI devices and buses: <linux/pci.h>. Their lists don't change after boot; only the
 * devices' references are counted.
 */
#include <linux/export.h>
#include "pci.h"

struct pci_dev *pci_dev_get(struct pci_dev *dev)
{
	if (dev)
		get_device(&dev->dev);
	return dev;
}
EXPORT_SYMBOL(pci_dev_get);

void pci_dev_put(struct pci_dev *dev)
{
	if (dev)
		put_device(&dev->dev);
}
EXPORT_SYMBOL(pci_dev_put);

static bool is_or_any(u32 wanted, u32 value)
{
	return wanted == (u32)PCI_ANY_ID || wanted == value;
}

bool pci_match_one_device(const struct pci_device_id *id, const struct pci_dev *dev)
{
	return is_or_any(id->vendor, dev->vendor) && is_or_any(id->device, dev->device) &&
	       is_or_any(id->subvendor, dev->subsystem_vendor) &&
	       is_or_any(id->subdevice, dev->subsystem_device) &&
	       !((id->class ^ dev->class) & id->class_mask);
}

const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev)
{
	if (!ids)
		return NULL;
	for (; ids->vendor || ids->subvendor || ids->class_mask; ids++)
		if (pci_match_one_device(ids, dev))
			return ids;
	return NULL;
}
EXPORT_SYMBOL(pci_match_id);

static int matches_id(struct device *dev, const void *id)
{
	return pci_match_one_device(id, to_pci_dev(dev));
}

static struct pci_dev *next_match(const struct pci_device_id *id, struct pci_dev *from)
{
	struct device *dev =
		bus_find_device(&pci_bus_type, from ? &from->dev : NULL, id, matches_id);

	pci_dev_put(from);
	return dev ? to_pci_dev(dev) : NULL;
}

struct pci_dev *pci_get_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
			       unsigned int ss_device, struct pci_dev *from)
{
	struct pci_device_id id = {
		.vendor = vendor,
		.device = device,
		.subvendor = ss_vendor,
		.subdevice = ss_device,
	};

	return next_match(&id, from);
}
EXPORT_SYMBOL(pci_get_subsys);

struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from)
{
	return pci_get_subsys(vendor, device, PCI_ANY_ID, PCI_ANY_ID, from);
}
EXPORT_SYMBOL(pci_get_device);

struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from)
{
	struct pci_device_id id = {
		.vendor = PCI_ANY_ID,
		.device = PCI_ANY_ID,
		.subvendor = PCI_ANY_ID,
		.subdevice = PCI_ANY_ID,
		.class = class,
		.class_mask = 0xffffff,
	};

	return next_match(&id, from);
}
EXPORT_SYMBOL(pci_get_class);

int pci_dev_present(const struct pci_device_id *ids)
{
	struct pci_dev *dev = NULL;

	for_each_pci_dev(dev)
	{
		if (pci_match_id(ids, dev)) {
			pci_dev_put(dev);
			return 1;
		}
	}
	return 0;
}
EXPORT_SYMBOL(pci_dev_present);

struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn)
{
	struct pci_dev *dev;

	list_for_each_entry (dev, &bus->devices, bus_list)
		if (dev->devfn == devfn)
			return pci_dev_get(dev);
	return NULL;
}
EXPORT_SYMBOL(pci_get_slot);

struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn)
{
	struct pci_bus *b = pci_find_bus(domain, bus);

	return b ? pci_get_slot(b, devfn) : NULL;
}
EXPORT_SYMBOL(pci_get_domain_bus_and_slot);

static struct pci_bus *find_below(struct pci_bus *bus, int number)
{
	struct pci_bus *child, *found;

	if (bus->number == number)
		return bus;
	list_for_each_entry (child, &bus->children, node) {
		found = find_below(child, number);
		if (found)
			return found;
	}
	return NULL;
}

struct pci_bus *pci_find_bus(int domain, int busnr)
{
	return pci_root_bus && !domain ? find_below(pci_root_bus, busnr) : NULL;
}
EXPORT_SYMBOL(pci_find_bus);

/* Buses that a host bridge leads to; here there is one. */
struct pci_bus *pci_find_next_bus(const struct pci_bus *from)
{
	return from ? NULL : pci_root_bus;
}
EXPORT_SYMBOL(pci_find_next_bus);
