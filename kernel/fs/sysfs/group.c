// SPDX-License-Identifier: MIT
/*
 * Attribute groups: several files made and removed together, in an object's directory or in a
 * subdirectory of it.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/stat.h>
#include "sysfs.h"

/* Takes attr's file away, if the file of that name is attr's. */
static void remove_one(struct kernfs_node *dir, const char *name, const void *attr)
{
	struct kernfs_node *kn = node_find_get(dir, name);

	if (!kn)
		return;
	if (kn->attr == attr)
		node_remove(kn);
	node_put(kn);
}

/* Takes away those of grp's files that exist. */
static void remove_files(struct kernfs_node *dir, const struct attribute_group *grp)
{
	struct attribute *const *attr;
	struct bin_attribute *const *bin;

	if (grp->attrs)
		for (attr = grp->attrs; *attr; attr++)
			remove_one(dir, (*attr)->name, *attr);
	if (grp->bin_attrs)
		for (bin = grp->bin_attrs; *bin; bin++)
			remove_one(dir, (*bin)->attr.name, *bin);
}

/* The attributes of grp that are to be seen. On failure those made so far stay: the caller's. */
static int create_files(struct kernfs_node *dir, struct kobject *kobj,
			const struct attribute_group *grp)
{
	struct attribute *const *attr;
	struct bin_attribute *const *bin;
	int err = 0;
	int i;

	if (grp->attrs) {
		for (i = 0, attr = grp->attrs; *attr && !err; i++, attr++) {
			umode_t mode = (*attr)->mode;

			if (grp->is_visible)
				mode = grp->is_visible(kobj, *attr, i);
			if (mode)
				err = sysfs_add_attr(dir, *attr, mode, kobj);
		}
	}
	if (grp->bin_attrs) {
		for (i = 0, bin = grp->bin_attrs; *bin && !err; i++, bin++) {
			umode_t mode = (*bin)->attr.mode;

			if (grp->is_bin_visible)
				mode = grp->is_bin_visible(kobj, *bin, i);
			if (mode)
				err = sysfs_add_bin_attr(dir, *bin, mode, kobj);
		}
	}
	return err;
}

/* A group's own directory, referenced. */
static struct kernfs_node *create_subdir(struct kobject *kobj, const char *name)
{
	struct kernfs_node *dir = node_new(name, S_IFDIR | 0755, NODE_DIR);
	int err;

	if (!dir)
		return ERR_PTR(-ENOMEM);
	kobject_ownership(kobj, &dir->uid, &dir->gid);
	dir->kobj = kobj;
	node_get(dir);
	err = node_add(kobj->sd, dir);
	if (!err)
		return dir;
	if (err == -EEXIST)
		sysfs_warn_dup(kobj->sd, name);
	node_put(dir);
	node_put(dir);
	return ERR_PTR(err);
}

/**
 * sysfs_create_group() - make a group's files
 *
 * All or none. -EINVAL without a directory or attributes, -EEXIST with a warning, -ENOMEM.
 */
int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp)
{
	struct kernfs_node *dir;
	int err;

	if (WARN_ON(!kobj || !kobj->sd))
		return -EINVAL;
	if (WARN(!grp->attrs && !grp->bin_attrs, "sysfs: attrs not set by subsystem: %s/%s\n",
		 kobject_name(kobj), grp->name ?: ""))
		return -EINVAL;

	dir = grp->name ? create_subdir(kobj, grp->name) : node_get(kobj->sd);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	err = create_files(dir, kobj, grp);
	if (err && grp->name)
		node_remove(dir);
	else if (err)
		remove_files(dir, grp);
	node_put(dir);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_group);

