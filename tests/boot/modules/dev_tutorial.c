// SPDX-License-Identifier: MIT
/*
 * A character device as tutorials write it: a region of numbers, a cdev, a class, and a device for
 * each minor. rounds=N: makes and removes one more device N times before that.
 */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/module.h>

#define MINORS 3

static int rounds;
module_param(rounds, int, 0);

static dev_t first;
static struct cdev cdev;
static struct class *cls;

static ssize_t tutorial_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	return simple_read_from_buffer(to, count, pos, "tutorial\n", 9);
}

static const struct file_operations fops = {
	.owner = THIS_MODULE,
	.read = tutorial_read,
};

static char *tutorial_devnode(struct device *dev, umode_t *mode)
{
	if (mode && MINOR(dev->devt) == 1)
		*mode = 0640;
	return NULL;
}

static int tutorial_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	return add_uevent_var(env, "TUTORIAL=%d", MINOR(dev->devt));
}

static ssize_t text_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s %s\n", dev_name(dev), (char *)dev_get_drvdata(dev));
}
static DEVICE_ATTR_RO(text);

static struct attribute *tutorial_attrs[] = {&dev_attr_text.attr, NULL};
ATTRIBUTE_GROUPS(tutorial);

static const char *const names[MINORS] = {"tutorial0", "tutorial1", "tutorial!sub!two"};

static int __init make_devices(void)
{
	for (int i = 0; i < MINORS; i++) {
		struct device *dev = device_create_with_groups(cls, NULL, first + i, "data",
							       tutorial_groups, "%s", names[i]);

		if (IS_ERR(dev)) {
			while (i--)
				device_destroy(cls, first + i);
			return PTR_ERR(dev);
		}
		dev_info(dev, "made\n");
	}
	return 0;
}

static int __init go_round(void)
{
	for (int i = 0; i < rounds; i++) {
		struct device *dev = device_create(cls, NULL, first + 3, NULL, "round%d", i);

		if (IS_ERR(dev))
			return PTR_ERR(dev);
		device_destroy(cls, first + 3);
	}
	return 0;
}

static int __init tutorial_init(void)
{
	int err = alloc_chrdev_region(&first, 0, MINORS + 1, "tutorial");

	if (err)
		return err;
	cdev_init(&cdev, &fops);
	cdev.owner = THIS_MODULE;
	err = cdev_add(&cdev, first, MINORS);
	if (err)
		goto give_numbers;
	cls = class_create(THIS_MODULE, "tutorial");
	if (IS_ERR(cls)) {
		err = PTR_ERR(cls);
		goto del_cdev;
	}
	cls->devnode = tutorial_devnode;
	cls->dev_uevent = tutorial_uevent;
	err = go_round();
	if (err)
		goto destroy_class;
	err = make_devices();
	if (!err)
		return 0;

destroy_class:
	class_destroy(cls);
del_cdev:
	cdev_del(&cdev);
give_numbers:
	unregister_chrdev_region(first, MINORS + 1);
	return err;
}
module_init(tutorial_init);

static void __exit tutorial_exit(void)
{
	for (int i = 0; i < MINORS; i++)
		device_destroy(cls, first + i);
	class_destroy(cls);
	cdev_del(&cdev);
	unregister_chrdev_region(first, MINORS + 1);
}
module_exit(tutorial_exit);

MODULE_LICENSE("GPL");
