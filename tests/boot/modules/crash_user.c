// SPDX-License-Identifier: MIT
/* Calls what crash.ko exports: in its init, and, later, when its parameter call is written. */
#include <linux/module.h>

int crash_export(void);

static bool in_init = true;
module_param_named(call, in_init, bool, 0444);

static int set_again(const char *val, const struct kernel_param *kp)
{
	return crash_export() == 42 ? 0 : -EIO;
}

static const struct kernel_param_ops again_ops = {.set = set_again};
module_param_cb(again, &again_ops, NULL, 0200);

static int __init crash_user_init(void)
{
	return in_init && crash_export() != 42 ? -EIO : 0;
}
module_init(crash_user_init);

static void __exit crash_user_exit(void)
{
}
module_exit(crash_user_exit);

MODULE_LICENSE("GPL");
