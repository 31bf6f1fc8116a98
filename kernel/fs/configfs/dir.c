// SPDX-License-Identifier: MIT
/*
 * configfs: directories. Each is an item's; its names are pinned in the dentry cache until the
 * directory goes. A program's mkdir(2) and rmdir(2) come with the directories locked.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/lockdep.h>
#include <linux/module.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/holds.h>
#include "../internal.h"
#include "internal.h"

DEFINE_MUTEX(configfs_mutex);

/* ---- Names ---- */

/* A group is locked with what comes with it, from the top down: each depth is a class of locks. */
#define DEPTHS 16
static struct lock_class_key depth_class[DEPTHS];

static void set_lock_class(struct inode *inode, const struct dentry *dentry)
{
	unsigned int depth = 0;

	for (; !IS_ROOT(dentry); dentry = dentry->d_parent)
		depth++;
	if (depth < DEPTHS)
		lockdep_set_class(&inode->i_rwsem, &depth_class[depth]);
	else
		lockdep_set_novalidate_class(&inode->i_rwsem);
}

static const struct inode_operations file_inode_operations = {.setattr = simple_setattr};

struct inode *configfs_new_inode(struct dentry *dentry, umode_t mode)
{
	struct configfs_node *node = kzalloc(sizeof(*node), GFP_KERNEL);
	struct inode *inode = node ? new_inode(dentry->d_sb) : NULL;

	if (!inode) {
		kfree(node);
		return NULL;
	}
	init_rwsem(&node->calls);
	dentry->d_fsdata = node; /* freed with the dentry */
	inode->i_ino = get_next_ino();
	inode->i_mode = mode;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	if (S_ISDIR(mode)) {
		set_lock_class(inode, dentry);
		inode->i_op = &configfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode); /* "." */
	} else {
		inode->i_op = &file_inode_operations;
	}
	return inode;
}

void configfs_add_name(struct dentry *dentry, struct inode *inode)
{
	struct inode *dir = d_inode(dentry->d_parent);

	d_instantiate(dentry, inode);
	dget(dentry);
	if (S_ISDIR(inode->i_mode))
		inc_nlink(dir); /* its ".." */
	dir->i_mtime = dir->i_ctime = current_time(dir);
}

/* A negative dentry, referenced. -EEXIST. The parent is locked. */
static struct dentry *free_name(struct dentry *parent, const char *name)
{
	struct dentry *dentry = lookup_one_len(name, parent, strlen(name));

	if (IS_ERR(dentry) || d_really_is_negative(dentry))
		return dentry;
	dput(dentry);
	return ERR_PTR(-EEXIST);
}

static int add_file(struct dentry *dir, const struct configfs_attribute *attr,
		    const struct file_operations *fops, loff_t size)
{
	struct dentry *dentry = free_name(dir, attr->ca_name);
	struct inode *inode;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	inode = configfs_new_inode(dentry, S_IFREG | (attr->ca_mode & S_IALLUGO));
	if (inode) {
		configfs_node(dentry)->attr = attr;
		inode->i_fop = fops;
		inode->i_size = size;
		configfs_add_name(dentry, inode);
	}
	dput(dentry);
	return inode ? 0 : -ENOMEM;
}

static int add_files(struct dentry *dir, const struct config_item_type *type)
{
	int err = 0;

	for (unsigned int i = 0; !err && type->ct_attrs && type->ct_attrs[i]; i++)
		err = add_file(dir, type->ct_attrs[i], &configfs_file_operations, PAGE_SIZE);
	for (unsigned int i = 0; !err && type->ct_bin_attrs && type->ct_bin_attrs[i]; i++)
		err = add_file(dir, &type->ct_bin_attrs[i]->cb_attr, &configfs_bin_file_operations,
			       0);
	return err;
}

/* ---- Directories that come ---- */

/* Also for a task that dies in a module's function. */
static void release_maker(void *dir)
{
	hold_drop(dir);
	mutex_lock(&configfs_mutex);
	configfs_node(dir)->makers--;
	mutex_unlock(&configfs_mutex);
}

int configfs_begin_making(struct dentry *dir)
{
	struct configfs_node *node = configfs_node(dir);
	int err = -ENOENT;

	mutex_lock(&configfs_mutex);
	if (node->settled) {
		node->makers++;
		err = 0;
	}
	mutex_unlock(&configfs_mutex);
	if (!err)
		hold_note(dir, release_maker);
	return err;
}

void configfs_end_making(struct dentry *dir)
{
	release_maker(dir);
}

/* A whole group comes or goes at once. configfs_mutex is held. */
static void settle(struct dentry *dentry, bool settled)
{
	struct dentry *child = NULL;

	configfs_node(dentry)->settled = settled;
	while ((child = simple_next_child(dentry, child, 0)))
		if (d_is_dir(child))
			settle(child, settled);
}

