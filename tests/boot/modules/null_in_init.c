// SPDX-License-Identifier: MIT
/* A module whose init crashes without being told to: for GRUB, which passes no parameters. */
#include <linux/module.h>

static int *volatile nowhere;

static int __init null_in_init_init(void)
{
	return *nowhere;
}
module_init(null_in_init_init);

static void __exit null_in_init_exit(void)
{
}
module_exit(null_in_init_exit);

MODULE_LICENSE("GPL");
