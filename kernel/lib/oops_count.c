// SPDX-License-Identifier: MIT
/*
 * /sys/kernel/oops_count: how many crashes the kernel has reported, and survived, since boot.
 */
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/panic.h>
#include <linux/sysfs.h>
#include <kernel/traps.h>

static ssize_t oops_count_show(struct kobject *kobj, struct kobj_attribute *attr, char *page)
{
	return sysfs_emit(page, "%d\n", oops_count());
}

static struct kobj_attribute oops_count_attr = __ATTR_RO(oops_count);

void __init oops_count_init(void)
{
	if (sysfs_create_file(kernel_kobj, &oops_count_attr.attr))
		panic("No memory for /sys/kernel/oops_count");
}
