// SPDX-License-Identifier: MIT
/*
 * The platform bus: which driver gets which device, and the devices' registration.
 * <linux/platform_device.h> has the rules.
 */
#include <linux/bitmap.h>
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "base.h"

/* --- the bus --- */

static const struct platform_device_id *match_id(const struct platform_device_id *id,
						 struct platform_device *pdev)
{
	for (; id->name[0]; id++) {
		if (!strcmp(pdev->name, id->name)) {
			pdev->id_entry = id;
			return id;
		}
	}
	return NULL;
}

static int platform_match(struct device *dev, struct device_driver *drv)
{
	struct platform_device *pdev = to_platform_device(dev);
	struct platform_driver *pdrv = to_platform_driver(drv);

	if (pdev->driver_override)
		return !strcmp(pdev->driver_override, drv->name);
	if (pdrv->id_table)
		return match_id(pdrv->id_table, pdev) != NULL;
	return !strcmp(pdev->name, drv->name);
}

static int platform_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	return add_uevent_var(env, "MODALIAS=%s%s", PLATFORM_MODULE_PREFIX,
			      to_platform_device(dev)->name);
}

static int platform_probe(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int err = drv->probe ? drv->probe(to_platform_device(dev)) : 0;

	if (drv->prevent_deferred_probe && err == -EPROBE_DEFER) {
		dev_warn(dev, "probe deferral not supported\n");
		err = -ENXIO;
	}
	return err;
}

static void platform_remove(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int err = drv->remove ? drv->remove(to_platform_device(dev)) : 0;

	if (err)
		dev_warn(dev, "remove callback returned a non-zero value. This will be ignored.\n");
}

static void platform_shutdown(struct device *dev)
{
	struct platform_driver *drv;

	if (!dev->driver)
		return;
	drv = to_platform_driver(dev->driver);
	if (drv->shutdown)
		drv->shutdown(to_platform_device(dev));
}

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, PLATFORM_MODULE_PREFIX "%s\n", to_platform_device(dev)->name);
}
static DEVICE_ATTR_RO(modalias);

static ssize_t driver_override_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	ssize_t len;

	device_lock(dev);
	len = sysfs_emit(buf, "%s\n", to_platform_device(dev)->driver_override ?: "(null)");
	device_unlock(dev);
	return len;
}

static ssize_t driver_override_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t count)
{
	int err = driver_set_override(dev, &to_platform_device(dev)->driver_override, buf, count);

	return err ?: count;
}
static DEVICE_ATTR_RW(driver_override);

static struct attribute *platform_dev_attrs[] = {&dev_attr_modalias.attr,
						 &dev_attr_driver_override.attr, NULL};
ATTRIBUTE_GROUPS(platform_dev);

struct bus_type platform_bus_type = {
	.name = "platform",
	.dev_groups = platform_dev_groups,
	.match = platform_match,
	.uevent = platform_uevent,
	.probe = platform_probe,
	.remove = platform_remove,
	.shutdown = platform_shutdown,
};
EXPORT_SYMBOL_GPL(platform_bus_type);

static void platform_bus_release(struct device *dev)
{
}

struct device platform_bus = {
	.init_name = "platform",
	.release = platform_bus_release,
};
EXPORT_SYMBOL_GPL(platform_bus);

/* --- devices --- */

/* Numbers of PLATFORM_DEVID_AUTO in use, and their lock */
#define AUTO_IDS 4096
static DECLARE_BITMAP(auto_ids, AUTO_IDS);
static DEFINE_SPINLOCK(auto_ids_lock);

static int take_auto_id(void)
{
	int id;

	spin_lock(&auto_ids_lock);
	id = find_first_zero_bit(auto_ids, AUTO_IDS);
	if (id < AUTO_IDS)
		__set_bit(id, auto_ids);
	spin_unlock(&auto_ids_lock);
	return id < AUTO_IDS ? id : -ENOSPC;
}

static void give_auto_id(struct platform_device *pdev)
{
	if (!pdev->id_auto)
		return;
	spin_lock(&auto_ids_lock);
	__clear_bit(pdev->id, auto_ids);
	spin_unlock(&auto_ids_lock);
	pdev->id = PLATFORM_DEVID_AUTO;
	pdev->id_auto = false;
}

