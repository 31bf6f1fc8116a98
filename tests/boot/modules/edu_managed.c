// SPDX-License-Identifier: MIT
/*
 * A driver for QEMU's device for teaching that cleans up nothing: what it asks for goes with it.
 * `msi`: interrupts by messages, else by its pin. `mask`: it also tries what the device can't
 * reach.
 */
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/pci.h>
#include "edu.h"

static bool msi = true;
module_param(msi, bool, 0);
static bool mask;
module_param(mask, bool, 0);

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

/* The device copies to its own memory, or from there, and tells when it has. */
static bool transfer(struct edu *edu, dma_addr_t src, dma_addr_t dst, u32 count, u32 direction)
{
	iowrite32(src, edu->regs + EDU_DMA_SRC);
	iowrite32(dst, edu->regs + EDU_DMA_DST);
	iowrite32(count, edu->regs + EDU_DMA_COUNT);
	iowrite32(EDU_DMA_RUN | EDU_DMA_IRQ | direction, edu->regs + EDU_DMA_CMD);
	return was_told(edu);
}

#define HALF 100

/* From shared memory to the device, and back into two pieces. */
static int try_dma(struct device *dev, struct edu *edu)
{
	u8 *text, *back = devm_kzalloc(dev, 2 * HALF, GFP_KERNEL);
	struct scatterlist pieces[2], *sg;
	dma_addr_t text_dma, at = EDU_BUFFER;
	bool told;
	int i;

	text = dmam_alloc_coherent(dev, 2 * HALF, &text_dma, GFP_KERNEL);
	if (!text || !back)
		return -ENOMEM;
	for (i = 0; i < 2 * HALF; i++)
		text[i] = i;
	told = transfer(edu, text_dma, EDU_BUFFER, 2 * HALF, 0);

	sg_init_table(pieces, 2);
	sg_set_buf(&pieces[0], back + HALF, HALF);
	sg_set_buf(&pieces[1], back, HALF);
	if (dma_map_sg(dev, pieces, 2, DMA_FROM_DEVICE) != 2)
		return -ENOMEM;
	for_each_sg(pieces, sg, 2, i)
	{
		told &= transfer(edu, at, sg_dma_address(sg), sg_dma_len(sg), EDU_DMA_TO_MEM);
		at += HALF;
	}
	dma_unmap_sg(dev, pieces, 2, DMA_FROM_DEVICE);
	dev_info(dev, "copied: told %d, %s\n", told,
		 !memcmp(back, text + HALF, HALF) && !memcmp(back + HALF, text, HALF) ? "right"
										      : "wrong");
	return 0;
}

/* What lies beyond its address bits it doesn't get. */
static void try_mask(struct device *dev)
{
	dma_addr_t beyond = dma_map_resource(dev, 1ULL << 28, 16, DMA_TO_DEVICE, 0);

	dev_info(dev, "mask %#llx, beyond it %d, too small %d\n", dma_get_mask(dev),
		 dma_mapping_error(dev, beyond), dma_set_mask(dev, DMA_BIT_MASK(16)));
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
	err = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(28));
	if (err)
		return err;
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
	if (mask)
		try_mask(&pdev->dev);
	return try_dma(&pdev->dev, edu);
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
