// SPDX-License-Identifier: MIT
/*
 * A parameter of every type, and some with operations of the module's own, which say what is done
 * to them.
 */
#include <linux/module.h>
#include <linux/slab.h>

static unsigned char p_byte = 1;
module_param(p_byte, byte, 0644);
static short p_short = -2;
module_param(p_short, short, 0644);
static unsigned short p_ushort = 3;
module_param(p_ushort, ushort, 0644);
static int p_int = -4;
module_param(p_int, int, 0644);
static unsigned int p_uint = 5;
module_param(p_uint, uint, 0644);
static long p_long = -6;
module_param(p_long, long, 0644);
static unsigned long p_ulong = 7;
module_param(p_ulong, ulong, 0644);
static unsigned long long p_ullong = 8;
module_param(p_ullong, ullong, 0644);
static unsigned int p_hexint = 9;
module_param(p_hexint, hexint, 0644);
static char *p_charp = "ten";
module_param(p_charp, charp, 0644);
static bool p_bool;
module_param(p_bool, bool, 0644);
static bool p_invbool;
module_param(p_invbool, invbool, 0644);
static bool p_once;
module_param_named(p_once, p_once, bool_enable_only, 0644);
static int p_bint;
module_param(p_bint, bint, 0644);
static char text[8] = "text";
module_param_string(p_string, text, sizeof(text), 0644);
static int numbers[3] = {1, 2, 3};
static int count = 2;
module_param_array(numbers, int, &count, 0644);
static char *words[2] = {"a", "b"};
module_param_array_named(p_words, words, charp, NULL, 0644);
static int named_other;
module_param_named(p_named, named_other, int, 0444);
static int p_port;
module_param_hw(p_port, int, ioport, 0444);
static int p_secret = 42;
module_param(p_secret, int, 0400);
static int p_hidden;
module_param(p_hidden, int, 0);
static int p_danger;
module_param_unsafe(p_danger, int, 0644);

/* Operations of our own: each call is told, and whether /sys has taken the lock for it. */
static int told;

static int told_set(const char *val, const struct kernel_param *kp)
{
	pr_info("all_params: set %s to '%s', %s\n", kp->name, val ?: "(none)",
		mutex_is_locked(&THIS_MODULE->param_lock) ? "locked" : "not locked");
	*(int *)kp->arg += 1;
	return 0;
}

static int told_get(char *buffer, const struct kernel_param *kp)
{
	pr_info("all_params: get %s, %s\n", kp->name,
		mutex_is_locked(&THIS_MODULE->param_lock) ? "locked" : "not locked");
	return sprintf(buffer, "set %d times\n", *(int *)kp->arg);
}

static void told_free(void *arg)
{
	pr_info("all_params: free, set %d times\n", *(int *)arg);
}

static const struct kernel_param_ops told_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = told_set,
	.get = told_get,
	.free = told_free,
};
module_param_cb(p_told, &told_ops, &told, 0644);

static int read_only_get(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "only read\n");
}
module_param_call(p_call, NULL, read_only_get, NULL, 0644);

static int __init all_params_init(void)
{
	return 0;
}
module_init(all_params_init);

static void __exit all_params_exit(void)
{
}
module_exit(all_params_exit);

MODULE_LICENSE("GPL");
