// SPDX-License-Identifier: MIT
/*
 * A bit of everything that a loader has to do with, and all of its code only says that it ran: for
 * loads that must run none of it, and for damage to each kind of table. Its init refuses.
 */
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/uaccess.h>

static int number = 3;
module_param(number, int, 0644);
static char *text = "text";
module_param(text, charp, 0444);
static short list[4];
static unsigned int list_len;
module_param_array(list, short, &list_len, 0644);
static char copied[16] = "copied";
module_param_string(copied, copied, sizeof(copied), 0644);

static int own_set(const char *value, const struct kernel_param *kp)
{
	pr_err("own_set ran\n");
	return -ECANCELED;
}

static int own_get(char *buffer, const struct kernel_param *kp)
{
	pr_err("own_get ran\n");
	return sprintf(buffer, "own\n");
}

static void own_free(void *arg)
{
	pr_err("own_free ran\n");
}

static const struct kernel_param_ops own_ops = {.set = own_set, .get = own_get, .free = own_free};
module_param_cb(own, &own_ops, &number, 0644);
static int own_list[2];
module_param_array_named(own_list, own_list, int, NULL, 0444);

static DEFINE_PER_CPU(long, per_cpu_counter) = 5;
static int settled __ro_after_init;

extern int nobody_has_this(void) __attribute__((weak));

int refuses_to_run_export(int n);

int refuses_to_run_export(int n)
{
	WARN_ON(n == 77);
	return n + this_cpu_read(per_cpu_counter) + (nobody_has_this ? nobody_has_this() : 0);
}
EXPORT_SYMBOL(refuses_to_run_export);

static void __attribute__((constructor, used)) construct(void)
{
	pr_err("construct ran\n");
}

static int __init refuses_to_run_init(void)
{
	char byte;

	settled = 1;
	pr_err("init ran\n");
	return get_user(byte, (char __user *)text) ? -ECANCELED : -EBUSY;
}
module_init(refuses_to_run_init);

static void __exit refuses_to_run_exit(void)
{
	pr_err("exit ran\n");
}
module_exit(refuses_to_run_exit);

MODULE_LICENSE("GPL");
MODULE_ALIAS("refuses-to-run");
MODULE_PARM_DESC(number, "one of its numbers");
