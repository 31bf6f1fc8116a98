// SPDX-License-Identifier: MIT
/* Needs slow_exporter.c, whose init may take long. */
#include <linux/module.h>

int slow_value(void);

static int __init slow_importer_init(void)
{
	pr_info("slow_importer: %d\n", slow_value());
	return 0;
}
module_init(slow_importer_init);

static void __exit slow_importer_exit(void)
{
}
module_exit(slow_importer_exit);

MODULE_LICENSE("GPL");
