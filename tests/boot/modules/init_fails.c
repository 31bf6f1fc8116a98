// SPDX-License-Identifier: MIT
/* A module whose init says no: the load is undone, and insmod gets this errno. */
#include <linux/errno.h>
#include <linux/module.h>

static int __init init_fails_init(void)
{
	return -ENODEV;
}
module_init(init_fails_init);

static void __exit init_fails_exit(void)
{
}
module_exit(init_fails_exit);

MODULE_LICENSE("GPL");
