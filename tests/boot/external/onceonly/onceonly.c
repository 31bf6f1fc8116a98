// SPDX-License-Identifier: GPL-2.0
/*
 * onceonly - a character device that one process at a time may hold open,
 * and that tells how often it was asked.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/init.h>
#include <linux/fs.h>
#include <linux/atomic.h>
#include <asm/uaccess.h>

#define DEVICE "onceonly"

static int major;
static int asked;
static atomic_t in_use = ATOMIC_INIT(0);
static char message[64];
static char *where;

static int dev_open(struct inode *inode, struct file *filp)
{
	if (atomic_cmpxchg(&in_use, 0, 1))
		return -EBUSY;

	asked++;
	sprintf(message, "Asked %d time%s so far\n", asked, asked == 1 ? "" : "s");
	where = message;
	try_module_get(THIS_MODULE);
	return 0;
}

static int dev_release(struct inode *inode, struct file *filp)
{
	atomic_set(&in_use, 0);
	module_put(THIS_MODULE);
	return 0;
}

static ssize_t dev_read(struct file *filp, char __user *buffer, size_t length, loff_t *offset)
{
	int bytes = 0;

	while (length && *where) {
		if (put_user(*(where++), buffer++))
			return -EFAULT;
		length--;
		bytes++;
	}
	return bytes;
}

static ssize_t dev_write(struct file *filp, const char __user *buf, size_t len, loff_t *off)
{
	printk(KERN_ALERT "onceonly: nobody listens here\n");
	return -EINVAL;
}

static struct file_operations fops = {
	.read = dev_read,
	.write = dev_write,
	.open = dev_open,
	.release = dev_release,
};

static int __init onceonly_start(void)
{
	major = register_chrdev(0, DEVICE, &fops);
	if (major < 0) {
		printk(KERN_ALERT "register_chrdev: %d\n", major);
		return major;
	}
	printk(KERN_INFO "onceonly: major number %d\n", major);
	printk(KERN_INFO "onceonly: mknod /dev/%s c %d 0\n", DEVICE, major);
	return 0;
}

static void __exit onceonly_end(void)
{
	unregister_chrdev(major, DEVICE);
}

module_init(onceonly_start);
module_exit(onceonly_end);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("A Learner");
MODULE_DESCRIPTION("one at a time");
MODULE_VERSION("0.1");
