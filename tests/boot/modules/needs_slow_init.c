// SPDX-License-Identifier: MIT
/* Needs slow_init.c. */
#include <linux/module.h>

int slow_init_value(void);

static int __init needs_slow_init_init(void)
{
	return slow_init_value();
}
module_init(needs_slow_init_init);

static void __exit needs_slow_init_exit(void)
{
}
module_exit(needs_slow_init_exit);

MODULE_LICENSE("GPL");
