// SPDX-License-Identifier: MIT
/*
 * PCI devices, as the firmware has set them up, and access to their configuration space.
 *
 * Each function that answers is found at boot, as a device in /sys/bus/pci/devices, and stays. Its
 * ranges of ports and addresses are in pdev->resource, first those of its base address registers
 * (BARs), then its ROM's, then, of a bridge, what it passes on to the bus behind it.
 *
 * A driver has a table of the devices that it is for, and gets each of them in its probe(), where
 * it enables the device, asks for its ranges and maps them, and asks for its interrupt:
 *
 *	static const struct pci_device_id ids[] = {{PCI_DEVICE(0x1234, 0x11e8)}, {}};
 *	MODULE_DEVICE_TABLE(pci, ids);		→ modprobe finds the module
 *
 *	err = pcim_enable_device(pdev);
 *	if (!err)
 *		err = pcim_iomap_regions(pdev, BIT(0), "edu");
 *	registers = pcim_iomap_table(pdev)[0];
 *
 * What was asked for by a device that pcim_enable_device() has enabled is given back when the
 * driver leaves it.
 *
 * Configuration accesses: any context. The rest may sleep.
 */
#ifndef LINUX_PCI_H
#define LINUX_PCI_H

#include <linux/atomic.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/list.h>
#include <linux/interrupt.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
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
	unsigned int is_busmaster : 1; /* these under the device's lock */
	unsigned int is_managed : 1;   /* enabled by pcim_enable_device() */
	unsigned int msi_enabled : 1;
	u8 regions_taken; /* a bit for each BAR that pci_request_region() has */
	int cfg_size;	  /* bytes of its configuration space that can be reached */

	struct pci_driver *driver;   /* that has it, or NULL; the device's lock */
	const char *driver_override; /* the only driver that may have it; allocated, or NULL */
	atomic_t enable_cnt;	     /* how often it has been enabled */

	u64 dma_mask;			 /* dev.dma_mask points here */
	unsigned int irq;		 /* of its pin, or of its first message; 0: none */
	unsigned int pin_irq;		 /* while it sends messages, which go to */
	unsigned int msi_irq, msi_lines; /* these lines */
	struct resource resource[DEVICE_COUNT_RESOURCE];
	struct device dev;
};

#define to_pci_dev(n) container_of(n, struct pci_dev, dev)

/* Ids that were told at run time, by a driver's file new_id */
struct pci_dynids {
	spinlock_t lock;
	struct list_head list;
};

struct pci_driver {
	const char *name;
	const struct pci_device_id *id_table; /* must be non-NULL for probe to be called */
	/* 0: it has the device. id: the entry that matched */
	int (*probe)(struct pci_dev *dev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *dev);
	void (*shutdown)(struct pci_dev *dev);
	const struct attribute_group **groups;	   /* of the driver */
	const struct attribute_group **dev_groups; /* of each device that it has */
	struct device_driver driver;
	struct pci_dynids dynids;
};

static inline struct pci_driver *to_pci_driver(struct device_driver *drv)
{
	return drv ? container_of(drv, struct pci_driver, driver) : NULL;
}

/* Entries of a table of ids */
#define PCI_DEVICE(vend, dev)                                                                      \
	.vendor = (vend), .device = (dev), .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_DEVICE_SUB(vend, dev, subvend, subdev)                                                 \
	.vendor = (vend), .device = (dev), .subvendor = (subvend), .subdevice = (subdev)
#define PCI_DEVICE_CLASS(dev_class, dev_class_mask)                                                \
	.class = (dev_class), .class_mask = (dev_class_mask), .vendor = PCI_ANY_ID,                \
	.device = PCI_ANY_ID, .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_VDEVICE(vend, dev)                                                                     \
	.vendor = PCI_VENDOR_ID_##vend, .device = (dev), .subvendor = PCI_ANY_ID,                  \
	.subdevice = PCI_ANY_ID, 0, 0
