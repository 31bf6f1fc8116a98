// SPDX-License-Identifier: MIT
/*
 * /sys/module/NAME: what lsmod(8), rmmod(8) and debuggers want to know of a module.
 *
 *	coresize initsize initstate refcnt taint  [version] [srcversion]
 *	holders/USER -> ../../USER                 who uses it
 *	parameters/                                param_sysfs.c
 *	sections/ notes/                           section_files.c
 *
 * The directory is there from COMING until the module goes. Its kobject lies in struct module, so
 * the module is not freed before the last reference to the kobject is: mod_sysfs_teardown() waits.
 */
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include "internal.h"

static struct kset *module_kset; /* /sys/module; constant once it is made */

static struct module_attribute *to_module_attr(struct attribute *attr)
{
	return container_of(attr, struct module_attribute, attr);
}

static struct module_kobject *to_module_kobject(struct kobject *kobj)
{
	return container_of(kobj, struct module_kobject, kobj);
}

static ssize_t module_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct module_attribute *a = to_module_attr(attr);

	return a->show ? a->show(a, to_module_kobject(kobj), buf) : -EIO;
}

static ssize_t module_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
				 size_t len)
{
	struct module_attribute *a = to_module_attr(attr);

	return a->store ? a->store(a, to_module_kobject(kobj), buf, len) : -EIO;
}

static const struct sysfs_ops module_sysfs_ops = {
	.show = module_attr_show,
	.store = module_attr_store,
};

static void module_kobj_release(struct kobject *kobj)
{
	complete(to_module_kobject(kobj)->kobj_completion);
}

static const struct kobj_type module_ktype = {
	.release = module_kobj_release,
	.sysfs_ops = &module_sysfs_ops,
};

static ssize_t coresize_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%u\n", mk->mod->core_layout.size);
}

static ssize_t initsize_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%u\n", mk->mod->init_layout.size);
}

static ssize_t initstate_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	switch (READ_ONCE(mk->mod->state)) {
	case MODULE_STATE_COMING:
		return sysfs_emit(buf, "coming\n");
	case MODULE_STATE_GOING:
	case MODULE_STATE_CRASHED: /* kmod(8) removes nothing whose state it doesn't know */
		return sysfs_emit(buf, "going\n");
	default:
		return sysfs_emit(buf, "live\n");
	}
}

static ssize_t refcnt_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%i\n", module_refcount(mk->mod));
}

/* The letters without the brackets that /proc/modules puts around them. */
static ssize_t taint_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	char flags[MODULE_FLAGS_BUF_SIZE];
	int len = strlen(module_flags(mk->mod, flags, false));

	return sysfs_emit(buf, "%.*s\n", len ? len - 2 : 0, len ? flags + 1 : "");
}

static ssize_t version_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%s\n", mk->mod->version);
}

static ssize_t srcversion_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return sysfs_emit(buf, "%s\n", mk->mod->srcversion);
}

static const struct module_attribute coresize_attr = __ATTR_RO(coresize);
static const struct module_attribute initsize_attr = __ATTR_RO(initsize);
static const struct module_attribute initstate_attr = __ATTR_RO(initstate);
static const struct module_attribute refcnt_attr = __ATTR_RO(refcnt);
static const struct module_attribute taint_attr = __ATTR_RO(taint);
static const struct module_attribute version_attr = __ATTR_RO(version);
static const struct module_attribute srcversion_attr = __ATTR_RO(srcversion);

static const struct attribute *const module_attrs[] = {
	&coresize_attr.attr, &initsize_attr.attr, &initstate_attr.attr,
	&refcnt_attr.attr,   &taint_attr.attr,	  NULL,
};

/* What the module says of its own version, if it does: the text, copied. */
static int setup_version(struct module *mod, const struct load_info *info, const char *tag,
			 const char **copy, const struct module_attribute *attr)
{
	const char *text = get_modinfo(info, tag);

	if (!text)
		return 0;
	*copy = kstrdup(text, GFP_KERNEL);
	if (!*copy)
		return -ENOMEM;
	return sysfs_create_file(&mod->mkobj.kobj, &attr->attr);
}

