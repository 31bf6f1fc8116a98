// SPDX-License-Identifier: MIT
/*
 * The module's own turn: its init function runs, and what it returns decides.
 *
 * 0 or more: the memory that only init needed goes, and the module is LIVE. Negative: everything is
 * undone, and whoever asked for the module gets the errno.
 */
#include <linux/async.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include "internal.h"

/* Calls init; a module that leaves interrupts or preemption off is put right and reported. */
static int call_init(struct module *mod)
{
	int count = preempt_count();
	int ret = mod->init();

	if (preempt_count() != count) {
		WARN(1, "initcall %pS returned with preemption imbalance\n", mod->init);
		preempt_count_set(count);
	}
	if (irqs_disabled()) {
		WARN(1, "initcall %pS returned with disabled interrupts\n", mod->init);
		local_irq_enable();
	}
	return ret;
}

/* noinline: a debugger's breakpoint on do_init_module should be there, not in here. */
static noinline int run_init(struct module *mod)
{
	int ret;

	module_enter(mod, "constructors");
	for (unsigned int i = 0; i < mod->num_ctors; i++)
		mod->ctors[i]();
	if (!mod->init)
		return 0;
	module_enter(mod, "init");
	ret = call_init(mod);
	if (ret > 0) {
		pr_warn("do_init_module: '%s'->init suspiciously returned %d, "
			"it should follow 0/-E convention\n",
			mod->name, ret);
		pr_warn("do_init_module: loading module anyway...\n");
		dump_stack();
	}
	return ret;
}

/* Stands for an init function whose memory is gone: that there was one still counts. */
static int init_is_over(void)
{
	return -EINVAL;
}

/*
 * Init's part of the module disappears: first from every look-up, then from memory. False if
 * another task has crashed in the module meanwhile: then all of it stays as it is.
 */
static bool discard_init(struct module *mod)
{
	bool crashed;

	mutex_lock(&module_mutex);
	crashed = module_is_crashed(mod);
	if (!crashed) {
		index_remove_init(mod);
		WRITE_ONCE(mod->init_kallsyms, NULL);
		section_files_after_init(mod);
		if (mod->init)
			mod->init = init_is_over;
		mod->ctors = NULL;
		mod->num_ctors = 0;
	}
	mutex_unlock(&module_mutex);
	if (crashed)
		return false;
	synchronize_rcu();
	module_free_init(mod);
	return true;
}

/* Unless it has crashed. */
static bool change_state(struct module *mod, enum module_state state)
{
	bool crashed;

	mutex_lock(&module_mutex);
	crashed = module_is_crashed(mod);
	if (!crashed) {
		WRITE_ONCE(mod->state, state);
		if (state == MODULE_STATE_LIVE)
			module_load_succeeded(mod);
	}
	module_leave(mod);
	mutex_unlock(&module_mutex);
	return !crashed;
}

/*
 * From COMING to LIVE, or back to nothing. The caller's load is over; what this returns, 0 or a
 * negative errno, is the system call's result: -EIO if another task's crash has spoilt the module.
 * *init_ret is what its init returned. Runs the module's code; may sleep. The caller has entered it
 * by module_enter().
 */
int do_init_module(struct module *mod, int *init_ret)
{
	int ret = run_init(mod);

	*init_ret = ret;
	if (ret < 0)
		goto fail;
	notify_module_live(mod);
	/* What init has begun may be init code. */
	async_synchronize_full();
	/* Its pages are mapped, so this can't fail; if it did, the module would not be wrong. */
	WARN_ON(module_protect_after_init(mod));
	if (!discard_init(mod)) {
		module_leave(mod);
		return -EIO;
	}
	module_put(mod);
	if (!change_state(mod, MODULE_STATE_LIVE))
		return -EIO;
	/*
	 * CHECKPOINT: LIVE. Those who wait for its exports, or for the same module, go on. It may
	 * be removed at any moment: don't touch it any more.
	 */
	wake_up_all(&module_wq);
	return 0;

fail:
	module_load_failed(mod, ret);
	async_synchronize_full();
	if (!change_state(mod, MODULE_STATE_GOING))
		return ret;
	module_put(mod);
	notify_module_going(mod);
	/* Nobody else would: and what it has left behind would call into freed memory. */
	module_withdraw(mod);
	free_module(mod);
	return ret;
}
