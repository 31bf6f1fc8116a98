// SPDX-License-Identifier: MIT
/*
 * Those who want to hear of modules that come and go; <linux/module.h> says what they are told.
 */
#include <linux/export.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include "internal.h"

static BLOCKING_NOTIFIER_HEAD(module_notify_list);

int register_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&module_notify_list, nb);
}
EXPORT_SYMBOL(register_module_notifier);

int unregister_module_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&module_notify_list, nb);
}
EXPORT_SYMBOL(unregister_module_notifier);

/* 0, or the errno of who refuses it: those told before that have heard of its going, too. */
int notify_module_coming(struct module *mod)
{
	int ret = blocking_notifier_call_chain_robust(&module_notify_list, MODULE_STATE_COMING,
						      MODULE_STATE_GOING, mod);
	int err = notifier_to_errno(ret);

	if (err)
		pr_err("%s: a module notifier refuses the module (err %d)\n", mod->name, err);
	return err;
}

/* Its init has succeeded; the state that others see becomes LIVE right after this. */
void notify_module_live(struct module *mod)
{
	blocking_notifier_call_chain(&module_notify_list, MODULE_STATE_LIVE, mod);
}

/*
 * No code of it will run any more. To those who follow states it is GOING from now on; unless it
 * has crashed, which they hear when it is removed.
 */
void notify_module_going(struct module *mod)
{
	bool crashed;

	mutex_lock(&module_mutex);
	crashed = module_is_crashed(mod);
	if (!crashed)
		WRITE_ONCE(mod->state, MODULE_STATE_GOING);
	mutex_unlock(&module_mutex);
	if (!crashed)
		blocking_notifier_call_chain(&module_notify_list, MODULE_STATE_GOING, mod);
}
