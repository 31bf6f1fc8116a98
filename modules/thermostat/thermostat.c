// SPDX-License-Identifier: MIT
/*
 * Attributes in /sys: files with one value each, that is text when it is read or written.
 *
 * They hang on a kobject, which is a folder in /sys and a reference count. This one belongs to
 * nothing but the module.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/sysfs.h>

MODULE_DESCRIPTION("Attributes in /sys");
MODULE_LICENSE("GPL");

static int wanted = 21;
static int outside = 4;

static ssize_t wanted_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(wanted));
}

/* Takes all of the text or refuses it: echo's newline is kstrtoint()'s to skip. */
static ssize_t wanted_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			    size_t count)
{
	int value, err = kstrtoint(buf, 10, &value);

	if (err)
		return err;
	if (value < 5 || value > 30)
		return -ERANGE;
	WRITE_ONCE(wanted, value);
	return count;
}

static ssize_t heating_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", READ_ONCE(wanted) > outside ? "on" : "off");
}

/* The names of the functions follow from the names of the files. */
static struct kobj_attribute wanted_attribute = __ATTR_RW(wanted);
static struct kobj_attribute heating_attribute = __ATTR_RO(heating);

static struct attribute *thermostat_attrs[] = {
	&wanted_attribute.attr,
	&heating_attribute.attr,
	NULL,
};
ATTRIBUTE_GROUPS(thermostat);

static struct kobject *thermostat;

static int __init thermostat_init(void)
{
	int err;

	thermostat = kobject_create_and_add("thermostat", kernel_kobj); /* in /sys/kernel */
	if (!thermostat)
		return -ENOMEM;
	err = sysfs_create_groups(thermostat, thermostat_groups);
	if (err)
		kobject_put(thermostat);
	return err;
}

static void __exit thermostat_exit(void)
{
	/* The files go with the folder, and that with the last reference. */
	kobject_put(thermostat);
}

module_init(thermostat_init);
module_exit(thermostat_exit);
