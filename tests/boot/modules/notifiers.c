// SPDX-License-Identifier: MIT
/*
 * Listens to all that the kernel tells by notifiers, and prints it. It refuses the module that
 * "refuse" names, with -EACCES, and has a second, more important listener, which only prints.
 */
#include <linux/kdebug.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/panic_notifier.h>
#include <linux/reboot.h>

static char *refuse = "";
module_param(refuse, charp, 0);
static bool do_panic, do_crash;
module_param(do_panic, bool, 0);
module_param(do_crash, bool, 0);
static int *volatile nowhere = (int *)8;

static const char *state_name(unsigned long state)
{
	static const char *const names[] = {
		[MODULE_STATE_LIVE] = "live",
		[MODULE_STATE_COMING] = "coming",
		[MODULE_STATE_GOING] = "going",
	};

	return state < ARRAY_SIZE(names) && names[state] ? names[state] : "?";
}

static int on_module(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	pr_info("notifiers: %s is %s\n", mod->name, state_name(state));
	if (state == MODULE_STATE_COMING && !strcmp(mod->name, refuse))
		return notifier_from_errno(-EACCES);
	return NOTIFY_OK;
}

static int first_on_module(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	pr_info("notifiers: first, %s is %s\n", mod->name, state_name(state));
	return NOTIFY_DONE;
}

static int on_reboot(struct notifier_block *nb, unsigned long how, void *command)
{
	pr_emerg("notifiers: the end, %lu, %s\n", how, command ? (char *)command : "no command");
	return NOTIFY_OK;
}

static int on_panic(struct notifier_block *nb, unsigned long zero, void *why)
{
	pr_emerg("notifiers: panic, '%s'\n", (char *)why);
	return NOTIFY_OK;
}

static int on_die(struct notifier_block *nb, unsigned long val, void *data)
{
	struct die_args *args = data;

	pr_emerg("notifiers: die, %lu, '%s', error %ld, trap %d, signal %d\n", val, args->str,
		 args->err, args->trapnr, args->signr);
	return NOTIFY_OK;
}

static struct notifier_block module_nb = {.notifier_call = on_module};
static struct notifier_block first_module_nb = {.notifier_call = first_on_module, .priority = 1};
static struct notifier_block reboot_nb = {.notifier_call = on_reboot};
static struct notifier_block panic_nb = {.notifier_call = on_panic};
static struct notifier_block die_nb = {.notifier_call = on_die};

static int __init notifiers_init(void)
{
	register_module_notifier(&module_nb);
	register_module_notifier(&first_module_nb);
	register_reboot_notifier(&reboot_nb);
	register_die_notifier(&die_nb);
	atomic_notifier_chain_register(&panic_notifier_list, &panic_nb);
	if (do_panic)
		panic("asked for");
	if (do_crash)
		*nowhere = 1;
	return 0;
}
module_init(notifiers_init);

static void __exit notifiers_exit(void)
{
	unregister_module_notifier(&module_nb);
	unregister_module_notifier(&first_module_nb);
	unregister_reboot_notifier(&reboot_nb);
	unregister_die_notifier(&die_nb);
	atomic_notifier_chain_unregister(&panic_notifier_list, &panic_nb);
}
module_exit(notifiers_exit);

MODULE_LICENSE("GPL");
