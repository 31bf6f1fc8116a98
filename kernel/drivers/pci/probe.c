// SPDX-License-Identifier: MIT
/*
 * What is on the PCI bus. At boot each function is asked who it is, from the first bus on and
 * through the bridges that the firmware has numbered; it becomes a device below
 * /sys/devices/pci0000:00.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <kernel/pci.h>
#include <kernel/traps.h>
#include "pci.h"

struct pci_bus *pci_root_bus; /* NULL: no PCI */

static int pci_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	const struct pci_dev *pdev = to_pci_dev(dev);

	return add_uevent_var(env, "PCI_CLASS=%04X", pdev->class)
		       ?: add_uevent_var(env, "PCI_ID=%04X:%04X", pdev->vendor, pdev->device)
		       ?: add_uevent_var(env, "PCI_SUBSYS_ID=%04X:%04X", pdev->subsystem_vendor,
					 pdev->subsystem_device)
		       ?: add_uevent_var(env, "PCI_SLOT_NAME=%s", pci_name(pdev))
		       ?: add_uevent_var(env, "MODALIAS=" PCI_MODALIAS, PCI_MODALIAS_ARGS(pdev));
}

struct bus_type pci_bus_type = {
	.name = "pci",
	.dev_groups = pci_dev_groups,
	.drv_groups = pci_drv_groups,
	.match = pci_bus_match,
	.uevent = pci_uevent,
	.probe = pci_device_probe,
	.remove = pci_device_remove,
	.shutdown = pci_device_shutdown,
};
EXPORT_SYMBOL(pci_bus_type);

static void release_pci_dev(struct device *dev)
{
	kfree(to_pci_dev(dev)->driver_override);
	kfree(to_pci_dev(dev));
}

/* Who it is, and what it has. */
static void __init read_function(struct pci_dev *dev)
{
	u32 class;
	u8 line;

	pci_read_config_dword(dev, PCI_CLASS_REVISION, &class);
	dev->class = class >> 8;
	dev->revision = class;
	if (dev->hdr_type == PCI_HEADER_TYPE_NORMAL) {
		pci_read_config_word(dev, PCI_SUBSYSTEM_VENDOR_ID, &dev->subsystem_vendor);
		pci_read_config_word(dev, PCI_SUBSYSTEM_ID, &dev->subsystem_device);
	}
	pci_read_config_byte(dev, PCI_INTERRUPT_PIN, &dev->pin);
	pci_read_config_byte(dev, PCI_INTERRUPT_LINE, &line);
	/* 0 and 255: its pin is wired to nothing. */
	if (dev->pin && line != 0xff)
		dev->irq = line;
	/* Devices share a line, so each holds it until it was heard. */
	if (dev->irq)
		irq_set_level(dev->irq);
	dev->msi_cap = pci_find_capability(dev, PCI_CAP_ID_MSI);
	dev->msix_cap = pci_find_capability(dev, PCI_CAP_ID_MSIX);
	dev->pm_cap = pci_find_capability(dev, PCI_CAP_ID_PM);
	dev->pcie_cap = pci_find_capability(dev, PCI_CAP_ID_EXP);
	pci_read_resources(dev);
}

static struct pci_bus *__init add_bus(struct pci_bus *parent, u8 number, struct device *bridge)
{
	struct pci_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (!bus)
		panic("No memory for PCI buses");
	bus->number = number;
	bus->parent = parent;
	bus->bridge = bridge;
	INIT_LIST_HEAD(&bus->children);
	INIT_LIST_HEAD(&bus->devices);
	INIT_LIST_HEAD(&bus->node);
	snprintf(bus->name, sizeof(bus->name), "PCI Bus 0000:%02x", number);
	if (parent)
		list_add_tail(&bus->node, &parent->children);
	return bus;
}

static void __init scan_bus(struct pci_bus *bus);

/* The bus behind the bridge, if the firmware has numbered it. */
static void __init scan_bridge(struct pci_dev *dev)
{
	u8 secondary;

	pci_read_config_byte(dev, PCI_SECONDARY_BUS, &secondary);
	if (secondary <= dev->bus->number) {
		pci_warn(dev, "bus behind it has no number: not looked at\n");
		return;
	}
	dev->subordinate = add_bus(dev->bus, secondary, &dev->dev);
	dev->subordinate->self = dev;
}

/* The function at devfn, if there is one; its header type with the slot's bit 7, or -ENODEV. */
static int __init scan_function(struct pci_bus *bus, unsigned int devfn)
{
	struct pci_dev *dev;
	u8 type;
	u32 id;

	pci_bus_read_config_dword(bus, devfn, PCI_VENDOR_ID, &id);
	if ((u16)id == 0xffff || !(u16)id)
		return -ENODEV;
	pci_bus_read_config_byte(bus, devfn, PCI_HEADER_TYPE, &type);
	dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		panic("No memory for PCI devices");
	dev->bus = bus;
	dev->devfn = devfn;
	dev->vendor = id;
	dev->device = id >> 16;
	dev->hdr_type = type & PCI_HEADER_TYPE_MASK;
	dev->multifunction = type & ~PCI_HEADER_TYPE_MASK ? 1 : 0;
	dev->cfg_size = PCI_CFG_SPACE_SIZE;
	list_add_tail(&dev->bus_list, &bus->devices);
	device_initialize(&dev->dev);
	dev->dev.parent = bus->bridge;
	dev->dev.bus = &pci_bus_type;
	dev->dev.release = release_pci_dev;
	dev->dma_mask = DMA_BIT_MASK(32);
	dev->dev.dma_mask = &dev->dma_mask;
	dev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	if (dev_set_name(&dev->dev, "0000:%02x:%02x.%d", bus->number, PCI_SLOT(devfn),
			 PCI_FUNC(devfn)))
		panic("No memory for PCI devices");
	read_function(dev);
	if (dev->hdr_type == PCI_HEADER_TYPE_BRIDGE)
		scan_bridge(dev);
	pci_claim_resources(dev);
	if (device_add(&dev->dev))
		panic("No memory for PCI devices");
	if (dev->subordinate)
		scan_bus(dev->subordinate);
	return type;
}

static void __init scan_bus(struct pci_bus *bus)
{
	for (unsigned int devfn = 0; devfn < 256; devfn += 8) {
		int type = scan_function(bus, devfn);

		/* Bit 7 of the first one's header type: there are others. */
		for (int func = 1; type >= 0 && type & ~PCI_HEADER_TYPE_MASK && func < 8; func++)
			scan_function(bus, devfn + func);
	}
}

void __init pci_init(void)
{
	struct device *host;

	if (bus_register(&pci_bus_type))
		panic("No memory for the PCI bus");
	if (!pci_access_init()) {
		pr_info("PCI: no bus that answers\n");
		return;
	}
	host = root_device_register("pci0000:00");
	if (IS_ERR(host))
		panic("No memory for the PCI bus");
	pci_root_bus = add_bus(NULL, 0, host);
	scan_bus(pci_root_bus);
	pci_proc_init();
}
