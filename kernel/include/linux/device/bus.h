// SPDX-License-Identifier: MIT
/*
 * Buses: what devices are attached to, and what decides which driver may have which of them.
 *
 * A bus has devices and drivers. When either is added, match() is asked for each pair that could be
 * made; where it says yes, the driver's probe() tries. /sys/bus/NAME has devices/, drivers/,
 * drivers_autoprobe, drivers_probe and uevent.
 */
#ifndef _DEVICE_BUS_H_
#define _DEVICE_BUS_H_

#include <linux/kobject.h>
#include <linux/klist.h>

struct device_driver;
struct device;
struct notifier_block;
struct subsys_private;

struct bus_type {
	const char *name;
	const char *dev_name; /* devices without a name get this and their id */
	struct device *dev_root;
	const struct attribute_group **bus_groups; /* of the bus's own directory */
	const struct attribute_group **dev_groups; /* of each device's */
	const struct attribute_group **drv_groups; /* of each driver's */

	/* Positive: may be tried; 0: no; -EPROBE_DEFER: can't be told yet. NULL: always. */
	int (*match)(struct device *dev, struct device_driver *drv);
	int (*uevent)(struct device *dev, struct kobj_uevent_env *env);
	/* Instead of the driver's own, which they are to call. */
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);

	/* For devices that can be put out of use and back, through their file "online" */
	int (*online)(struct device *dev);
	int (*offline)(struct device *dev);

	const struct dev_pm_ops *pm; /* not called: <linux/pm.h> */

	struct subsys_private *p;

	bool need_parent_lock; /* probe and remove with the parent's lock, too */
};

extern int __must_check bus_register(struct bus_type *bus);
extern void bus_unregister(struct bus_type *bus);
extern int __must_check bus_rescan_devices(struct bus_type *bus);

struct bus_attribute {
	struct attribute attr;
	ssize_t (*show)(struct bus_type *bus, char *buf);
	ssize_t (*store)(struct bus_type *bus, const char *buf, size_t count);
};

#define BUS_ATTR_RW(_name) struct bus_attribute bus_attr_##_name = __ATTR_RW(_name)
#define BUS_ATTR_RO(_name) struct bus_attribute bus_attr_##_name = __ATTR_RO(_name)
#define BUS_ATTR_WO(_name) struct bus_attribute bus_attr_##_name = __ATTR_WO(_name)

extern int __must_check bus_create_file(struct bus_type *, struct bus_attribute *);
extern void bus_remove_file(struct bus_type *, struct bus_attribute *);

/* For the finders below and for class_find_device(), driver_find_device(), device_find_child() */
int device_match_name(struct device *dev, const void *name);
int device_match_devt(struct device *dev, const void *pdevt);
int device_match_any(struct device *dev, const void *unused);

/* fn() for each device after start, until it returns something else than 0: that is returned. */
int bus_for_each_dev(struct bus_type *bus, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data));
/* The first that match() likes, referenced, or NULL */
struct device *bus_find_device(struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *dev, const void *data));

static inline struct device *bus_find_device_by_name(struct bus_type *bus, struct device *start,
						     const char *name)
{
	return bus_find_device(bus, start, name, device_match_name);
}

static inline struct device *bus_find_device_by_devt(struct bus_type *bus, dev_t devt)
{
	return bus_find_device(bus, NULL, &devt, device_match_devt);
}

static inline struct device *bus_find_next_device(struct bus_type *bus, struct device *cur)
{
	return bus_find_device(bus, cur, NULL, device_match_any);
}

int bus_for_each_drv(struct bus_type *bus, struct device_driver *start, void *data,
		     int (*fn)(struct device_driver *, void *));

/* Blocking notifiers, called with the device as data */
extern int bus_register_notifier(struct bus_type *bus, struct notifier_block *nb);
extern int bus_unregister_notifier(struct bus_type *bus, struct notifier_block *nb);

#define BUS_NOTIFY_ADD_DEVICE	    0x00000001 /* added */
#define BUS_NOTIFY_DEL_DEVICE	    0x00000002 /* about to be removed */
#define BUS_NOTIFY_REMOVED_DEVICE   0x00000003 /* removed */
#define BUS_NOTIFY_BIND_DRIVER	    0x00000004 /* about to be bound */
#define BUS_NOTIFY_BOUND_DRIVER	    0x00000005
#define BUS_NOTIFY_UNBIND_DRIVER    0x00000006 /* about to be unbound */
#define BUS_NOTIFY_UNBOUND_DRIVER   0x00000007
#define BUS_NOTIFY_DRIVER_NOT_BOUND 0x00000008 /* probe() has failed */

extern struct kset *bus_get_kset(struct bus_type *bus);
extern struct klist *bus_get_device_klist(struct bus_type *bus);

#endif
