// SPDX-License-Identifier: MIT
/*
 * The tree of debugfs: made and removed by the kernel alone. Rules: <linux/debugfs.h>.
 *
 * There is one instance. Each name in it pins the mount that the kernel has of it, so the tree
 * stays while there is anything in it, whether users have mounted it or not. A name is pinned by a
 * dget() of its own until it is removed.
 */
#define pr_fmt(fmt) "debugfs: " fmt
#include <linux/err.h>
#include <linux/export.h>
#include <linux/mount.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "internal.h"

static struct vfsmount *debugfs_mount; /* simple_pin_fs() */
static int debugfs_mount_count;

/* ---- Making ---- */

static const struct inode_operations debugfs_dir_inode_operations = {
	.lookup = simple_lookup,
	.setattr = simple_setattr,
};

static const struct inode_operations debugfs_file_inode_operations = {
	.setattr = simple_setattr,
};

static const struct inode_operations debugfs_symlink_inode_operations = {
	.get_link = simple_get_link,
	.setattr = simple_setattr,
};

struct inode *debugfs_make_inode(struct super_block *sb, umode_t mode)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode->i_mode = mode;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	if (S_ISDIR(mode)) {
		inode->i_op = &debugfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode); /* "." */
	} else {
		inode->i_op = S_ISLNK(mode) ? &debugfs_symlink_inode_operations
					    : &debugfs_file_inode_operations;
	}
	return inode;
}

/* The top if parent is NULL. The mount is pinned. */
static struct dentry *parent_or_top(struct dentry *parent)
{
	return parent ?: debugfs_mount->mnt_root;
}

static struct dentry *find_free_name(const char *name, struct dentry *parent)
{
	struct dentry *dentry = ERR_PTR(-ENOENT);

	if (!IS_DEADDIR(d_inode(parent)))
		dentry = lookup_one_len(name, parent, strlen(name));
	if (IS_ERR(dentry) || d_really_is_negative(dentry))
		return dentry;
	if (d_is_dir(dentry))
		pr_err("Directory '%s' with parent '%s' already present!\n", name,
		       parent->d_name.name);
	else
		pr_err("File '%s' in directory '%s' already present!\n", name, parent->d_name.name);
	dput(dentry);
	return ERR_PTR(-EEXIST);
}

/*
 * A new name in parent, which is then locked, with the mount pinned for it; until end_creating(),
 * which gives that all back if there is an error.
 */
static struct dentry *start_creating(const char *name, struct dentry *parent)
{
	struct dentry *dentry;
	int err;

	if (!debugfs_initialized())
		return ERR_PTR(-ENOENT);
	if (IS_ERR(parent))
		return parent;
	err = simple_pin_fs(&debug_fs_type, &debugfs_mount, &debugfs_mount_count);
	if (err) {
		pr_err("Unable to pin filesystem for file '%s'\n", name);
		return ERR_PTR(err);
	}
	parent = parent_or_top(parent);
	inode_lock_nested(d_inode(parent), I_MUTEX_PARENT);
	dentry = find_free_name(name, parent);
	if (IS_ERR(dentry)) {
		inode_unlock(d_inode(parent));
		simple_release_fs(&debugfs_mount, &debugfs_mount_count);
	}
	return dentry;
}

static struct dentry *failed_creating(struct dentry *dentry)
{
	pr_err("out of memory, can not create file '%pd'\n", dentry);
	inode_unlock(d_inode(dentry->d_parent));
	dput(dentry);
	simple_release_fs(&debugfs_mount, &debugfs_mount_count);
	return ERR_PTR(-ENOMEM);
}

/* The reference of start_creating() becomes the name's pin. */
static struct dentry *end_creating(struct dentry *dentry, struct inode *inode)
{
	struct inode *dir = d_inode(dentry->d_parent);

	d_instantiate(dentry, inode);
	if (S_ISDIR(inode->i_mode))
		inc_nlink(dir); /* its ".." */
	dir->i_mtime = dir->i_ctime = current_time(dir);
	inode_unlock(dir);
	return dentry;
}

static struct debugfs_node *make_node(const struct file_operations *fops)
{
	struct debugfs_node *node = kmalloc(sizeof(*node), GFP_KERNEL);

	if (!node)
		return NULL;
	node->fops = fops;
	node->owner = module_on_stack();
	refcount_set(&node->users, 1);
	init_completion(&node->unused);
	return node;
}

/* For a name that is being made. NULL: no memory. */
static struct inode *make_inode_and_node(struct dentry *dentry, umode_t mode,
					 const struct file_operations *fops)
{
	struct inode *inode = debugfs_make_inode(dentry->d_sb, mode);

	dentry->d_fsdata = inode ? make_node(fops) : NULL;
	if (dentry->d_fsdata)
		return inode;
	iput(inode);
	return NULL;
}

static struct dentry *create_file(const char *name, umode_t mode, struct dentry *parent, void *data,
				  const struct file_operations *real,
				  const struct file_operations *fops)
{
	struct dentry *dentry;
	struct inode *inode;

	if (!(mode & S_IFMT))
		mode |= S_IFREG;
	if (WARN_ON(!S_ISREG(mode)))
		return ERR_PTR(-EINVAL);
	dentry = start_creating(name, parent);
	if (IS_ERR(dentry))
		return dentry;
	inode = make_inode_and_node(dentry, mode, real);
	if (!inode)
		return failed_creating(dentry);
	inode->i_private = data;
	inode->i_fop = fops;
	return end_creating(dentry, inode);
}

/* A file without operations can be opened, and that is all. */
static const struct file_operations no_fops = {.open = simple_open};

struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops)
{
	return create_file(name, mode, parent, data, fops ?: &no_fops, &debugfs_guarded_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_file);

struct dentry *debugfs_create_file_unsafe(const char *name, umode_t mode, struct dentry *parent,
					  void *data, const struct file_operations *fops)
{
	return create_file(name, mode, parent, data, fops ?: &no_fops, &debugfs_unguarded_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_file_unsafe);

void debugfs_create_file_size(const char *name, umode_t mode, struct dentry *parent, void *data,
			      const struct file_operations *fops, loff_t file_size)
{
	struct dentry *dentry = debugfs_create_file(name, mode, parent, data, fops);

	if (!IS_ERR(dentry))
		i_size_write(d_inode(dentry), file_size);
}
EXPORT_SYMBOL_GPL(debugfs_create_file_size);

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	struct dentry *dentry = start_creating(name, parent);
	struct inode *inode;

	if (IS_ERR(dentry))
		return dentry;
	inode = make_inode_and_node(dentry, S_IFDIR | 0755, NULL);
	return inode ? end_creating(dentry, inode) : failed_creating(dentry);
}
EXPORT_SYMBOL_GPL(debugfs_create_dir);

struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *dest)
{
	char *text = kstrdup(dest, GFP_KERNEL);
	struct dentry *dentry;
	struct inode *inode;

	if (!text)
		return ERR_PTR(-ENOMEM);
	dentry = start_creating(name, parent);
	if (IS_ERR(dentry)) {
		kfree(text);
		return dentry;
	}
	inode = make_inode_and_node(dentry, S_IFLNK | S_IRWXUGO, NULL);
	if (!inode) {
		kfree(text);
		return failed_creating(dentry);
	}
	inode->i_link = text; /* freed by evict_inode() */
	inode->i_size = strlen(text);
	return end_creating(dentry, inode);
}
EXPORT_SYMBOL_GPL(debugfs_create_symlink);

/* ---- Finding, renaming, removing ---- */

struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	struct dentry *dentry;

	if (!debugfs_initialized() || IS_ERR_OR_NULL(name) || IS_ERR(parent) ||
	    simple_pin_fs(&debug_fs_type, &debugfs_mount, &debugfs_mount_count))
		return NULL;
	dentry = lookup_one_len_unlocked(name, parent_or_top(parent), strlen(name));
	if (!IS_ERR(dentry) && d_really_is_negative(dentry)) {
		dput(dentry);
		dentry = NULL;
	}
	simple_release_fs(&debugfs_mount, &debugfs_mount_count);
	return IS_ERR(dentry) ? NULL : dentry;
}
EXPORT_SYMBOL_GPL(debugfs_lookup);

struct dentry *debugfs_pin_top(void)
{
	if (!debugfs_mount || simple_pin_fs(&debug_fs_type, &debugfs_mount, &debugfs_mount_count))
		return NULL;
	return parent_or_top(NULL);
}

void debugfs_unpin(void)
{
	simple_release_fs(&debugfs_mount, &debugfs_mount_count);
}

/* A name that can't be found any more: no new call, and those that run are waited for. */
static void remove_one(struct dentry *victim)
{
	struct debugfs_node *node = debugfs_node(victim);

	if (node && !refcount_dec_and_test(&node->users))
		wait_for_completion(&node->unused);
	simple_release_fs(&debugfs_mount, &debugfs_mount_count);
}

void debugfs_remove(struct dentry *dentry)
{
	if (IS_ERR_OR_NULL(dentry))
		return;
	/* So that the mount stays until we are through. */
	if (simple_pin_fs(&debug_fs_type, &debugfs_mount, &debugfs_mount_count))
		return;
	simple_recursive_removal(dentry, remove_one);
	simple_release_fs(&debugfs_mount, &debugfs_mount_count);
}
EXPORT_SYMBOL_GPL(debugfs_remove);

void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
	struct dentry *dentry = debugfs_lookup(name, parent);

	debugfs_remove(dentry);
	dput(dentry);
}
EXPORT_SYMBOL_GPL(debugfs_lookup_and_remove);

/* Both directories are locked. */
static int rename_locked(struct dentry *old_dir, struct dentry *old_dentry, struct dentry *new_dir,
			 const char *new_name)
{
	struct dentry *target;
	int err;

	if (d_really_is_negative(old_dentry) || old_dentry->d_parent != old_dir ||
	    d_unhashed(old_dentry) || d_mountpoint(old_dentry))
		return -ENOENT;
	target = lookup_one_len(new_name, new_dir, strlen(new_name));
	if (IS_ERR(target))
		return PTR_ERR(target);
	err = -EEXIST;
	if (d_really_is_negative(target))
		err = simple_rename(&init_user_ns, d_inode(old_dir), old_dentry, d_inode(new_dir),
				    target, 0);
	if (!err)
		d_move(old_dentry, target);
	dput(target);
	return err;
}

struct dentry *debugfs_rename(struct dentry *old_dir, struct dentry *old_dentry,
			      struct dentry *new_dir, const char *new_name)
{
	int err = -EINVAL;

	if (IS_ERR(old_dir))
		return old_dir;
	if (IS_ERR(new_dir))
		return new_dir;
	if (IS_ERR_OR_NULL(old_dentry))
		return old_dentry;
	if (lock_rename(new_dir, old_dir) != old_dentry)
		err = rename_locked(old_dir, old_dentry, new_dir, new_name);
	unlock_rename(new_dir, old_dir);
	return err ? ERR_PTR(err) : old_dentry;
}
EXPORT_SYMBOL_GPL(debugfs_rename);
