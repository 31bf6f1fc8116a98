// SPDX-License-Identifier: MIT
/*
 * debugfs as a file system: its one instance, and the options with which users mount that.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/magic.h>
#include <linux/pagemap.h>
#include <linux/panic.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <kernel/fs.h>
#include "../internal.h"
#include "internal.h"

/* Root's alone, as on Linux, until a mount option says otherwise. */
#define DEFAULT_MODE 0700

static bool registered;

bool debugfs_initialized(void)
{
	return registered;
}
EXPORT_SYMBOL_GPL(debugfs_initialized);

static void evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
}

static void release_dentry(struct dentry *dentry)
{
	kfree(debugfs_node(dentry));
}

static const struct dentry_operations debugfs_dentry_operations = {
	.d_delete = always_delete_dentry,
	.d_release = release_dentry,
};

/* mode=, uid= and gid= are those of the top directory; anything else is ignored, as on Linux. */
static int apply_options(struct super_block *sb, char *data)
{
	struct inode *top = d_inode(sb->s_root);
	umode_t mode = top->i_mode & S_IALLUGO;
	char *option;

	while ((option = strsep(&data, ","))) {
		char *value = strchr(option, '=');
		int err;

		if (!value)
			continue;
		*value++ = '\0';
		err = parse_owner_option(option, value, &mode, &top->i_uid, &top->i_gid);
		if (err && err != -ENOENT)
			return err;
	}
	top->i_mode = S_IFDIR | mode;
	return 0;
}

static int remount(struct super_block *sb, int *flags, char *data)
{
	return apply_options(sb, data);
}

static int show_options(struct seq_file *m, struct dentry *root)
{
	const struct inode *top = d_inode(root);

	if (!uid_eq(top->i_uid, GLOBAL_ROOT_UID))
		seq_printf(m, ",uid=%u", i_uid_read(top));
	if (!gid_eq(top->i_gid, GLOBAL_ROOT_GID))
		seq_printf(m, ",gid=%u", i_gid_read(top));
	if ((top->i_mode & S_IALLUGO) != DEFAULT_MODE)
		seq_printf(m, ",mode=%o", top->i_mode & S_IALLUGO);
	return 0;
}

static const struct super_operations debugfs_super_operations = {
	.statfs = simple_statfs,
	.evict_inode = evict_inode,
	.remount_fs = remount,
	.show_options = show_options,
};

static int fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;

	sb->s_magic = DEBUGFS_MAGIC;
	sb->s_op = &debugfs_super_operations;
	sb->s_d_op = &debugfs_dentry_operations;
	sb->s_time_gran = 1;
	inode = debugfs_make_inode(sb, S_IFDIR | DEFAULT_MODE);
	sb->s_root = inode ? d_make_root(inode) : NULL;
	return sb->s_root ? 0 : -ENOMEM;
}

/* The options of every mount count, since all show the same instance. */
static struct dentry *mount_debugfs(struct file_system_type *type, int flags, const char *dev_name,
				    void *data)
{
	struct dentry *root = mount_single(type, flags, data, fill_super);
	struct super_block *sb;
	int err;

	if (IS_ERR(root) || !data)
		return root;
	sb = root->d_sb;
	err = apply_options(sb, data);
	if (!err)
		return root;
	dput(root);
	deactivate_locked_super(sb);
	return ERR_PTR(err);
}

struct file_system_type debug_fs_type = {
	.name = "debugfs",
	.mount = mount_debugfs,
	.kill_sb = kill_litter_super,
};

void __init debugfs_init(void)
{
	if (sysfs_create_mount_point(kernel_kobj, "debug") || register_filesystem(&debug_fs_type))
		panic("debugfs: can't register");
	registered = true;
}
