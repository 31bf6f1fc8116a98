// SPDX-License-Identifier: MIT
/*
 * Exports a value, and has an init that lasts until the modprobe which it asks for has ended; it
 * says when it begins, and fails if it is told to.
 */
#include <linux/module.h>

int slow_value(void);

static int result;
module_param(result, int, 0);

int slow_value(void)
{
	return 7;
}
EXPORT_SYMBOL_GPL(slow_value);

static int __init slow_exporter_init(void)
{
	pr_info("slow_exporter: init begins\n");
	pr_info("slow_exporter: modprobe said %d\n", request_module("gate"));
	return result;
}
module_init(slow_exporter_init);

static void __exit slow_exporter_exit(void)
{
}
module_exit(slow_exporter_exit);

MODULE_LICENSE("GPL");
