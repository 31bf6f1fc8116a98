// SPDX-License-Identifier: MIT
/*
 * PCI devices, as the firmware has set them up, and access to their configuration space.
 *
 * Each function that answers is found at boot, as a device in /sys/bus/pci/devices, and stays. Its
 * ranges of ports and addresses are in pdev->resource, first those of its base address registers
 * (BARs), then its ROM's, then, of a bridge, what it passes on to the bus behind it.
 *
 * Configuration accesses: any context. What finds devices takes references, and may sleep.
 */
#ifndef LINUX_PCI_H
#define LINUX_PCI_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/pci_ids.h>
#include <linux/types.h>
#include <uapi/linux/pci.h>

#define PCI_DEVID(bus, devfn) ((((u16)(bus)) << 8) | (devfn))
#define PCI_BUS_NUM(x)	      (((x) >> 8) & 0xff)

/* Which of a device's resources is what. */
enum {
	PCI_STD_RESOURCES,
	PCI_STD_RESOURCE_END = PCI_STD_RESOURCES + PCI_STD_NUM_BARS - 1,
	PCI_ROM_RESOURCE,
	PCI_BRIDGE_RESOURCES,
	PCI_BRIDGE_RESOURCE_END = PCI_BRIDGE_RESOURCES + 2, /* ports, addresses, prefetchable */
	PCI_NUM_RESOURCES,
	DEVICE_COUNT_RESOURCE = PCI_NUM_RESOURCES,
};

enum pci_interrupt_pin {
	PCI_INTERRUPT_UNKNOWN,
	PCI_INTERRUPT_INTA,
	PCI_INTERRUPT_INTB,
	PCI_INTERRUPT_INTC,
	PCI_INTERRUPT_INTD,
};

/* What configuration accesses answer. */
#define PCIBIOS_SUCCESSFUL	    0x00
#define PCIBIOS_FUNC_NOT_SUPPORTED  0x81
#define PCIBIOS_BAD_VENDOR_ID	    0x83
#define PCIBIOS_DEVICE_NOT_FOUND    0x86
#define PCIBIOS_BAD_REGISTER_NUMBER 0x87

/* The same as an errno; negative numbers and 0 are passed through. */
static inline int pcibios_err_to_errno(int err)
{
	if (err <= PCIBIOS_SUCCESSFUL)
		return err;
	switch (err) {
	case PCIBIOS_FUNC_NOT_SUPPORTED:
		return -ENOENT;
	case PCIBIOS_BAD_VENDOR_ID:
		return -ENOTTY;
	case PCIBIOS_DEVICE_NOT_FOUND:
		return -ENODEV;
	case PCIBIOS_BAD_REGISTER_NUMBER:
		return -EFAULT;
	}
	return -ERANGE;
}

struct pci_bus {
	struct list_head node;	   /* in its parent's children; these lists don't change */
	struct pci_bus *parent;	   /* NULL: the one that the host bridge leads to */
	struct list_head children; /* buses behind it */
	struct list_head devices;  /* on it */
	struct pci_dev *self;	   /* the bridge that leads to it, or NULL */
	struct device *bridge;	   /* what its devices are below in /sys/devices */
	unsigned char number;
	char name[16];
};

struct pci_dev {
	struct list_head bus_list; /* bus->devices */
	struct pci_bus *bus;
	struct pci_bus *subordinate; /* the bus behind this bridge, or NULL */

	unsigned int devfn;
	unsigned short vendor;
	unsigned short device;
	unsigned short subsystem_vendor;
	unsigned short subsystem_device;
	unsigned int class; /* base class, subclass, interface */
	u8 revision;
	u8 hdr_type; /* PCI_HEADER_TYPE_ */
	u8 pin;	     /* enum pci_interrupt_pin; 0: it doesn't interrupt */
	u8 msi_cap;  /* where these capabilities are, or 0 */
	u8 msix_cap;
	u8 pm_cap;
	u8 pcie_cap;
	u8 rom_base_reg; /* 0: no ROM */
	unsigned int multifunction : 1;
	int cfg_size; /* bytes of its configuration space that can be reached */

	unsigned int irq; /* of its pin; 0: none */
	struct resource resource[DEVICE_COUNT_RESOURCE];
	struct device dev;
};

#define to_pci_dev(n) container_of(n, struct pci_dev, dev)

#define pci_resource_n(dev, bar)     (&(dev)->resource[(bar)])
#define pci_resource_start(dev, bar) (pci_resource_n(dev, bar)->start)
#define pci_resource_end(dev, bar)   (pci_resource_n(dev, bar)->end)
#define pci_resource_flags(dev, bar) (pci_resource_n(dev, bar)->flags)
#define pci_resource_len(dev, bar)                                                                 \
	(pci_resource_end((dev), (bar)) ? resource_size(pci_resource_n((dev), (bar))) : 0)

