// SPDX-License-Identifier: MIT
/*
 * A driver for QEMU's device for teaching that cleans up nothing: what it asks for goes with it.
 * `msi`: interrupts by messages, else by its pin.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/pci.h>
#include "edu.h"

static bool msi = true;
module_param(msi, bool, 0);

struct edu {
	void __iomem *regs;
	struct completion done;
	u32 status;
};

static irqreturn_t edu_irq(int irq, void *data)
{
	struct edu *edu = data;

	edu->status = ioread32(edu->regs + EDU_IRQ_STATUS);
	iowrite32(edu->status, edu->regs + EDU_IRQ_ACK);
	return edu->status ? IRQ_WAKE_THREAD : IRQ_NONE;
}

static irqreturn_t edu_thread(int irq, void *data)
{
	struct edu *edu = data;

	complete(&edu->done);
	return IRQ_HANDLED;
}

static bool was_told(struct edu *edu)
{
	return wait_for_completion_timeout(&edu->done, 10 * HZ);
}

/* What the device raises while the line is closed isn't lost. */
static bool waits_for_line(struct edu *edu, int irq)
{
	bool early;

	disable_irq(irq);
	iowrite32(0x40, edu->regs + EDU_IRQ_RAISE);
	ioread32(edu->regs + EDU_IRQ_STATUS);
	early = completion_done(&edu->done);
	enable_irq(irq);
	return was_told(edu) && !early;
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = devm_kzalloc(&pdev->dev, sizeof(*edu), GFP_KERNEL);
	int irq, err, vectors;
	bool told, waits;

	if (!edu)
		return -ENOMEM;
	init_completion(&edu->done);
	err = pcim_enable_device(pdev);
	if (err)
		return err;
	err = pcim_iomap_regions(pdev, BIT(0), KBUILD_MODNAME);
	if (err)
		return err;
	edu->regs = pcim_iomap_table(pdev)[0];
	pci_set_master(pdev);
	vectors = pci_alloc_irq_vectors(pdev, 1, 4, msi ? PCI_IRQ_ALL_TYPES : PCI_IRQ_LEGACY);
	if (vectors < 0)
		return vectors;
	irq = pci_irq_vector(pdev, 0);
	err = devm_request_threaded_irq(&pdev->dev, irq, edu_irq, edu_thread,
					IRQF_SHARED | IRQF_ONESHOT, KBUILD_MODNAME, edu);
	if (err)
		return err;

	iowrite32(EDU_STATUS_IRQ, edu->regs + EDU_STATUS);
	iowrite32(8, edu->regs + EDU_FACTORIAL);
	told = was_told(edu);
	waits = waits_for_line(edu, irq);
	pci_info(pdev, "%d by %s: told %d, 8! = %u, waits for its line %d, second vector %d\n",
		 vectors, pci_dev_msi_enabled(pdev) ? "messages" : "its pin", told,
		 ioread32(edu->regs + EDU_FACTORIAL), waits, pci_irq_vector(pdev, 1));
	return 0;
}

static const struct pci_device_id edu_ids[] = {{PCI_DEVICE(EDU_VENDOR, EDU_DEVICE)}, {}};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = KBUILD_MODNAME,
	.id_table = edu_ids,
	.probe = edu_probe,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("QEMU's device for teaching, managed");
MODULE_LICENSE("GPL");
