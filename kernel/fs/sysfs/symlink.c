// SPDX-License-Identifier: MIT
/*
 * Links in /sys: from one directory to an object's. The text is relative, and made when it is read,
 * so it follows renames.
 */
#include <linux/delayed_call.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "sysfs.h"

/* --- what a link says --- */

static unsigned int depth(const struct kernfs_node *kn)
{
	unsigned int n = 0;

	for (; kn->parent; kn = kn->parent)
		n++;
	return n;
}

/*
 * Writes the way from the directory that link is in to target: a "../" for each level up to where
 * both meet, then the names down. sysfs_mutex is held. -ENAMETOOLONG.
 */
static int relative_path(struct kernfs_node *link, struct kernfs_node *target, char *buf,
			 size_t size)
{
	struct kernfs_node *from = link->parent, *to = target, *up;
	unsigned int from_depth = depth(from), to_depth = depth(to);
	size_t ups = 0, len = 0;
	char *at;

	for (; from_depth > to_depth; from_depth--, ups++)
		from = from->parent;
	for (; to_depth > from_depth; to_depth--)
		to = to->parent;
	for (; from != to; from = from->parent, to = to->parent)
		ups++;

	for (up = target; up != to; up = up->parent)
		len += strlen(up->name) + (up != target);
	if (ups * 3 + len + 1 > size)
		return -ENAMETOOLONG;
	for (at = buf; ups; ups--, at += 3)
		memcpy(at, "../", 3);
	if (!len && at != buf)
		at--; /* the target is an ancestor: no slash at the end */
	at += len;
	*at = '\0';
	for (up = target; up != to; up = up->parent) {
		size_t n = strlen(up->name);

		at -= n;
		memcpy(at, up->name, n);
		if (up->parent != to)
			*--at = '/';
	}
	return 0;
}

static void free_text(void *text)
{
	free_page((unsigned long)text);
}

const char *sysfs_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	struct kernfs_node *kn = inode->i_private;
	char *text = (char *)__get_free_page(GFP_KERNEL);
	int err;

	if (!text)
		return ERR_PTR(-ENOMEM);
	mutex_lock(&sysfs_mutex);
	err = relative_path(kn, kn->target, text, PAGE_SIZE);
	mutex_unlock(&sysfs_mutex);
	if (err) {
		free_text(text);
		return ERR_PTR(err);
	}
	set_delayed_call(done, free_text, text);
	return text;
}

/* --- making and removing links --- */

int sysfs_add_link(struct kernfs_node *dir, struct kernfs_node *target, const char *name, bool warn)
{
	struct kernfs_node *kn;
	int err;

	if (!target)
		return -ENOENT;
	kn = node_new(name, S_IFLNK | 0777, NODE_LINK);
	if (!kn)
		return -ENOMEM;
	kn->target = node_get(target);
	err = node_add(dir, kn);
	if (err) {
		if (warn && err == -EEXIST)
			sysfs_warn_dup(dir, name);
		node_put(kn);
	}
	return err;
}

/**
 * sysfs_create_link() - a link called @name in @kobj's directory to @target's
 *
 * kobj NULL: in /sys itself. -EEXIST with a warning, -ENOENT when @target has no directory,
 * -ENOMEM.
 */
int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	return sysfs_add_link(kobj ? kobj->sd : sysfs_root, target->sd, name, true);
}
EXPORT_SYMBOL_GPL(sysfs_create_link);

int sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target, const char *name)
{
	return sysfs_add_link(kobj ? kobj->sd : sysfs_root, target->sd, name, false);
}
EXPORT_SYMBOL_GPL(sysfs_create_link_nowarn);

void sysfs_remove_link(struct kobject *kobj, const char *name)
{
	node_remove_by_name(kobj ? kobj->sd : sysfs_root, name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_link);

/**
 * sysfs_delete_link() - remove the link called @name, if it is one to @target
 */
void sysfs_delete_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	struct kernfs_node *link = node_find_get(kobj ? kobj->sd : sysfs_root, name);

	if (!link)
		return;
	if (link->type == NODE_LINK && link->target == target->sd)
		node_remove(link);
	node_put(link);
}

/**
 * sysfs_rename_link_ns() - give the link to @target another name
 *
 * -ENOENT when there is none of the old name, -EINVAL when it leads elsewhere, -EEXIST, -ENOMEM.
 */
int sysfs_rename_link_ns(struct kobject *kobj, struct kobject *target, const char *old_name,
			 const char *new_name, const void *new_ns)
{
	struct kernfs_node *dir = kobj ? kobj->sd : sysfs_root;
	struct kernfs_node *link = node_find_get(dir, old_name);
	int err = -EINVAL;

	if (!link)
		return -ENOENT;
	if (link->type == NODE_LINK && link->target == target->sd)
		err = node_move(link, dir, new_name);
	node_put(link);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_rename_link_ns);

/**
 * compat_only_sysfs_link_entry_to_kobj() - a link to an entry of another object's directory
 * @symlink_name: NULL: called as the entry is
 *
 * -ENOENT, -EEXIST, -ENOMEM.
 */
int compat_only_sysfs_link_entry_to_kobj(struct kobject *kobj, struct kobject *target_kobj,
					 const char *target_name, const char *symlink_name)
{
	struct kernfs_node *entry;
	int err;

	if (!target_kobj->sd)
		return -ENOENT;
	entry = node_find_get(target_kobj->sd, target_name);
	if (!entry)
		return -ENOENT;
	err = sysfs_add_link(kobj->sd, entry, symlink_name ?: target_name, true);
	node_put(entry);
	return err;
}
EXPORT_SYMBOL_GPL(compat_only_sysfs_link_entry_to_kobj);

/**
 * sysfs_add_link_to_group() - the same in a group's subdirectory
 */
int sysfs_add_link_to_group(struct kobject *kobj, const char *group_name, struct kobject *target,
			    const char *link_name)
{
	struct kernfs_node *dir = node_find_get(kobj->sd, group_name);
	int err;

	if (!dir)
		return -ENOENT;
	err = sysfs_add_link(dir, target->sd, link_name, true);
	node_put(dir);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_add_link_to_group);

void sysfs_remove_link_from_group(struct kobject *kobj, const char *group_name,
				  const char *link_name)
{
	struct kernfs_node *dir = node_find_get(kobj->sd, group_name);

	if (dir) {
		node_remove_by_name(dir, link_name);
		node_put(dir);
	}
}
EXPORT_SYMBOL_GPL(sysfs_remove_link_from_group);
