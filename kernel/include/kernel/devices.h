// SPDX-License-Identifier: MIT
/*
 * The device model's place in the kernel's start. Drivers use <linux/device.h>.
 */
#ifndef _KERNEL_DEVICES_H
#define _KERNEL_DEVICES_H

#include <linux/types.h>

struct device;

/* /sys/devices, /sys/bus, /sys/class, /sys/dev. Needs sysfs, devtmpfs and work queues. Once. */
void devices_init(void);
void device_numbers_init(void);

/* The machine is about to end: drivers put their devices to rest. Process context; sleeps. */
void device_shutdown(void);

/*
 * devres_alloc() for what even a driver that has crashed gives back: release() is the kernel's, and
 * so is what it works on.
 */
void *devres_alloc_kernels(void (*release)(struct device *dev, void *res), size_t size);

/* Was it made by device_create()? Then freeing it runs nobody's code. */
bool device_is_our_own(const struct device *dev);

#endif
