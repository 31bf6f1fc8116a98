// SPDX-License-Identifier: MIT
/*
 * A PCI device's interrupts: by messages (PCI Local Bus Specification 3.0, 6.8) or by its pin.
 * <linux/pci.h> has the rules.
 */
#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <kernel/msi.h>
#include "pci.h"

static u16 read_flags(struct pci_dev *dev)
{
	u16 flags;

	pci_read_config_word(dev, dev->msi_cap + PCI_MSI_FLAGS, &flags);
	return flags;
}

int pci_msi_vec_count(struct pci_dev *dev)
{
	return dev->msi_cap ? 1 << FIELD_GET(PCI_MSI_FLAGS_QMASK, read_flags(dev)) : -EINVAL;
}
EXPORT_SYMBOL(pci_msi_vec_count);

/* The device learns its messages: `num` of them, from the line dev->msi_irq on. All are let
 * through. */
static void write_messages(struct pci_dev *dev, unsigned int num)
{
	struct msi_message msg = msi_message_of(dev->msi_irq);
	u16 flags = read_flags(dev);
	int cap = dev->msi_cap;
	bool is_64 = flags & PCI_MSI_FLAGS_64BIT;

	flags = (flags & ~PCI_MSI_FLAGS_QSIZE) | FIELD_PREP(PCI_MSI_FLAGS_QSIZE, ilog2(num));
	pci_write_config_dword(dev, cap + PCI_MSI_ADDRESS_LO, msg.address);
	if (is_64)
		pci_write_config_dword(dev, cap + PCI_MSI_ADDRESS_HI, msg.address >> 32);
	pci_write_config_word(dev, cap + (is_64 ? PCI_MSI_DATA_64 : PCI_MSI_DATA_32), msg.data);
	if (flags & PCI_MSI_FLAGS_MASKBIT)
		pci_write_config_dword(dev, cap + (is_64 ? PCI_MSI_MASK_64 : PCI_MSI_MASK_32), 0);
	pci_intx(dev, 0);
	pci_write_config_word(dev, cap + PCI_MSI_FLAGS, flags | PCI_MSI_FLAGS_ENABLE);
}

/* As many lines as there are, from max down to min. */
static int alloc_lines(unsigned int min, unsigned int max, unsigned int *num)
{
	int first;

	*num = roundup_pow_of_two(max);
	while ((first = msi_alloc_lines(*num)) == -ENOSPC && *num / 2 >= min)
		*num /= 2;
	return first;
}

/* How many messages it has then; negative: -EINVAL, -ENOSPC (not so many), -ENODEV. */
static int enable_msi(struct pci_dev *dev, unsigned int min, unsigned int max)
{
	int first, can = pci_msi_vec_count(dev);
	unsigned int num;

	if (can < 0 || dev->msi_enabled)
		return -EINVAL;
	if (can < min)
		return -ENOSPC;
	max = min_t(unsigned int, max, can);
	first = alloc_lines(min, max, &num);
	if (first < 0)
		return first;
	dev->msi_irq = first;
	dev->msi_lines = num;
	dev->pin_irq = dev->irq;
	dev->irq = first;
	write_messages(dev, num);
	dev->msi_enabled = 1;
	return min(num, max);
}

void pci_disable_msi(struct pci_dev *dev)
{
	if (!dev->msi_enabled)
		return;
	pci_write_config_word(dev, dev->msi_cap + PCI_MSI_FLAGS,
			      read_flags(dev) & ~PCI_MSI_FLAGS_ENABLE);
	dev->msi_enabled = 0;
	dev->irq = dev->pin_irq;
	msi_free_lines(dev->msi_irq, dev->msi_lines);
	pci_intx(dev, 1);
}
EXPORT_SYMBOL(pci_disable_msi);

/* A managed device's vectors go with it: before the device, after their handlers. */
static void free_vectors(void *dev)
{
	pci_free_irq_vectors(dev);
}

static int manage(struct pci_dev *dev, int ret)
{
	int err;

	if (ret < 0 || !dev->is_managed)
		return ret;
	err = devm_add_action_or_reset(&dev->dev, free_vectors, dev);
	return err ?: ret;
}

int pci_enable_msi(struct pci_dev *dev)
{
	int ret = manage(dev, enable_msi(dev, 1, 1));

	return ret < 0 ? ret : 0;
}
EXPORT_SYMBOL(pci_enable_msi);

int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min_vecs, unsigned int max_vecs,
			  unsigned int flags)
{
	int ret = -ENOSPC;

	if (!min_vecs || max_vecs < min_vecs)
		return max_vecs < min_vecs ? -ERANGE : -EINVAL;
	if (flags & PCI_IRQ_MSI) {
		ret = manage(dev, enable_msi(dev, min_vecs, max_vecs));
		if (ret > 0)
			return ret;
	}
	if (flags & PCI_IRQ_LEGACY && min_vecs == 1 && dev->irq && !dev->msi_enabled) {
		pci_intx(dev, 1);
		return 1;
	}
	return ret;
}
EXPORT_SYMBOL(pci_alloc_irq_vectors);

void pci_free_irq_vectors(struct pci_dev *dev)
{
	pci_disable_msi(dev);
}
EXPORT_SYMBOL(pci_free_irq_vectors);

int pci_irq_vector(struct pci_dev *dev, unsigned int nr)
{
	if (nr >= (dev->msi_enabled ? dev->msi_lines : 1))
		return -EINVAL;
	return dev->irq + nr;
}
EXPORT_SYMBOL(pci_irq_vector);

/* --- handlers by the vector's number --- */

int pci_request_irq(struct pci_dev *dev, unsigned int nr, irq_handler_t handler,
		    irq_handler_t thread_fn, void *dev_id, const char *fmt, ...)
{
	unsigned long flags = IRQF_SHARED | (handler ? 0 : IRQF_ONESHOT);
	int irq = pci_irq_vector(dev, nr), err;
	va_list ap;
	char *name;

	if (irq < 0)
		return irq;
	va_start(ap, fmt);
	name = kvasprintf(GFP_KERNEL, fmt, ap);
	va_end(ap);
	if (!name)
		return -ENOMEM;
	err = request_threaded_irq(irq, handler, thread_fn, flags, name, dev_id);
	if (err)
		kfree(name);
	return err;
}
EXPORT_SYMBOL(pci_request_irq);

void pci_free_irq(struct pci_dev *dev, unsigned int nr, void *dev_id)
{
	kfree(free_irq(pci_irq_vector(dev, nr), dev_id));
}
EXPORT_SYMBOL(pci_free_irq);
