// SPDX-License-Identifier: MIT
/*
 * Configuration space by PCI's mechanism 1: an address goes to one port, and the data come and go
 * through another (PCI Local Bus Specification 3.0, 3.2.2.3.2). It reaches the first 256 bytes.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/minmax.h>
#include <linux/spinlock.h>
#include <asm/unaligned.h>
#include "pci.h"

#define CONFIG_ADDRESS 0xcf8
#define CONFIG_DATA    0xcfc
#define CONFIG_ENABLE  0x80000000u
#define CONFIG_PORTS   8 /* that both of them take */

static DEFINE_RAW_SPINLOCK(pci_lock); /* the two ports; taken with interrupts off */

bool __init pci_access_init(void)
{
	u32 old = inl(CONFIG_ADDRESS);
	bool answers;

	/* Where there is none, nothing keeps what is written there. */
	outl(CONFIG_ENABLE, CONFIG_ADDRESS);
	answers = inl(CONFIG_ADDRESS) == CONFIG_ENABLE;
	outl(old, CONFIG_ADDRESS);
	return answers && request_region(CONFIG_ADDRESS, CONFIG_PORTS, "PCI conf1");
}

static void select_register(const struct pci_bus *bus, unsigned int devfn, int where)
{
	outl(CONFIG_ENABLE | bus->number << 16 | devfn << 8 | (where & ~3), CONFIG_ADDRESS);
}

/* May a register of that size be there? */
static int check_register(unsigned int devfn, int where, size_t size)
{
	if (where & (size - 1))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	if (where < 0 || where >= PCI_CFG_SPACE_SIZE || devfn > 255)
		return -EINVAL;
	return PCIBIOS_SUCCESSFUL;
}

