// SPDX-License-Identifier: MIT
/*
 * configfs: links between items. A link's text is the way from its directory to the target's; both
 * stay where they are while it is there. It counts in the target's node, and has a reference to the
 * target in its own.
 */
#include <linux/err.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"

/* The directory that a program names: a path with references. -EPERM: it is no item's. */
static int find_target(const char *name, const struct super_block *sb, struct path *path)
{
	int err = kern_path(name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, path);

	if (err)
		return err;
	if (path->dentry->d_sb == sb && configfs_node(path->dentry)->item)
		return 0;
	path_put(path);
	return -EPERM;
}

/*
 * "../../" and so on to the root, then down to `to`; kmalloc'ed, NULL without memory. Neither moves
 * while there: nothing is renamed here.
 */
static char *link_text(const struct dentry *from, struct dentry *to)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL), *text = NULL, *down;
	unsigned int up = 0;

	for (; !IS_ROOT(from); from = from->d_parent)
		up++;
	down = buf ? dentry_path_raw(to, buf, PATH_MAX) : NULL;
	if (!IS_ERR_OR_NULL(down))
		text = kmalloc(3 * up + strlen(down), GFP_KERNEL); /* it begins with a slash */
	if (text) {
		for (unsigned int i = 0; i < up; i++)
			memcpy(text + 3 * i, "../", 3);
		strcpy(text + 3 * up, down + 1);
	}
	kfree(buf);
	return text;
}

/* Counts a link to the target, unless that comes or goes: -ENOENT. */
static int count_link(struct configfs_node *target)
{
	int err = -ENOENT;

	mutex_lock(&configfs_mutex);
	if (target->settled) {
		target->links++;
		err = 0;
	}
	mutex_unlock(&configfs_mutex);
	return err;
}

static void uncount_link(struct configfs_node *target)
{
	mutex_lock(&configfs_mutex);
	target->links--;
	mutex_unlock(&configfs_mutex);
}

static int make_link(struct dentry *dentry, struct dentry *target)
{
	char *text = link_text(dentry->d_parent, target);
	struct inode *inode = text ? configfs_new_inode(dentry, S_IFLNK | S_IRWXUGO) : NULL;

	if (!inode) {
		kfree(text);
		return -ENOMEM;
	}
	inode->i_op = &configfs_symlink_inode_operations;
	inode->i_link = text; /* freed with the inode */
	inode->i_size = strlen(text);
	configfs_node(dentry)->item = config_item_get(configfs_node(target)->item);
	configfs_add_name(dentry, inode);
	return 0;
}

/* The directory is locked. */
static int link_items(struct dentry *dentry, struct dentry *target_dentry)
{
	struct configfs_node *target = configfs_node(target_dentry);
	struct config_item *item = configfs_node(dentry->d_parent)->item;
	struct configfs_item_operations *ops = item->ci_type->ct_item_ops;
	int err = count_link(target);

	if (err)
		return err;
	err = ops->allow_link(item, target->item);
	if (err)
		goto uncount;
	err = make_link(dentry, target_dentry);
	if (!err)
		return 0;
	if (ops->drop_link)
		ops->drop_link(item, target->item);
uncount:
	uncount_link(target);
	return err;
}

int configfs_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     const char *name)
{
	const struct config_item_type *type = configfs_node(dentry->d_parent)->item->ci_type;
	struct path path;
	int err;

	if (!type || !type->ct_item_ops || !type->ct_item_ops->allow_link)
		return -EPERM;
	/* The way to the target may lead through this directory. */
	inode_unlock(dir);
	err = find_target(name, dir->i_sb, &path);
	inode_lock(dir);
	if (err)
		return err;
	if (d_really_is_positive(dentry) || d_unhashed(dentry))
		err = -EEXIST;
	else if (IS_DEADDIR(dir))
		err = -ENOENT;
	else
		err = configfs_begin_making(dentry->d_parent);
	if (!err) {
		err = link_items(dentry, path.dentry);
		configfs_end_making(dentry->d_parent);
	}
	path_put(&path);
	return err;
}

int configfs_unlink(struct inode *dir, struct dentry *dentry)
{
	struct config_item *item = configfs_node(dentry->d_parent)->item;
	struct config_item *target = configfs_node(dentry)->item;

	if (!d_is_symlink(dentry))
		return -EPERM;
	simple_unlink(dir, dentry);
	d_drop(dentry);
	if (item->ci_type->ct_item_ops->drop_link)
		item->ci_type->ct_item_ops->drop_link(item, target);
	/* It counts until here, so the target has its directory still. */
	uncount_link(configfs_node(target->ci_dentry));
	config_item_put(target);
	return 0;
}

const struct inode_operations configfs_symlink_inode_operations = {
	.get_link = simple_get_link,
	.setattr = simple_setattr,
};
