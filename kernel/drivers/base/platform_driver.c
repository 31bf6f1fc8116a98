// SPDX-License-Identifier: MIT
/*
 * Registration of platform drivers.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/klist.h>
#include <linux/kernel.h>
#include <linux/platform_device.h>
#include "base.h"

int __platform_driver_register(struct platform_driver *drv, struct module *owner)
{
	drv->driver.owner = owner;
	drv->driver.bus = &platform_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL_GPL(__platform_driver_register);

void platform_driver_unregister(struct platform_driver *drv)
{
	driver_unregister(&drv->driver);
}
EXPORT_SYMBOL_GPL(platform_driver_unregister);

/* After a probe function in init memory has gone */
static int no_more_probes(struct platform_device *pdev)
{
	return -ENXIO;
}

int __platform_driver_probe(struct platform_driver *drv, int (*probe)(struct platform_device *),
			    struct module *module)
{
	int err;

	if (drv->driver.probe_type == PROBE_PREFER_ASYNCHRONOUS) {
		pr_err("%s: drivers registered with platform_driver_probe can not be probed "
		       "asynchronously\n",
		       drv->driver.name);
		return -EINVAL;
	}
	/* Nothing may come back to it later. */
	drv->driver.probe_type = PROBE_FORCE_SYNCHRONOUS;
	drv->prevent_deferred_probe = true;
	drv->driver.suppress_bind_attrs = true;
	drv->probe = probe;
	err = __platform_driver_register(drv, module);
	if (err)
		return err;
	/* A device that comes meanwhile is tried, too: until the pointer changes. */
	WRITE_ONCE(drv->probe, no_more_probes);
	if (!list_empty(&drv->driver.p->klist_devices.k_list))
		return 0;
	platform_driver_unregister(drv);
	return -ENODEV;
}
EXPORT_SYMBOL_GPL(__platform_driver_probe);

struct platform_device *__platform_create_bundle(struct platform_driver *drv,
						 int (*probe)(struct platform_device *),
						 struct resource *res, unsigned int n_res,
						 const void *data, size_t size,
						 struct module *module)
{
	struct platform_device *pdev;
	int err;

	pdev = platform_device_register_resndata(NULL, drv->driver.name, PLATFORM_DEVID_NONE, res,
						 n_res, data, size);
	if (IS_ERR(pdev))
		return pdev;
	err = __platform_driver_probe(drv, probe, module);
	if (err) {
		platform_device_unregister(pdev);
		return ERR_PTR(err);
	}
	return pdev;
}
EXPORT_SYMBOL_GPL(__platform_create_bundle);

int __platform_register_drivers(struct platform_driver *const *drivers, unsigned int count,
				struct module *owner)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		int err = __platform_driver_register(drivers[i], owner);

		if (err < 0) {
			pr_err("failed to register platform driver %ps: %d\n", drivers[i], err);
			platform_unregister_drivers(drivers, i);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL_GPL(__platform_register_drivers);

void platform_unregister_drivers(struct platform_driver *const *drivers, unsigned int count)
{
	while (count--)
		platform_driver_unregister(drivers[count]);
}
EXPORT_SYMBOL_GPL(platform_unregister_drivers);
