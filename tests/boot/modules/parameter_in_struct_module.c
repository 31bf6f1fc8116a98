// SPDX-License-Identifier: MIT
/*
 * Has a parameter whose variable is struct module, as a damaged relocation may make it.
 */
#include <linux/module.h>

static const struct kernel_param itself __used __section("__param") __aligned(sizeof(void *)) = {
	.name = "itself",
	.mod = THIS_MODULE,
	.ops = &param_ops_ulong,
	.arg = THIS_MODULE,
};

MODULE_LICENSE("GPL");