/* make() of each group, all or none. */
static int for_groups(struct kobject *kobj, const struct attribute_group **groups,
		      int (*make)(struct kobject *kobj, const struct attribute_group *grp))
{
	int err = 0;
	int i;

	if (!groups)
		return 0;
	for (i = 0; groups[i] && !err; i++)
		err = make(kobj, groups[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			sysfs_remove_group(kobj, groups[i]);
	return err;
}

int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	return for_groups(kobj, groups, sysfs_create_group);
}
EXPORT_SYMBOL_GPL(sysfs_create_groups);

/* The directory of an existing group, referenced, or NULL after a warning */
static struct kernfs_node *group_dir(struct kobject *kobj, const char *name)
{
	struct kernfs_node *dir = name ? node_find_get(kobj->sd, name) : node_get(kobj->sd);

	/* A module's files are taken out at once when it has crashed, and its groups with them. */
	WARN(!dir && !node_gone(kobj->sd), "sysfs group '%s' not found for kobject '%s'\n", name,
	     kobject_name(kobj));
	return dir;
}

/**
 * sysfs_update_group() - make the group's files anew, after what is_visible() says has changed
 */
int sysfs_update_group(struct kobject *kobj, const struct attribute_group *grp)
{
	struct kernfs_node *dir = group_dir(kobj, grp->name);
	int err;

	if (!dir)
		return -EINVAL;
	remove_files(dir, grp);
	err = create_files(dir, kobj, grp);
	if (err)
		remove_files(dir, grp);
	node_put(dir);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_update_group);

int sysfs_update_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	return for_groups(kobj, groups, sysfs_update_group);
}
EXPORT_SYMBOL_GPL(sysfs_update_groups);

void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp)
{
	struct kernfs_node *dir = group_dir(kobj, grp->name);

	if (!dir)
		return;
	if (grp->name)
		node_remove(dir);
	else
		remove_files(dir, grp);
	node_put(dir);
}
EXPORT_SYMBOL_GPL(sysfs_remove_group);

void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	if (!groups)
		return;
	for (; *groups; groups++)
		sysfs_remove_group(kobj, *groups);
}
EXPORT_SYMBOL_GPL(sysfs_remove_groups);

/**
 * sysfs_merge_group() - add a group's files to the subdirectory of another, existing group
 */
int sysfs_merge_group(struct kobject *kobj, const struct attribute_group *grp)
{
	struct kernfs_node *dir = node_find_get(kobj->sd, grp->name);
	struct attribute *const *attr;
	int err = 0;

	if (!dir)
		return -ENOENT;
	for (attr = grp->attrs; *attr && !err; attr++)
		err = sysfs_add_attr(dir, *attr, (*attr)->mode, kobj);
	if (err)
		for (attr -= 2; attr >= grp->attrs; attr--)
			node_remove_by_name(dir, (*attr)->name);
	node_put(dir);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_merge_group);

void sysfs_unmerge_group(struct kobject *kobj, const struct attribute_group *grp)
{
	struct kernfs_node *dir = node_find_get(kobj->sd, grp->name);
	struct attribute *const *attr;

	if (!dir)
		return;
	for (attr = grp->attrs; *attr; attr++)
		node_remove_by_name(dir, (*attr)->name);
	node_put(dir);
}
EXPORT_SYMBOL_GPL(sysfs_unmerge_group);

/**
 * sysfs_add_file_to_group() - one file more in a group's subdirectory (NULL: the object's own)
 */
int sysfs_add_file_to_group(struct kobject *kobj, const struct attribute *attr, const char *group)
{
	struct kernfs_node *dir = group ? node_find_get(kobj->sd, group) : node_get(kobj->sd);
	int err;

	if (!dir)
		return -ENOENT;
	err = sysfs_add_attr(dir, attr, attr->mode, kobj);
	node_put(dir);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_add_file_to_group);

void sysfs_remove_file_from_group(struct kobject *kobj, const struct attribute *attr,
				  const char *group)
{
	struct kernfs_node *dir = group ? node_find_get(kobj->sd, group) : node_get(kobj->sd);

	if (dir) {
		node_remove_by_name(dir, attr->name);
		node_put(dir);
	}
}
EXPORT_SYMBOL_GPL(sysfs_remove_file_from_group);
