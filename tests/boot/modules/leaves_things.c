// SPDX-License-Identifier: MIT
/*
 * Its init registers a timer, a /proc entry, a misc device and a range of character devices, and
 * fails without taking any of them back.
 */
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
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

static int __init leave_things(void)
{
	int err = misc_register(&misc);

	if (err)
		return err;
	if (!proc_create("leaves_things", 0444, NULL, &proc_ops))
		return -ENOMEM;
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
