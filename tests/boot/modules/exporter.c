// SPDX-License-Identifier: MIT
/* Exports a function for importer.c. */
#include <linux/module.h>

int exporter_value(void);

int exporter_value(void)
{
	return 42;
}
EXPORT_SYMBOL_GPL(exporter_value);

MODULE_LICENSE("GPL");