extern struct bus_type pci_bus_type;

#define dev_is_pci(d) ((d)->bus == &pci_bus_type)

static inline const char *pci_name(const struct pci_dev *pdev)
{
	return dev_name(&pdev->dev);
}

/* This machine has one domain. */
static inline int pci_domain_nr(struct pci_bus *bus)
{
	return 0;
}

static inline u16 pci_dev_id(struct pci_dev *dev)
{
	return PCI_DEVID(dev->bus->number, dev->devfn);
}

static inline bool pci_is_root_bus(struct pci_bus *pbus)
{
	return !pbus->parent;
}

static inline bool pci_is_bridge(struct pci_dev *dev)
{
	return dev->hdr_type == PCI_HEADER_TYPE_BRIDGE || dev->hdr_type == PCI_HEADER_TYPE_CARDBUS;
}

/* The bridge that leads to the device, or NULL: it is on the first bus. */
static inline struct pci_dev *pci_upstream_bridge(struct pci_dev *dev)
{
	return dev->bus->self;
}

static inline bool pci_is_pcie(struct pci_dev *dev)
{
	return dev->pcie_cap;
}

#define pci_printk(level, pdev, fmt, arg...) dev_printk(level, &(pdev)->dev, fmt, ##arg)
#define pci_emerg(pdev, fmt, arg...)	     dev_emerg(&(pdev)->dev, fmt, ##arg)
#define pci_alert(pdev, fmt, arg...)	     dev_alert(&(pdev)->dev, fmt, ##arg)
#define pci_crit(pdev, fmt, arg...)	     dev_crit(&(pdev)->dev, fmt, ##arg)
#define pci_err(pdev, fmt, arg...)	     dev_err(&(pdev)->dev, fmt, ##arg)
#define pci_warn(pdev, fmt, arg...)	     dev_warn(&(pdev)->dev, fmt, ##arg)
#define pci_notice(pdev, fmt, arg...)	     dev_notice(&(pdev)->dev, fmt, ##arg)
#define pci_info(pdev, fmt, arg...)	     dev_info(&(pdev)->dev, fmt, ##arg)
#define pci_dbg(pdev, fmt, arg...)	     dev_dbg(&(pdev)->dev, fmt, ##arg)
#define pci_WARN(pdev, condition, fmt, arg...)                                                     \
	WARN(condition, "%s %s: " fmt, dev_driver_string(&(pdev)->dev), pci_name(pdev), ##arg)
#define pci_WARN_ONCE(pdev, condition, fmt, arg...)                                                \
	WARN_ONCE(condition, "%s %s: " fmt, dev_driver_string(&(pdev)->dev), pci_name(pdev), ##arg)

/* --- configuration space --- */

/*
 * PCIBIOS_SUCCESSFUL; PCIBIOS_BAD_REGISTER_NUMBER: `where` is not aligned; -EINVAL: it is not below
 * 256. What could not be read is all ones, and so is what no device answers.
 */
int pci_bus_read_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 *val);
int pci_bus_read_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 *val);
int pci_bus_read_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 *val);
int pci_bus_write_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 val);
int pci_bus_write_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 val);
int pci_bus_write_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 val);

int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val);
int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val);
int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);
int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val);

/* Where the capability is, and the next of that kind behind `pos`; 0: there is none. */
u8 pci_find_capability(struct pci_dev *dev, int cap);
u8 pci_find_next_capability(struct pci_dev *dev, u8 pos, int cap);
u8 pci_bus_find_capability(struct pci_bus *bus, unsigned int devfn, int cap);

/* --- finding devices --- */

struct pci_dev *pci_dev_get(struct pci_dev *dev);
void pci_dev_put(struct pci_dev *dev);

/*
 * The next one behind `from`, whose reference is given back; NULL begins. Referenced, or NULL at
 * the end. PCI_ANY_ID is any. pci_get_class(): of exactly these 24 bits.
 */
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from);
struct pci_dev *pci_get_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
			       unsigned int ss_device, struct pci_dev *from);
struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from);

struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn);
struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn);
struct pci_bus *pci_find_bus(int domain, int busnr);
struct pci_bus *pci_find_next_bus(const struct pci_bus *from);

/* Is there one that matches one of the entries? */
int pci_dev_present(const struct pci_device_id *ids);

/* Leaving the loop early leaves a reference to d. */
#define for_each_pci_dev(d) while ((d = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, d)) != NULL)

/* The entry of the table that is for the device, or NULL */
const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev);

#endif
