// SPDX-License-Identifier: MIT
/*
 * An init that crashes: it follows a null pointer.
 *
 * The program that wanted the module loaded is killed, and the report names the instruction. The
 * machine goes on; the module stays, without code, until it is removed.
 */
#include <linux/init.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Crashes in its init");
MODULE_LICENSE("GPL");

struct settings {
	int size;
	int volume;
};

static struct settings *settings; /* nobody has set it */

static int __init crasher_init(void)
{
	pr_info("crasher: volume %d\n", READ_ONCE(settings->volume));
	return 0;
}

static void __exit crasher_exit(void)
{
}

module_init(crasher_init);
module_exit(crasher_exit);