static int name_device(struct platform_device *pdev)
{
	int id;

	switch (pdev->id) {
	case PLATFORM_DEVID_NONE:
		return dev_set_name(&pdev->dev, "%s", pdev->name);
	case PLATFORM_DEVID_AUTO:
		id = take_auto_id();
		if (id < 0)
			return id;
		pdev->id = id;
		pdev->id_auto = true;
		return dev_set_name(&pdev->dev, "%s.%d.auto", pdev->name, id);
	default:
		return dev_set_name(&pdev->dev, "%s.%d", pdev->name, pdev->id);
	}
}

/* Those before the num-th */
static void release_resources(struct platform_device *pdev, u32 num)
{
	while (num--)
		if (pdev->resource[num].parent)
			release_resource(&pdev->resource[num]);
}

/* Puts its ranges into the trees, each below the parent that it names. -EBUSY after a message. */
static int claim_resources(struct platform_device *pdev)
{
	for (u32 i = 0; i < pdev->num_resources; i++) {
		struct resource *r = &pdev->resource[i], *parent = r->parent;

		if (!r->name)
			r->name = dev_name(&pdev->dev);
		if (!parent && resource_type(r) == IORESOURCE_MEM)
			parent = &iomem_resource;
		else if (!parent && resource_type(r) == IORESOURCE_IO)
			parent = &ioport_resource;
		if (parent && insert_resource(parent, r)) {
			dev_err(&pdev->dev, "failed to claim resource %u: %pR\n", i, r);
			release_resources(pdev, i);
			return -EBUSY;
		}
	}
	return 0;
}

void platform_device_give_back(struct platform_device *pdev)
{
	give_auto_id(pdev);
	release_resources(pdev, pdev->num_resources);
}

/**
 * platform_device_add() - a device that has been allocated, or initialised, comes to be
 *
 * As device_add(), and -EBUSY: another has its ports or addresses in part. After a failure
 * platform_device_put() it.
 */
int platform_device_add(struct platform_device *pdev)
{
	int err;

	if (!pdev)
		return -EINVAL;
	if (!pdev->dev.parent)
		pdev->dev.parent = &platform_bus;
	pdev->dev.bus = &platform_bus_type;
	err = name_device(pdev);
	if (err)
		goto give_id;
	err = claim_resources(pdev);
	if (err)
		goto give_id;
	err = device_add(&pdev->dev);
	if (!err)
		return 0;
	release_resources(pdev, pdev->num_resources);
give_id:
	give_auto_id(pdev);
	return err;
}
EXPORT_SYMBOL_GPL(platform_device_add);

void platform_device_del(struct platform_device *pdev)
{
	if (IS_ERR_OR_NULL(pdev))
		return;
	device_del(&pdev->dev);
	platform_device_give_back(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_del);

void platform_device_put(struct platform_device *pdev)
{
	if (!IS_ERR_OR_NULL(pdev))
		put_device(&pdev->dev);
}
EXPORT_SYMBOL_GPL(platform_device_put);

/* It may reach memory as far as 32 bits go, unless its maker has said otherwise. */
void platform_set_dma_masks(struct platform_device *pdev)
{
	if (!pdev->dev.coherent_dma_mask)
		pdev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	if (!pdev->dev.dma_mask) {
		pdev->platform_dma_mask = DMA_BIT_MASK(32);
		pdev->dev.dma_mask = &pdev->platform_dma_mask;
	}
}

/**
 * platform_device_register() - a device in a structure of the caller's
 *
 * After a failure, too, it is an object: platform_device_put().
 */
int platform_device_register(struct platform_device *pdev)
{
	device_initialize(&pdev->dev);
	platform_set_dma_masks(pdev);
	return platform_device_add(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_register);

void platform_device_unregister(struct platform_device *pdev)
{
	platform_device_del(pdev);
	platform_device_put(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_unregister);

int platform_add_devices(struct platform_device **devs, int num)
{
	int err = 0;
	int i;

	for (i = 0; i < num && !err; i++)
		err = platform_device_register(devs[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			platform_device_unregister(devs[i]);
	return err;
}
EXPORT_SYMBOL_GPL(platform_add_devices);

void __init platform_init(void)
{
	if (device_register(&platform_bus) || bus_register(&platform_bus_type))
		panic("No memory for the platform bus");
}
