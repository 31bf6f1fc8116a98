// SPDX-License-Identifier: MIT
/*
 * kobjects: names, parents, reference counts, and the directories that show them.
 *
 * The rules for callers are in <linux/kobject.h>. A kobject that is in sysfs holds a reference to
 * its parent and one to its kset.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "sysfs.h"

/* --- names --- */

/**
 * kobject_set_name_vargs() - give the object a name, or another before it is added
 *
 * A slash would make a directory below, so it becomes an exclamation mark. -ENOMEM.
 */
int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list vargs)
{
	char *name;

	if (kobj->name && !fmt)
		return 0;
	name = kvasprintf(GFP_KERNEL, fmt, vargs);
	if (!name)
		return -ENOMEM;
	strreplace(name, '/', '!');
	kfree(kobj->name);
	kobj->name = name;
	return 0;
}

int kobject_set_name(struct kobject *kobj, const char *fmt, ...)
{
	va_list vargs;
	int err;

	va_start(vargs, fmt);
	err = kobject_set_name_vargs(kobj, fmt, vargs);
	va_end(vargs);
	return err;
}
EXPORT_SYMBOL(kobject_set_name);

char *kobject_get_path(const struct kobject *kobj, gfp_t gfp_mask)
{
	const struct kobject *up;
	size_t len = 0;
	char *path, *at;

	for (up = kobj; up; up = up->parent) {
		if (!kobject_name(up))
			return NULL;
		len += strlen(kobject_name(up)) + 1;
	}
	path = kzalloc(len + 1, gfp_mask);
	if (!path)
		return NULL;
	at = path + len;
	for (up = kobj; up; up = up->parent) {
		size_t n = strlen(kobject_name(up));

		at -= n;
		memcpy(at, kobject_name(up), n);
		*--at = '/';
	}
	return path;
}
EXPORT_SYMBOL_GPL(kobject_get_path);

/* --- birth --- */

/**
 * kobject_init() - make @kobj an object with one reference, the caller's
 *
 * From here on kobject_put() frees it, by @ktype's release().
 */
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	if (WARN(!kobj, "kobject_init: no object\n"))
		return;
	if (!ktype) {
		pr_err("kobject (%p): must have a ktype to be initialized properly!\n", kobj);
		dump_stack();
		return;
	}
	if (kobj->state_initialized) {
		pr_err("kobject (%p): tried to init an initialized object, something is seriously "
		       "wrong.\n",
		       kobj);
		dump_stack();
	}
	kref_init(&kobj->kref);
	INIT_LIST_HEAD(&kobj->entry);
	kobj->state_in_sysfs = 0;
	kobj->state_add_uevent_sent = 0;
	kobj->state_remove_uevent_sent = 0;
	kobj->state_initialized = 1;
	kobj->ktype = ktype;
}
EXPORT_SYMBOL(kobject_init);

static void join_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	kset_get(kobj->kset);
	spin_lock(&kobj->kset->list_lock);
	list_add_tail(&kobj->entry, &kobj->kset->list);
	spin_unlock(&kobj->kset->list_lock);
}

static void leave_kset(struct kobject *kobj)
{
	if (!kobj->kset)
		return;
	spin_lock(&kobj->kset->list_lock);
	list_del_init(&kobj->entry);
	spin_unlock(&kobj->kset->list_lock);
	kset_put(kobj->kset);
}

/* The directory and what the type wants in it. */
static int create_dir(struct kobject *kobj)
{
	const struct kobj_type *ktype = kobj->ktype;
	int err = sysfs_create_dir_ns(kobj, NULL);

	if (err || !ktype)
		return err;
	err = sysfs_create_groups(kobj, ktype->default_groups);
	if (err)
		sysfs_remove_dir(kobj);
	return err;
}

