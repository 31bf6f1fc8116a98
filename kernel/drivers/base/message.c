// SPDX-License-Identifier: MIT
/*
 * Messages about devices: <linux/dev_printk.h>.
 */
#include <linux/dev_printk.h>
#include <linux/device.h>
#include <linux/export.h>
#include <linux/kdev_t.h>
#include <linux/kern_levels.h>
#include <linux/printk.h>
#include <linux/string.h>
#include "base.h"

const char *dev_driver_string(const struct device *dev)
{
	/* It may lose its driver meanwhile: the pointer is read once. */
	const struct device_driver *drv = READ_ONCE(dev->driver);

	return drv ? drv->name : dev_bus_name(dev);
}
EXPORT_SYMBOL(dev_driver_string);

/* How /dev/kmsg's readers know the device: "c5:1", or "+bus:name" if it has no number. */
static void fill_info(struct dev_printk_info *info, const struct device *dev)
{
	const char *subsystem = dev_bus_name(dev);

	memset(info, 0, sizeof(*info));
	if (!*subsystem)
		return;
	strscpy(info->subsystem, subsystem, sizeof(info->subsystem));
	if (MAJOR(dev->devt))
		snprintf(info->device, sizeof(info->device), "%c%u:%u",
			 strcmp(subsystem, "block") ? 'c' : 'b', MAJOR(dev->devt),
			 MINOR(dev->devt));
	else
		snprintf(info->device, sizeof(info->device), "+%s:%s", subsystem, dev_name(dev));
}

int dev_vprintk_emit(int level, const struct device *dev, const char *fmt, va_list args)
{
	struct dev_printk_info info;

	fill_info(&info, dev);
	return vprintk_emit(0, level, &info, fmt, args);
}
EXPORT_SYMBOL(dev_vprintk_emit);

int dev_printk_emit(int level, const struct device *dev, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = dev_vprintk_emit(level, dev, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(dev_printk_emit);

static void print(const char *level, const struct device *dev, struct va_format *text)
{
	if (dev)
		dev_printk_emit(level[1] - '0', dev, "%s %s: %pV", dev_driver_string(dev),
				dev_name(dev), text);
	else
		printk("%s(NULL device *): %pV", level, text);
}

void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
{
	struct va_format text = {.fmt = fmt};
	va_list args;

	va_start(args, fmt);
	text.va = &args;
	print(level, dev, &text);
	va_end(args);
}
EXPORT_SYMBOL(_dev_printk);

#define DEFINE_DEV_LEVEL(func, level)                                                              \
	void func(const struct device *dev, const char *fmt, ...)                                  \
	{                                                                                          \
		struct va_format text = {.fmt = fmt};                                              \
		va_list args;                                                                      \
                                                                                                   \
		va_start(args, fmt);                                                               \
		text.va = &args;                                                                   \
		print(level, dev, &text);                                                          \
		va_end(args);                                                                      \
	}                                                                                          \
	EXPORT_SYMBOL(func)

DEFINE_DEV_LEVEL(_dev_emerg, KERN_EMERG);
DEFINE_DEV_LEVEL(_dev_alert, KERN_ALERT);
DEFINE_DEV_LEVEL(_dev_crit, KERN_CRIT);
DEFINE_DEV_LEVEL(_dev_err, KERN_ERR);
DEFINE_DEV_LEVEL(_dev_warn, KERN_WARNING);
DEFINE_DEV_LEVEL(_dev_notice, KERN_NOTICE);
DEFINE_DEV_LEVEL(_dev_info, KERN_INFO);

int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	struct va_format text = {.fmt = fmt};
	va_list args;

	va_start(args, fmt);
	text.va = &args;
	if (err == -EPROBE_DEFER)
		deferred_probe_note_reason(dev, &text);
	else
		dev_err(dev, "error %pe: %pV", ERR_PTR(err), &text);
	va_end(args);
	return err;
}
EXPORT_SYMBOL_GPL(dev_err_probe);
