// SPDX-License-Identifier: MIT
/*
 * /sys/module/NAME/parameters: a file for each parameter that asked for one by its permissions.
 *
 * Reading calls the parameter's get(), writing its set(), both under the module's param_lock, which
 * the module's own code takes by kernel_param_lock() to read a parameter that may change under it.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include "internal.h"

struct param_attribute {
	struct module_attribute mattr;
	const struct kernel_param *param;
};

/* The directory: the group's list of files is the num attributes and a NULL. */
struct module_param_attrs {
	struct attribute_group group;
	struct attribute **list;
	struct param_attribute file[];
};

static DEFINE_MUTEX(kernel_params_lock); /* the values of the kernel's own parameters */

static struct mutex *param_lock_of(struct module *mod)
{
	return mod ? &mod->param_lock : &kernel_params_lock;
}

void kernel_param_lock(struct module *mod)
{
	mutex_lock(param_lock_of(mod));
}
EXPORT_SYMBOL(kernel_param_lock);

void kernel_param_unlock(struct module *mod)
{
	mutex_unlock(param_lock_of(mod));
}
EXPORT_SYMBOL(kernel_param_unlock);

static const struct kernel_param *to_param(struct module_attribute *mattr)
{
	return container_of(mattr, struct param_attribute, mattr)->param;
}

static ssize_t param_show(struct module_attribute *mattr, struct module_kobject *mk, char *buf)
{
	const struct kernel_param *kp = to_param(mattr);
	ssize_t count;

	if (!kp->ops->get)
		return -EPERM;
	kernel_param_lock(mk->mod);
	count = kp->ops->get(buf, kp);
	kernel_param_unlock(mk->mod);
	return count;
}

/* The text comes with whatever newline the writer put behind it; the types accept one. */
static ssize_t param_store(struct module_attribute *mattr, struct module_kobject *mk,
			   const char *buf, size_t len)
{
	const struct kernel_param *kp = to_param(mattr);
	int err;

	if (!kp->ops->set)
		return -EPERM;
	kernel_param_lock(mk->mod);
	if (kp->flags & KERNEL_PARAM_FL_UNSAFE) {
		pr_notice("Setting dangerous option %s - tainting kernel\n", kp->name);
		add_taint(TAINT_USER, LOCKDEP_STILL_OK);
	}
	err = kp->ops->set(buf, kp);
	kernel_param_unlock(mk->mod);
	return err ?: len;
}

static void init_file(struct param_attribute *file, const struct kernel_param *kp)
{
	file->param = kp;
	file->mattr.attr.name = kp->name;
	file->mattr.attr.mode = kp->perm;
	file->mattr.show = param_show;
	if (kp->perm & 0222)
		file->mattr.store = param_store;
	sysfs_attr_init(&file->mattr.attr);
}

/* 0 or a negative errno; module_param_sysfs_remove() cleans up either way. */
int module_param_sysfs_setup(struct module *mod)
{
	struct module_param_attrs *mp;
	unsigned int num = 0, n = 0;
	int err;

	for (unsigned int i = 0; i < mod->num_kp; i++)
		num += mod->kp[i].perm != 0;
	if (!num)
		return 0;
	mp = kzalloc(struct_size(mp, file, num), GFP_KERNEL);
	if (!mp)
		return -ENOMEM;
	mp->list = kcalloc(num + 1, sizeof(*mp->list), GFP_KERNEL);
	if (!mp->list) {
		kfree(mp);
		return -ENOMEM;
	}
	for (unsigned int i = 0; i < mod->num_kp; i++) {
		if (!mod->kp[i].perm)
			continue;
		init_file(&mp->file[n], &mod->kp[i]);
		mp->list[n] = &mp->file[n].mattr.attr;
		n++;
	}
	mp->group.name = "parameters";
	mp->group.attrs = mp->list;
	err = sysfs_create_group(&mod->mkobj.kobj, &mp->group);
	if (err) {
		kfree(mp->list);
		kfree(mp);
		return err;
	}
	mod->mkobj.mp = mp;
	return 0;
}

/* The values can't be reached any more when this returns. May sleep. */
void module_param_sysfs_remove(struct module *mod)
{
	struct module_param_attrs *mp = mod->mkobj.mp;

	if (!mp)
		return;
	sysfs_remove_group(&mod->mkobj.kobj, &mp->group);
	kfree(mp->list);
	kfree(mp);
	mod->mkobj.mp = NULL;
}
