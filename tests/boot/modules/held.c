// SPDX-License-Identifier: MIT
/* A number to get wrong, and a switch, /sys/module/held/parameters/hold, by which it uses itself.
 */
#include <linux/module.h>

static int number;
module_param(number, int, 0444);

static bool held;

static int set_hold(const char *value, const struct kernel_param *kp)
{
	bool before = held;
	int err = param_set_bool(value, kp);

	if (err || held == before)
		return err;
	if (held)
		return try_module_get(THIS_MODULE) ? 0 : -EBUSY;
	module_put(THIS_MODULE);
	return 0;
}

static const struct kernel_param_ops hold_ops = {
	.set = set_hold,
	.get = param_get_bool,
};
module_param_cb(hold, &hold_ops, &held, 0644);

MODULE_LICENSE("GPL");
