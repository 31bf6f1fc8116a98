// SPDX-License-Identifier: MIT
/*
 * The PCI bus from the inside.
 *
 *   access.c    configuration space
 *   probe.c     what is on the bus
 *   bars.c      its ranges of ports and addresses
 *   search.c    finding devices
 *   driver.c    a device gets a driver, and loses it
 *   enable.c    a driver brings its device into use
 *   regions.c   and asks for its ranges, and maps them
 *   msi.c       its interrupts
 *   managed.c   and need not clean up
 *   sysfs.c     their files in /sys
 *   proc.c      /proc/bus/pci
 */
#ifndef _DRIVERS_PCI_PCI_H
#define _DRIVERS_PCI_PCI_H

#include <linux/pci.h>

extern struct pci_bus *pci_root_bus;

/* What modprobe knows the device by, as a format and its arguments. */
#define PCI_MODALIAS "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02Xi%02X"
#define PCI_MODALIAS_ARGS(pdev)                                                                    \
	(pdev)->vendor, (pdev)->device, (pdev)->subsystem_vendor, (pdev)->subsystem_device,        \
		(u8)((pdev)->class >> 16), (u8)((pdev)->class >> 8), (u8)(pdev)->class

/* --- access.c --- */

/* Is there a PCI bus? Boot, once. */
bool pci_access_init(void);

/*
 * Configuration space as a file: `count` bytes from `pos` on, as far as it goes, in accesses as
 * wide as can be. How many bytes. A reader without CAP_SYS_ADMIN gets the header only, since
 * reading what is behind it may upset some devices.
 */
ssize_t pci_config_read(struct pci_dev *dev, const struct cred *cred, void *buf, loff_t pos,
			size_t count);
ssize_t pci_config_write(struct pci_dev *dev, const void *buf, loff_t pos, size_t count);

/* --- bars.c --- */

/* Fill in dev->resource and put it into the trees. Boot. */
void pci_read_resources(struct pci_dev *dev);
void pci_claim_resources(struct pci_dev *dev);

/* --- search.c --- */
bool pci_match_one_device(const struct pci_device_id *id, const struct pci_dev *dev);

/* --- driver.c --- */
extern const struct attribute_group *pci_drv_groups[];
int pci_bus_match(struct device *dev, struct device_driver *drv);
int pci_device_probe(struct device *dev);
void pci_device_remove(struct device *dev);
void pci_device_shutdown(struct device *dev);

/* --- enable.c --- */

/* Nobody drives it any more, and nobody has taken leave of it: it is to be quiet. */
void pci_silence(struct pci_dev *dev);
/* Of that, at once: it interrupts nobody and reaches no memory. */
void pci_quieten(struct pci_dev *dev);

/* --- managed.c: what a managed device need not undo, or must, at its end --- */
void pci_managed_disabled(struct pci_dev *pdev);
void pci_managed_intx(struct pci_dev *pdev, bool was_on);

/* --- sysfs.c --- */
extern const struct attribute_group *pci_dev_groups[];

/* --- proc.c --- */
void pci_proc_init(void);

#endif
