// SPDX-License-Identifier: MIT
/*
 * Directories and single attribute files: the first half of <linux/sysfs.h>.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "sysfs.h"

void sysfs_warn_dup(struct kernfs_node *parent, const char *name)
{
	char *path = node_path(parent);

	pr_warn("sysfs: cannot create duplicate filename '%s/%s'\n", path ?: "?", name);
	dump_stack();
	kfree(path);
}

void kobject_ownership(struct kobject *kobj, kuid_t *uid, kgid_t *gid)
{
	*uid = GLOBAL_ROOT_UID;
	*gid = GLOBAL_ROOT_GID;
	if (kobj->ktype && kobj->ktype->get_ownership)
		kobj->ktype->get_ownership(kobj, uid, gid);
}

/* --- directories --- */

/**
 * sysfs_create_dir_ns() - @kobj's directory, in its parent's or in /sys
 * @ns: no namespaces exist; must be NULL
 *
 * -EEXIST with a warning, -ENOENT when the parent's directory is gone, -ENOMEM.
 */
int sysfs_create_dir_ns(struct kobject *kobj, const void *ns)
{
	struct kernfs_node *parent = kobj->parent ? kobj->parent->sd : sysfs_root;
	struct kernfs_node *kn;
	int err;

	if (!parent)
		return -ENOENT;
	kn = node_new(kobject_name(kobj), S_IFDIR | 0755, NODE_DIR);
	if (!kn)
		return -ENOMEM;
	kobject_ownership(kobj, &kn->uid, &kn->gid);
	kn->kobj = kobj;
	/* One reference for the tree, one for kobj->sd. */
	node_get(kn);
	err = node_add(parent, kn);
	if (err) {
		if (err == -EEXIST)
			sysfs_warn_dup(parent, kobject_name(kobj));
		node_put(kn);
		node_put(kn);
		return err;
	}
	kobj->sd = kn;
	return 0;
}

void sysfs_remove_dir(struct kobject *kobj)
{
	struct kernfs_node *kn = kobj->sd;

	if (!kn)
		return;
	node_remove(kn);
	kobj->sd = NULL;
	node_put(kn);
}

int sysfs_rename_dir_ns(struct kobject *kobj, const char *new_name, const void *new_ns)
{
	return node_move(kobj->sd, kobj->parent ? kobj->parent->sd : sysfs_root, new_name);
}

int sysfs_move_dir_ns(struct kobject *kobj, struct kobject *new_parent, const void *new_ns)
{
	struct kernfs_node *parent = new_parent ? new_parent->sd : sysfs_root;

	return parent ? node_move(kobj->sd, parent, kobject_name(kobj)) : -ENOENT;
}

/**
 * sysfs_create_mount_point() - an empty directory for another file system
 */
int sysfs_create_mount_point(struct kobject *parent_kobj, const char *name)
{
	struct kernfs_node *kn = node_new(name, S_IFDIR | 0755, NODE_DIR);
	int err;

	if (!kn)
		return -ENOMEM;
	kn->kobj = parent_kobj;
	err = node_add(parent_kobj->sd, kn);
	if (err)
		node_put(kn);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_mount_point);

void sysfs_remove_mount_point(struct kobject *parent_kobj, const char *name)
{
	node_remove_by_name(parent_kobj->sd, name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_mount_point);

/* --- files --- */

static int add_file(struct kernfs_node *dir, struct kernfs_node *kn, struct kobject *owner)
{
	int err;

	if (!kn)
		return -ENOMEM;
	kobject_ownership(owner, &kn->uid, &kn->gid);
	err = node_add(dir, kn);
	if (err) {
		if (err == -EEXIST)
			sysfs_warn_dup(dir, kn->name);
		node_put(kn);
	}
	return err;
}

/* A file for attr in dir, with mode's permission bits. */
int sysfs_add_attr(struct kernfs_node *dir, const struct attribute *attr, umode_t mode,
		   struct kobject *owner)
{
	struct kernfs_node *kn = node_new(attr->name, S_IFREG | (mode & 0777), NODE_ATTR);

	if (kn)
		kn->attr = attr;
	return add_file(dir, kn, owner);
}

int sysfs_add_bin_attr(struct kernfs_node *dir, const struct bin_attribute *attr, umode_t mode,
		       struct kobject *owner)
{
	struct kernfs_node *kn = node_new(attr->attr.name, S_IFREG | (mode & 0777), NODE_BIN);

	if (kn)
		kn->bin = attr;
	return add_file(dir, kn, owner);
}

int sysfs_create_file_ns(struct kobject *kobj, const struct attribute *attr, const void *ns)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return sysfs_add_attr(kobj->sd, attr, attr->mode, kobj);
}
EXPORT_SYMBOL_GPL(sysfs_create_file_ns);

int sysfs_create_files(struct kobject *kobj, const struct attribute *const *attr)
{
	int err = 0;
	int i;

	for (i = 0; attr[i] && !err; i++)
		err = sysfs_create_file(kobj, attr[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			sysfs_remove_file(kobj, attr[i]);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_files);

void sysfs_remove_file_ns(struct kobject *kobj, const struct attribute *attr, const void *ns)
{
	node_remove_by_name(kobj->sd, attr->name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_file_ns);

void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attr)
{
	for (; *attr; attr++)
		sysfs_remove_file(kobj, *attr);
}
EXPORT_SYMBOL_GPL(sysfs_remove_files);

/**
 * sysfs_chmod_file() - another mode for an attribute's file. -ENOENT.
 */
int sysfs_chmod_file(struct kobject *kobj, const struct attribute *attr, umode_t mode)
{
	struct kernfs_node *kn = node_find_get(kobj->sd, attr->name);

	if (!kn)
		return -ENOENT;
	kn->mode = (kn->mode & S_IFMT) | (mode & S_IALLUGO);
	/* The next look-up makes an inode with the new mode. */
	node_forget_inode(kn);
	node_put(kn);
	return 0;
}
EXPORT_SYMBOL_GPL(sysfs_chmod_file);

int sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return sysfs_add_bin_attr(kobj->sd, attr, attr->attr.mode, kobj);
}
EXPORT_SYMBOL_GPL(sysfs_create_bin_file);

void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	node_remove_by_name(kobj->sd, attr->attr.name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_bin_file);

/* --- text for show() --- */

/**
 * sysfs_emit() - sprintf() into the page that show() was given
 *
 * Returns the bytes put.
 */
int sysfs_emit(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf), "invalid sysfs_emit: buf:%p\n", buf))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf, PAGE_SIZE, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL_GPL(sysfs_emit);

/**
 * sysfs_emit_at() - the same from offset @at of the page
 */
int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf) || at < 0 || at >= PAGE_SIZE,
		 "invalid sysfs_emit_at: buf:%p at:%d\n", buf, at))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf + at, PAGE_SIZE - at, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL_GPL(sysfs_emit_at);
