// SPDX-License-Identifier: MIT
/*
 * Regions and mapped registers that go with a device's driver: <linux/ioport.h>, <linux/io.h>,
 * <linux/platform_device.h>.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/platform_device.h>
#include <kernel/devices.h>
#include "base.h"

/* --- regions --- */

struct managed_region {
	struct resource *parent;
	resource_size_t start, n;
};

static void release_it(struct device *dev, void *res)
{
	struct managed_region *m = res;

	__release_region(m->parent, m->start, m->n);
}

static int is_region(struct device *dev, void *res, void *data)
{
	struct managed_region *m = res, *wanted = data;

	return m->parent == wanted->parent && m->start == wanted->start && m->n == wanted->n;
}

/**
 * __devm_request_region() - as __request_region(), until the driver leaves the device
 */
struct resource *__devm_request_region(struct device *dev, struct resource *parent,
				       resource_size_t start, resource_size_t n, const char *name)
{
	struct managed_region *m = devres_alloc_kernels(release_it, sizeof(*m));
	struct resource *res;

	if (!m)
		return NULL;
	res = __request_region(parent, start, n, name, 0);
	if (!res) {
		devres_free(m);
		return NULL;
	}
	*m = (struct managed_region){parent, start, n};
	devres_add(dev, m);
	return res;
}
EXPORT_SYMBOL(__devm_request_region);

void __devm_release_region(struct device *dev, struct resource *parent, resource_size_t start,
			   resource_size_t n)
{
	struct managed_region m = {parent, start, n};

	WARN_ON(devres_release(dev, release_it, is_region, &m));
}
EXPORT_SYMBOL(__devm_release_region);

/* --- mapped registers --- */

static void unmap_it(struct device *dev, void *res)
{
	iounmap(*(void __iomem **)res);
}

static int is_mapping(struct device *dev, void *res, void *data)
{
	return *(void **)res == data;
}

static void __iomem *map_managed(struct device *dev, resource_size_t offset, resource_size_t size,
				 void __iomem *(*map)(resource_size_t, unsigned long))
{
	void __iomem **m = devres_alloc_kernels(unmap_it, sizeof(*m));

	if (!m)
		return NULL;
	*m = map(offset, size);
	if (!*m) {
		devres_free(m);
		return NULL;
	}
	devres_add(dev, m);
	return *m;
}

/**
 * devm_ioremap() - as ioremap(), until the driver leaves the device; NULL when it can't
 */
void __iomem *devm_ioremap(struct device *dev, resource_size_t offset, resource_size_t size)
{
	return map_managed(dev, offset, size, ioremap);
}
EXPORT_SYMBOL(devm_ioremap);

void __iomem *devm_ioremap_uc(struct device *dev, resource_size_t offset, resource_size_t size)
{
	return map_managed(dev, offset, size, ioremap_uc);
}
EXPORT_SYMBOL_GPL(devm_ioremap_uc);

void __iomem *devm_ioremap_wc(struct device *dev, resource_size_t offset, resource_size_t size)
{
	return map_managed(dev, offset, size, ioremap_wc);
}
EXPORT_SYMBOL(devm_ioremap_wc);

void devm_iounmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, unmap_it, is_mapping, (void __force *)addr));
}
EXPORT_SYMBOL(devm_iounmap);

static void __iomem *map_resource(struct device *dev, const struct resource *res,
				  void __iomem *(*map)(resource_size_t, unsigned long))
{
	void __iomem *addr;
	const char *name;

	if (!res || resource_type(res) != IORESOURCE_MEM) {
		dev_err(dev, "invalid resource\n");
		return IOMEM_ERR_PTR(-EINVAL);
	}
	if (res->name)
		name = devm_kasprintf(dev, GFP_KERNEL, "%s %s", dev_name(dev), res->name);
	else
		name = devm_kstrdup(dev, dev_name(dev), GFP_KERNEL);
	if (!name)
		return IOMEM_ERR_PTR(-ENOMEM);
	if (!devm_request_mem_region(dev, res->start, resource_size(res), name)) {
		dev_err(dev, "can't request region for resource %pR\n", res);
		return IOMEM_ERR_PTR(-EBUSY);
	}
	addr = map_managed(dev, res->start, resource_size(res), map);
	if (addr)
		return addr;
	dev_err(dev, "ioremap failed for resource %pR\n", res);
	devm_release_mem_region(dev, res->start, resource_size(res));
	return IOMEM_ERR_PTR(-ENOMEM);
}

/**
 * devm_ioremap_resource() - ask for a range of addresses and map it
 *
 * An address or, after a message, ERR_PTR: -EINVAL (no memory resource), -EBUSY, -ENOMEM.
 */
void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res)
{
	return map_resource(dev, res, ioremap);
}
EXPORT_SYMBOL(devm_ioremap_resource);

void __iomem *devm_ioremap_resource_wc(struct device *dev, const struct resource *res)
{
	return map_resource(dev, res, ioremap_wc);
}

/* --- those of platform devices --- */

/**
 * devm_platform_get_and_ioremap_resource() - the index-th memory resource, mapped
 * @res: where the resource is told; may be NULL
 */
void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res)
{
	struct resource *r = platform_get_resource(pdev, IORESOURCE_MEM, index);

	if (res)
		*res = r;
	return devm_ioremap_resource(&pdev->dev, r);
}
EXPORT_SYMBOL_GPL(devm_platform_get_and_ioremap_resource);

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index)
{
	return devm_platform_get_and_ioremap_resource(pdev, index, NULL);
}
EXPORT_SYMBOL_GPL(devm_platform_ioremap_resource);

void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev, const char *name)
{
	return devm_ioremap_resource(&pdev->dev,
				     platform_get_resource_byname(pdev, IORESOURCE_MEM, name));
}
EXPORT_SYMBOL_GPL(devm_platform_ioremap_resource_byname);