#define CONFIG_ACCESS(name, type, suffix)                                                          \
	int pci_bus_read_config_##name(struct pci_bus *bus, unsigned int devfn, int where,         \
				       type *val)                                                  \
	{                                                                                          \
		int err = check_register(devfn, where, sizeof(type));                              \
		unsigned long flags;                                                               \
                                                                                                   \
		*val = (type)~0;                                                                   \
		if (err)                                                                           \
			return err;                                                                \
		raw_spin_lock_irqsave(&pci_lock, flags);                                           \
		select_register(bus, devfn, where);                                                \
		*val = in##suffix(CONFIG_DATA + (where & 3));                                      \
		raw_spin_unlock_irqrestore(&pci_lock, flags);                                      \
		return PCIBIOS_SUCCESSFUL;                                                         \
	}                                                                                          \
	EXPORT_SYMBOL(pci_bus_read_config_##name);                                                 \
	int pci_bus_write_config_##name(struct pci_bus *bus, unsigned int devfn, int where,        \
					type val)                                                  \
	{                                                                                          \
		int err = check_register(devfn, where, sizeof(type));                              \
		unsigned long flags;                                                               \
                                                                                                   \
		if (err)                                                                           \
			return err;                                                                \
		raw_spin_lock_irqsave(&pci_lock, flags);                                           \
		select_register(bus, devfn, where);                                                \
		out##suffix(val, CONFIG_DATA + (where & 3));                                       \
		raw_spin_unlock_irqrestore(&pci_lock, flags);                                      \
		return PCIBIOS_SUCCESSFUL;                                                         \
	}                                                                                          \
	EXPORT_SYMBOL(pci_bus_write_config_##name);                                                \
	int pci_read_config_##name(const struct pci_dev *dev, int where, type *val)                \
	{                                                                                          \
		return pci_bus_read_config_##name(dev->bus, dev->devfn, where, val);               \
	}                                                                                          \
	EXPORT_SYMBOL(pci_read_config_##name);                                                     \
	int pci_write_config_##name(const struct pci_dev *dev, int where, type val)                \
	{                                                                                          \
		return pci_bus_write_config_##name(dev->bus, dev->devfn, where, val);              \
	}                                                                                          \
	EXPORT_SYMBOL(pci_write_config_##name)

CONFIG_ACCESS(byte, u8, b);
CONFIG_ACCESS(word, u16, w);
CONFIG_ACCESS(dword, u32, l);

/* --- as a file --- */

/* How wide an access may be at pos, with `left` bytes to go. */
static unsigned int width_at(loff_t pos, size_t left)
{
	if (!(pos & 3) && left >= 4)
		return 4;
	return !(pos & 1) && left >= 2 ? 2 : 1;
}

static void read_some(const struct pci_dev *dev, u8 *buf, int pos, unsigned int width)
{
	u32 dword;
	u16 word;

	if (width == 4) {
		pci_read_config_dword(dev, pos, &dword);
		put_unaligned_le32(dword, buf);
	} else if (width == 2) {
		pci_read_config_word(dev, pos, &word);
		put_unaligned_le16(word, buf);
	} else {
		pci_read_config_byte(dev, pos, buf);
	}
}

/* Of [pos, pos + count), how much lies below `size`. */
static size_t clip(loff_t pos, size_t count, size_t size)
{
	return pos < size ? min_t(size_t, count, size - pos) : 0;
}

ssize_t pci_config_read(struct pci_dev *dev, const struct cred *cred, void *buf, loff_t pos,
			size_t count)
{
	bool may_see = cap_raised(cred->cap_effective, CAP_SYS_ADMIN);
	unsigned int width;

	count = clip(pos, count, may_see ? dev->cfg_size : PCI_STD_HEADER_SIZEOF);
	for (size_t done = 0; done < count; done += width) {
		width = width_at(pos + done, count - done);
		read_some(dev, buf + done, pos + done, width);
	}
	return count;
}

ssize_t pci_config_write(struct pci_dev *dev, const void *buf, loff_t pos, size_t count)
{
	unsigned int width;

	count = clip(pos, count, dev->cfg_size);
	for (size_t done = 0; done < count; done += width) {
		const u8 *from = buf + done;

		width = width_at(pos + done, count - done);
		if (width == 4)
			pci_write_config_dword(dev, pos + done, get_unaligned_le32(from));
		else if (width == 2)
			pci_write_config_word(dev, pos + done, get_unaligned_le16(from));
		else
			pci_write_config_byte(dev, pos + done, *from);
	}
	return count;
}

/* --- capabilities --- */

/* A list that leads back to itself ends, too. */
#define CAPS_MAX 48

/* From the list's pointer at `link` on. */
static u8 find_capability_from(struct pci_bus *bus, unsigned int devfn, u8 link, int cap)
{
	for (int i = 0; i < CAPS_MAX; i++) {
		u8 pos, id;

		pci_bus_read_config_byte(bus, devfn, link, &pos);
		pos &= ~3;
		if (pos < PCI_STD_HEADER_SIZEOF)
			return 0;
		pci_bus_read_config_byte(bus, devfn, pos + PCI_CAP_LIST_ID, &id);
		if (id == 0xff)
			return 0;
		if (id == cap)
			return pos;
		link = pos + PCI_CAP_LIST_NEXT;
	}
	return 0;
}

u8 pci_bus_find_capability(struct pci_bus *bus, unsigned int devfn, int cap)
{
	u16 status;
	u8 type;

	pci_bus_read_config_word(bus, devfn, PCI_STATUS, &status);
	pci_bus_read_config_byte(bus, devfn, PCI_HEADER_TYPE, &type);
	/* A cardbus bridge has its list elsewhere; there are none here. */
	if (!(status & PCI_STATUS_CAP_LIST) ||
	    (type & PCI_HEADER_TYPE_MASK) > PCI_HEADER_TYPE_BRIDGE)
		return 0;
	return find_capability_from(bus, devfn, PCI_CAPABILITY_LIST, cap);
}
EXPORT_SYMBOL(pci_bus_find_capability);

u8 pci_find_capability(struct pci_dev *dev, int cap)
{
	return pci_bus_find_capability(dev->bus, dev->devfn, cap);
}
EXPORT_SYMBOL(pci_find_capability);

u8 pci_find_next_capability(struct pci_dev *dev, u8 pos, int cap)
{
	return find_capability_from(dev->bus, dev->devfn, pos + PCI_CAP_LIST_NEXT, cap);
}
EXPORT_SYMBOL_GPL(pci_find_next_capability);
