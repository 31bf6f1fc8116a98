// SPDX-License-Identifier: MIT
/*
 * Has two parameters of one name, as the compiler would not let it and a damaged file may.
 */
#include <linux/module.h>

static int first, second;
module_param_named(twin, first, int, 0444);

static const struct kernel_param another __used __section("__param") __aligned(sizeof(void *)) = {
	.name = "twin",
	.mod = THIS_MODULE,
	.ops = &param_ops_int,
	.perm = 0444,
	.arg = &second,
};

MODULE_LICENSE("GPL");