static int fill(struct dentry *dentry, struct config_item *item, bool is_group);

/*
 * The directory of item in a dentry that has been looked up, with what comes with it. Its parent is
 * locked.
 */
static int attach_at(struct dentry *dentry, struct config_item *item, bool is_group, bool user_made)
{
	struct inode *inode = configfs_new_inode(dentry, S_IFDIR | 0755);
	int err;

	if (!inode)
		return -ENOMEM;
	configfs_node(dentry)->item = config_item_get(item);
	configfs_node(dentry)->user_made = user_made;
	inode_lock(inode);
	configfs_add_name(dentry, inode);
	item->ci_dentry = dentry;
	err = fill(dentry, item, is_group);
	if (err)
		configfs_detach(dentry);
	inode_unlock(inode);
	return err;
}

/* As configfs_attach(), unsettled. */
static int attach(struct dentry *parent, struct config_item *item, bool is_group)
{
	struct dentry *dentry = free_name(parent, config_item_name(item));
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = attach_at(dentry, item, is_group, false);
	dput(dentry);
	return err;
}

/* Attributes and default groups into a new directory, which we have locked. */
static int fill(struct dentry *dentry, struct config_item *item, bool is_group)
{
	struct config_group *sub;
	int err = item->ci_type ? add_files(dentry, item->ci_type) : 0;

	if (!is_group)
		return err;
	list_for_each_entry (sub, &to_config_group(item)->default_groups, group_entry) {
		if (err)
			break;
		err = attach(dentry, &sub->cg_item, true);
	}
	return err;
}

static void settle_new(struct dentry *dentry)
{
	mutex_lock(&configfs_mutex);
	settle(dentry, true);
	mutex_unlock(&configfs_mutex);
}

int configfs_attach(struct dentry *parent, struct config_item *item, bool is_group)
{
	int err = configfs_begin_making(parent);

	if (err)
		return err;
	err = attach(parent, item, is_group);
	if (!err)
		settle_new(item->ci_dentry);
	configfs_end_making(parent);
	return err;
}

/* ---- Directories that go ---- */

/* Nothing points at it and programs have put nothing in. configfs_mutex is held. */
static int may_leave(struct dentry *dentry)
{
	struct configfs_node *node = configfs_node(dentry);
	struct dentry *child = NULL;
	int err = 0;

	if (node->links || node->dependents)
		err = -EBUSY;
	else if (node->makers)
		err = -ENOTEMPTY;
	while (!err && (child = simple_next_child(dentry, child, 0))) {
		if (d_is_symlink(child))
			err = -ENOTEMPTY;
		else if (d_is_dir(child))
			err = configfs_node(child)->user_made ? -ENOTEMPTY : may_leave(child);
	}
	dput(child);
	return err;
}

int configfs_leave(struct dentry *dentry)
{
	int err;

	mutex_lock(&configfs_mutex);
	err = may_leave(dentry);
	if (!err)
		settle(dentry, false);
	mutex_unlock(&configfs_mutex);
	return err;
}

void configfs_unsettle(struct dentry *dentry)
{
	mutex_lock(&configfs_mutex);
	settle(dentry, false);
	mutex_unlock(&configfs_mutex);
}

/* Takes a name without anything below it out of its locked directory. */
static void remove_name(struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry), *dir = d_inode(dentry->d_parent);

	if (d_is_dir(dentry)) {
		drop_nlink(inode); /* "." */
		drop_nlink(dir);   /* its ".." */
		inode->i_flags |= S_DEAD;
		dont_mount(dentry);
	}
	simple_unlink(dir, dentry);
	d_drop(dentry); /* the next one of that name has a node of its own */
}

static void detach(struct dentry *dentry, bool crashed)
{
	struct configfs_node *node = configfs_node(dentry);
	struct dentry *child;

	if (!crashed)
		down_write(&node->calls); /* until none of its functions runs */
	node->dead = true;
	if (!crashed)
		up_write(&node->calls);
	while ((child = simple_next_child(dentry, NULL, 0))) {
		if (d_is_dir(child)) {
			inode_lock(d_inode(child));
			detach(child, crashed);
			inode_unlock(d_inode(child));
		} else {
			remove_name(child);
		}
		dput(child);
	}
	remove_name(dentry);
	if (!crashed) {
		mutex_lock(&configfs_mutex);
		node->item->ci_dentry = NULL;
		mutex_unlock(&configfs_mutex);
		config_item_put(node->item);
	}
}

void configfs_detach(struct dentry *dentry)
{
	detach(dentry, false);
}

void configfs_abandon(struct dentry *dentry)
{
	detach(dentry, true);
}

/* ---- mkdir(2), rmdir(2) ---- */

