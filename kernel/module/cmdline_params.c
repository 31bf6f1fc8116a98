// SPDX-License-Identifier: MIT
/*
 * Parameters on the kernel's command line: "NAME.param=value" for a module, whenever and however it
 * is loaded, and "part.param=value" or "param=value" for the parts of the kernel itself.
 *
 * modprobe(8) reads /proc/cmdline too, and passes what it finds there as arguments. So a parameter
 * that the arguments speak of is left to them: it isn't set twice, and who loads the module has the
 * last word.
 *
 * The words are cut and unquoted by <kernel/cmdline.h>, whose grammar is that of arguments; those
 * behind "--" are init's.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/cmdline.h>
#include <kernel/module.h>
#include "internal.h"
#include "params.h"

/* Of the kernel itself, gathered by the linker. */
extern const struct kernel_param __start___param[], __stop___param[];

/* The parameter of that module that a word's key names, or NULL. */
static const char *param_of(const char *module, const char *key)
{
	size_t len = strlen(module);

	return parameqn(key, module, len) && key[len] == '.' ? key + len + 1 : NULL;
}

/* Sets from a copy of the value: the words are for ever, and types may cut what they read. */
static int set_from_word(const char *who, const char *name, const char *val,
			 const struct kernel_param *params, unsigned int num)
{
	char *copy = NULL;
	int err;

	if (val) {
		copy = kstrdup(val, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	err = parse_arg(who, name, copy, params, num, true);
	kfree(copy);
	return err;
}

/* Do the module's arguments speak of that parameter? -ENOMEM. */
static int args_speak_of(const struct module *mod, const char *param)
{
	char *copy = kstrdup(mod->args, GFP_KERNEL);
	bool they_do;

	if (!copy)
		return -ENOMEM;
	they_do = args_set(copy, param);
	kfree(copy);
	return they_do;
}

static int set_cmdline_params(const struct module *mod)
{
	const char *key, *val, *param;
	unsigned int pos = 0;
	int ret = 0;

	while (cmdline_next(&pos, &key, &val)) {
		int err;

		param = param_of(mod->name, key);
		if (!param)
			continue;
		err = args_speak_of(mod, param);
		if (err > 0)
			continue;
		err = err ?: set_from_word(mod->name, param, val, mod->kp, mod->num_kp);
		if (err) {
			pr_err("%s: that was '%s' on the kernel's command line\n", mod->name, key);
			ret = err;
		}
	}
	return ret;
}

/*
 * Gives a module its parameters: the command line's, then those of its arguments, which are cut up.
 * Every bad value is reported; returns 0 or the last error. Nobody else may reach them yet.
 */
int module_set_params(struct module *mod)
{
	int cmdline_err = set_cmdline_params(mod);

	return parse_args(mod->name, mod->args, mod->kp, mod->num_kp) ?: cmdline_err;
}

/* A bad value is reported, and the default stays. After kmem_cache_init(). */
void __init parse_builtin_params(void)
{
	const char *key, *val;
	unsigned int pos = 0;

	while (cmdline_next(&pos, &key, &val))
		for (const struct kernel_param *kp = __start___param; kp < __stop___param; kp++)
			if (parameq(key, kp->name))
				set_from_word("Booting kernel", key, val, kp, 1);
}
