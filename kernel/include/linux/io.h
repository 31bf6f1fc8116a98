// SPDX-License-Identifier: MIT
/* Access to devices: ports, ioremap(), readl() and their kin. */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <linux/err.h>
#include <asm/io.h>

struct device;
struct resource;

#define IOMEM_ERR_PTR(err) ((__force void __iomem *)ERR_PTR(err))

/*
 * ioremap() until the driver leaves the device: <linux/device/devres.h>. NULL when it can't. The
 * _resource form asks for the range, too, and gives ERR_PTR after a message.
 */
void __iomem *devm_ioremap(struct device *dev, resource_size_t offset, resource_size_t size);
void __iomem *devm_ioremap_uc(struct device *dev, resource_size_t offset, resource_size_t size);
void __iomem *devm_ioremap_wc(struct device *dev, resource_size_t offset, resource_size_t size);
void devm_iounmap(struct device *dev, void __iomem *addr);
void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res);

#endif