int kobject_add_internal(struct kobject *kobj)
{
	struct kobject *parent = kobject_get(kobj->parent);
	int err;

	if (!kobj->name || !kobj->name[0]) {
		WARN(1, "kobject: (%p): attempted to be registered with empty name!\n", kobj);
		kobject_put(parent);
		return -EINVAL;
	}
	if (kobj->kset && !parent)
		parent = kobject_get(&kobj->kset->kobj);
	join_kset(kobj);
	kobj->parent = parent;

	err = create_dir(kobj);
	if (!err) {
		kobj->state_in_sysfs = 1;
		return 0;
	}
	leave_kset(kobj);
	kobject_put(parent);
	kobj->parent = NULL;
	if (err == -EEXIST)
		pr_err("kobject_add_internal failed for %s with -EEXIST, don't try to register "
		       "things with the same name in the same directory.\n",
		       kobject_name(kobj));
	else
		pr_err("kobject_add_internal failed for %s (error: %d parent: %s)\n",
		       kobject_name(kobj), err, parent ? kobject_name(parent) : "'none'");
	return err;
}

static int add_varg(struct kobject *kobj, struct kobject *parent, const char *fmt, va_list vargs)
{
	int err = kobject_set_name_vargs(kobj, fmt, vargs);

	if (err) {
		pr_err("kobject: can not set name properly!\n");
		return err;
	}
	kobj->parent = parent;
	return kobject_add_internal(kobj);
}

/**
 * kobject_add() - show the object as @fmt's text in @parent's directory
 *
 * parent NULL: in its kset's, else in /sys. After a failure kobject_put() it. -EEXIST, -EINVAL,
 * -ENOMEM.
 */
int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	if (!kobj)
		return -EINVAL;
	if (!kobj->state_initialized) {
		pr_err("kobject '%s' (%p): tried to add an uninitialized object, something is "
		       "seriously wrong.\n",
		       kobject_name(kobj), kobj);
		dump_stack();
		return -EINVAL;
	}
	va_start(args, fmt);
	err = add_varg(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_add);

int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	kobject_init(kobj, ktype);
	va_start(args, fmt);
	err = add_varg(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_init_and_add);

/* Tells of a move from the path, which is freed. Without memory for the text: of none. */
static void tell_move(struct kobject *kobj, char *old_path)
{
	char *var = old_path ? kasprintf(GFP_KERNEL, "DEVPATH_OLD=%s", old_path) : NULL;
	char *envp[] = {var, NULL};

	if (var)
		kobject_uevent_env(kobj, KOBJ_MOVE, envp);
	kfree(var);
	kfree(old_path);
}

/**
 * kobject_rename() - another name in the same directory. -EEXIST, -ENOMEM, -EINVAL.
 */
int kobject_rename(struct kobject *kobj, const char *new_name)
{
	char *name, *old_path;
	int err = -EINVAL;

	kobj = kobject_get(kobj);
	if (!kobj)
		return err;
	if (!kobj->parent)
		goto put;
	err = -ENOMEM;
	old_path = kobject_get_path(kobj, GFP_KERNEL);
	name = kstrdup(new_name, GFP_KERNEL);
	if (!name || !old_path)
		goto free;
	err = sysfs_rename_dir_ns(kobj, new_name, NULL);
	if (err)
		goto free;
	swap(kobj->name, *(const char **)&name);
	tell_move(kobj, old_path);
	old_path = NULL;
free:
	kfree(name);
	kfree(old_path);
put:
	kobject_put(kobj);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_rename);

int kobject_move(struct kobject *kobj, struct kobject *new_parent)
{
	struct kobject *old_parent;
	char *old_path;
	int err = -EINVAL;

	kobj = kobject_get(kobj);
	if (!kobj)
		return err;
	if (!new_parent && kobj->kset)
		new_parent = &kobj->kset->kobj;
	new_parent = kobject_get(new_parent);
	old_path = kobject_get_path(kobj, GFP_KERNEL);
	err = old_path ? sysfs_move_dir_ns(kobj, new_parent, NULL) : -ENOMEM;
	if (err) {
		kfree(old_path);
		kobject_put(new_parent);
	} else {
		old_parent = kobj->parent;
		kobj->parent = new_parent;
		kobject_put(old_parent);
		tell_move(kobj, old_path);
	}
	kobject_put(kobj);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_move);

/* --- end --- */

/* Everything that kobject_add() did; returns the parent, whose reference is the caller's now. */
static struct kobject *undo_add(struct kobject *kobj)
{
	struct kobject *parent = kobj->parent;

