// SPDX-License-Identifier: MIT
/*
 * Parameters: variables of the module that are set when it is loaded, and later through
 * /sys/module/params/parameters.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

MODULE_DESCRIPTION("Parameters of several types");
MODULE_LICENSE("GPL");

/* The value here is the default. The last argument is the mode of the file in /sys; 0: no file. */
static int count = 3;
module_param(count, int, 0644);
MODULE_PARM_DESC(count, "how often to greet");

/* Text. A charp points into the module's copy of the arguments. */
static char *whom = "world";
module_param(whom, charp, 0444);
MODULE_PARM_DESC(whom, "who is greeted");

/* y, n, 1, 0; and without a value, y. */
static bool loud;
module_param(loud, bool, 0644);
MODULE_PARM_DESC(loud, "whether to shout");

/* up to four numbers with commas between; num_ports is how many there were. */
static int ports[4];
static unsigned int num_ports;
module_param_array(ports, int, &num_ports, 0444);
MODULE_PARM_DESC(ports, "up to four numbers");

/* One with a rule of its own: the set function may refuse a value, at any time. */
static int set_percent(const char *value, const struct kernel_param *kp)
{
	int number, err = kstrtoint(value, 0, &number);

	if (err)
		return err;
	if (number < 0 || number > 100)
		return -ERANGE;
	*(int *)kp->arg = number;
	return 0;
}

static const struct kernel_param_ops percent_ops = {
	.set = set_percent,
	.get = param_get_int,
};

static int percent = 50;
module_param_cb(percent, &percent_ops, &percent, 0644);
MODULE_PARM_DESC(percent, "from 0 to 100");

static int __init params_init(void)
{
	for (int i = 0; i < count; i++)
		pr_info("params: hello, %s%s\n", whom, loud ? "!" : "");
	for (unsigned int i = 0; i < num_ports; i++)
		pr_info("params: port %d\n", ports[i]);
	return 0;
}

static void __exit params_exit(void)
{
	pr_info("params: goodbye at %d percent\n", percent);
}

module_init(params_init);
module_exit(params_exit);
