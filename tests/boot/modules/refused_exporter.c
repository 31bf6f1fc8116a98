// SPDX-License-Identifier: MIT
/* Exports a function for refused_importer.c, but lacks one itself: see missing.symvers. */
#include <linux/module.h>

int no_such_function(void);
int refused_value(void);

int refused_value(void)
{
	return no_such_function();
}
EXPORT_SYMBOL(refused_value);

MODULE_LICENSE("GPL");
