// SPDX-License-Identifier: MIT
/*
 * Platform devices that are allocated, and what is looked up in any.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "base.h"

struct allocated {
	struct platform_device pdev;
	char name[];
};

static void release_allocated(struct device *dev)
{
	struct allocated *a = container_of(dev, struct allocated, pdev.dev);

	kfree(a->pdev.dev.platform_data);
	kfree(a->pdev.resource);
	kfree(a->pdev.driver_override);
	kfree(a);
}

/**
 * platform_device_alloc() - a device that its last reference frees; for platform_device_add()
 *
 * NULL without memory.
 */
struct platform_device *platform_device_alloc(const char *name, int id)
{
	struct allocated *a = kzalloc(struct_size(a, name, strlen(name) + 1), GFP_KERNEL);

	if (!a)
		return NULL;
	strcpy(a->name, name);
	a->pdev.name = a->name;
	a->pdev.id = id;
	device_initialize(&a->pdev.dev);
	platform_set_dma_masks(&a->pdev);
	a->pdev.dev.release = release_allocated;
	return &a->pdev;
}
EXPORT_SYMBOL_GPL(platform_device_alloc);

/**
 * platform_device_add_resources() - a copy of them is the device's. -ENOMEM.
 */
int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num)
{
	struct resource *copy = NULL;

	if (res) {
		copy = kmemdup(res, sizeof(*res) * num, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(pdev->resource);
	pdev->resource = copy;
	pdev->num_resources = num;
	return 0;
}
EXPORT_SYMBOL_GPL(platform_device_add_resources);

int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size)
{
	void *copy = NULL;

	if (data) {
		copy = kmemdup(data, size, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(pdev->dev.platform_data);
	pdev->dev.platform_data = copy;
	return 0;
}
EXPORT_SYMBOL_GPL(platform_device_add_data);

struct platform_device *platform_device_register_full(const struct platform_device_info *info)
{
	struct platform_device *pdev = platform_device_alloc(info->name, info->id);
	int err;

	if (!pdev)
		return ERR_PTR(-ENOMEM);
	pdev->dev.parent = info->parent;
	if (info->dma_mask)
		pdev->platform_dma_mask = pdev->dev.coherent_dma_mask = info->dma_mask;
	err = platform_device_add_resources(pdev, info->res, info->num_res);
	err = err ?: platform_device_add_data(pdev, info->data, info->size_data);
	err = err ?: platform_device_add(pdev);
	if (err) {
		platform_device_put(pdev);
		return ERR_PTR(err);
	}
	return pdev;
}
EXPORT_SYMBOL_GPL(platform_device_register_full);

/* --- resources --- */

/* Of that type, and called so if name isn't NULL: the num-th. */
static struct resource *find_of_type(struct platform_device *pdev, unsigned long type,
				     const char *name, unsigned int num)
{
	for (u32 i = 0; i < pdev->num_resources; i++) {
		struct resource *r = &pdev->resource[i];

		if (resource_type(r) != type || (name && strcmp(r->name ?: "", name)))
			continue;
		if (!num--)
			return r;
	}
	return NULL;
}

struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int num)
{
	return find_of_type(pdev, type, NULL, num);
}
EXPORT_SYMBOL_GPL(platform_get_resource);

struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name)
{
	return find_of_type(pdev, type, name, 0);
}
EXPORT_SYMBOL_GPL(platform_get_resource_byname);

struct resource *platform_get_mem_or_io(struct platform_device *pdev, unsigned int num)
{
	for (u32 i = 0; i < pdev->num_resources; i++) {
		struct resource *r = &pdev->resource[i];

		if ((resource_type(r) & (IORESOURCE_MEM | IORESOURCE_IO)) && !num--)
			return r;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_mem_or_io);

/* --- interrupts --- */

static int irq_of(const struct resource *r)
{
	return r ? r->start : -ENXIO;
}

int platform_get_irq_optional(struct platform_device *pdev, unsigned int num)
{
	return irq_of(find_of_type(pdev, IORESOURCE_IRQ, NULL, num));
}
EXPORT_SYMBOL_GPL(platform_get_irq_optional);

int platform_get_irq(struct platform_device *pdev, unsigned int num)
{
	int irq = platform_get_irq_optional(pdev, num);

	return irq < 0 ? dev_err_probe(&pdev->dev, irq, "IRQ index %u not found\n", num) : irq;
}
EXPORT_SYMBOL_GPL(platform_get_irq);

int platform_get_irq_byname_optional(struct platform_device *pdev, const char *name)
{
	return irq_of(find_of_type(pdev, IORESOURCE_IRQ, name, 0));
}
EXPORT_SYMBOL_GPL(platform_get_irq_byname_optional);

int platform_get_irq_byname(struct platform_device *pdev, const char *name)
{
	int irq = platform_get_irq_byname_optional(pdev, name);

	return irq < 0 ? dev_err_probe(&pdev->dev, irq, "IRQ %s not found\n", name) : irq;
}
EXPORT_SYMBOL_GPL(platform_get_irq_byname);

int platform_irq_count(struct platform_device *pdev)
{
	int num = 0;

	while (platform_get_irq_optional(pdev, num) >= 0)
		num++;
	return num;
}
EXPORT_SYMBOL_GPL(platform_irq_count);
