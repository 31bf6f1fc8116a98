// SPDX-License-Identifier: MIT
/* A parameter that is asked for once, by init, and goes with it. */
#include <linux/module.h>

static int once __initdata;
module_param(once, int, 0);

static int __init init_parameter_init(void)
{
	pr_info("once is %d\n", once);
	return 0;
}
module_init(init_parameter_init);

static void __exit init_parameter_exit(void)
{
}
module_exit(init_parameter_exit);

MODULE_LICENSE("GPL");
