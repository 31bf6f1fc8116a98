// SPDX-License-Identifier: MIT
/* Needs refused_exporter.c, which no kernel loads. */
#include <linux/module.h>

int refused_value(void);

static int __init refused_importer_init(void)
{
	return refused_value();
}
module_init(refused_importer_init);

MODULE_LICENSE("GPL");
