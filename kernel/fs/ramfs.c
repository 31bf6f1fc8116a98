// SPDX-License-Identifier: MIT
/*
 * The memory file system, under its names rootfs (the first root), tmpfs and ramfs. Names are
 * dentries that are pinned, contents are the page cache: there is nothing below them.
 *
 * Each instance counts its pages and inodes against limits, by default half of the machine's memory
 * (tmpfs(5)); beyond that, ENOSPC. A hole takes no page until it is written or mapped. An inode's
 * i_blocks counts its pages, under i_lock. The files' own operations are in ramfs_file.c.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/limits.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/ramfs.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>

#include "internal.h"
#include "ramfs.h"

static const struct super_operations ramfs_ops;

/* ------------------------------------------------------------------------------------- accounting
 */

int ramfs_charge_page(struct inode *inode)
{
	struct ramfs_sb_info *info = inode->i_sb->s_fs_info;
	int err = 0;

	spin_lock(&info->lock);
	if (info->used_pages >= info->max_pages)
		err = -ENOSPC;
	else
		info->used_pages++;
	spin_unlock(&info->lock);
	if (err)
		return err;
	spin_lock(&inode->i_lock);
	inode->i_blocks += PAGE_SIZE / 512;
	spin_unlock(&inode->i_lock);
	count_ram_pages(1);
	return 0;
}

void ramfs_uncharge_pages(struct inode *inode, unsigned long count)
{
	struct ramfs_sb_info *info = inode->i_sb->s_fs_info;

	spin_lock(&info->lock);
	info->used_pages -= count;
	spin_unlock(&info->lock);
	spin_lock(&inode->i_lock);
	inode->i_blocks -= count * (PAGE_SIZE / 512);
	spin_unlock(&inode->i_lock);
	count_ram_pages(-(long)count);
}

static int charge_inode(struct ramfs_sb_info *info)
{
	int err = 0;

	spin_lock(&info->lock);
	if (info->used_inodes >= info->max_inodes)
		err = -ENOSPC;
	else
		info->used_inodes++;
	spin_unlock(&info->lock);
	return err;
}

static void uncharge_inode(struct ramfs_sb_info *info)
{
	spin_lock(&info->lock);
	info->used_inodes--;
	spin_unlock(&info->lock);
}

/* ----------------------------------------------------------------------------------------- inodes
 */

struct inode *ramfs_make_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
			       dev_t dev)
{
	struct ramfs_sb_info *info = sb->s_fs_info;
	struct inode *inode;
	int err = charge_inode(info);

	if (err)
		return ERR_PTR(err);
	inode = new_inode(sb);
	if (!inode) {
		uncharge_inode(info);
		return ERR_PTR(-ENOMEM);
	}
	inode->i_ino = get_next_ino();
	inode_init_owner(&init_user_ns, inode, dir, mode);
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_mapping->a_ops = &ramfs_aops;
	switch (mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ramfs_file_inode_operations;
		inode->i_fop = &ramfs_file_operations;
		break;
	case S_IFDIR:
		inode->i_op = &ramfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode); /* "." */
		break;
	case S_IFLNK:
		inode->i_op = &simple_symlink_inode_operations;
		break;
	default:
		inode->i_op = &ramfs_file_inode_operations;
		init_special_inode(inode, inode->i_mode, dev);
		break;
	}
	return inode;
}

struct inode *ramfs_get_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
			      dev_t dev)
{
	struct inode *inode = ramfs_make_inode(sb, dir, mode, dev);

	return IS_ERR(inode) ? NULL : inode;
}

/* Give a new inode its name, which is pinned from now on. */
static void add_name(struct inode *dir, struct dentry *dentry, struct inode *inode)
{
	d_instantiate(dentry, inode);
	dget(dentry);
	dir->i_mtime = dir->i_ctime = current_time(dir);
}

static int ramfs_mknod(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		       umode_t mode, dev_t dev)
{
	struct inode *inode = ramfs_make_inode(dir->i_sb, dir, mode, dev);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	add_name(dir, dentry, inode);
	return 0;
}

static int ramfs_mkdir(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		       umode_t mode)
{
	int err = ramfs_mknod(mnt_userns, dir, dentry, mode | S_IFDIR, 0);

	if (!err)
		inc_nlink(dir); /* the new one's ".." */
	return err;
}

static int ramfs_create(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
			umode_t mode, bool excl)
{
	return ramfs_mknod(mnt_userns, dir, dentry, mode | S_IFREG, 0);
}

static int ramfs_symlink(struct user_namespace *mnt_userns, struct inode *dir,
			 struct dentry *dentry, const char *target)
{
	struct inode *inode;
	char *text = kstrdup(target, GFP_KERNEL);

