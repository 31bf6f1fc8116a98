// SPDX-License-Identifier: MIT
/* Uses a function and a variable that no kernel has; missing.symvers makes the build believe in
 * them, so that the loader is who finds out. */
#include <linux/module.h>

extern int no_such_function(void);
extern int no_such_data;

static int __init unknown_symbols_init(void)
{
	return no_such_function() + no_such_data;
}
module_init(unknown_symbols_init);

MODULE_LICENSE("GPL");
