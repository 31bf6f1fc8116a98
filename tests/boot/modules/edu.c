// SPDX-License-Identifier: MIT
/*
 * A driver for QEMU's device for teaching, in the way of most: what it asks for is given back by
 * its remove(). Parameters: `fail`, the step at which probe() fails; `crash`, 1: probe() crashes at
 * its end; 2: the interrupt handler does, with the device still interrupting.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include "edu.h"

static int fail;
module_param(fail, int, 0);
static int crash;
module_param(crash, int, 0);

/* With a handler that crashes nothing comes. */
#define PATIENCE (crash == 2 ? HZ / 2 : 10 * HZ)

struct edu {
	struct pci_dev *pdev;
	void __iomem *regs;
	struct completion done;
	u32 status; /* of the last interrupt */
};

static irqreturn_t edu_irq(int irq, void *data)
{
	struct edu *edu = data;
	u32 status = ioread32(edu->regs + EDU_IRQ_STATUS);

	if (!status)
		return IRQ_NONE;
	if (crash == 2)
		WRITE_ONCE(*(int *)16, 0);
	iowrite32(status, edu->regs + EDU_IRQ_ACK);
	edu->status = status;
	complete(&edu->done);
	return IRQ_HANDLED;
}

/* n!, told by the device's interrupt; 0 if that doesn't come. */
static u32 factorial(struct edu *edu, u32 n)
{
	reinit_completion(&edu->done);
	iowrite32(EDU_STATUS_IRQ, edu->regs + EDU_STATUS);
	iowrite32(n, edu->regs + EDU_FACTORIAL);
	if (!wait_for_completion_timeout(&edu->done, PATIENCE))
		return 0;
	return ioread32(edu->regs + EDU_FACTORIAL);
}

static bool raises(struct edu *edu, u32 value)
{
	reinit_completion(&edu->done);
	iowrite32(value, edu->regs + EDU_IRQ_RAISE);
	return wait_for_completion_timeout(&edu->done, PATIENCE) && edu->status == value;
}

static ssize_t factorial_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	u32 n;

	if (kstrtou32(buf, 0, &n))
		return -EINVAL;
	dev_info(dev, "%u! = %u\n", n, factorial(dev_get_drvdata(dev), n));
	return count;
}
static DEVICE_ATTR_WO(factorial);
static struct attribute *edu_attrs[] = {&dev_attr_factorial.attr, NULL};
ATTRIBUTE_GROUPS(edu);

static void try_it(struct edu *edu)
{
	u32 result = factorial(edu, 10);
	bool raised = raises(edu, 0x100);

	iowrite32(0x12345678, edu->regs + EDU_LIVENESS);
	pci_info(edu->pdev, "id %#x, inverts %#x, 10! = %u, raised %d\n",
		 ioread32(edu->regs + EDU_ID), ioread32(edu->regs + EDU_LIVENESS), result, raised);
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = kzalloc(sizeof(*edu), GFP_KERNEL);
	int err;

	if (!edu)
		return -ENOMEM;
	edu->pdev = pdev;
	init_completion(&edu->done);
	err = pci_enable_device(pdev);
	if (err)
		goto free;
	err = pci_request_regions(pdev, KBUILD_MODNAME);
	if (err)
		goto disable;
	edu->regs = pci_iomap(pdev, 0, 0);
	err = fail == 1 ? -ENXIO : edu->regs ? 0 : -ENOMEM;
	if (err)
		goto release;
	err = request_irq(pdev->irq, edu_irq, IRQF_SHARED, KBUILD_MODNAME, edu);
	if (err)
		goto unmap;
	pci_set_drvdata(pdev, edu);
	pci_info(pdev, "data %#lx\n", id->driver_data);
	try_it(edu);
	if (crash == 1)
		WRITE_ONCE(*(int *)16, 0);
	return 0;

unmap:
	pci_iounmap(pdev, edu->regs);
release:
	pci_release_regions(pdev);
disable:
	pci_disable_device(pdev);
free:
	kfree(edu);
	return err;
}

static void edu_remove(struct pci_dev *pdev)
{
	struct edu *edu = pci_get_drvdata(pdev);

	free_irq(pdev->irq, edu);
	pci_iounmap(pdev, edu->regs);
	pci_release_regions(pdev);
	pci_disable_device(pdev);
	kfree(edu);
	pci_info(pdev, "removed\n");
}

static const struct pci_device_id edu_ids[] = {
	{PCI_DEVICE(EDU_VENDOR, EDU_DEVICE), .driver_data = 0xed},
	{},
};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = "edu",
	.id_table = edu_ids,
	.probe = edu_probe,
	.remove = edu_remove,
	.dev_groups = edu_groups,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("QEMU's device for teaching");
MODULE_LICENSE("GPL");
