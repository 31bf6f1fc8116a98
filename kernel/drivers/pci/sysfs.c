// SPDX-License-Identifier: MIT
/*
 * A PCI device's files in /sys/bus/pci/devices/NAME, in Linux's formats.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sysfs.h>
#include "pci.h"

#define SHOW(name, format, value)                                                                  \
	static ssize_t name##_show(struct device *dev, struct device_attribute *attr, char *buf)   \
	{                                                                                          \
		return sysfs_emit(buf, format "\n", to_pci_dev(dev)->value);                       \
	}                                                                                          \
	static DEVICE_ATTR_RO(name)

SHOW(vendor, "0x%04x", vendor);
SHOW(device, "0x%04x", device);
SHOW(subsystem_vendor, "0x%04x", subsystem_vendor);
SHOW(subsystem_device, "0x%04x", subsystem_device);
SHOW(revision, "0x%02x", revision);
SHOW(class, "0x%06x", class);
SHOW(irq, "%u", irq);

static ssize_t dma_mask_bits_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", fls64(dma_get_mask(dev)));
}
static DEVICE_ATTR_RO(dma_mask_bits);

static ssize_t consistent_dma_mask_bits_show(struct device *dev, struct device_attribute *attr,
					     char *buf)
{
	return sysfs_emit(buf, "%d\n", fls64(dev->coherent_dma_mask));
}
static DEVICE_ATTR_RO(consistent_dma_mask_bits);

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct pci_dev *pdev = to_pci_dev(dev);

	return sysfs_emit(buf, PCI_MODALIAS "\n", PCI_MODALIAS_ARGS(pdev));
}
static DEVICE_ATTR_RO(modalias);

/* Start, end and flags of each range; those that bridges pass on are only theirs. */
static ssize_t resource_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct pci_dev *pdev = to_pci_dev(dev);
	int num = pdev->subordinate ? DEVICE_COUNT_RESOURCE : PCI_BRIDGE_RESOURCES;
	ssize_t len = 0;

	for (int i = 0; i < num; i++) {
		const struct resource *res = &pdev->resource[i];

		len += sysfs_emit_at(buf, len, "0x%016llx 0x%016llx 0x%016llx\n",
				     (unsigned long long)res->start, (unsigned long long)res->end,
				     (unsigned long long)res->flags);
	}
	return len;
}
static DEVICE_ATTR_RO(resource);

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", atomic_read(&to_pci_dev(dev)->enable_cnt));
}

/* For programs that use a device without a driver. */
static ssize_t enable_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	unsigned long value;
	int err = kstrtoul(buf, 0, &value);

	if (err)
		return err;
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	device_lock(dev);
	if (dev->driver)
		err = -EBUSY;
	else if (value)
		err = pci_enable_device(pdev);
	else if (pci_is_enabled(pdev))
		pci_disable_device(pdev);
	else
		err = -EIO;
	device_unlock(dev);
	return err ?: count;
}
static DEVICE_ATTR_RW(enable);

static ssize_t driver_override_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	ssize_t len;

	device_lock(dev);
	len = sysfs_emit(buf, "%s\n", to_pci_dev(dev)->driver_override ?: "(null)");
	device_unlock(dev);
	return len;
}

static ssize_t driver_override_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t count)
{
	int err = driver_set_override(dev, &to_pci_dev(dev)->driver_override, buf, count);

	return err ?: count;
}
static DEVICE_ATTR_RW(driver_override);

static ssize_t config_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			   char *buf, loff_t pos, size_t count)
{
	return pci_config_read(to_pci_dev(kobj_to_dev(kobj)), file->f_cred, buf, pos, count);
}

static ssize_t config_write(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			    char *buf, loff_t pos, size_t count)
{
	return pci_config_write(to_pci_dev(kobj_to_dev(kobj)), buf, pos, count);
}
static BIN_ATTR(config, 0644, config_read, config_write, PCI_CFG_SPACE_SIZE);

static struct attribute *pci_dev_attrs[] = {&dev_attr_vendor.attr,
					    &dev_attr_device.attr,
					    &dev_attr_subsystem_vendor.attr,
					    &dev_attr_subsystem_device.attr,
					    &dev_attr_revision.attr,
					    &dev_attr_class.attr,
					    &dev_attr_irq.attr,
					    &dev_attr_modalias.attr,
					    &dev_attr_resource.attr,
					    &dev_attr_enable.attr,
					    &dev_attr_dma_mask_bits.attr,
					    &dev_attr_consistent_dma_mask_bits.attr,
					    &dev_attr_driver_override.attr,
					    NULL};
static struct bin_attribute *pci_dev_bin_attrs[] = {&bin_attr_config, NULL};

static const struct attribute_group pci_dev_group = {
	.attrs = pci_dev_attrs,
	.bin_attrs = pci_dev_bin_attrs,
};

const struct attribute_group *pci_dev_groups[] = {&pci_dev_group, NULL};
