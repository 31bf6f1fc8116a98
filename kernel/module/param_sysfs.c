// SPDX-License-Identifier: MIT
/*
 * /sys/module/NAME/parameters: a file for each parameter that asked for one by its permissions, of
 * modules and of the parts of the kernel itself.
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

/* Of the kernel itself, gathered by the linker. */
extern const struct kernel_param __start___param[], __stop___param[];

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
	if (mk->mod && module_is_crashed(mk->mod))
		return -ENODEV;
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
	if (mk->mod && module_is_crashed(mk->mod))
		return -ENODEV;
	kernel_param_lock(mk->mod);
	if (kp->flags & KERNEL_PARAM_FL_UNSAFE) {
		pr_notice("Setting dangerous option %s - tainting kernel\n", kp->name);
		add_taint(TAINT_USER, LOCKDEP_STILL_OK);
	}
	err = kp->ops->set(buf, kp);
	kernel_param_unlock(mk->mod);
	return err ?: len;
}

static void init_file(struct param_attribute *file, const struct kernel_param *kp, const char *name)
{
	file->param = kp;
	file->mattr.attr.name = name;
	file->mattr.attr.mode = kp->perm;
	file->mattr.show = param_show;
	if (kp->perm & 0222)
		file->mattr.store = param_store;
	sysfs_attr_init(&file->mattr.attr);
}

/*
 * The parameter's name among those of a part of the kernel: "time" for printk.time, or NULL if it
 * belongs to another. Those without a part belong to "kernel". part NULL: a module's, all of them.
 */
static const char *name_in_part(const struct kernel_param *kp, const char *part, size_t part_len)
{
	const char *dot = strchr(kp->name, '.');

	if (!part)
		return kp->name;
	if (!dot)
		return part_len == strlen("kernel") && !strncmp(part, "kernel", part_len) ? kp->name
											  : NULL;
	return dot - kp->name == part_len && parameqn(kp->name, part, part_len) ? dot + 1 : NULL;
}

static void free_attrs(struct module_param_attrs *mp)
{
	kfree(mp->list);
	kfree(mp);
}

/* Room for that many files. NULL: no memory. */
static struct module_param_attrs *alloc_attrs(unsigned int num)
{
	struct module_param_attrs *mp = kzalloc(struct_size(mp, file, num), GFP_KERNEL);

	if (!mp)
		return NULL;
	mp->list = kcalloc(num + 1, sizeof(*mp->list), GFP_KERNEL);
	if (!mp->list) {
		kfree(mp);
		return NULL;
	}
	mp->group.name = "parameters";
	mp->group.attrs = mp->list;
	return mp;
}

/* The directory, if one of the part's parameters asks for a file. 0 or a negative errno. */
static int add_files(struct module_kobject *mk, const struct kernel_param *params, unsigned int num,
		     const char *part, size_t part_len)
{
	struct module_param_attrs *mp;
	unsigned int files = 0, n = 0;
	int err;

	for (unsigned int i = 0; i < num; i++)
		files += params[i].perm && name_in_part(&params[i], part, part_len);
	if (!files)
		return 0;
	mp = alloc_attrs(files);
	if (!mp)
		return -ENOMEM;
	for (unsigned int i = 0; i < num; i++) {
		const char *name = name_in_part(&params[i], part, part_len);

		if (!params[i].perm || !name)
			continue;
		init_file(&mp->file[n], &params[i], name);
		mp->list[n] = &mp->file[n].mattr.attr;
		n++;
	}
	err = sysfs_create_group(&mk->kobj, &mp->group);
	if (err) {
		free_attrs(mp);
		return err;
	}
	mk->mp = mp;
	return 0;
}

/* 0 or a negative errno; module_param_sysfs_remove() cleans up either way. */
int module_param_sysfs_setup(struct module *mod)
{
	return add_files(&mod->mkobj, mod->kp, mod->num_kp, NULL, 0);
}

/* The values can't be reached any more when this returns. May sleep. */
void module_param_sysfs_remove(struct module *mod)
{
	struct module_param_attrs *mp = mod->mkobj.mp;

	if (!mp)
		return;
	sysfs_remove_group(&mod->mkobj.kobj, &mp->group);
	free_attrs(mp);
	mod->mkobj.mp = NULL;
}

/* /sys/module/PART/parameters, for ever; the part is the first len letters of name. */
static int __init add_part(const char *name, size_t len)
{
	struct module_kobject *mk = kzalloc(sizeof(*mk), GFP_KERNEL);
	char *part = kstrndup(name, len, GFP_KERNEL);
	int err = -ENOMEM;

	if (mk && part) {
		err = builtin_sysfs_add(mk, part);
		err = err
			      ?: add_files(mk, __start___param, __stop___param - __start___param,
					   part, len);
	}
	kfree(part);
	return err;
}

/* A directory for each part of the kernel that has a parameter to be shown. */
void __init builtin_params_sysfs_init(void)
{
	for (const struct kernel_param *kp = __start___param; kp < __stop___param; kp++) {
		const char *dot = strchr(kp->name, '.'), *part = dot ? kp->name : "kernel";
		size_t len = dot ? dot - kp->name : strlen(part);
		const struct kernel_param *before = __start___param;
		int err;

		if (!kp->perm)
			continue;
		while (before < kp && !(before->perm && name_in_part(before, part, len)))
			before++;
		if (before < kp)
			continue;
		err = add_part(part, len);
		if (err)
			panic("/sys/module/%.*s can't be made: error %d", (int)len, part, err);
	}
}
