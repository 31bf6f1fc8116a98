// SPDX-License-Identifier: MIT
/* A character device that nobody has to load: opening 240:5 does, through its alias. */
#include <linux/cdev.h>
#include <linux/fs.h>
#include <linux/module.h>

static ssize_t char_driver_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	static const char text[] = "here I am\n";

	return simple_read_from_buffer(to, count, pos, text, sizeof(text) - 1);
}

static const struct file_operations char_driver_fops = {
	.owner = THIS_MODULE,
	.read = char_driver_read,
};

static int __init char_driver_init(void)
{
	return register_chrdev(240, "char_driver", &char_driver_fops);
}
module_init(char_driver_init);

static void __exit char_driver_exit(void)
{
	unregister_chrdev(240, "char_driver");
}
module_exit(char_driver_exit);

MODULE_LICENSE("GPL");
MODULE_ALIAS_CHARDEV(240, 5);
