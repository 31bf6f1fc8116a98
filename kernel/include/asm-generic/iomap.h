// SPDX-License-Identifier: MIT
/*
 * One kind of address for memory-mapped registers and for ports: ioremap()'s, ioport_map()'s and
 * pci_iomap()'s. A driver whose device can have either uses these functions for both. The _rep
 * forms go to the same register count times; be: the register is big endian.
 *
 * Any context, but for the mapping.
 */
#ifndef __GENERIC_IO_H
#define __GENERIC_IO_H

#include <linux/types.h>
#include <linux/compiler.h>

unsigned int ioread8(const void __iomem *addr);
unsigned int ioread16(const void __iomem *addr);
unsigned int ioread16be(const void __iomem *addr);
unsigned int ioread32(const void __iomem *addr);
unsigned int ioread32be(const void __iomem *addr);
void iowrite8(u8 val, void __iomem *addr);
void iowrite16(u16 val, void __iomem *addr);
void iowrite16be(u16 val, void __iomem *addr);
void iowrite32(u32 val, void __iomem *addr);
void iowrite32be(u32 val, void __iomem *addr);

/* 64 bits: of memory in one access; of ports in two, the low half or the high half first. */
u64 ioread64_lo_hi(const void __iomem *addr);
u64 ioread64_hi_lo(const void __iomem *addr);
u64 ioread64be_lo_hi(const void __iomem *addr);
u64 ioread64be_hi_lo(const void __iomem *addr);
void iowrite64_lo_hi(u64 val, void __iomem *addr);
void iowrite64_hi_lo(u64 val, void __iomem *addr);
void iowrite64be_lo_hi(u64 val, void __iomem *addr);
void iowrite64be_hi_lo(u64 val, void __iomem *addr);

void ioread8_rep(const void __iomem *port, void *buf, unsigned long count);
void ioread16_rep(const void __iomem *port, void *buf, unsigned long count);
void ioread32_rep(const void __iomem *port, void *buf, unsigned long count);
void iowrite8_rep(void __iomem *port, const void *buf, unsigned long count);
void iowrite16_rep(void __iomem *port, const void *buf, unsigned long count);
void iowrite32_rep(void __iomem *port, const void *buf, unsigned long count);

/* For `nr` ports from `port` on; NULL: they are none. Nothing is kept, so unmapping does nothing.
 */
void __iomem *ioport_map(unsigned long port, unsigned int nr);
void ioport_unmap(void __iomem *addr);

#endif
