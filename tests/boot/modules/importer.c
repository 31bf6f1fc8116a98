// SPDX-License-Identifier: MIT
/* Needs exporter.c, and doesn't load if it computes wrongly. */
#include <linux/errno.h>
#include <linux/module.h>

int exporter_value(void);

static int __init importer_init(void)
{
	return exporter_value() == 42 ? 0 : -EINVAL;
}
module_init(importer_init);

static void __exit importer_exit(void)
{
}
module_exit(importer_exit);

MODULE_LICENSE("GPL");
