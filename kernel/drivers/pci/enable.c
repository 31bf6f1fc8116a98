// SPDX-License-Identifier: MIT
/*
 * A PCI device comes into use: whether it answers, reaches memory and interrupts. These are bits of
 * its command register. The device's driver calls this, under the device's lock.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include "pci.h"

/* Sets and clears bits; returns whether that changed anything. */
static bool change_command(struct pci_dev *dev, u16 set, u16 clear)
{
	u16 old, new;

	pci_read_config_word(dev, PCI_COMMAND, &old);
	new = (old & ~clear) | set;
	if (new != old)
		pci_write_config_word(dev, PCI_COMMAND, new);
	return new != old;
}

/* The command's bits for the resources of the mask; -EINVAL: one has no address. */
static int bits_for(struct pci_dev *dev, int bars)
{
	int bits = 0;

	for (int i = 0; i < PCI_BRIDGE_RESOURCES; i++) {
		struct resource *res = &dev->resource[i];

		if (!(bars & 1 << i) || !(res->flags & (IORESOURCE_IO | IORESOURCE_MEM)))
			continue;
		/* A ROM that isn't shown needs no address. */
		if (i == PCI_ROM_RESOURCE && !(res->flags & PCI_ROM_ADDRESS_ENABLE))
			continue;
		if (res->flags & IORESOURCE_UNSET || !res->parent) {
			pci_err(dev, "can't enable device: BAR %d %pR not %s\n", i, res,
				res->parent ? "assigned" : "claimed");
			return -EINVAL;
		}
		bits |= res->flags & IORESOURCE_IO ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY;
	}
	return bits;
}

static int do_enable(struct pci_dev *dev, int bars)
{
	int bits = bits_for(dev, bars);
	u16 old;

	if (bits < 0)
		return bits;
	pci_read_config_word(dev, PCI_COMMAND, &old);
	if (change_command(dev, bits, 0))
		pci_info(dev, "enabling device (%04x -> %04x)\n", old, old | bits);
	if (dev->pin && !dev->msi_enabled)
		change_command(dev, 0, PCI_COMMAND_INTX_DISABLE);
	return 0;
}

/* What lies between the device and memory. */
static void enable_bridges(struct pci_dev *bridge)
{
	if (!bridge)
		return;
	enable_bridges(pci_upstream_bridge(bridge));
	if (!pci_is_enabled(bridge) && pci_enable_device(bridge))
		pci_err(bridge, "Error enabling bridge, continuing\n");
	pci_set_master(bridge);
}

static int enable_with(struct pci_dev *dev, unsigned long flags)
{
	int bars = 0, err;

	if (atomic_inc_return(&dev->enable_cnt) > 1)
		return 0;
	enable_bridges(pci_upstream_bridge(dev));
	for (int i = 0; i <= PCI_ROM_RESOURCE; i++)
		if (dev->resource[i].flags & flags)
			bars |= 1 << i;
	err = do_enable(dev, bars);
	if (err)
		atomic_dec(&dev->enable_cnt);
	return err;
}

int pci_enable_device(struct pci_dev *dev)
{
	return enable_with(dev, IORESOURCE_MEM | IORESOURCE_IO);
}
EXPORT_SYMBOL(pci_enable_device);

int pci_enable_device_io(struct pci_dev *dev)
{
	return enable_with(dev, IORESOURCE_IO);
}
EXPORT_SYMBOL(pci_enable_device_io);

int pci_enable_device_mem(struct pci_dev *dev)
{
	return enable_with(dev, IORESOURCE_MEM);
}
EXPORT_SYMBOL(pci_enable_device_mem);

int pci_reenable_device(struct pci_dev *dev)
{
	return pci_is_enabled(dev) ? do_enable(dev, (1 << PCI_BRIDGE_RESOURCES) - 1) : 0;
}
EXPORT_SYMBOL(pci_reenable_device);

/* What is left of its range of addresses stays readable, as on Linux. */
void pci_disable_device(struct pci_dev *dev)
{
	pci_managed_disabled(dev);
	if (WARN_ONCE(atomic_read(&dev->enable_cnt) <= 0,
		      "%s %s: disabling already-disabled device", dev_driver_string(&dev->dev),
		      pci_name(dev)))
		return;
	if (!atomic_dec_and_test(&dev->enable_cnt))
		return;
	pci_clear_master(dev);
}
EXPORT_SYMBOL(pci_disable_device);

void pci_quieten(struct pci_dev *dev)
{
	pci_clear_master(dev); /* messages are writes to memory */
	change_command(dev, PCI_COMMAND_INTX_DISABLE, 0);
}

void pci_silence(struct pci_dev *dev)
{
	pci_clear_master(dev);
	pci_disable_msi(dev);
	change_command(dev, PCI_COMMAND_INTX_DISABLE, 0);
	pci_release_selected_regions(dev, dev->regions_taken);
	atomic_set(&dev->enable_cnt, 0);
	dev->is_managed = 0;
}

void pci_set_master(struct pci_dev *dev)
{
	if (change_command(dev, PCI_COMMAND_MASTER, 0))
		pci_dbg(dev, "enabling bus mastering\n");
	dev->is_busmaster = 1;
}
EXPORT_SYMBOL(pci_set_master);

void pci_clear_master(struct pci_dev *dev)
{
	if (change_command(dev, 0, PCI_COMMAND_MASTER))
		pci_dbg(dev, "disabling bus mastering\n");
	dev->is_busmaster = 0;
}
EXPORT_SYMBOL(pci_clear_master);

void pci_intx(struct pci_dev *dev, int enable)
{
	if (change_command(dev, enable ? 0 : PCI_COMMAND_INTX_DISABLE,
			   enable ? PCI_COMMAND_INTX_DISABLE : 0))
		pci_managed_intx(dev, !enable);
}
EXPORT_SYMBOL_GPL(pci_intx);

/* --- memory write and invalidate: writes of whole cache lines, for devices that can --- */

#define CACHE_LINE_DWORDS 16

static int set_cache_line_size(struct pci_dev *dev)
{
	u8 size;

	pci_read_config_byte(dev, PCI_CACHE_LINE_SIZE, &size);
	if (size >= CACHE_LINE_DWORDS && size % CACHE_LINE_DWORDS == 0)
		return 0;
	pci_write_config_byte(dev, PCI_CACHE_LINE_SIZE, CACHE_LINE_DWORDS);
	pci_read_config_byte(dev, PCI_CACHE_LINE_SIZE, &size);
	if (size == CACHE_LINE_DWORDS)
		return 0;
	pci_dbg(dev, "cache line size of %d is not supported\n", CACHE_LINE_DWORDS * 4);
	return -EINVAL;
}

int pci_set_mwi(struct pci_dev *dev)
{
	int err = set_cache_line_size(dev);

	if (!err)
		change_command(dev, PCI_COMMAND_INVALIDATE, 0);
	return err;
}
EXPORT_SYMBOL(pci_set_mwi);

int pci_try_set_mwi(struct pci_dev *dev)
{
	return pci_set_mwi(dev);
}
EXPORT_SYMBOL(pci_try_set_mwi);

void pci_clear_mwi(struct pci_dev *dev)
{
	change_command(dev, 0, PCI_COMMAND_INVALIDATE);
}
EXPORT_SYMBOL(pci_clear_mwi);
