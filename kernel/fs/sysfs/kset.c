// SPDX-License-Identifier: MIT
/*
 * ksets, and the directories that /sys starts with.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/procfs.h>
#include "sysfs.h"

void kset_init(struct kset *kset)
{
	/* The object's type is the caller's to set, before or after; kobject_init() wants one. */
	kref_init(&kset->kobj.kref);
	INIT_LIST_HEAD(&kset->kobj.entry);
	kset->kobj.state_in_sysfs = 0;
	kset->kobj.state_add_uevent_sent = 0;
	kset->kobj.state_remove_uevent_sent = 0;
	kset->kobj.state_initialized = 1;
	INIT_LIST_HEAD(&kset->list);
	spin_lock_init(&kset->list_lock);
}
EXPORT_SYMBOL_GPL(kset_init);

/**
 * kset_register() - initialise and add a set whose kobj has a name and a type
 */
int kset_register(struct kset *kset)
{
	int err;

	if (!kset)
		return -EINVAL;
	kset_init(kset);
	err = kobject_add_internal(&kset->kobj);
	if (err) {
		kfree(kset->kobj.name);
		kset->kobj.name = NULL;
		return err;
	}
	/* Only a set in another set has anybody to tell. */
	kobject_uevent(&kset->kobj, KOBJ_ADD);
	return 0;
}
EXPORT_SYMBOL(kset_register);

void kset_unregister(struct kset *kset)
{
	if (!kset)
		return;
	kobject_del(&kset->kobj);
	kobject_put(&kset->kobj);
}
EXPORT_SYMBOL(kset_unregister);

struct kobject *kset_find_obj(struct kset *kset, const char *name)
{
	struct kobject *kobj, *found = NULL;

	spin_lock(&kset->list_lock);
	list_for_each_entry (kobj, &kset->list, entry) {
		if (kobject_name(kobj) && !strcmp(kobject_name(kobj), name)) {
			found = kobject_get_unless_zero(kobj);
			break;
		}
	}
	spin_unlock(&kset->list_lock);
	return found;
}
EXPORT_SYMBOL_GPL(kset_find_obj);

static void kset_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct kset, kobj));
}

static const struct kobj_type kset_ktype = {
	.sysfs_ops = &kobj_sysfs_ops,
	.release = kset_release,
};

/**
 * kset_create_and_add() - a set of the caller's
 *
 * kset_unregister() ends it. NULL on failure.
 */
struct kset *kset_create_and_add(const char *name, const struct kset_uevent_ops *u,
				 struct kobject *parent_kobj)
{
	struct kset *kset;

	kset = kzalloc(sizeof(*kset), GFP_KERNEL);
	if (!kset)
		return NULL;
	if (kobject_set_name(&kset->kobj, "%s", name)) {
		kfree(kset);
		return NULL;
	}
	kset->kobj.parent = parent_kobj;
	kset->kobj.ktype = &kset_ktype;
	kset->uevent_ops = u;
	if (kset_register(kset)) {
		kfree(kset);
		return NULL;
	}
	return kset;
}
EXPORT_SYMBOL_GPL(kset_create_and_add);

/* --- what is there from the start --- */

struct kobject *kernel_kobj;
EXPORT_SYMBOL_GPL(kernel_kobj);
struct kobject *fs_kobj;
EXPORT_SYMBOL_GPL(fs_kobj);
struct kobject *firmware_kobj;
EXPORT_SYMBOL_GPL(firmware_kobj);

static struct kobject *__init make(const char *name)
{
	struct kobject *kobj = kobject_create_and_add(name, NULL);

	if (!kobj)
		panic("sysfs: can't make /sys/%s", name);
	return kobj;
}

void __init sysfs_init(void)
{
	sysfs_mount_init();
	kernel_kobj = make("kernel");
	fs_kobj = make("fs");
	firmware_kobj = make("firmware");
	uevent_init();
}
