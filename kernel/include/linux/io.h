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
void __iomem *devm_ioremap_resource_wc(struct device *dev, const struct resource *res);
/* ioport_map() the same way */
void __iomem *devm_ioport_map(struct device *dev, unsigned long port, unsigned int nr);
void devm_ioport_unmap(struct device *dev, void __iomem *addr);

/* What memremap() is to give; with several, the first of them that can be. */
enum {
	MEMREMAP_WB = 1 << 0, /* cached: of RAM, where it is mapped already */
	MEMREMAP_WT = 1 << 1, /* not of RAM, this and the next */
	MEMREMAP_WC = 1 << 2,
};

/*
 * Memory without side effects at a physical address, as a plain pointer; NULL when it can't be had.
 * The managed form gives ERR_PTR: -EINVAL, -ENXIO, -ENOMEM. May sleep.
 */
void *memremap(resource_size_t offset, size_t size, unsigned long flags);
void memunmap(void *addr);
void *devm_memremap(struct device *dev, resource_size_t offset, size_t size, unsigned long flags);
void devm_memunmap(struct device *dev, void *addr);

/* Copies in accesses of 32 or 64 bits; count is of those. to and from are aligned. */
void __iowrite32_copy(void __iomem *to, const void *from, size_t count);
void __ioread32_copy(void *to, const void __iomem *from, size_t count);
void __iowrite64_copy(void __iomem *to, const void *from, size_t count);

/* Are those bytes in the device's memory? */
int check_signature(const volatile void __iomem *io_addr, const unsigned char *signature,
		    int length);

#endif
