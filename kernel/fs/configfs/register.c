// SPDX-License-Identifier: MIT
/* configfs: what the kernel makes in it: subsystems, groups, and dependencies on items. */
#define pr_fmt(fmt) "configfs: " fmt
#include <linux/err.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <kernel/module.h>
#include "../internal.h"
#include "internal.h"

/* ---- Subsystems ---- */

int configfs_register_subsystem(struct configfs_subsystem *subsys)
{
	struct config_group *group = &subsys->su_group, *sub;
	struct dentry *root = configfs_pin();
	int err;

	if (IS_ERR(root))
		return PTR_ERR(root);
	if (!group->cg_item.ci_name)
		group->cg_item.ci_name = group->cg_item.ci_namebuf;
	group->cg_subsys = subsys;
	mutex_lock(&subsys->su_mutex);
	list_for_each_entry (sub, &group->default_groups, group_entry)
		configfs_link_group(group, sub);
	mutex_unlock(&subsys->su_mutex);
	inode_lock(d_inode(root));
	err = configfs_attach(root, &group->cg_item, true);
	inode_unlock(d_inode(root));
	if (!err)
		return 0; /* the pin stays, too */
	mutex_lock(&subsys->su_mutex);
	list_for_each_entry (sub, &group->default_groups, group_entry)
		configfs_unlink_group(sub);
	mutex_unlock(&subsys->su_mutex);
	configfs_unpin();
	return err;
}
EXPORT_SYMBOL(configfs_register_subsystem);

/* Takes out a directory of the kernel's. What the kernel has been told to remove goes. */
static void remove_directory(struct dentry *dentry)
{
	struct inode *dir = d_inode(dentry->d_parent), *inode = d_inode(dentry);

	dget(dentry);
	inode_lock(dir);
	inode_lock(inode);
	if (configfs_leave(dentry)) {
		pr_err("Tried to unregister non-empty subsystem!\n");
		configfs_unsettle(dentry);
	}
	configfs_detach(dentry);
	inode_unlock(inode);
	inode_unlock(dir);
	dput(dentry);
}

void configfs_unregister_subsystem(struct configfs_subsystem *subsys)
{
	struct config_group *group = &subsys->su_group, *sub;
	struct dentry *dentry = group->cg_item.ci_dentry;

	if (!dentry || !IS_ROOT(dentry->d_parent)) {
		pr_err("Tried to unregister non-subsystem!\n");
		return;
	}
	remove_directory(dentry);
	mutex_lock(&subsys->su_mutex);
	list_for_each_entry (sub, &group->default_groups, group_entry)
		configfs_unlink_group(sub);
	mutex_unlock(&subsys->su_mutex);
	configfs_unpin();
}
EXPORT_SYMBOL(configfs_unregister_subsystem);

/* ---- Groups ---- */

/* A group's directory, referenced. -ENOENT: it has gone. */
static struct dentry *directory_of(struct config_group *group)
{
	struct dentry *dentry;

	mutex_lock(&configfs_mutex);
	dentry = dget(group->cg_item.ci_dentry);
	mutex_unlock(&configfs_mutex);
	return dentry ?: ERR_PTR(-ENOENT);
}

int configfs_register_group(struct config_group *parent_group, struct config_group *group)
{
	struct configfs_subsystem *subsys = parent_group->cg_subsys;
	struct dentry *parent = directory_of(parent_group);
	int err;

	if (IS_ERR(parent))
		return PTR_ERR(parent);
	mutex_lock(&subsys->su_mutex);
	configfs_link_group(parent_group, group);
	mutex_unlock(&subsys->su_mutex);
	inode_lock(d_inode(parent));
	err = configfs_attach(parent, &group->cg_item, true);
	inode_unlock(d_inode(parent));
	dput(parent);
	if (err) {
		mutex_lock(&subsys->su_mutex);
		configfs_unlink_group(group);
		mutex_unlock(&subsys->su_mutex);
	}
	return err;
}
EXPORT_SYMBOL(configfs_register_group);

void configfs_unregister_group(struct config_group *group)
{
	struct configfs_subsystem *subsys = group->cg_subsys;

	remove_directory(group->cg_item.ci_dentry);
	mutex_lock(&subsys->su_mutex);
	configfs_unlink_group(group);
	mutex_unlock(&subsys->su_mutex);
}
EXPORT_SYMBOL(configfs_unregister_group);

