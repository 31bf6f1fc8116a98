// SPDX-License-Identifier: MIT
/*
 * Devices' attributes: files whose functions get the device.
 */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/printk.h>
#include "base.h"

static struct device_attribute *to_dev_attr(struct attribute *attr)
{
	return container_of(attr, struct device_attribute, attr);
}

static ssize_t dev_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct device_attribute *a = to_dev_attr(attr);

	return a->show ? a->show(kobj_to_dev(kobj), a, buf) : -EIO;
}

static ssize_t dev_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct device_attribute *a = to_dev_attr(attr);

	return a->store ? a->store(kobj_to_dev(kobj), a, buf, count) : -EIO;
}

const struct sysfs_ops dev_sysfs_ops = {
	.show = dev_attr_show,
	.store = dev_attr_store,
};

/* --- single files --- */

/**
 * device_create_file() - a file in the device's directory. -EEXIST, -ENOMEM, -EINVAL.
 */
int device_create_file(struct device *dev, const struct device_attribute *attr)
{
	if (!dev)
		return 0;
	WARN((attr->attr.mode & S_IWUGO) && !attr->store,
	     "Attribute %s: write permission without 'store'\n", attr->attr.name);
	WARN((attr->attr.mode & S_IRUGO) && !attr->show,
	     "Attribute %s: read permission without 'show'\n", attr->attr.name);
	return sysfs_create_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_create_file);

void device_remove_file(struct device *dev, const struct device_attribute *attr)
{
	if (dev)
		sysfs_remove_file(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_remove_file);

bool device_remove_file_self(struct device *dev, const struct device_attribute *attr)
{
	return dev && sysfs_remove_file_self(&dev->kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(device_remove_file_self);

int device_create_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	return dev ? sysfs_create_bin_file(&dev->kobj, attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(device_create_bin_file);

void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr)
{
	if (dev)
		sysfs_remove_bin_file(&dev->kobj, attr);
}
EXPORT_SYMBOL_GPL(device_remove_bin_file);

/* --- groups --- */

int device_add_groups(struct device *dev, const struct attribute_group **groups)
{
	return sysfs_create_groups(&dev->kobj, groups);
}
EXPORT_SYMBOL_GPL(device_add_groups);

void device_remove_groups(struct device *dev, const struct attribute_group **groups)
{
	sysfs_remove_groups(&dev->kobj, groups);
}
EXPORT_SYMBOL_GPL(device_remove_groups);

/* --- "online", of devices whose bus can take them out of use --- */

static bool can_go_offline(const struct device *dev)
{
	return dev->bus && dev->bus->offline && !dev->offline_disabled;
}

static ssize_t online_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	bool online;

	device_lock(dev);
	online = !dev->offline;
	device_unlock(dev);
	return sysfs_emit(buf, "%u\n", online);
}

static ssize_t online_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	bool online;
	int err = kstrtobool(buf, &online);

	if (err)
		return err;
	lock_device_hotplug();
	err = online ? device_online(dev) : device_offline(dev);
	unlock_device_hotplug();
	return err < 0 ? err : count;
}
static DEVICE_ATTR_RW(online);

/* --- all that a device has from the start --- */

static const struct attribute_group **type_groups(const struct device *dev)
{
	return dev->type ? dev->type->groups : NULL;
}

static const struct attribute_group **class_groups(const struct device *dev)
{
	return dev->class ? dev->class->dev_groups : NULL;
}

/* All or none. */
int device_add_attrs(struct device *dev)
{
	int err = device_add_groups(dev, class_groups(dev));

	if (err)
		return err;
	err = device_add_groups(dev, type_groups(dev));
	if (err)
		goto remove_class;
	err = device_add_groups(dev, dev->groups);
	if (err)
		goto remove_type;
	if (can_go_offline(dev))
		err = device_create_file(dev, &dev_attr_online);
	if (!err)
		return 0;

	device_remove_groups(dev, dev->groups);
remove_type:
	device_remove_groups(dev, type_groups(dev));
remove_class:
	device_remove_groups(dev, class_groups(dev));
	return err;
}

void device_remove_attrs(struct device *dev)
{
	if (can_go_offline(dev))
		device_remove_file(dev, &dev_attr_online);
	device_remove_groups(dev, dev->groups);
	device_remove_groups(dev, type_groups(dev));
	device_remove_groups(dev, class_groups(dev));
}

/* --- attributes that are a variable --- */

static void *variable(struct device_attribute *attr)
{
	return container_of(attr, struct dev_ext_attribute, attr)->var;
}

ssize_t device_show_ulong(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%lx\n", *(unsigned long *)variable(attr));
}
EXPORT_SYMBOL_GPL(device_show_ulong);

ssize_t device_store_ulong(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t size)
{
	unsigned long value;
	int err = kstrtoul(buf, 0, &value);

	if (err)
		return err;
	*(unsigned long *)variable(attr) = value;
	return size;
}
EXPORT_SYMBOL_GPL(device_store_ulong);

ssize_t device_show_int(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", *(int *)variable(attr));
}
EXPORT_SYMBOL_GPL(device_show_int);

ssize_t device_store_int(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t size)
{
	long value;
	int err = kstrtol(buf, 0, &value);

	if (err)
		return err;
	if (value > INT_MAX || value < INT_MIN)
		return -EINVAL;
	*(int *)variable(attr) = value;
	return size;
}
EXPORT_SYMBOL_GPL(device_store_int);

ssize_t device_show_bool(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", *(bool *)variable(attr));
}
EXPORT_SYMBOL_GPL(device_show_bool);

ssize_t device_store_bool(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t size)
{
	return kstrtobool(buf, variable(attr)) < 0 ? -EINVAL : size;
}
EXPORT_SYMBOL_GPL(device_store_bool);
