// SPDX-License-Identifier: MIT
/*
 * The ranges that a PCI device answers at, as its firmware has set them: base address registers
 * (PCI Local Bus Specification 3.0, 6.2.5), ROMs, and what bridges pass on.
 *
 * A range's size is in the bits of its register that can be written. While that is tried, the
 * device decodes nothing.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include "pci.h"

/* What bits of a register can be written; leaves it as it was. */
static u32 __init writable_bits(const struct pci_dev *dev, int reg, u32 old)
{
	u32 bits;

	pci_write_config_dword(dev, reg, ~0u);
	pci_read_config_dword(dev, reg, &bits);
	pci_write_config_dword(dev, reg, old);
	return bits;
}

/* size is a power of two. Without an address the range has its size only. */
static void __init set_range(struct resource *res, u64 start, u64 size, unsigned long flags)
{
	res->start = start;
	res->end = start + size - 1;
	res->flags = flags | IORESOURCE_SIZEALIGN | (start ? 0 : IORESOURCE_UNSET);
}

/* Returns how many registers the range takes. */
static int __init read_bar(struct pci_dev *dev, int bar)
{
	int reg = PCI_BASE_ADDRESS_0 + 4 * bar;
	bool is_io, is_64;
	u64 start, mask;
	u32 low, high, fixed;

	pci_read_config_dword(dev, reg, &low);
	is_io = low & PCI_BASE_ADDRESS_SPACE_IO;
	is_64 = !is_io && (low & PCI_BASE_ADDRESS_MEM_TYPE_MASK) == PCI_BASE_ADDRESS_MEM_TYPE_64 &&
		bar + 1 < PCI_STD_NUM_BARS;
	fixed = is_io ? 3 : 15;
	start = low & ~fixed;
	mask = writable_bits(dev, reg, low) & ~fixed;
	if (is_64) {
		pci_read_config_dword(dev, reg + 4, &high);
		start |= (u64)high << 32;
		mask |= (u64)writable_bits(dev, reg + 4, high) << 32;
	}
	if (mask)
		/* Its lowest bit is the size. The register's own bits are the bus's. */
		set_range(&dev->resource[bar], start, mask & -mask,
			  (low & fixed) | (is_io ? IORESOURCE_IO : IORESOURCE_MEM) |
				  (is_64 ? IORESOURCE_MEM_64 : 0) |
				  (!is_io && low & PCI_BASE_ADDRESS_MEM_PREFETCH
					   ? IORESOURCE_PREFETCH
					   : 0));
	return is_64 ? 2 : 1;
}

static void __init read_rom(struct pci_dev *dev, int reg)
{
	u32 old, mask;

	pci_read_config_dword(dev, reg, &old);
	pci_write_config_dword(dev, reg, PCI_ROM_ADDRESS_MASK);
	pci_read_config_dword(dev, reg, &mask);
	pci_write_config_dword(dev, reg, old);
	mask &= PCI_ROM_ADDRESS_MASK;
	if (!mask)
		return;
	dev->rom_base_reg = reg;
	set_range(&dev->resource[PCI_ROM_RESOURCE], old & PCI_ROM_ADDRESS_MASK, mask & -mask,
		  (old & PCI_ROM_ADDRESS_ENABLE) | IORESOURCE_MEM | IORESOURCE_PREFETCH |
			  IORESOURCE_READONLY);
}

static void __init set_window(struct resource *res, u64 base, u64 end, unsigned long flags)
{
	/* A bridge that passes nothing on has them the wrong way round. */
	if (base > end || !base)
		return;
	res->start = base;
	res->end = end;
	res->flags = flags | IORESOURCE_WINDOW;
}

static void __init read_windows(struct pci_dev *dev)
{
	struct resource *res = &dev->resource[PCI_BRIDGE_RESOURCES];
	u16 base, limit, io_base_up = 0, io_limit_up = 0;
	u32 base_up = 0, limit_up = 0;
	u8 io_base, io_limit;

	pci_read_config_byte(dev, PCI_IO_BASE, &io_base);
	pci_read_config_byte(dev, PCI_IO_LIMIT, &io_limit);
	if ((io_base & PCI_IO_RANGE_TYPE_MASK) == PCI_IO_RANGE_TYPE_32) {
		pci_read_config_word(dev, PCI_IO_BASE_UPPER16, &io_base_up);
		pci_read_config_word(dev, PCI_IO_LIMIT_UPPER16, &io_limit_up);
	}
	set_window(&res[0], (io_base & PCI_IO_RANGE_MASK) << 8 | (u64)io_base_up << 16,
		   (io_limit & PCI_IO_RANGE_MASK) << 8 | (u64)io_limit_up << 16 | 0xfff,
		   IORESOURCE_IO);

	pci_read_config_word(dev, PCI_MEMORY_BASE, &base);
	pci_read_config_word(dev, PCI_MEMORY_LIMIT, &limit);
	set_window(&res[1], (base & PCI_MEMORY_RANGE_MASK) << 16,
		   (limit & PCI_MEMORY_RANGE_MASK) << 16 | 0xfffff, IORESOURCE_MEM);

	pci_read_config_word(dev, PCI_PREF_MEMORY_BASE, &base);
	pci_read_config_word(dev, PCI_PREF_MEMORY_LIMIT, &limit);
	if ((base & PCI_PREF_RANGE_TYPE_MASK) == PCI_PREF_RANGE_TYPE_64) {
		pci_read_config_dword(dev, PCI_PREF_BASE_UPPER32, &base_up);
		pci_read_config_dword(dev, PCI_PREF_LIMIT_UPPER32, &limit_up);
	}
	set_window(&res[2], (base & PCI_PREF_RANGE_MASK) << 16 | (u64)base_up << 32,
		   (limit & PCI_PREF_RANGE_MASK) << 16 | (u64)limit_up << 32 | 0xfffff,
		   IORESOURCE_MEM | IORESOURCE_PREFETCH);
}

void __init pci_read_resources(struct pci_dev *dev)
{
	bool is_bridge = dev->hdr_type == PCI_HEADER_TYPE_BRIDGE;
	int num = is_bridge ? 2 : dev->hdr_type == PCI_HEADER_TYPE_NORMAL ? PCI_STD_NUM_BARS : 0;
	u16 command;

	pci_read_config_word(dev, PCI_COMMAND, &command);
	pci_write_config_word(dev, PCI_COMMAND, command & ~(PCI_COMMAND_IO | PCI_COMMAND_MEMORY));
	for (int bar = 0; bar < num;)
		bar += read_bar(dev, bar);
	if (num)
		read_rom(dev, is_bridge ? PCI_ROM_ADDRESS1 : PCI_ROM_ADDRESS);
	pci_write_config_word(dev, PCI_COMMAND, command);
	if (is_bridge)
		read_windows(dev);
}

void __init pci_claim_resources(struct pci_dev *dev)
{
	for (int i = 0; i < DEVICE_COUNT_RESOURCE; i++) {
		struct resource *res = &dev->resource[i];

		if (!res->flags || res->flags & IORESOURCE_UNSET)
			continue;
		res->name = i >= PCI_BRIDGE_RESOURCES && dev->subordinate ? dev->subordinate->name
									  : pci_name(dev);
		if (insert_resource(res->flags & IORESOURCE_IO ? &ioport_resource : &iomem_resource,
				    res))
			pci_warn(dev, "BAR %d: can't claim %pR: address conflict\n", i, res);
	}
}