	if (kobj->ktype)
		sysfs_remove_groups(kobj, kobj->ktype->default_groups);
	if (kobj->state_add_uevent_sent && !kobj->state_remove_uevent_sent)
		kobject_uevent(kobj, KOBJ_REMOVE);
	sysfs_remove_dir(kobj);
	kobj->state_in_sysfs = 0;
	leave_kset(kobj);
	kobj->parent = NULL;
	return parent;
}

/**
 * kobject_del() - take the object out of /sys
 *
 * Waits for calls of its attributes. The caller's reference stays.
 */
void kobject_del(struct kobject *kobj)
{
	if (kobj && kobj->state_in_sysfs)
		kobject_put(undo_add(kobj));
}
EXPORT_SYMBOL(kobject_del);

/* NULL is passed through. */
struct kobject *kobject_get(struct kobject *kobj)
{
	if (!kobj)
		return NULL;
	if (!kobj->state_initialized)
		WARN(1,
		     "kobject: '%s' (%p): is not initialized, yet kobject_get() is being called.\n",
		     kobject_name(kobj), kobj);
	kref_get(&kobj->kref);
	return kobj;
}
EXPORT_SYMBOL(kobject_get);

/* NULL when the last reference is already gone. */
struct kobject *kobject_get_unless_zero(struct kobject *kobj)
{
	if (!kobj || !kref_get_unless_zero(&kobj->kref))
		return NULL;
	return kobj;
}
EXPORT_SYMBOL(kobject_get_unless_zero);

static void kobject_release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	const struct kobj_type *ktype = kobj->ktype;
	struct kobject *parent = NULL;
	const char *name = kobj->name;

	if (kobj->state_in_sysfs)
		parent = undo_add(kobj);
	if (ktype && ktype->release)
		ktype->release(kobj);
	else
		pr_err("kobject: '%s' (%p): does not have a release() function, it is broken and "
		       "must be fixed.\n",
		       name, kobj);
	/* kobj is gone; its name was its own allocation. */
	kfree(name);
	kobject_put(parent);
}

/**
 * kobject_put() - a reference less; with the last one the object is freed. May sleep then.
 */
void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	if (!kobj->state_initialized)
		WARN(1,
		     "kobject: '%s' (%p): is not initialized, yet kobject_put() is being called.\n",
		     kobject_name(kobj), kobj);
	kref_put(&kobj->kref, kobject_release);
}
EXPORT_SYMBOL(kobject_put);

/* --- attributes with functions of their own, and objects that are nothing but a directory --- */

static ssize_t kobj_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct kobj_attribute *kattr = container_of(attr, struct kobj_attribute, attr);

	return kattr->show ? kattr->show(kobj, kattr, buf) : -EIO;
}

static ssize_t kobj_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			       size_t count)
{
	struct kobj_attribute *kattr = container_of(attr, struct kobj_attribute, attr);

	return kattr->store ? kattr->store(kobj, kattr, buf, count) : -EIO;
}

const struct sysfs_ops kobj_sysfs_ops = {
	.show = kobj_attr_show,
	.store = kobj_attr_store,
};
EXPORT_SYMBOL_GPL(kobj_sysfs_ops);

static void dynamic_release(struct kobject *kobj)
{
	kfree(kobj);
}

static const struct kobj_type dynamic_ktype = {
	.release = dynamic_release,
	.sysfs_ops = &kobj_sysfs_ops,
};

/**
 * kobject_create_and_add() - a directory of the caller's, for kobj_attributes
 *
 * kobject_put() ends it. NULL, after a message, on failure.
 */
struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = kzalloc(sizeof(*kobj), GFP_KERNEL);
	int err;

	if (!kobj)
		return NULL;
	kobject_init(kobj, &dynamic_ktype);
	err = kobject_add(kobj, parent, "%s", name);
	if (err) {
		pr_warn("kobject_create_and_add: kobject_add error: %d\n", err);
		kobject_put(kobj);
		return NULL;
	}
	return kobj;
}
EXPORT_SYMBOL_GPL(kobject_create_and_add);
