// SPDX-License-Identifier: MIT
/*
 * Devices: what drivers drive and /sys/devices shows.
 *
 * A struct device is embedded in a larger structure, or made by device_create(). It is an object
 * with references: device_initialize() makes the first, device_add() shows it in /sys, gives it a
 * node in /dev if it has a device number and a class, and looks for a driver on its bus;
 * device_del() undoes that, and the last put_device() calls release(), which frees the structure.
 * From device_initialize() on nothing else may free it. device_register() and device_unregister()
 * are both in one; after a device_register() that has failed comes put_device().
 *
 * What a user of character devices wants is short:
 *
 *	cls = class_create(THIS_MODULE, "leds");
 *	dev = device_create(cls, NULL, MKDEV(major, 0), NULL, "led%d", 0);	→ /dev/led0
 *	device_destroy(cls, MKDEV(major, 0));
 *	class_destroy(cls);
 *
 * All of this may sleep, except get_device(), names and driver data. The driver's lock is
 * device_lock(): held over probe() and remove().
 */
#ifndef _DEVICE_H_
#define _DEVICE_H_

#include <linux/dev_printk.h>
#include <linux/kobject.h>
#include <linux/klist.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/mutex.h>
#include <linux/numa.h>
#include <linux/atomic.h>
#include <linux/uidgid.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/pm.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/devres.h>
#include <linux/device/driver.h>

struct device_private;

/* Devices of one class or bus that differ in kind: disks and partitions. */
struct device_type {
	const char *name; /* DEVTYPE in events */
	const struct attribute_group **groups;
	int (*uevent)(struct device *dev, struct kobj_uevent_env *env);
	/* As a class's, which it comes before; owner and group, too. */
	char *(*devnode)(struct device *dev, umode_t *mode, kuid_t *uid, kgid_t *gid);
	void (*release)(struct device *dev);
	const struct dev_pm_ops *pm; /* not called: <linux/pm.h> */
};

struct device {
	struct kobject kobj;
	struct device *parent;

	struct device_private *p; /* the core's, from device_add() on */

	const char *init_name; /* a name before there are allocations: copied by device_add() */
	const struct device_type *type;

	struct bus_type *bus;
	struct device_driver *driver; /* that has it, or NULL; under mutex */
	void *platform_data;	      /* of whoever has made the device, for its driver */
	void *driver_data;	      /* dev_set_drvdata(): the driver's */
	struct mutex mutex;	      /* device_lock() */

	u64 *dma_mask;	       /* what it can reach of memory; NULL: it reaches none by itself */
	u64 coherent_dma_mask; /* the same, for dma_alloc_coherent() */

	dev_t devt; /* 0: it has no number */
	u32 id;	    /* for names by the bus */

	spinlock_t devres_lock;
	struct list_head devres_head; /* devm_ resources; devres_lock */

	struct class *class;
	const struct attribute_group **groups;

	void (*release)(struct device *dev);

	bool offline_disabled : 1; /* these two under device_hotplug's lock and mutex */
	bool offline : 1;
	bool can_match : 1; /* a driver has matched, and has deferred the probe */
};

static inline struct device *kobj_to_dev(struct kobject *kobj)
{
	return container_of(kobj, struct device, kobj);
}

/* --- names and data --- */

/* The machine is one node, so that none is nearer. */
static inline int dev_to_node(struct device *dev)
{
	return NUMA_NO_NODE;
}

static inline const char *dev_name(const struct device *dev)
{
	/* Before it has been added, it may have its initial name only. */
	if (dev->init_name)
		return dev->init_name;
	return kobject_name(&dev->kobj);
}

__printf(2, 3) int dev_set_name(struct device *dev, const char *name, ...);
/* The name of the driver, else of the bus, else of the class; "" */
const char *dev_driver_string(const struct device *dev);

