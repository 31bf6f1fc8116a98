// SPDX-License-Identifier: MIT
/*
 * Looking a symbol up while the module runs: what is exported may be there or not.
 *
 * A name that the source just uses is looked up by the loader, before init, and a module whose
 * names are not all found is refused. __symbol_get() asks at any time, gets NULL if there is no
 * such export, and else keeps the module that has it until __symbol_put().
 */
#include <linux/init.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Looks up a symbol");
MODULE_LICENSE("GPL");

static char *name = "no_such_function";
module_param(name, charp, 0444);
MODULE_PARM_DESC(name, "the symbol that is looked for");

static int __init lookup_init(void)
{
	void *symbol = __symbol_get(name);

	if (!symbol) {
		pr_info("lookup: nobody exports %s\n", name);
		return -ENOENT; /* init fails, and with it the load */
	}
	pr_info("lookup: %s is %ps\n", name, symbol);
	__symbol_put(name);
	return 0;
}

static void __exit lookup_exit(void)
{
}

module_init(lookup_init);
module_exit(lookup_exit);
