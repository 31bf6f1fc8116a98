// SPDX-License-Identifier: MIT
/*
 * The way out: delete_module(2).
 *
 * A module can go when nobody uses it and nobody holds it, and if it has an exit function or no
 * init function. Flags: O_NONBLOCK is what every caller means, and waiting for a module's users is
 * long gone from Linux too, so it makes no difference; O_TRUNC goes ahead without an exit function,
 * or with references left, and taints the kernel. Other bits are ignored, as Linux ignores them
 * (busybox sets O_EXCL). A module that has crashed goes without its exit function, whatever the
 * flags: see bury.c.
 */
#include <linux/async.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "internal.h"

/* For oops reports: the module unloaded last, with its taints; module_mutex. */
static char last_unloaded_module[MODULE_NAME_LEN];
static char last_unloaded_flags[MODULE_FLAGS_BUF_SIZE];

void print_last_unloaded(void)
{
	if (last_unloaded_module[0])
		pr_cont(" [last unloaded: %s%s]", last_unloaded_module, last_unloaded_flags);
}

/*
 * Takes a module apart that is GOING: nobody runs its code, and nobody new can find it. Undoes, in
 * the reverse order, all that load_module() did, and frees *mod.
 */
void free_module(struct module *mod)
{
	mod_sysfs_teardown(mod);
	module_enter(mod, "parameters");
	dissolve_formation(mod);
	module_leave(mod);
	module_drop_uses(mod);
	remove_module(mod);
	module_free_memory(mod);
}

/* Root insists. */
static bool try_force_unload(unsigned int flags)
{
	if (!(flags & O_TRUNC))
		return false;
	add_taint(TAINT_FORCED_RMMOD, LOCKDEP_NOW_UNRELIABLE);
	return true;
}

/* May it go? Then it is GOING. Under module_mutex. */
static int try_stop_module(struct module *mod, unsigned int flags, bool last)
{
	if (!mod)
		return -ENOENT;
	if (module_is_crashed(mod))
		return try_stop_crashed_module(mod, last);
	if (!list_empty(&mod->source_list))
		return -EWOULDBLOCK;
	if (mod->state != MODULE_STATE_LIVE)
		return -EBUSY;
	if (mod->init && !mod->exit && !try_force_unload(flags))
		return -EBUSY;
	if (try_release_module_ref(mod) && !try_force_unload(flags))
		return -EWOULDBLOCK;
	WRITE_ONCE(mod->state, MODULE_STATE_GOING);
	return 0;
}

/* How long to wait for the tasks that a crash has ended to be gone, in jiffies. */
#define VICTIMS_PATIENCE HZ

/* Finds and stops it. 0 with *mod, or a negative errno. May sleep, for a module that has crashed.
 */
static int stop_module(const char *name, unsigned int flags, struct module **mod)
{
	int err;

	for (long left = VICTIMS_PATIENCE; left >= 0; left--) {
		if (mutex_lock_interruptible(&module_mutex))
			return -EINTR;
		*mod = find_module(name);
		err = try_stop_module(*mod, flags, !left);
		mutex_unlock(&module_mutex);
		if (err != -EINPROGRESS)
			break;
		if (schedule_timeout_killable(1))
			return -EINTR;
	}
	return err;
}

SYSCALL_DEFINE2(delete_module, const char __user *, name_user, unsigned int, flags)
{
	char name[MODULE_NAME_LEN];
	struct module *mod;
	int err;

	if (!may_change_modules())
		return -EPERM;
	if (strncpy_from_user(name, name_user, MODULE_NAME_LEN - 1) < 0)
		return -EFAULT;
	name[MODULE_NAME_LEN - 1] = '\0';

	err = stop_module(name, flags, &mod);
	if (err)
		return err;
	/* CHECKPOINT: GOING. No reference can be had any more, and nobody else removes it. */

	if (mod->exit && !mod->crashed_in) {
		module_enter(mod, "exit");
		mod->exit();
		module_leave(mod);
	}
	notify_module_going(mod);
	async_synchronize_full(); /* it may have begun what is its code */
	mutex_lock(&module_mutex);
	strscpy(last_unloaded_module, mod->name, sizeof(last_unloaded_module));
	module_flags(mod, last_unloaded_flags, false);
	mutex_unlock(&module_mutex);
	if (mod->crashed_in)
		bury_module(mod);
	else
		free_module(mod);
	return 0;
}
