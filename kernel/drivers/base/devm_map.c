// SPDX-License-Identifier: MIT
/*
 * Mapped ports and memory that go with a device's driver: <linux/io.h>.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/io.h>
#include <kernel/devices.h>

static int is_it(struct device *dev, void *res, void *data)
{
	return *(void **)res == data;
}

static void unmap_ports(struct device *dev, void *res)
{
	ioport_unmap(*(void __iomem **)res);
}

void __iomem *devm_ioport_map(struct device *dev, unsigned long port, unsigned int nr)
{
	void __iomem **m = devres_alloc(unmap_ports, sizeof(*m), GFP_KERNEL);

	if (!m)
		return NULL;
	*m = ioport_map(port, nr);
	if (!*m) {
		devres_free(m);
		return NULL;
	}
	devres_add(dev, m);
	return *m;
}
EXPORT_SYMBOL(devm_ioport_map);

void devm_ioport_unmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, unmap_ports, is_it, (void __force *)addr));
}
EXPORT_SYMBOL(devm_ioport_unmap);

static void unmap_memory(struct device *dev, void *res)
{
	memunmap(*(void **)res);
}

void *devm_memremap(struct device *dev, resource_size_t offset, size_t size, unsigned long flags)
{
	void **m = devres_alloc_kernels(unmap_memory, sizeof(*m));

	if (!m)
		return ERR_PTR(-ENOMEM);
	*m = memremap(offset, size, flags);
	if (!*m) {
		devres_free(m);
		return ERR_PTR(-ENXIO);
	}
	devres_add(dev, m);
	return *m;
}
EXPORT_SYMBOL(devm_memremap);

void devm_memunmap(struct device *dev, void *addr)
{
	WARN_ON(devres_release(dev, unmap_memory, is_it, addr));
}
EXPORT_SYMBOL(devm_memunmap);
