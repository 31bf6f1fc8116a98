// SPDX-License-Identifier: MIT
/*
 * Attributes whose value has changed, which poll(2) tells; and attributes that remove themselves.
 */
#include <linux/export.h>
#include <linux/kobject.h>
#include <linux/sysfs.h>
#include "sysfs.h"

/* --- changes --- */

struct kernfs_node *sysfs_get_dirent(struct kernfs_node *parent, const char *name)
{
	return node_find_get(parent, name);
}
EXPORT_SYMBOL_GPL(sysfs_get_dirent);

struct kernfs_node *sysfs_get(struct kernfs_node *kn)
{
	return kn ? node_get(kn) : NULL;
}
EXPORT_SYMBOL_GPL(sysfs_get);

void sysfs_put(struct kernfs_node *kn)
{
	node_put(kn);
}
EXPORT_SYMBOL_GPL(sysfs_put);

void sysfs_notify_dirent(struct kernfs_node *kn)
{
	atomic_inc(&kn->event);
	wake_up_interruptible_all(&kn->poll);
}
EXPORT_SYMBOL_GPL(sysfs_notify_dirent);

/**
 * sysfs_notify() - an attribute's value changed
 * @dir: a group's subdirectory, or NULL
 */
void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr)
{
	struct kernfs_node *kn = sysfs_get(kobj->sd);
	const char *path[] = {dir, attr};

	for (int i = 0; i < 2 && kn; i++) {
		struct kernfs_node *below;

		if (!path[i])
			continue;
		below = node_find_get(kn, path[i]);
		node_put(kn);
		kn = below;
	}
	if (!kn)
		return;
	sysfs_notify_dirent(kn);
	node_put(kn);
}
EXPORT_SYMBOL_GPL(sysfs_notify);

/* --- removal from within --- */

bool sysfs_remove_file_self(struct kobject *kobj, const struct attribute *attr)
{
	struct kernfs_node *kn = node_find_get(kobj->sd, attr->name);
	bool first;

	if (!kn)
		return false;
	first = node_remove_self(kn);
	node_put(kn);
	return first;
}
EXPORT_SYMBOL_GPL(sysfs_remove_file_self);
