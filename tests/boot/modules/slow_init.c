// SPDX-License-Identifier: MIT
/* Says so and waits in its init, until someone writes to /sys/module/slow_init/parameters/go or
 * sends a signal. Exports a function for needs_slow_init.c. */
#include <linux/completion.h>
#include <linux/module.h>

static DECLARE_COMPLETION(told_to_go);

static int set_go(const char *value, const struct kernel_param *kp)
{
	complete(&told_to_go);
	return 0;
}

static const struct kernel_param_ops go_ops = {
	.set = set_go,
};
module_param_cb(go, &go_ops, NULL, 0200);

int slow_init_value(void);

int slow_init_value(void)
{
	return 0;
}
EXPORT_SYMBOL(slow_init_value);

static int __init slow_init_init(void)
{
	pr_info("slow_init waits\n");
	return wait_for_completion_interruptible(&told_to_go);
}
module_init(slow_init_init);

static void __exit slow_init_exit(void)
{
}
module_exit(slow_init_exit);

MODULE_LICENSE("GPL");
