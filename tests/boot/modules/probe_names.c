// SPDX-License-Identifier: MIT
/*
 * Probes what its parameters name, and tells each hit with the first argument or the returned
 * value, and the backtrace of a hit if that is asked for.
 */
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/string.h>

static char *function = "", *returns = "";
module_param(function, charp, 0);
module_param(returns, charp, 0);
static bool trace, crash;
module_param(trace, bool, 0600);
module_param(crash, bool, 0);
static int *volatile nowhere = (int *)8;

static int on_hit(struct kprobe *p, struct pt_regs *regs)
{
	pr_info("probe_names: %s(%lx)\n", p->symbol_name, regs_get_kernel_argument(regs, 0));
	if (trace)
		dump_stack();
	trace = false;
	if (crash)
		*nowhere = 1;
	return 0;
}

static int on_return(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	pr_info("probe_names: %s returns %ld to %pB\n", get_kretprobe(ri)->kp.symbol_name,
		regs_return_value(regs), (void *)get_kretprobe_retaddr(ri));
	return 0;
}

static struct kprobe kp = {.pre_handler = on_hit};
static struct kretprobe rp = {.handler = on_return};

static int __init probe_names_init(void)
{
	int err = 0;

	kp.symbol_name = function;
	rp.kp.symbol_name = returns;
	if (*function)
		err = register_kprobe(&kp);
	if (!err && *returns)
		err = register_kretprobe(&rp);
	return err;
}
module_init(probe_names_init);

static void __exit probe_names_exit(void)
{
	if (*function)
		unregister_kprobe(&kp);
	if (*returns)
		unregister_kretprobe(&rp);
}
module_exit(probe_names_exit);

MODULE_LICENSE("GPL");
