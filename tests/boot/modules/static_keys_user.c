// SPDX-License-Identifier: MIT
/* Tests a static key of another module, in code that is compiled before anybody has switched it. */
#include <linux/jump_label.h>
#include <linux/module.h>

extern struct static_key_false shared_key;

static int get_shared(char *buf, const struct kernel_param *kp)
{
	if (static_branch_likely(&shared_key))
		return sprintf(buf, "Y\n");
	return sprintf(buf, "N\n");
}

static const struct kernel_param_ops shared_ops = {.get = get_shared};
module_param_cb(shared, &shared_ops, NULL, 0444);

static int __init static_keys_user_init(void)
{
	if (static_branch_unlikely(&shared_key))
		pr_info("static_keys_user: on in init\n");
	else
		pr_info("static_keys_user: off in init\n");
	return 0;
}
module_init(static_keys_user_init);

static void __exit static_keys_user_exit(void)
{
}
module_exit(static_keys_user_exit);

MODULE_LICENSE("GPL");
