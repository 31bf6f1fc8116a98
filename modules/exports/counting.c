// SPDX-License-Identifier: MIT
/*
 * A module that uses another's function. It calls it like any other; the build notes in "depends"
 * whose it is, so that modprobe loads counter.ko first, and the loader keeps counter.ko as long as
 * this module is there.
 */
#include <linux/init.h>
#include <linux/module.h>

#include "counter.h"

MODULE_DESCRIPTION("Imports a function from counter.ko");
MODULE_LICENSE("GPL");

static int __init counting_init(void)
{
	pr_info("counting: the next number is %d\n", counter_next());
	return 0;
}

static void __exit counting_exit(void)
{
	pr_info("counting: and at the end it is %d\n", counter_next());
}

module_init(counting_init);
module_exit(counting_exit);
