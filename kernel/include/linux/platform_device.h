// SPDX-License-Identifier: MIT
/*
 * Platform devices: those that no bus finds by itself, so that somebody has to know of them.
 *
 * Whoever knows registers the device, with its resources, which are in /proc/ioports and
 * /proc/iomem while it is there; a driver of its name, or with its name in the driver's id_table,
 * gets it. Devices are called NAME, or NAME.ID, and lie in /sys/devices/platform unless they have a
 * parent.
 *
 * One that platform_device_alloc() made is freed by its last reference; platform_device_put() drops
 * one, after a failure, too. One in a structure of the caller's needs a release() of the caller's.
 */
#ifndef _PLATFORM_DEVICE_H_
#define _PLATFORM_DEVICE_H_

#include <linux/device.h>
#include <linux/err.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/mod_devicetable.h>

#define PLATFORM_DEVID_NONE (-1) /* the name alone */
#define PLATFORM_DEVID_AUTO (-2) /* NAME.N.auto, with a number that is free */

struct platform_device {
	const char *name;
	int id;
	bool id_auto;	       /* id was given out */
	u64 platform_dma_mask; /* dev.dma_mask points here, unless its maker had another */
	struct device dev;
	u32 num_resources;
	struct resource *resource;

	const struct platform_device_id *id_entry; /* of the driver's table, that matched */
	const char *driver_override;		   /* allocated: only a driver of that name */
};

#define platform_get_device_id(pdev) ((pdev)->id_entry)
#define to_platform_device(x)	     container_of((x), struct platform_device, dev)
#define dev_is_platform(dev)	     ((dev)->bus == &platform_bus_type)

int platform_device_register(struct platform_device *);
void platform_device_unregister(struct platform_device *);

extern struct bus_type platform_bus_type;
extern struct device platform_bus; /* /sys/devices/platform */

/* The num-th of that type; the one of that type and name. NULL: there is none such. */
struct resource *platform_get_resource(struct platform_device *, unsigned int type,
				       unsigned int num);
struct resource *platform_get_resource_byname(struct platform_device *, unsigned int type,
					      const char *name);
struct resource *platform_get_mem_or_io(struct platform_device *, unsigned int num);
/*
 * Memory resources, asked for and mapped until the driver leaves the device; ERR_PTR after a
 * message.
 */
void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res);
void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index);
void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev, const char *name);
/* Positive; -ENXIO after a message: there is none. The optional ones are silent. */
int platform_get_irq(struct platform_device *, unsigned int num);
int platform_get_irq_optional(struct platform_device *, unsigned int num);
int platform_get_irq_byname(struct platform_device *, const char *name);
int platform_get_irq_byname_optional(struct platform_device *dev, const char *name);
int platform_irq_count(struct platform_device *);

/* Several; all or none. */
int platform_add_devices(struct platform_device **, int num);

/* All that can be said of a device; what isn't said is 0. */
struct platform_device_info {
	struct device *parent;
	const char *name;
	int id;
	const struct resource *res;
	unsigned int num_res;
	const void *data; /* platform_data: copied, size_data bytes */
	size_t size_data;
	u64 dma_mask; /* for both of the device's masks */
};

/* A device made of that; ERR_PTR(-ENOMEM, -EEXIST). platform_device_unregister() ends it. */
struct platform_device *platform_device_register_full(const struct platform_device_info *pdevinfo);

static inline struct platform_device *
platform_device_register_resndata(struct device *parent, const char *name, int id,
				  const struct resource *res, unsigned int num, const void *data,
				  size_t size)
{
	struct platform_device_info pdevinfo = {
		.parent = parent,
		.name = name,
		.id = id,
		.res = res,
		.num_res = num,
		.data = data,
		.size_data = size,
	};

	return platform_device_register_full(&pdevinfo);
}

static inline struct platform_device *platform_device_register_simple(const char *name, int id,
								      const struct resource *res,
								      unsigned int num)
{
	return platform_device_register_resndata(NULL, name, id, res, num, NULL, 0);
}

static inline struct platform_device *platform_device_register_data(struct device *parent,
								    const char *name, int id,
								    const void *data, size_t size)
{
	return platform_device_register_resndata(parent, name, id, NULL, 0, data, size);
}

/* The same by steps */
struct platform_device *platform_device_alloc(const char *name, int id);
int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num);
int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size);
int platform_device_add(struct platform_device *pdev);
void platform_device_del(struct platform_device *pdev);
void platform_device_put(struct platform_device *pdev);

struct platform_driver {
	int (*probe)(struct platform_device *);
	int (*remove)(struct platform_device *);
	void (*shutdown)(struct platform_device *);
	int (*suspend)(struct platform_device *,
		       pm_message_t state); /* not called, and nor is this: */
	int (*resume)(struct platform_device *);
	struct device_driver driver;
	const struct platform_device_id *id_table; /* ends with an empty name; or NULL */
	bool prevent_deferred_probe;
};

#define to_platform_driver(drv) (container_of((drv), struct platform_driver, driver))

#define platform_driver_register(drv) __platform_driver_register(drv, THIS_MODULE)
int __platform_driver_register(struct platform_driver *, struct module *);
void platform_driver_unregister(struct platform_driver *);

/*
 * For a probe() in init memory: only the devices there are are tried, and none later. -ENODEV: none
 * was taken, and the driver isn't registered.
 */
#define platform_driver_probe(drv, probe) __platform_driver_probe(drv, probe, THIS_MODULE)
int __platform_driver_probe(struct platform_driver *driver, int (*probe)(struct platform_device *),
			    struct module *module);

static inline void *platform_get_drvdata(const struct platform_device *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void platform_set_drvdata(struct platform_device *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

/* For a module that only registers a driver. */
#define module_platform_driver(__platform_driver)                                                  \
	module_driver(__platform_driver, platform_driver_register, platform_driver_unregister)

#define module_platform_driver_probe(__platform_driver, __platform_probe)                          \
	static int __init __platform_driver##_init(void)                                           \
	{                                                                                          \
		return platform_driver_probe(&(__platform_driver), __platform_probe);              \
	}                                                                                          \
	module_init(__platform_driver##_init);                                                     \
	static void __exit __platform_driver##_exit(void)                                          \
	{                                                                                          \
		platform_driver_unregister(&(__platform_driver));                                  \
	}                                                                                          \
	module_exit(__platform_driver##_exit);

/* A device and its driver at once. ERR_PTR. */
#define platform_create_bundle(driver, probe, res, n_res, data, size)                              \
	__platform_create_bundle(driver, probe, res, n_res, data, size, THIS_MODULE)
struct platform_device *__platform_create_bundle(struct platform_driver *driver,
						 int (*probe)(struct platform_device *),
						 struct resource *res, unsigned int n_res,
						 const void *data, size_t size,
						 struct module *module);

/* Several drivers; all or none. The last one goes first. */
int __platform_register_drivers(struct platform_driver *const *drivers, unsigned int count,
				struct module *owner);
void platform_unregister_drivers(struct platform_driver *const *drivers, unsigned int count);

#define platform_register_drivers(drivers, count)                                                  \
	__platform_register_drivers(drivers, count, THIS_MODULE)

#endif