void configfs_remove_default_groups(struct config_group *group)
{
	struct config_group *sub, *next;

	list_for_each_entry_safe (sub, next, &group->default_groups, group_entry) {
		list_del(&sub->group_entry);
		config_group_put(sub);
	}
}
EXPORT_SYMBOL(configfs_remove_default_groups);

struct config_group *configfs_register_default_group(struct config_group *parent_group,
						     const char *name,
						     const struct config_item_type *item_type)
{
	struct config_group *group = kzalloc(sizeof(*group), GFP_KERNEL);
	int err;

	if (!group)
		return ERR_PTR(-ENOMEM);
	config_group_init_type_name(group, name, item_type);
	err = configfs_register_group(parent_group, group);
	if (!err)
		return group;
	kfree(group);
	return ERR_PTR(err);
}
EXPORT_SYMBOL(configfs_register_default_group);

void configfs_unregister_default_group(struct config_group *group)
{
	configfs_unregister_group(group);
	kfree(group);
}
EXPORT_SYMBOL(configfs_unregister_default_group);

/* ---- Dependencies ---- */

static bool is_below(const struct dentry *dentry, const struct dentry *top)
{
	while (dentry != top && !IS_ROOT(dentry))
		dentry = dentry->d_parent;
	return dentry == top;
}

/* subsys NULL: any. A directory keeps its way up, as it is something that is in it. */
static int depend(struct configfs_subsystem *subsys, struct config_item *target)
{
	struct dentry *dentry;
	int err = -ENOENT;

	mutex_lock(&configfs_mutex);
	dentry = target->ci_dentry;
	if (dentry && configfs_node(dentry)->settled &&
	    (!subsys || is_below(dentry, subsys->su_group.cg_item.ci_dentry))) {
		configfs_node(dentry)->dependents++;
		err = 0;
	}
	mutex_unlock(&configfs_mutex);
	return err;
}

int configfs_depend_item(struct configfs_subsystem *subsys, struct config_item *target)
{
	return depend(subsys, target);
}
EXPORT_SYMBOL(configfs_depend_item);

int configfs_depend_item_unlocked(struct configfs_subsystem *caller_subsys,
				  struct config_item *target)
{
	return depend(NULL, target);
}
EXPORT_SYMBOL(configfs_depend_item_unlocked);

void configfs_undepend_item(struct config_item *target)
{
	mutex_lock(&configfs_mutex);
	if (!WARN_ON(!target->ci_dentry || !configfs_node(target->ci_dentry)->dependents))
		configfs_node(target->ci_dentry)->dependents--;
	mutex_unlock(&configfs_mutex);
}
EXPORT_SYMBOL(configfs_undepend_item);

/* ---- A module that has crashed ---- */

static bool is_subsystem_of(const struct dentry *dentry, const struct module *mod)
{
	const struct config_item *item = configfs_node(dentry)->item;

	return within_module((unsigned long)item, mod) ||
	       within_module((unsigned long)item->ci_type, mod);
}

/* One of its subsystems, referenced, or NULL. */
static struct dentry *find_subsystem_of(struct dentry *root, const struct module *mod)
{
	struct dentry *at, *found = NULL;

	spin_lock(&dcache_lock);
	list_for_each_entry (at, &root->d_subdirs, d_child) {
		if (simple_positive(at) && is_subsystem_of(at, mod)) {
			found = dget(at);
			break;
		}
	}
	spin_unlock(&dcache_lock);
	return found;
}

/* Its subsystems go with all in them. None of its functions is called and nobody waited for. */
unsigned int configfs_forget_module(const struct module *mod)
{
	struct dentry *root = configfs_pin(), *dentry;
	unsigned int forgotten = 0;

	if (IS_ERR(root))
		return 0;
	for (; (dentry = find_subsystem_of(root, mod)); forgotten++) {
		inode_lock(d_inode(root));
		inode_lock(d_inode(dentry));
		configfs_unsettle(dentry);
		configfs_abandon(dentry);
		inode_unlock(d_inode(dentry));
		inode_unlock(d_inode(root));
		dput(dentry);
		configfs_unpin();
	}
	configfs_unpin();
	return forgotten;
}
