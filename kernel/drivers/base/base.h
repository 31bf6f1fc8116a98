// SPDX-License-Identifier: MIT
/*
 * The device model from the inside.
 *
 *   core.c      the life of a device: device_add() is the table of contents
 *   place.c     where it is in /sys/devices, and its links
 *   node.c      its number: /dev, /sys/dev
 *   event.c     what its uevents say
 *   attr.c      its attributes
 *   create.c    devices that are made on the spot
 *   find.c      devices by their parents
 *   power.c     devices out of use, and the machine's end
 *   class.c class_walk.c      classes
 *   bus.c bus_walk.c driver.c buses and drivers
 *   bind.c      a device gets a driver, and loses it
 *   deferred.c  and gets it later
 *   devres.c devm.c devm_irq.c devm_io.c devm_map.c   what a driver's device owns
 *   dma.c dmapool.c   memory that devices reach
 *   platform.c platform_alloc.c platform_driver.c   devices that no bus finds
 *   forget.c    what a module has left behind
 *   message.c   dev_printk()
 *
 * Who stays: a device holds its parent, a bus's, a class's or a driver's list holds its devices. A
 * class or bus is its owner's to keep until its devices are gone.
 */
#ifndef _DRIVERS_BASE_BASE_H
#define _DRIVERS_BASE_BASE_H

#include <linux/device.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/notifier.h>

/* A class's or a bus's other half, which lives as long as its directory does. */
struct subsys_private {
	struct kset subsys;	     /* /sys/class/NAME, /sys/bus/NAME */
	struct list_head all;	     /* subsystems; subsystems_lock */
	const struct module *owner;  /* whose code has registered it, for comparison only */
	struct klist klist_devices;  /* holds its devices */
	struct mutex mutex;	     /* interfaces, and who adds a device or an interface */
	struct list_head interfaces; /* of a class; mutex */

	/* A bus's: */
	struct bus_type *bus;
	struct kset *devices_kset; /* /sys/bus/NAME/devices, with links */
	struct kset *drivers_kset;
	struct klist klist_drivers; /* holds its drivers' kobjects */
	struct blocking_notifier_head notifier;
	bool drivers_autoprobe;

	/* A class's: */
	struct class *class;
	struct list_head glue_dirs; /* glue_lock */
};

struct driver_private {
	struct kobject kobj; /* /sys/bus/BUS/drivers/NAME */
	struct klist klist_devices;
	struct klist_node knode_bus;
	struct device_driver *driver;
	const struct module *owner; /* whose code has registered it, for comparison only */
	char *module_link;	    /* in its module's directory, or NULL */
};

/* The directory between a device and those below it that are of one class: …/DEVICE/CLASS/ */
struct glue_dir {
	struct kobject kobj;
	struct list_head link; /* class->p->glue_dirs; this and the next: glue_lock */
	unsigned int users;
};

struct device_private {
	struct device *device;
	struct klist klist_children;
	struct klist_node knode_parent;
	struct klist_node knode_driver;
	struct klist_node knode_bus;
	struct klist_node knode_class;
	struct glue_dir *glue;	    /* that it lies in, or NULL */
	char *node;		    /* its node's name in /dev, or NULL */
	bool dead;		    /* is being removed: no driver any more; the device's lock */
	const struct module *owner; /* whose code has added it, for comparison only */

	struct list_head deferred_probe; /* deferred.c's lock */
	char *deferred_probe_reason;	 /* allocated, or NULL; the same */
};

extern struct kset *devices_kset; /* /sys/devices; its list has every device */
extern struct kset *bus_kset;
extern struct kset *class_kset;
extern const struct kobj_type device_ktype;
extern const struct kset_uevent_ops device_uevent_ops;

/* Subsystems that there are, for whoever takes out a module's */
extern struct mutex subsystems_lock;
extern struct list_head subsystems;
void subsystem_list(struct subsys_private *p);
void subsystem_unlist(struct subsys_private *p);

static inline struct subsys_private *to_subsys_private(struct kobject *kobj)
{
	return container_of(kobj, struct subsys_private, subsys.kobj);
}

static inline struct driver_private *to_driver_private(struct kobject *kobj)
{
	return container_of(kobj, struct driver_private, kobj);
}

/* --- core.c --- */
void device_take_out(struct device *dev);

/* --- place.c --- */
struct kobject *device_place(struct device *dev, struct device *parent);
void device_leave_place(struct device_private *p);
int device_add_class_links(struct device *dev);
void device_remove_class_links(struct device *dev);

/* --- node.c --- */
const char *device_get_devnode(struct device *dev, umode_t *mode, kuid_t *uid, kgid_t *gid,
			       char **tmp);
int device_add_node(struct device *dev);
void device_remove_node(struct device *dev);

/* --- attr.c --- */
extern const struct sysfs_ops dev_sysfs_ops;
int device_add_attrs(struct device *dev);
void device_remove_attrs(struct device *dev);

/* --- event.c --- */
extern struct device_attribute dev_attr_uevent;

/* --- class.c --- */
void klist_device_get_class(struct klist_node *n);
void class_add_device(struct device *dev);
void class_remove_device(struct device *dev);
void classes_init(void);

/* --- bus.c, bus_walk.c --- */
int bus_add_device(struct device *dev);
void bus_probe_device(struct device *dev);
void bus_remove_device(struct device *dev);
int bus_add_driver(struct device_driver *drv);
void bus_remove_driver(struct device_driver *drv);
int bus_rescan_devices_helper(struct device *dev, void *unused);
void bus_notify(struct device *dev, unsigned long event);
void buses_init(void);

/* --- driver.c --- */
int driver_add_groups(struct device_driver *drv, const struct attribute_group **groups);
void driver_remove_groups(struct device_driver *drv, const struct attribute_group **groups);

/* --- bind.c --- */
int driver_match_device(struct device_driver *drv, struct device *dev);
void device_driver_detach(struct device *dev);
void driver_detach(struct device_driver *drv);
struct device *driver_last_device(struct driver_private *p);

/* --- deferred.c --- */
void deferred_probe_drop(struct device *dev);
void deferred_probe_trigger(void);
void deferred_probe_note_reason(const struct device *dev, struct va_format *text);
/* A probe begins; it has been deferred, since what has come meanwhile may be what it needs. */
int deferred_probe_begin(void);
void deferred_probe_end(void);
void deferred_probe_again(struct device *dev, int begun);
void deferred_init(void);

/* --- devres.c --- */
int devres_release_all(struct device *dev);
void devres_abandon_all(struct device *dev);
size_t devres_size(const void *res);

/* --- platform.c --- */
struct platform_device;
/* What platform_device_add() has taken for it. */
void platform_device_give_back(struct platform_device *pdev);
void platform_init(void);
void platform_set_dma_masks(struct platform_device *pdev);

#endif