#define PCI_DEVICE_DATA(vend, dev, data)                                                           \
	.vendor = PCI_VENDOR_ID_##vend, .device = PCI_DEVICE_ID_##vend##_##dev,                    \
	.subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID, 0, 0,                                    \
	.driver_data = (kernel_ulong_t)(data)
#define PCI_DEVICE_DRIVER_OVERRIDE(vend, dev, driver_override)                                     \
	.vendor = (vend), .device = (dev), .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID,       \
	.override_only = (driver_override)

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

/* --- drivers --- */

/* -EBUSY: its name is taken */
int __must_check __pci_register_driver(struct pci_driver *drv, struct module *owner,
				       const char *mod_name);
void pci_unregister_driver(struct pci_driver *dev);

#define pci_register_driver(driver) __pci_register_driver(driver, THIS_MODULE, KBUILD_MODNAME)
#define module_pci_driver(__pci_driver)                                                            \
	module_driver(__pci_driver, pci_register_driver, pci_unregister_driver)

/* As if it had been written to new_id. */
int pci_add_dynid(struct pci_driver *drv, unsigned int vendor, unsigned int device,
		  unsigned int subvendor, unsigned int subdevice, unsigned int class,
		  unsigned int class_mask, unsigned long driver_data);

static inline void *pci_get_drvdata(struct pci_dev *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void pci_set_drvdata(struct pci_dev *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

/* --- what a driver does with its device --- */

/*
 * The device answers at its ports and addresses, or at the latter only, and may interrupt. Calls
 * nest. -EINVAL: a range of it has no address. pci_disable_device(): it reaches memory no more.
 */
int __must_check pci_enable_device(struct pci_dev *dev);
int __must_check pci_enable_device_io(struct pci_dev *dev);
int __must_check pci_enable_device_mem(struct pci_dev *dev);
int __must_check pci_reenable_device(struct pci_dev *dev);
void pci_disable_device(struct pci_dev *dev);

static inline int pci_is_enabled(struct pci_dev *pdev)
{
	return atomic_read(&pdev->enable_cnt) > 0;
}

static inline int pci_is_managed(struct pci_dev *pdev)
{
	return pdev->is_managed;
}

/* It may, or may no more, reach memory by itself, and send messages as interrupts. */
void pci_set_master(struct pci_dev *dev);
void pci_clear_master(struct pci_dev *dev);
int __must_check pci_set_mwi(struct pci_dev *dev);
int pci_try_set_mwi(struct pci_dev *dev);
void pci_clear_mwi(struct pci_dev *dev);
/* Whether its pin interrupts */
void pci_intx(struct pci_dev *dev, int enable);

/* A mask of its resources of those types, IORESOURCE_ */
int pci_select_bars(struct pci_dev *dev, unsigned long flags);

/* Ask for its ranges: all, those of a mask, one. -EBUSY, after a message. */
int __must_check pci_request_regions(struct pci_dev *pdev, const char *name);
int __must_check pci_request_regions_exclusive(struct pci_dev *pdev, const char *name);
void pci_release_regions(struct pci_dev *pdev);
int __must_check pci_request_region(struct pci_dev *pdev, int bar, const char *name);
void pci_release_region(struct pci_dev *pdev, int bar);
int pci_request_selected_regions(struct pci_dev *pdev, int bars, const char *name);
int pci_request_selected_regions_exclusive(struct pci_dev *pdev, int bars, const char *name);
void pci_release_selected_regions(struct pci_dev *pdev, int bars);

static inline int __must_check pci_request_mem_regions(struct pci_dev *pdev, const char *name)
{
	return pci_request_selected_regions(pdev, pci_select_bars(pdev, IORESOURCE_MEM), name);
}

static inline void pci_release_mem_regions(struct pci_dev *pdev)
{
	pci_release_selected_regions(pdev, pci_select_bars(pdev, IORESOURCE_MEM));
}

static inline int __must_check pci_request_io_regions(struct pci_dev *pdev, const char *name)
{
	return pci_request_selected_regions(pdev, pci_select_bars(pdev, IORESOURCE_IO), name);
}

static inline void pci_release_io_regions(struct pci_dev *pdev)
{
	pci_release_selected_regions(pdev, pci_select_bars(pdev, IORESOURCE_IO));
}

/*
 * Map a BAR, for ioread32() and its kin, whether it is memory or ports; no more than maxlen, if
 * that isn't 0, from an offset on. NULL when it can't. pci_ioremap_bar(): memory only, all of it.
 */
void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long maxlen);
void __iomem *pci_iomap_wc(struct pci_dev *dev, int bar, unsigned long maxlen);
void __iomem *pci_iomap_range(struct pci_dev *dev, int bar, unsigned long offset,
			      unsigned long maxlen);
void __iomem *pci_iomap_wc_range(struct pci_dev *dev, int bar, unsigned long offset,
				 unsigned long maxlen);
void pci_iounmap(struct pci_dev *dev, void __iomem *addr);
void __iomem *pci_ioremap_bar(struct pci_dev *pdev, int bar);
void __iomem *pci_ioremap_wc_bar(struct pci_dev *pdev, int bar);

/* --- interrupts --- */

#define PCI_IRQ_LEGACY	  (1 << 0) /* by its pin */
#define PCI_IRQ_MSI	  (1 << 1) /* by messages */
#define PCI_IRQ_MSIX	  (1 << 2) /* by those of a table: here no device is found to have that */
#define PCI_IRQ_ALL_TYPES (PCI_IRQ_LEGACY | PCI_IRQ_MSI | PCI_IRQ_MSIX)

/*
 * The device may raise so many interrupts, from min to max, in the first of the ways that flags
 * has and that it and the machine can; how many, or -ENOSPC, -EINVAL, -ENODEV. pci_irq_vector():
 * the nr-th, for request_irq(); -EINVAL. They are freed after their handlers.
 */
int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min_vecs, unsigned int max_vecs,
			  unsigned int flags);
