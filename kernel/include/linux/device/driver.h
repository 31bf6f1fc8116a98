// SPDX-License-Identifier: MIT
/*
 * Drivers: what makes a device of a bus work.
 *
 * A bus has its own kind of driver with this structure in it (struct platform_driver), and its own
 * functions to register one, which call driver_register(). probe() gets a device that the bus's
 * match() has found: it returns 0 and has the device, or an errno: -ENODEV or -ENXIO say that this
 * device is none for it, -EPROBE_DEFER that something it needs is not there yet, and it is tried
 * again when another device has got its driver. remove() undoes it.
 */
#ifndef _DEVICE_DRIVER_H_
#define _DEVICE_DRIVER_H_

#include <linux/kobject.h>
#include <linux/klist.h>
#include <linux/device/bus.h>
#include <linux/module.h>

struct driver_private;
struct of_device_id;

/*
 * When probe() runs: here always in the caller's own time, that is, before driver_register() or
 * device_add() returns. The two strategies other than PROBE_FORCE_SYNCHRONOUS leave the kernel that
 * choice.
 */
enum probe_type {
	PROBE_DEFAULT_STRATEGY,
	PROBE_PREFER_ASYNCHRONOUS,
	PROBE_FORCE_SYNCHRONOUS,
};

struct device_driver {
	const char *name;
	struct bus_type *bus;

	struct module *owner;
	const char *mod_name; /* of drivers that are built in */

	bool suppress_bind_attrs; /* no files "bind" and "unbind" */
	enum probe_type probe_type;

	/* For machines with a device tree. There is none here, so nothing matches by it. */
	const struct of_device_id *of_match_table;

	int (*probe)(struct device *dev);
	int (*remove)(struct device *dev); /* what it returns is ignored */
	void (*shutdown)(struct device *dev);
	const struct attribute_group **groups;	   /* of the driver's own directory */
	const struct attribute_group **dev_groups; /* of each device that it has */
	const struct dev_pm_ops *pm;		   /* not called: <linux/pm.h> */

	struct driver_private *p;
};

extern int __must_check driver_register(struct device_driver *drv);
extern void driver_unregister(struct device_driver *drv);

extern struct device_driver *driver_find(const char *name, struct bus_type *bus);
/* 0 when no deferred probe is waiting to run, else -EBUSY */
extern int driver_probe_done(void);
extern void wait_for_device_probe(void);

struct driver_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device_driver *driver, char *buf);
	ssize_t (*store)(struct device_driver *driver, const char *buf, size_t count);
};

#define DRIVER_ATTR_RW(_name) struct driver_attribute driver_attr_##_name = __ATTR_RW(_name)
#define DRIVER_ATTR_RO(_name) struct driver_attribute driver_attr_##_name = __ATTR_RO(_name)
#define DRIVER_ATTR_WO(_name) struct driver_attribute driver_attr_##_name = __ATTR_WO(_name)

extern int __must_check driver_create_file(struct device_driver *driver,
					   const struct driver_attribute *attr);
extern void driver_remove_file(struct device_driver *driver, const struct driver_attribute *attr);

int driver_set_override(struct device *dev, const char **override, const char *s, size_t len);
extern int __must_check driver_for_each_device(struct device_driver *drv, struct device *start,
					       void *data, int (*fn)(struct device *dev, void *));
struct device *driver_find_device(struct device_driver *drv, struct device *start, const void *data,
				  int (*match)(struct device *dev, const void *data));

static inline struct device *driver_find_device_by_name(struct device_driver *drv, const char *name)
{
	return driver_find_device(drv, NULL, name, device_match_name);
}

static inline struct device *driver_find_device_by_devt(struct device_driver *drv, dev_t devt)
{
	return driver_find_device(drv, NULL, &devt, device_match_devt);
}

static inline struct device *driver_find_next_device(struct device_driver *drv,
						     struct device *start)
{
	return driver_find_device(drv, start, NULL, device_match_any);
}

void driver_deferred_probe_add(struct device *dev);

/* For a module that only registers a driver: its init and exit. */
#define module_driver(__driver, __register, __unregister, ...)                                     \
	static int __init __driver##_init(void)                                                    \
	{                                                                                          \
		return __register(&(__driver), ##__VA_ARGS__);                                     \
	}                                                                                          \
	module_init(__driver##_init);                                                              \
	static void __exit __driver##_exit(void)                                                   \
	{                                                                                          \
		__unregister(&(__driver), ##__VA_ARGS__);                                          \
	}                                                                                          \
	module_exit(__driver##_exit);

#endif
