// SPDX-License-Identifier: MIT
/*
 * A driver for a PCI device: QEMU's "edu", which is made for this, and multiplies.
 *
 * The table says which devices the driver is for; from it comes the alias by which modprobe finds
 * this module. The kernel calls probe() for each such device there is, and remove() when driver and
 * device part. What probe() asks for by the functions with pcim_ and devm_ is given back by itself
 * when that happens, or when probe() fails; so there is no remove() here.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>

MODULE_DESCRIPTION("A driver for a PCI device");
MODULE_LICENSE("GPL");

/* Registers, as bytes from the start of the device's first range */
#define FACTORIAL  0x08 /* n is written, then n! is read */
#define STATUS	   0x20
#define STATUS_IRQ 0x80 /* interrupt when n! is there */
#define IRQ_STATUS 0x24 /* why it interrupts */
#define IRQ_ACK	   0x64 /* that was heard */

struct edu {
	void __iomem *registers;
	struct completion ready;
	struct mutex lock; /* one number at a time; the next */
	u32 result;
};

static irqreturn_t on_interrupt(int irq, void *data)
{
	struct edu *edu = data;
	u32 why = ioread32(edu->registers + IRQ_STATUS);

	if (!why)
		return IRQ_NONE; /* another device on the line */
	iowrite32(why, edu->registers + IRQ_ACK);
	complete(&edu->ready);
	return IRQ_HANDLED;
}

/* The file "factorial" in the device's directory: n is written, then n! is read. */
static ssize_t factorial_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	struct edu *edu = dev_get_drvdata(dev);
	u32 n;
	int err = kstrtou32(buf, 0, &n);

	if (err)
		return err;
	mutex_lock(&edu->lock);
	reinit_completion(&edu->ready);
	iowrite32(n, edu->registers + FACTORIAL);
	if (wait_for_completion_timeout(&edu->ready, 10 * HZ))
		edu->result = ioread32(edu->registers + FACTORIAL);
	else
		err = -EIO;
	mutex_unlock(&edu->lock);
	return err ?: count;
}

static ssize_t factorial_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct edu *edu = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", READ_ONCE(edu->result));
}
static DEVICE_ATTR_RW(factorial);

static struct attribute *factorial_attrs[] = {&dev_attr_factorial.attr, NULL};
ATTRIBUTE_GROUPS(factorial);

static int factorial_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = devm_kzalloc(&pdev->dev, sizeof(*edu), GFP_KERNEL);
	int err;

	if (!edu)
		return -ENOMEM;
	init_completion(&edu->ready);
	mutex_init(&edu->lock);
	pci_set_drvdata(pdev, edu);

	/* It answers at its addresses from here on; they are ours, and mapped. */
	err = pcim_enable_device(pdev);
	if (err)
		return err;
	err = pcim_iomap_regions(pdev, BIT(0), "factorial");
	if (err)
		return err;
	edu->registers = pcim_iomap_table(pdev)[0];

	/* A message that is the device's alone, or the line of its pin, which it may share. */
	pci_set_master(pdev);
	err = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_MSI | PCI_IRQ_LEGACY);
	if (err < 0)
		return err;
	err = devm_request_irq(&pdev->dev, pci_irq_vector(pdev, 0), on_interrupt, IRQF_SHARED,
			       "factorial", edu);
	if (err)
		return err;
	iowrite32(STATUS_IRQ, edu->registers + STATUS);
	pci_info(pdev, "ready\n");
	return 0;
}

static const struct pci_device_id factorial_ids[] = {
	{PCI_DEVICE(0x1234, 0x11e8)}, {}, /* the end */
};
MODULE_DEVICE_TABLE(pci, factorial_ids);

static struct pci_driver factorial_driver = {
	.name = "factorial",
	.id_table = factorial_ids,
	.probe = factorial_probe,
	.dev_groups = factorial_groups,
};
module_pci_driver(factorial_driver);
