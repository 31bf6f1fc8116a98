// SPDX-License-Identifier: MIT
/*
 * Its init registers a timer, a /proc entry, a table in /proc/sys, a directory in debugfs, a file
 * system, a misc device, a class with a device and a range of character devices, and fails without
 * taking any of them back.
 */
#include <linux/debugfs.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sysctl.h>
#include <linux/timer.h>

static int range;
module_param(range, int, 0);

static void tick(struct timer_list *timer)
{
	pr_err("the timer runs\n");
}
static DEFINE_TIMER(timer, tick);

static ssize_t nothing_to_read(struct file *file, char __user *buf, size_t len, loff_t *pos)
{
	return 0;
}

static const struct proc_ops proc_ops = {.proc_read = nothing_to_read};
static const struct file_operations fops = {.owner = THIS_MODULE, .read = nothing_to_read};
static struct miscdevice misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "leaves_things",
	.fops = &fops,
};

static struct ctl_table table[] = {
	{.procname = "leaves_things",
	 .data = &range,
	 .maxlen = sizeof(range),
	 .mode = 0444,
	 .proc_handler = proc_dointvec},
	{},
};
static struct ctl_table tree[] = {{.procname = "leaves", .child = table}, {}};

static struct file_system_type fs = {.owner = THIS_MODULE, .name = "leaves_things"};

static int __init leave_files(void)
{
	struct dentry *dir = debugfs_create_dir("leaves_things", NULL);

	debugfs_create_u32("range", 0444, dir, (u32 *)&range);
	debugfs_create_file("nothing", 0444, dir, NULL, &fops);
	if (!register_sysctl("kernel", table) || !register_sysctl_table(tree))
		return -ENOMEM;
	return register_filesystem(&fs);
}

static char *devnode(struct device *dev, umode_t *mode)
{
	return NULL;
}

static int __init leave_class(void)
{
	struct class *class = class_create(THIS_MODULE, "leaves_things");

	if (IS_ERR(class))
		return PTR_ERR(class);
	class->devnode = devnode;
	return PTR_ERR_OR_ZERO(device_create(class, NULL, MKDEV(241, 0), NULL, "left"));
}

static int __init leave_things(void)
{
	int err = misc_register(&misc) ?: leave_files();

	if (err)
		return err;
	if (!proc_create("leaves_things", 0444, NULL, &proc_ops))
		return -ENOMEM;
	err = leave_class();
	if (err)
		return err;
	if (range) {
		err = register_chrdev(range, "leaves_things", &fops);
		if (err)
			return err;
	}
	mod_timer(&timer, jiffies + HZ / 10);
	return -ENODEV;
}

static void __exit never(void)
{
}

module_init(leave_things);
module_exit(never);
MODULE_LICENSE("GPL");
