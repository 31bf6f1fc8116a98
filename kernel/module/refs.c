// SPDX-License-Identifier: MIT
/*
 * References and dependencies: why a module can't go yet.
 *
 * refcnt counts whoever holds the module (open files, users, its own init) on top of the loader's
 * MODULE_REF_BASE. Only when nothing but the base is left can the loader take that too, in one
 * atomic step, and from 0 no reference can be had any more. So try_module_get() and removal can run
 * side by side without a lock.
 *
 * A module that imports a symbol of another holds one reference on it, however many symbols it
 * uses, and a struct module_use says so in both their lists.
 */
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/kthread.h>
#include <linux/slab.h>
#include "internal.h"

/* The base, and one that init's caller drops when init has succeeded or failed. */
void module_refs_init(struct module *mod)
{
	INIT_LIST_HEAD(&mod->source_list);
	INIT_LIST_HEAD(&mod->target_list);
	atomic_set(&mod->refcnt, MODULE_REF_BASE + 1);
}

bool try_module_get(struct module *module)
{
	return !module || (module_is_live(module) && atomic_inc_not_zero(&module->refcnt));
}
EXPORT_SYMBOL(try_module_get);

void __module_get(struct module *module)
{
	if (module)
		atomic_inc(&module->refcnt);
}
EXPORT_SYMBOL(__module_get);

void module_put(struct module *module)
{
	/* After a crash it may be one that the crash has taken back. */
	if (module)
		WARN_ON(atomic_dec_if_positive(&module->refcnt) < 0 && !module->crashed_in);
}
EXPORT_SYMBOL(module_put);

int module_refcount(struct module *mod)
{
	return atomic_read(&mod->refcnt) - MODULE_REF_BASE;
}
EXPORT_SYMBOL(module_refcount);

void __noreturn __module_put_and_kthread_exit(struct module *mod, long code)
{
	module_put(mod);
	kthread_exit(code);
}
EXPORT_SYMBOL(__module_put_and_kthread_exit);

void symbol_put_addr(void *addr)
{
	struct module *mod;

	if (core_kernel_text((unsigned long)addr))
		return;
	mod = __module_text_address((unsigned long)addr);
	if (!WARN_ON(!mod))
		module_put(mod);
}
EXPORT_SYMBOL_GPL(symbol_put_addr);

/* A reference on a module that is done with its init: 0, -EBUSY if it is in it, -ENOENT. */
int strong_try_module_get(struct module *mod)
{
	if (mod && mod->state == MODULE_STATE_COMING)
		return -EBUSY;
	return try_module_get(mod) ? 0 : -ENOENT;
}

/* Takes the base if nobody else holds the module: 0, or how many do. */
int try_release_module_ref(struct module *mod)
{
	int others = atomic_sub_return(MODULE_REF_BASE, &mod->refcnt);

	/* Put it back, unless the last of the others has gone meanwhile. */
	if (others)
		others = atomic_add_unless(&mod->refcnt, MODULE_REF_BASE, 0);
	return others;
}

static bool already_uses(const struct module *a, const struct module *b)
{
	struct module_use *use;

	list_for_each_entry (use, &b->source_list, source_list)
		if (use->source == a)
			return true;
	return false;
}

/*
 * "a" uses "b" from now on. 0, also if it does already or b is the kernel; -EBUSY while b is in its
 * init, -ENOENT if b is on its way out, -ENOMEM. Under module_mutex.
 */
int ref_module(struct module *a, struct module *b)
{
	struct module_use *use;
	int err;

	if (!b || already_uses(a, b))
		return 0;
	err = strong_try_module_get(b);
	if (err)
		return err;
	use = kmalloc(sizeof(*use), GFP_KERNEL);
	if (!use) {
		module_put(b);
		return -ENOMEM;
	}
	use->source = a;
	use->target = b;
	list_add(&use->source_list, &b->source_list);
	list_add(&use->target_list, &a->target_list);
	return 0;
}

/* The module, which is going, uses nobody any more. */
void module_drop_uses(struct module *mod)
{
	struct module_use *use, *next;

	mutex_lock(&module_mutex);
	list_for_each_entry_safe (use, next, &mod->target_list, target_list) {
		list_del(&use->source_list);
		list_del(&use->target_list);
		module_put(use->target);
		kfree_sensitive(use); /* as release_load() does */
	}
	mutex_unlock(&module_mutex);
}
