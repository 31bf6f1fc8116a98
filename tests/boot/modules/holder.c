// SPDX-License-Identifier: MIT
/* Holds a reference on itself from its init on, until "release" is written, or for ever. */
#include <linux/module.h>

static int release_set(const char *val, const struct kernel_param *kp)
{
	module_put(THIS_MODULE);
	return 0;
}

static const struct kernel_param_ops release_ops = {.set = release_set};
module_param_cb(release, &release_ops, NULL, 0200);

static int __init holder_init(void)
{
	__module_get(THIS_MODULE);
	return 0;
}
module_init(holder_init);

static void __exit holder_exit(void)
{
	pr_info("holder: exit\n");
}
module_exit(holder_exit);

MODULE_LICENSE("GPL");
