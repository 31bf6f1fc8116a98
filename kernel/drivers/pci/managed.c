// SPDX-License-Identifier: MIT
/*
 * PCI devices whose driver need not clean up: <linux/pci.h>, pcim_.
 *
 * pcim_enable_device() leaves a resource with the device, which is released last, since it came
 * first: it gives back ranges and disables the device.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <kernel/devices.h>
#include "pci.h"

struct managed_device {
	bool enabled;	   /* and to be disabled */
	bool pinned;	   /* but not that */
	bool intx_changed; /* by pci_intx() */
	bool intx_was_on;
};

static void release_device(struct device *dev, void *res)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	struct managed_device *m = res;

	pci_release_selected_regions(pdev, pdev->regions_taken);
	pdev->is_managed = 0;
	if (m->intx_changed)
		pci_intx(pdev, m->intx_was_on);
	if (m->enabled && !m->pinned)
		pci_disable_device(pdev);
}

static struct managed_device *find_managed(struct pci_dev *pdev)
{
	return pdev->is_managed ? devres_find(&pdev->dev, release_device, NULL, NULL) : NULL;
}

int pcim_enable_device(struct pci_dev *pdev)
{
	struct managed_device *m = find_managed(pdev);
	int err;

	if (m && m->enabled)
		return 0;
	if (!m) {
		m = devres_alloc(release_device, sizeof(*m), GFP_KERNEL);
		if (!m)
			return -ENOMEM;
		devres_add(&pdev->dev, m);
		pdev->is_managed = 1;
	}
	err = pci_enable_device(pdev);
	m->enabled = !err;
	return err;
}
EXPORT_SYMBOL(pcim_enable_device);

void pcim_pin_device(struct pci_dev *pdev)
{
	struct managed_device *m = find_managed(pdev);

	if (!WARN_ON(!m || !m->enabled))
		m->pinned = true;
}
EXPORT_SYMBOL(pcim_pin_device);

void pci_managed_disabled(struct pci_dev *pdev)
{
	struct managed_device *m = find_managed(pdev);

	if (m)
		m->enabled = false;
}

void pci_managed_intx(struct pci_dev *pdev, bool was_on)
{
	struct managed_device *m = find_managed(pdev);

	if (!m || m->intx_changed)
		return;
	m->intx_changed = true;
	m->intx_was_on = was_on;
}

/* --- mapped BARs --- */

struct iomap_table {
	void __iomem *bar[PCI_STD_NUM_BARS]; /* NULL: not mapped */
};

static void release_table(struct device *dev, void *res)
{
	struct iomap_table *table = res;

	for (int i = 0; i < PCI_STD_NUM_BARS; i++)
		if (table->bar[i])
			pci_iounmap(to_pci_dev(dev), table->bar[i]);
}

static struct iomap_table *get_table(struct pci_dev *pdev)
{
	struct iomap_table *table = devres_find(&pdev->dev, release_table, NULL, NULL), *new;

	if (table)
		return table;
	new = devres_alloc_kernels(release_table, sizeof(*new));
	return new ? devres_get(&pdev->dev, new, NULL, NULL) : NULL;
}

void __iomem *const *pcim_iomap_table(struct pci_dev *pdev)
{
	struct iomap_table *table = get_table(pdev);

	return table ? table->bar : NULL;
}
EXPORT_SYMBOL(pcim_iomap_table);

/* NULL, too, if it is mapped already. */
void __iomem *pcim_iomap(struct pci_dev *pdev, int bar, unsigned long maxlen)
{
	struct iomap_table *table = get_table(pdev);

	if (WARN_ON(bar < 0 || bar >= PCI_STD_NUM_BARS) || !table || WARN_ON(table->bar[bar]))
		return NULL;
	table->bar[bar] = pci_iomap(pdev, bar, maxlen);
	return table->bar[bar];
}
EXPORT_SYMBOL(pcim_iomap);

void pcim_iounmap(struct pci_dev *pdev, void __iomem *addr)
{
	struct iomap_table *table = get_table(pdev);

	pci_iounmap(pdev, addr);
	for (int i = 0; table && i < PCI_STD_NUM_BARS; i++) {
		if (table->bar[i] == addr) {
			table->bar[i] = NULL;
			return;
		}
	}
	WARN_ON(1);
}
EXPORT_SYMBOL(pcim_iounmap);

static int request_and_map(struct pci_dev *pdev, int bar, const char *name)
{
	int err;

	if (!pci_resource_len(pdev, bar))
		return -EINVAL;
	err = pci_request_region(pdev, bar, name);
	if (err)
		return err;
	if (pcim_iomap(pdev, bar, 0))
		return 0;
	pci_release_region(pdev, bar);
	return -ENOMEM;
}

int pcim_iomap_regions(struct pci_dev *pdev, int mask, const char *name)
{
	int err = 0, done = 0;

	if (!get_table(pdev))
		return -ENOMEM;
	for (int i = 0; i < PCI_STD_NUM_BARS && !err; i++) {
		if (!(mask & 1 << i))
			continue;
		err = request_and_map(pdev, i, name);
		if (!err)
			done |= 1 << i;
	}
	if (err)
		pcim_iounmap_regions(pdev, done);
	return err;
}
EXPORT_SYMBOL(pcim_iomap_regions);

int pcim_iomap_regions_request_all(struct pci_dev *pdev, int mask, const char *name)
{
	int others = ((1 << PCI_STD_NUM_BARS) - 1) & ~mask;
	int err = pci_request_selected_regions(pdev, others, name);

	if (err)
		return err;
	err = pcim_iomap_regions(pdev, mask, name);
	if (err)
		pci_release_selected_regions(pdev, others);
	return err;
}
EXPORT_SYMBOL(pcim_iomap_regions_request_all);

void pcim_iounmap_regions(struct pci_dev *pdev, int mask)
{
	struct iomap_table *table = get_table(pdev);

	for (int i = 0; table && i < PCI_STD_NUM_BARS; i++) {
		if (!(mask & 1 << i) || !table->bar[i])
			continue;
		pcim_iounmap(pdev, table->bar[i]);
		pci_release_region(pdev, i);
	}
}
EXPORT_SYMBOL(pcim_iounmap_regions);
