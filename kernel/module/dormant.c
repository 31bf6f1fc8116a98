// SPDX-License-Identifier: MIT
/*
 * Loads that go all the way and start nothing: /proc/sys/kernel/module_init set to 0.
 *
 * Such a module is checked, placed, relocated, protected and listed as any other, becomes LIVE and
 * can be removed; but none of its own code runs: no constructor, no init, no operation of its own
 * for a parameter, no exit. So a module that nobody trusts, or a damaged one, can be looked at in a
 * running kernel. It stays dormant when the switch is set back; to start it, remove and load it.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include "internal.h"

int module_init_enabled = 1;

static int set_nothing(const char *value, const struct kernel_param *kp)
{
	pr_notice("parameter '%s' is not set: its operations are code of a dormant module\n",
		  kp->name);
	return 0;
}

/* In place of a dormant module's own operations; without a get, reading gives EPERM. */
static const struct kernel_param_ops dormant_param_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = set_nothing,
};

/*
 * Takes from a module all ways by which the kernel would call it. After its tables are found and
 * checked, while they can be written.
 */
void module_make_dormant(struct module *mod)
{
	mod->init = NULL;
	mod->exit = NULL;
	mod->num_ctors = 0;
	for (unsigned int i = 0; i < mod->num_kp; i++)
		if (!param_is_standard(&mod->kp[i]))
			mod->kp[i].ops = &dormant_param_ops;
	pr_notice("%s: none of its code will run: kernel.module_init is 0\n", mod->name);
}

/* What a dormant module exports was never initialised: only dormant ones may refer to it. */
int check_dormant_owner(struct load_info *info, const struct module *mod,
			const struct module *owner, const char *symbol)
{
	if (!owner || !owner->dormant || mod->dormant)
		return 0;
	load_log(info, LOAD_WARN, "%s: symbol %s is of %s, which was loaded without its init",
		 mod->name, symbol, owner->name);
	return -ENOENT;
}