void pci_free_irq_vectors(struct pci_dev *dev);
int pci_irq_vector(struct pci_dev *dev, unsigned int nr);

/* The older way: one message, and pdev->irq is its line. */
int __must_check pci_enable_msi(struct pci_dev *dev);
void pci_disable_msi(struct pci_dev *dev);
/* How many it could send, or -EINVAL */
int pci_msi_vec_count(struct pci_dev *dev);

static inline bool pci_dev_msi_enabled(struct pci_dev *pci_dev)
{
	return pci_dev->msi_enabled;
}

/* request_threaded_irq() and free_irq() of the nr-th, with a name that is made */
__printf(6, 7) int pci_request_irq(struct pci_dev *dev, unsigned int nr, irq_handler_t handler,
				   irq_handler_t thread_fn, void *dev_id, const char *fmt, ...);
void pci_free_irq(struct pci_dev *dev, unsigned int nr, void *dev_id);

/* --- the same until the driver leaves the device --- */

int __must_check pcim_enable_device(struct pci_dev *pdev);
/* It stays enabled then. */
void pcim_pin_device(struct pci_dev *pdev);
void __iomem *pcim_iomap(struct pci_dev *pdev, int bar, unsigned long maxlen);
void pcim_iounmap(struct pci_dev *pdev, void __iomem *addr);
/* Where the BARs are mapped by pcim_iomap(); NULL: no memory. It may sleep the first time. */
void __iomem *const *pcim_iomap_table(struct pci_dev *pdev);
/* Ask for and map the BARs of the mask. -EINVAL (empty), -EBUSY, -ENOMEM. */
int pcim_iomap_regions(struct pci_dev *pdev, int mask, const char *name);
/* Ask for all, map those of the mask. */
int pcim_iomap_regions_request_all(struct pci_dev *pdev, int mask, const char *name);
void pcim_iounmap_regions(struct pci_dev *pdev, int mask);

#endif