/* What the group makes of the name. It is in the group's list then. */
static struct config_item *make_item(struct config_group *parent, const char *name, bool *is_group)
{
	struct configfs_group_operations *ops = parent->cg_item.ci_type->ct_group_ops;
	struct config_item *item = NULL;
	struct config_group *group;

	mutex_lock(&parent->cg_subsys->su_mutex);
	*is_group = ops->make_group;
	if (ops->make_group) {
		group = ops->make_group(parent, name) ?: ERR_PTR(-ENOMEM);
		item = IS_ERR(group) ? ERR_CAST(group) : &group->cg_item;
		if (!IS_ERR(item))
			configfs_link_group(parent, group);
	} else {
		item = ops->make_item(parent, name) ?: ERR_PTR(-ENOMEM);
		if (!IS_ERR(item))
			configfs_link_item(parent, item);
	}
	mutex_unlock(&parent->cg_subsys->su_mutex);
	return item;
}

/* Its directory has gone, or never came. su_mutex is held. */
static void drop_item(struct config_group *parent, struct config_item *item, bool is_group)
{
	const struct config_item_type *type = parent->cg_item.ci_type;

	if (is_group)
		configfs_unlink_group(to_config_group(item));
	else
		configfs_unlink_item(item);
	if (type->ct_group_ops && type->ct_group_ops->drop_item)
		type->ct_group_ops->drop_item(parent, item);
	else
		config_item_put(item);
}

/* The new item's directory; its module is held from now on. */
static int attach_new(struct dentry *dentry, struct config_item *item, bool is_group)
{
	const struct config_item_type *type = item->ci_type;
	int err;

	if (!type || !try_module_get(type->ct_owner))
		return -EINVAL;
	err = attach_at(dentry, item, is_group, true);
	if (err)
		module_put(type->ct_owner);
	else
		settle_new(dentry);
	return err;
}

static int make_directory(struct dentry *dentry)
{
	struct config_group *parent = to_config_group(configfs_node(dentry->d_parent)->item);
	struct configfs_group_operations *ops = parent->cg_item.ci_type->ct_group_ops;
	struct configfs_subsystem *subsys = parent->cg_subsys;
	struct module *owner;
	struct config_item *item;
	bool is_group;
	char *name;
	int err;

	if (!ops || (!ops->make_item && !ops->make_group))
		return -EPERM;
	owner = subsys->su_group.cg_item.ci_type->ct_owner;
	if (!try_module_get(owner))
		return -EINVAL;
	err = -ENOMEM;
	name = kstrndup((const char *)dentry->d_name.name, dentry->d_name.len, GFP_KERNEL);
	if (!name)
		goto put_owner;
	item = make_item(parent, name, &is_group);
	kfree(name);
	err = PTR_ERR_OR_ZERO(item);
	if (err)
		goto put_owner;
	err = attach_new(dentry, item, is_group);
	if (!err)
		return 0; /* the subsystem's module stays until rmdir(2), too */
	mutex_lock(&subsys->su_mutex);
	drop_item(parent, item, is_group);
	mutex_unlock(&subsys->su_mutex);
put_owner:
	module_put(owner);
	return err;
}

static int configfs_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
			  umode_t mode)
{
	int err = configfs_begin_making(dentry->d_parent);

	if (err)
		return err;
	err = make_directory(dentry);
	configfs_end_making(dentry->d_parent);
	return err;
}

static int configfs_rmdir(struct inode *dir, struct dentry *dentry)
{
	struct configfs_node *node = configfs_node(dentry);
	struct config_group *parent = to_config_group(configfs_node(dentry->d_parent)->item);
	struct config_item *item = node->item;
	struct configfs_group_operations *ops;
	struct configfs_subsystem *subsys;
	struct module *owner, *subsys_owner;
	int err;

	if (!node->user_made)
		return -EPERM;
	err = configfs_leave(dentry);
	if (err)
		return err;
	ops = parent->cg_item.ci_type->ct_group_ops;
	subsys = parent->cg_subsys;
	subsys_owner = subsys->su_group.cg_item.ci_type->ct_owner;
	owner = item->ci_type->ct_owner;
	config_item_get(item);
	configfs_detach(dentry);
	mutex_lock(&subsys->su_mutex);
	if (ops->disconnect_notify)
		ops->disconnect_notify(parent, item);
	drop_item(parent, item, ops->make_group);
	mutex_unlock(&subsys->su_mutex);
	config_item_put(item);
	module_put(owner);
	module_put(subsys_owner);
	return 0;
}

const struct inode_operations configfs_dir_inode_operations = {
	.lookup = simple_lookup,
	.mkdir = configfs_mkdir,
	.rmdir = configfs_rmdir,
	.symlink = configfs_symlink,
	.unlink = configfs_unlink,
	.setattr = simple_setattr,
};

const struct inode_operations configfs_root_inode_operations = {
	.lookup = simple_lookup,
	.setattr = simple_setattr,
};
