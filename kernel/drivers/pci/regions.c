// SPDX-License-Identifier: MIT
/*
 * A driver asks for the ranges of its PCI device, and maps them: <linux/pci.h>.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/vmalloc.h>
#include "pci.h"

#define ALL_BARS ((1 << PCI_STD_NUM_BARS) - 1)

int pci_select_bars(struct pci_dev *dev, unsigned long flags)
{
	int bars = 0;

	for (int i = 0; i < DEVICE_COUNT_RESOURCE; i++)
		if (dev->resource[i].flags & flags)
			bars |= 1 << i;
	return bars;
}
EXPORT_SYMBOL(pci_select_bars);

static struct resource *tree_of(const struct resource *res)
{
	return res->flags & IORESOURCE_IO ? &ioport_resource : &iomem_resource;
}

/* A BAR that the device doesn't have is no error. */
static int request_bar(struct pci_dev *dev, int bar, const char *name, int exclusive)
{
	struct resource *res = &dev->resource[bar];

	if (!pci_resource_len(dev, bar) || !(res->flags & (IORESOURCE_IO | IORESOURCE_MEM)))
		return 0;
	if (!__request_region(tree_of(res), res->start, resource_size(res), name, exclusive)) {
		pci_warn(dev, "BAR %d: can't reserve %pR\n", bar, res);
		return -EBUSY;
	}
	dev->regions_taken |= 1 << bar;
	return 0;
}

void pci_release_region(struct pci_dev *dev, int bar)
{
	struct resource *res = &dev->resource[bar];

	if (!pci_resource_len(dev, bar) || !(res->flags & (IORESOURCE_IO | IORESOURCE_MEM)))
		return;
	__release_region(tree_of(res), res->start, resource_size(res));
	dev->regions_taken &= ~(1 << bar);
}
EXPORT_SYMBOL(pci_release_region);

int pci_request_region(struct pci_dev *dev, int bar, const char *name)
{
	return request_bar(dev, bar, name, 0);
}
EXPORT_SYMBOL(pci_request_region);

/* All of the mask or none. */
static int request_bars(struct pci_dev *dev, int bars, const char *name, int exclusive)
{
	int err;

	for (int i = 0; i < PCI_STD_NUM_BARS; i++) {
		err = bars & 1 << i ? request_bar(dev, i, name, exclusive) : 0;
		if (err) {
			pci_release_selected_regions(dev, bars & ((1 << i) - 1));
			return err;
		}
	}
	return 0;
}

int pci_request_selected_regions(struct pci_dev *dev, int bars, const char *name)
{
	return request_bars(dev, bars, name, 0);
}
EXPORT_SYMBOL(pci_request_selected_regions);

int pci_request_selected_regions_exclusive(struct pci_dev *dev, int bars, const char *name)
{
	return request_bars(dev, bars, name, IORESOURCE_EXCLUSIVE);
}
EXPORT_SYMBOL(pci_request_selected_regions_exclusive);

void pci_release_selected_regions(struct pci_dev *dev, int bars)
{
	for (int i = 0; i < PCI_STD_NUM_BARS; i++)
		if (bars & 1 << i)
			pci_release_region(dev, i);
}
EXPORT_SYMBOL(pci_release_selected_regions);

int pci_request_regions(struct pci_dev *dev, const char *name)
{
	return request_bars(dev, ALL_BARS, name, 0);
}
EXPORT_SYMBOL(pci_request_regions);

int pci_request_regions_exclusive(struct pci_dev *dev, const char *name)
{
	return request_bars(dev, ALL_BARS, name, IORESOURCE_EXCLUSIVE);
}
EXPORT_SYMBOL(pci_request_regions_exclusive);

void pci_release_regions(struct pci_dev *dev)
{
	pci_release_selected_regions(dev, ALL_BARS);
}
EXPORT_SYMBOL(pci_release_regions);

/* --- mapping --- */

static void __iomem *map_bar(struct pci_dev *dev, int bar, unsigned long offset,
			     unsigned long maxlen,
			     void __iomem *(*map)(resource_size_t, unsigned long))
{
	resource_size_t len = pci_resource_len(dev, bar), start = pci_resource_start(dev, bar);
	unsigned long flags = pci_resource_flags(dev, bar);

	if (len <= offset || !start)
		return NULL;
	len -= offset;
	start += offset;
	if (maxlen)
		len = min_t(resource_size_t, len, maxlen);
	if (flags & IORESOURCE_IO)
		/* There is no other way to reach ports. */
		return map == ioremap ? ioport_map(start, len) : NULL;
	return flags & IORESOURCE_MEM ? map(start, len) : NULL;
}

void __iomem *pci_iomap_range(struct pci_dev *dev, int bar, unsigned long offset,
			      unsigned long maxlen)
{
	return map_bar(dev, bar, offset, maxlen, ioremap);
}
EXPORT_SYMBOL(pci_iomap_range);

void __iomem *pci_iomap_wc_range(struct pci_dev *dev, int bar, unsigned long offset,
				 unsigned long maxlen)
{
	return map_bar(dev, bar, offset, maxlen, ioremap_wc);
}
EXPORT_SYMBOL_GPL(pci_iomap_wc_range);

void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long maxlen)
{
	return map_bar(dev, bar, 0, maxlen, ioremap);
}
EXPORT_SYMBOL(pci_iomap);

void __iomem *pci_iomap_wc(struct pci_dev *dev, int bar, unsigned long maxlen)
{
	return map_bar(dev, bar, 0, maxlen, ioremap_wc);
}
EXPORT_SYMBOL_GPL(pci_iomap_wc);

void pci_iounmap(struct pci_dev *dev, void __iomem *addr)
{
	if (is_vmalloc_addr((void __force *)addr))
		iounmap(addr);
	else
		ioport_unmap(addr);
}
EXPORT_SYMBOL(pci_iounmap);

static void __iomem *remap_bar(struct pci_dev *dev, int bar,
			       void __iomem *(*map)(resource_size_t, unsigned long))
{
	struct resource *res = &dev->resource[bar];

	/* Without an address, or ports: it can't be. */
	if (res->flags & IORESOURCE_UNSET || !(res->flags & IORESOURCE_MEM)) {
		pci_err(dev, "can't ioremap BAR %d: %pR\n", bar, res);
		return NULL;
	}
	return map(res->start, resource_size(res));
}

void __iomem *pci_ioremap_bar(struct pci_dev *dev, int bar)
{
	return remap_bar(dev, bar, ioremap);
}
EXPORT_SYMBOL_GPL(pci_ioremap_bar);

void __iomem *pci_ioremap_wc_bar(struct pci_dev *dev, int bar)
{
	return remap_bar(dev, bar, ioremap_wc);
}
EXPORT_SYMBOL_GPL(pci_ioremap_wc_bar);