/* A link to each user in the directory of the module it uses. */
static int add_holder_links(struct module *mod)
{
	struct module_use *use;
	int err = 0;

	mutex_lock(&module_mutex);
	list_for_each_entry (use, &mod->target_list, target_list) {
		err = sysfs_create_link(use->target->holders_dir, &mod->mkobj.kobj, mod->name);
		if (err)
			break;
	}
	mutex_unlock(&module_mutex);
	return err;
}

static void remove_holder_links(struct module *mod)
{
	struct module_use *use;

	mutex_lock(&module_mutex);
	list_for_each_entry (use, &mod->target_list, target_list)
		sysfs_remove_link(use->target->holders_dir, mod->name);
	mutex_unlock(&module_mutex);
}

/* Drops the directory and waits until nobody has a reference to it: it lies in *mod. */
static void put_module_kobject(struct module *mod)
{
	DECLARE_COMPLETION_ONSTACK(released);

	mod->mkobj.kobj_completion = &released;
	kobject_put(&mod->mkobj.kobj);
	wait_for_completion(&released);
	mod->mkobj.kobj_completion = NULL;
	mod->mkobj.mod = NULL;
}

int builtin_sysfs_add(struct module_kobject *mk, const char *name)
{
	mk->kobj.kset = module_kset;
	return kobject_init_and_add(&mk->kobj, &module_ktype, NULL, "%s", name);
}

/* Everything in the directory. What is created goes with the directory if a later step fails. */
static int fill_directory(struct module *mod, const struct load_info *info)
{
	int err;

	mod->holders_dir = kobject_create_and_add("holders", &mod->mkobj.kobj);
	if (!mod->holders_dir)
		return -ENOMEM;
	err = sysfs_create_files(&mod->mkobj.kobj, module_attrs);
	err = err ?: setup_version(mod, info, "version", &mod->version, &version_attr);
	err = err ?: setup_version(mod, info, "srcversion", &mod->srcversion, &srcversion_attr);
	err = err ?: module_param_sysfs_setup(mod);
	err = err ?: section_files_setup(mod, info);
	return err ?: add_holder_links(mod);
}

/* Parts of the kernel have directories beside the modules'. */
static bool is_name_of_kernel_part(const char *name)
{
	struct kobject *part = kset_find_obj(module_kset, name);

	kobject_put(part);
	return part;
}

/*
 * Creates /sys/module/NAME. 0; -EINVAL, after Linux's line, if a part of the kernel has the name;
 * another errno. If it fails nothing of it is left. May sleep. No other module has the name:
 * add_unformed_module() took it, and a module of that name before is gone altogether.
 */
int mod_sysfs_setup(struct module *mod, const struct load_info *info)
{
	int err;

	if (is_name_of_kernel_part(mod->name)) {
		pr_err("%s: module is already loaded (/sys/module/%s is a part of the kernel: give "
		       "the module another name)\n",
		       mod->name, mod->name);
		return -EINVAL;
	}
	mod->mkobj.mod = mod;
	mod->mkobj.kobj.kset = module_kset;
	err = kobject_init_and_add(&mod->mkobj.kobj, &module_ktype, NULL, "%s", mod->name);
	if (err) {
		put_module_kobject(mod);
		return err;
	}
	err = fill_directory(mod, info);
	if (err)
		mod_sysfs_teardown(mod);
	return err;
}

/* Removes it. Calls into its files are over when this returns; the parameters can go. May sleep. */
void mod_sysfs_teardown(struct module *mod)
{
	/* After a crash: it was not there yet, or has gone already. */
	if (!mod->mkobj.mod)
		return;
	remove_holder_links(mod);
	section_files_remove(mod);
	module_param_sysfs_remove(mod);
	kobject_put(mod->holders_dir);
	kobject_put(mod->mkobj.drivers_dir);
	kobject_del(&mod->mkobj.kobj);
	put_module_kobject(mod);
	kfree(mod->version);
	kfree(mod->srcversion);
}

void __init module_sysfs_init(void)
{
	module_kset = kset_create_and_add("module", NULL, NULL);
	if (!module_kset)
		panic("No memory for /sys/module");
	module_decompress_init(&module_kset->kobj);
}