static inline const char *dev_bus_name(const struct device *dev)
{
	return dev->bus ? dev->bus->name : (dev->class ? dev->class->name : "");
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_platdata(const struct device *dev)
{
	return dev->platform_data;
}

static inline unsigned int dev_get_uevent_suppress(const struct device *dev)
{
	return dev->kobj.uevent_suppress;
}

static inline void dev_set_uevent_suppress(struct device *dev, int val)
{
	dev->kobj.uevent_suppress = val;
}

static inline int device_is_registered(struct device *dev)
{
	return dev->kobj.state_in_sysfs;
}

/* --- locks --- */

static inline void device_lock(struct device *dev)
{
	mutex_lock(&dev->mutex);
}

static inline int device_lock_interruptible(struct device *dev)
{
	return mutex_lock_interruptible(&dev->mutex);
}

static inline int device_trylock(struct device *dev)
{
	return mutex_trylock(&dev->mutex);
}

static inline void device_unlock(struct device *dev)
{
	mutex_unlock(&dev->mutex);
}

static inline void device_lock_assert(struct device *dev)
{
	lockdep_assert_held(&dev->mutex);
}

/* --- life --- */

int __must_check device_register(struct device *dev);
void device_unregister(struct device *dev);
void device_initialize(struct device *dev);
int __must_check device_add(struct device *dev);
void device_del(struct device *dev);
/* NULL is passed through. */
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
/* Marks a device that is being removed; false if it was. Under its lock. */
bool kill_device(struct device *dev);

int device_rename(struct device *dev, const char *new_name);
int device_move(struct device *dev, struct device *new_parent);

/* A device that device_destroy() or device_unregister() frees; ERR_PTR on failure. */
__printf(5, 6) struct device *device_create(struct class *cls, struct device *parent, dev_t devt,
					    void *drvdata, const char *fmt, ...);
__printf(6, 7) struct device *device_create_with_groups(struct class *cls, struct device *parent,
							dev_t devt, void *drvdata,
							const struct attribute_group **groups,
							const char *fmt, ...);
void device_destroy(struct class *cls, dev_t devt);

/* A device in /sys/devices that others are below, with no other purpose. */
struct device *__root_device_register(const char *name, struct module *owner);
void root_device_unregister(struct device *root);

#define root_device_register(name) __root_device_register(name, THIS_MODULE)

/* --- children --- */

int device_for_each_child(struct device *dev, void *data, int (*fn)(struct device *dev, void *));
int device_for_each_child_reverse(struct device *dev, void *data,
				  int (*fn)(struct device *dev, void *data));
struct device *device_find_child(struct device *dev, void *data,
				 int (*match)(struct device *dev, void *data));
struct device *device_find_child_by_name(struct device *parent, const char *name);
struct device *device_find_any_child(struct device *parent);

/* --- drivers: with the device's lock held, except device_attach() and the like --- */

int __must_check device_attach(struct device *dev);
int __must_check driver_attach(struct device_driver *drv);
int __must_check device_driver_attach(struct device_driver *drv, struct device *dev);
int __must_check device_bind_driver(struct device *dev);
void device_release_driver(struct device *dev);
int __must_check device_reprobe(struct device *dev);
bool device_is_bound(struct device *dev);

void lock_device_hotplug(void);
void unlock_device_hotplug(void);
int device_offline(struct device *dev);
int device_online(struct device *dev);

/* --- attributes --- */

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *dev, struct device_attribute *attr, char *buf);
	ssize_t (*store)(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count);
};

/* One that shows a variable */
struct dev_ext_attribute {
	struct device_attribute attr;
	void *var;
};

ssize_t device_show_ulong(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_ulong(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count);
ssize_t device_show_int(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_int(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count);
ssize_t device_show_bool(struct device *dev, struct device_attribute *attr, char *buf);
ssize_t device_store_bool(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count);

/* clang-format off */
#define DEVICE_ATTR(_name, _mode, _show, _store)                                                   \
	struct device_attribute dev_attr_##_name = __ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_PREALLOC(_name, _mode, _show, _store)                                          \
	struct device_attribute dev_attr_##_name = __ATTR_PREALLOC(_name, _mode, _show, _store)
#define DEVICE_ATTR_RW(_name) struct device_attribute dev_attr_##_name = __ATTR_RW(_name)
#define DEVICE_ATTR_ADMIN_RW(_name)                                                                \
	struct device_attribute dev_attr_##_name = __ATTR_RW_MODE(_name, 0600)
#define DEVICE_ATTR_RO(_name) struct device_attribute dev_attr_##_name = __ATTR_RO(_name)
#define DEVICE_ATTR_ADMIN_RO(_name)                                                                \
	struct device_attribute dev_attr_##_name = __ATTR_RO_MODE(_name, 0400)
#define DEVICE_ATTR_WO(_name) struct device_attribute dev_attr_##_name = __ATTR_WO(_name)
#define DEVICE_ULONG_ATTR(_name, _mode, _var)                                                      \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
		__ATTR(_name, _mode, device_show_ulong, device_store_ulong), &(_var)}
#define DEVICE_INT_ATTR(_name, _mode, _var)                                                        \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
		__ATTR(_name, _mode, device_show_int, device_store_int), &(_var)}
#define DEVICE_BOOL_ATTR(_name, _mode, _var)                                                       \
	struct dev_ext_attribute dev_attr_##_name = {                                              \
		__ATTR(_name, _mode, device_show_bool, device_store_bool), &(_var)}
#define DEVICE_ATTR_IGNORE_LOCKDEP(_name, _mode, _show, _store)                                    \
	struct device_attribute dev_attr_##_name =                                                 \
		__ATTR_IGNORE_LOCKDEP(_name, _mode, _show, _store)
/* clang-format on */

int device_create_file(struct device *device, const struct device_attribute *entry);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
/* From the attribute's own store(): see sysfs_remove_file_self(). */
bool device_remove_file_self(struct device *dev, const struct device_attribute *attr);
int __must_check device_create_bin_file(struct device *dev, const struct bin_attribute *attr);
void device_remove_bin_file(struct device *dev, const struct bin_attribute *attr);

int __must_check device_add_groups(struct device *dev, const struct attribute_group **groups);
void device_remove_groups(struct device *dev, const struct attribute_group **groups);

static inline int __must_check device_add_group(struct device *dev,
						const struct attribute_group *grp)
{
	const struct attribute_group *groups[] = {grp, NULL};

	return device_add_groups(dev, groups);
}

static inline void device_remove_group(struct device *dev, const struct attribute_group *grp)
{
	const struct attribute_group *groups[] = {grp, NULL};

	device_remove_groups(dev, groups);
}

extern struct kobject *sysfs_dev_char_kobj;  /* /sys/dev/char */
extern struct kobject *sysfs_dev_block_kobj; /* /sys/dev/block */

#endif
