// SPDX-License-Identifier: MIT
/*
 * The symbol whose version is that of the structures a module and the loader share. See its
 * declaration.
 */
#include <linux/export.h>
#include <linux/module.h>

void module_layout(struct module *mod, struct modversion_info *ver, struct kernel_param *kp,
		   struct kernel_symbol *ks)
{
}
EXPORT_SYMBOL(module_layout);
