// SPDX-License-Identifier: MIT
/*
 * Which modules are let in, and what letting them in says about the kernel from then on.
 *
 * A module must have been built for this kernel (vermagic); root can insist (insmod -f). Its
 * licence decides which exports it may use. A taint is a mark on the kernel, for whoever reads a
 * bug report: something was in it that its authors can't answer for. See <linux/panic.h>.
 */
#define INCLUDE_VERMAGIC
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/license.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/vermagic.h>
#include <kernel/printk.h>
#include "internal.h"

/* /proc/sys/kernel/modules_disabled: once it is 1, no module comes or goes until the next boot. */
static int modules_disabled;

static struct ctl_table module_sysctls[] = {
	{
		.procname = "modules_disabled",
		.data = &modules_disabled,
		.maxlen = sizeof(modules_disabled),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ONE,
		.extra2 = SYSCTL_ONE,
	},
	{
		.procname = "module_init",
		.data = &module_init_enabled,
		.maxlen = sizeof(module_init_enabled),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
		.extra2 = SYSCTL_ONE,
	},
	{},
};

void __init module_sysctl_init(void)
{
	register_sysctl("kernel", module_sysctls);
}

/* May the caller load and remove modules? */
bool may_change_modules(void)
{
	return capable(CAP_SYS_MODULE) && !READ_ONCE(modules_disabled);
}

static void add_taint_module(struct module *mod, unsigned int flag, enum lockdep_ok lockdep_ok)
{
	add_taint(flag, lockdep_ok);
	set_bit(flag, &mod->taints);
}

/* A module that can't be told to fit is let in, for root insists; the kernel is tainted by it. */
static void taint_forced(struct module *mod, const char *reason)
{
	if (!test_taint(TAINT_FORCED_MODULE))
		pr_warn("%s: %s: kernel tainted.\n", mod->name, reason);
	add_taint_module(mod, TAINT_FORCED_MODULE, LOCKDEP_NOW_UNRELIABLE);
}

/*
 * What the module lacks to be known as one for this kernel is "reason". Lets it in: 0. The taint is
 * noted now, or as soon as there is a struct module to note it in.
 */
int try_to_force_load(struct module_load *load, const char *reason)
{
	if (load->mod)
		taint_forced(load->mod, reason);
	else if (!load->forced)
		load->forced = reason;
	return 0;
}

/*
 * Was the module built for this kernel? If both have versions of symbols, its release need not be
 * the same: a kernel of another release whose types are the same is as good.
 */
int check_module_vermagic(struct module_load *load)
{
	struct load_info *info = &load->info;

	if (load->flags & MODULE_INIT_IGNORE_VERMAGIC || !get_modinfo(info, "vermagic"))
		return try_to_force_load(load, "bad vermagic");
	return check_vermagic(info, VERMAGIC_STRING, info->versions.num && kernel_has_versions());
}

/*
 * The module is refused for something that its vermagic may explain: another kernel has another
 * struct module, and other symbols. Of vermagic itself that was no reason: it has its turn later,
 * or another release will do for a module with versions.
 */
void explain_other_build(struct module_load *load)
{
	advise_rebuild(&load->info, VERMAGIC_STRING);
}

/* Each taint is explained once, by the first module that brings it. */
void check_module_license_and_origin(struct module_load *load)
{
	const struct load_info *info = &load->info;
	struct module *mod = load->mod;
	const char *license = get_modinfo(info, "license") ?: "unspecified";
	u64 from = log_position();

	if (load->forced)
		taint_forced(mod, load->forced);
	if (get_modinfo(info, "staging")) {
		pr_warn("%s: module is from the staging directory, the quality is unknown, you "
			"have been warned.\n",
			mod->name);
		add_taint_module(mod, TAINT_CRAP, LOCKDEP_STILL_OK);
	}
	if (!get_modinfo(info, "intree")) {
		if (!test_taint(TAINT_OOT_MODULE))
			pr_warn("%s: loading out-of-tree module taints kernel.\n", mod->name);
		add_taint_module(mod, TAINT_OOT_MODULE, LOCKDEP_STILL_OK);
	}
	/* No key is known, so no signature counts. */
	if (!test_taint(TAINT_UNSIGNED_MODULE))
		pr_notice("%s: module verification failed: signature and/or required key missing - "
			  "tainting kernel\n",
			  mod->name);
	add_taint_module(mod, TAINT_UNSIGNED_MODULE, LOCKDEP_STILL_OK);
	if (!license_is_gpl_compatible(license)) {
		if (!test_taint(TAINT_PROPRIETARY_MODULE))
			pr_warn("%s: module license '%s' taints kernel.\n", mod->name, license);
		add_taint_module(mod, TAINT_PROPRIETARY_MODULE, LOCKDEP_NOW_UNRELIABLE);
	}
	report_aside(load, from);
}

bool may_use_gpl_symbols(const struct module *mod)
{
	return !test_bit(TAINT_PROPRIETARY_MODULE, &mod->taints);
}

/*
 * What a proprietary module exports may be a GPL-only symbol behind a thin wrapper. So its users
 * count as proprietary, and a module can't use both its symbols and GPL-only ones: -ENOENT, as
 * if there were none.
 */
int check_inherited_license(struct load_info *info, struct module *mod, struct module *owner)
{
	if (may_use_gpl_symbols(owner))
		return 0;
	if (mod->using_gplonly_symbols) {
		load_log(info, LOAD_ERR,
			 "%s: module using GPL-only symbols uses symbols from proprietary module "
			 "%s.",
			 mod->name, owner->name);
		return -ENOENT;
	}
	if (may_use_gpl_symbols(mod)) {
		load_log(info, LOAD_WARN,
			 "%s: module uses symbols from proprietary module %s, inheriting taint.",
			 mod->name, owner->name);
		set_bit(TAINT_PROPRIETARY_MODULE, &mod->taints);
	}
	return 0;
}

int check_namespace(struct load_info *info, const char *symbol, const char *namespace)
{
	const char *imported = NULL;

	while ((imported = get_next_modinfo(info, "import_ns", imported)))
		if (!strcmp(imported, namespace))
			return 0;
	load_log(info, LOAD_ERR,
		 "%s: module uses symbol (%s) from namespace %s, but does not import it.",
		 info->name, symbol, namespace);
	return -EINVAL;
}

char *module_flags(const struct module *mod, char *buf, bool show_state)
{
	enum module_state state = READ_ONCE(mod->state);
	bool changing =
		show_state && (state == MODULE_STATE_GOING || state == MODULE_STATE_COMING ||
			       state == MODULE_STATE_CRASHED);
	char *p = buf;

	if (mod->taints || changing) {
		*p++ = '(';
		for (int i = 0; i < TAINT_FLAGS_COUNT; i++)
			if (taint_flags[i].module && test_bit(i, &mod->taints))
				*p++ = taint_flags[i].c_true;
		if (changing)
			*p++ = state == MODULE_STATE_GOING    ? '-'
			       : state == MODULE_STATE_COMING ? '+'
							      : '!';
		*p++ = ')';
	}
	*p = '\0';
	return buf;
}
