// SPDX-License-Identifier: MIT
/*
 * Runs the program that its parameters describe and says what came of it: a line with the result,
 * and how often the two callbacks were called.
 */
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/module.h>
#include <linux/umh.h>

static char *argv[8];
static int argc;
module_param_array(argv, charp, &argc, 0);
static int wait = UMH_WAIT_PROC;
module_param(wait, int, 0);
static int init_error;
module_param(init_error, int, 0);

static int init_calls, cleanup_calls;
static DECLARE_COMPLETION(cleaned);

static int helper_init(struct subprocess_info *info, struct cred *new)
{
	init_calls++;
	new->uid = new->euid = new->suid = new->fsuid = KUIDT_INIT(*(int *)info->data);
	return init_error;
}

static void helper_cleanup(struct subprocess_info *info)
{
	cleanup_calls++;
	complete(&cleaned);
}

static int __init usermode_helper_init(void)
{
	static char *envp[] = {"HOME=/", "GREETING=hello there", NULL};
	static int uid = 7;
	struct subprocess_info *info;
	int ret;

	argv[argc] = NULL;
	info = call_usermodehelper_setup(argv[0], argv, envp, GFP_KERNEL, helper_init,
					 helper_cleanup, &uid);
	if (!info)
		return -ENOMEM;
	ret = call_usermodehelper_exec(info, wait);
	wait_for_completion(&cleaned);
	pr_info("usermode_helper: %d, init called %d times, cleanup %d\n", ret, init_calls,
		cleanup_calls);
	return 0;
}
module_init(usermode_helper_init);

static void __exit usermode_helper_exit(void)
{
}
module_exit(usermode_helper_exit);

MODULE_LICENSE("GPL");