	if (!text)
		return -ENOMEM;
	inode = ramfs_make_inode(dir->i_sb, dir, S_IFLNK | S_IRWXUGO, 0);
	if (IS_ERR(inode)) {
		kfree(text);
		return PTR_ERR(inode);
	}
	inode->i_link = text; /* freed by ramfs_evict_inode() */
	inode->i_size = strlen(text);
	add_name(dir, dentry, inode);
	return 0;
}

const struct inode_operations ramfs_dir_inode_operations = {
	.create = ramfs_create,
	.lookup = simple_lookup,
	.link = simple_link,
	.unlink = simple_unlink,
	.symlink = ramfs_symlink,
	.mkdir = ramfs_mkdir,
	.rmdir = simple_rmdir,
	.mknod = ramfs_mknod,
	.rename = simple_rename,
};

static void ramfs_evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
	uncharge_inode(inode->i_sb->s_fs_info);
	clear_inode(inode);
}

/* ------------------------------------------------------------------------------------- instances
 */

static int ramfs_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	struct ramfs_sb_info *info = dentry->d_sb->s_fs_info;

	buf->f_type = dentry->d_sb->s_magic;
	buf->f_bsize = PAGE_SIZE;
	buf->f_namelen = NAME_MAX;
	spin_lock(&info->lock);
	if (info->max_pages != LONG_MAX) { /* without a limit there is nothing to tell */
		buf->f_blocks = info->max_pages;
		buf->f_bavail = buf->f_bfree = info->max_pages - info->used_pages;
	}
	if (info->max_inodes != LONG_MAX) {
		buf->f_files = info->max_inodes;
		buf->f_ffree = info->max_inodes - info->used_inodes;
	}
	spin_unlock(&info->lock);
	return 0;
}

static int ramfs_remount(struct super_block *sb, int *flags, char *data)
{
	struct ramfs_sb_info *info = sb->s_fs_info;
	struct ramfs_options opts;
	int err;

	ramfs_options_of(info, &opts);
	err = ramfs_parse_options(sb->s_type->name, data, &opts);
	if (err)
		return err;
	spin_lock(&info->lock);
	if (opts.max_pages < info->used_pages || opts.max_inodes < info->used_inodes) {
		err = -EINVAL; /* tmpfs(5): not below what is in use */
	} else {
		ramfs_set_limits(info, &opts);
	}
	spin_unlock(&info->lock);
	return err;
}

static const struct super_operations ramfs_ops = {
	.statfs = ramfs_statfs,
	.evict_inode = ramfs_evict_inode,
	.remount_fs = ramfs_remount,
	.show_options = ramfs_show_options,
};

int ramfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct ramfs_sb_info *info;
	struct ramfs_options opts;
	struct inode *inode;
	int err;

	ramfs_default_options(sb->s_type->name, &opts);
	err = ramfs_parse_options(sb->s_type->name, data, &opts);
	if (err)
		return err;
	info = kzalloc(sizeof(*info), GFP_KERNEL);
	if (!info)
		return -ENOMEM;
	spin_lock_init(&info->lock);
	ramfs_set_limits(info, &opts);
	info->mode = opts.mode;
	info->uid = opts.uid;
	info->gid = opts.gid;

	sb->s_fs_info = info;
	sb->s_magic = strcmp(sb->s_type->name, "tmpfs") ? RAMFS_MAGIC : TMPFS_MAGIC;
	sb->s_op = &ramfs_ops;
	sb->s_time_gran = 1;
	inode = ramfs_make_inode(sb, NULL, S_IFDIR | opts.mode, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	inode->i_uid = opts.uid;
	inode->i_gid = opts.gid;
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM; /* info goes with the super block: ramfs_kill_sb() */
}

static struct dentry *ramfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_nodev(type, flags, data, ramfs_fill_super);
}

void ramfs_kill_sb(struct super_block *sb)
{
	struct ramfs_sb_info *info = sb->s_fs_info;

	kill_litter_super(sb);
	kfree(info);
}

static struct file_system_type ramfs_fs_type = {
	.name = "ramfs",
	.mount = ramfs_mount,
	.kill_sb = ramfs_kill_sb,
	.fs_flags = FS_USERNS_MOUNT,
};

static struct file_system_type tmpfs_fs_type = {
	.name = "tmpfs",
	.mount = ramfs_mount,
	.kill_sb = ramfs_kill_sb,
	.fs_flags = FS_USERNS_MOUNT,
};

/* Mounted once, at the start, and not to be asked for by name. */
struct file_system_type rootfs_fs_type = {
	.name = "rootfs",
	.mount = ramfs_mount,
	.kill_sb = ramfs_kill_sb,
};

void __init ramfs_init(void)
{
	if (register_filesystem(&tmpfs_fs_type) || register_filesystem(&ramfs_fs_type))
		panic("VFS: can't register ramfs and tmpfs");
	shmem_init(&tmpfs_fs_type);
}
