// SPDX-License-Identifier: MIT
/*
 * Two platform devices and their driver. "pair-b" comes first and can't be had before "pair-a" is.
 * end=fail: the driver refuses pair-a; end=left: init fails with all of it registered; end=crash:
 * it crashes then. ports: where those of pair-a begin.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

static char *end = "";
module_param(end, charp, 0);
static ulong ports = 0x300;
module_param(ports, ulong, 0);

static bool a_is_there;

static void released(void *what)
{
	pr_info("pair: %s is given back\n", (char *)what);
}

static ssize_t level_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", *(int *)dev_get_drvdata(dev));
}

static ssize_t level_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	int err = kstrtoint(buf, 0, dev_get_drvdata(dev));

	if (!err)
		sysfs_notify(&dev->kobj, NULL, "level");
	return err ?: count;
}
static DEVICE_ATTR_RW(level);

static ssize_t vanish_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	return device_remove_file_self(dev, attr) ? count : -ENODEV;
}
static DEVICE_ATTR_WO(vanish);

static struct attribute *pair_attrs[] = {&dev_attr_level.attr, NULL};
ATTRIBUTE_GROUPS(pair);

static int pair_probe(struct platform_device *pdev)
{
	const struct platform_device_id *id = platform_get_device_id(pdev);
	struct device *dev = &pdev->dev;
	struct resource *regs;
	void __iomem *window;
	int *level;
	int err;

	if (id->driver_data == 2 && !a_is_there)
		return dev_err_probe(dev, -EPROBE_DEFER, "waits for the other one\n");
	level = devm_kzalloc(dev, sizeof(*level), GFP_KERNEL);
	if (!level)
		return -ENOMEM;
	*level = id->driver_data;
	platform_set_drvdata(pdev, level);
	err = devm_add_action_or_reset(dev, released, "the first");
	if (err)
		return err;
	err = devm_add_action_or_reset(dev, released, "the second");
	if (err)
		return err;
	if (id->driver_data == 1) {
		regs = platform_get_resource(pdev, IORESOURCE_IO, 0);
		if (!regs || platform_get_resource_byname(pdev, IORESOURCE_IO, "regs") != regs)
			return -ENXIO;
		dev_info(dev, "irq %d, %d bytes of ports\n", platform_get_irq(pdev, 0),
			 (int)resource_size(regs));
		if (!devm_request_region(dev, regs->start, resource_size(regs), dev_name(dev)))
			return -EBUSY;
		window = devm_platform_ioremap_resource(pdev, 0);
		if (IS_ERR(window))
			return PTR_ERR(window);
		if (!strcmp(end, "fail"))
			return dev_err_probe(dev, -EIO, "is refused\n");
		a_is_there = true;
	} else {
		dev_info(dev, "data \"%s\"\n", (char *)dev_get_platdata(dev));
	}
	return device_create_file(dev, &dev_attr_vanish);
}

static int pair_remove(struct platform_device *pdev)
{
	dev_info(&pdev->dev, "is left\n");
	device_remove_file(&pdev->dev, &dev_attr_vanish);
	return 0;
}

static const struct platform_device_id pair_ids[] = {{"pair-a", 1}, {"pair-b", 2}, {}};
MODULE_DEVICE_TABLE(platform, pair_ids);

static struct platform_driver pair_driver = {
	.probe = pair_probe,
	.remove = pair_remove,
	.driver = {.name = "pair", .dev_groups = pair_groups},
	.id_table = pair_ids,
};

static struct resource resources[] = {
	DEFINE_RES_MEM(0xfed10000, 0x1000),
	DEFINE_RES_IO_NAMED(0, 8, "regs"),
	DEFINE_RES_IRQ(9),
};

static struct platform_device *a, *b;

static int __init pair_init(void)
{
	int err;

	resources[1].start = ports;
	resources[1].end = ports + 7;
	b = platform_device_register_data(NULL, "pair-b", PLATFORM_DEVID_NONE, "hello", 6);
	if (IS_ERR(b))
		return PTR_ERR(b);
	err = platform_driver_register(&pair_driver);
	if (err)
		goto remove_b;
	a = platform_device_register_simple("pair-a", 0, resources, ARRAY_SIZE(resources));
	if (IS_ERR(a)) {
		err = PTR_ERR(a);
		goto remove_driver;
	}
	wait_for_device_probe();
	if (!strcmp(end, "crash"))
		*(volatile int *)NULL = 0;
	if (!strcmp(end, "left"))
		return -ENODEV;
	return 0;

remove_driver:
	platform_driver_unregister(&pair_driver);
remove_b:
	platform_device_unregister(b);
	return err;
}
module_init(pair_init);

static void __exit pair_exit(void)
{
	platform_device_unregister(a);
	platform_driver_unregister(&pair_driver);
	platform_device_unregister(b);
}
module_exit(pair_exit);

MODULE_LICENSE("GPL");
