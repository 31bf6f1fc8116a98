// SPDX-License-Identifier: MIT
/* configfs as a file system: one instance, on /sys/kernel/config by custom. */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/panic.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <kernel/fs.h>
#include "internal.h"

static struct vfsmount *configfs_mount; /* simple_pin_fs() */
static int configfs_mount_count;

struct dentry *configfs_pin(void)
{
	int err = simple_pin_fs(&configfs_type, &configfs_mount, &configfs_mount_count);

	return err ? ERR_PTR(err) : configfs_mount->mnt_root;
}

void configfs_unpin(void)
{
	simple_release_fs(&configfs_mount, &configfs_mount_count);
}

static void free_node(struct dentry *dentry)
{
	kfree(dentry->d_fsdata);
}

static const struct dentry_operations configfs_dentry_operations = {
	.d_delete = always_delete_dentry,
	.d_release = free_node,
};

static void evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
}

static const struct super_operations configfs_super_operations = {
	.statfs = simple_statfs,
	.evict_inode = evict_inode,
};

static int fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;

	sb->s_magic = CONFIGFS_MAGIC;
	sb->s_op = &configfs_super_operations;
	sb->s_d_op = &configfs_dentry_operations;
	sb->s_time_gran = 1;
	inode = new_inode(sb);
	if (!inode)
		return -ENOMEM;
	inode->i_ino = get_next_ino();
	inode->i_mode = S_IFDIR | 0755;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_op = &configfs_root_inode_operations;
	inode->i_fop = &simple_dir_operations;
	inc_nlink(inode);
	sb->s_root = d_make_root(inode);
	if (!sb->s_root)
		return -ENOMEM;
	sb->s_root->d_fsdata = kzalloc(sizeof(struct configfs_node), GFP_KERNEL);
	if (!sb->s_root->d_fsdata)
		return -ENOMEM;
	configfs_node(sb->s_root)->settled = true;
	return 0;
}

static struct dentry *mount(struct file_system_type *type, int flags, const char *dev_name,
			    void *data)
{
	return mount_single(type, flags, data, fill_super);
}

struct file_system_type configfs_type = {
	.name = "configfs",
	.mount = mount,
	.kill_sb = kill_litter_super,
};

void __init configfs_init(void)
{
	if (sysfs_create_mount_point(kernel_kobj, "config") || register_filesystem(&configfs_type))
		panic("configfs: can't register");
}
