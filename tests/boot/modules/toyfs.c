// SPDX-License-Identifier: MIT
/*
 * A file system of its own: files and links in the page cache, directories in the dentry cache,
 * and one file, "mounts", that a function of the module's prints. mount -t toyfs NAME DIR
 */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/statfs.h>

#define TOYFS_MAGIC 0x70795f66

static atomic_t mounts = ATOMIC_INIT(0), inodes = ATOMIC_INIT(0);

static const struct inode_operations toyfs_dir_inode_operations;

static const struct file_operations toyfs_file_operations = {
	.read_iter = generic_file_read_iter,
	.write_iter = generic_file_write_iter,
	.mmap = generic_file_mmap,
	.fsync = noop_fsync,
	.llseek = generic_file_llseek,
};

static const struct inode_operations toyfs_file_inode_operations = {
	.setattr = simple_setattr,
	.getattr = simple_getattr,
};

static struct inode *toyfs_get_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
				     dev_t dev)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	atomic_inc(&inodes);
	inode->i_ino = get_next_ino();
	inode_init_owner(&init_user_ns, inode, dir, mode);
	inode->i_mapping->a_ops = &ram_aops;
	mapping_set_gfp_mask(inode->i_mapping, GFP_HIGHUSER);
	mapping_set_unevictable(inode->i_mapping);
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	switch (mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &toyfs_file_inode_operations;
		inode->i_fop = &toyfs_file_operations;
		break;
	case S_IFDIR:
		inode->i_op = &toyfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode);
		break;
	case S_IFLNK:
		inode->i_op = &page_symlink_inode_operations;
		inode_nohighmem(inode);
		break;
	default:
		init_special_inode(inode, mode, dev);
	}
	return inode;
}

static void toyfs_add(struct inode *dir, struct dentry *dentry, struct inode *inode)
{
	d_instantiate(dentry, inode);
	dget(dentry);
	dir->i_mtime = dir->i_ctime = current_time(dir);
}

static int toyfs_mknod(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		       umode_t mode, dev_t dev)
{
	struct inode *inode = toyfs_get_inode(dir->i_sb, dir, mode, dev);

	if (!inode)
		return -ENOSPC;
	toyfs_add(dir, dentry, inode);
	return 0;
}

static int toyfs_create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
			umode_t mode, bool excl)
{
	return toyfs_mknod(ns, dir, dentry, mode | S_IFREG, 0);
}

static int toyfs_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		       umode_t mode)
{
	int err = toyfs_mknod(ns, dir, dentry, mode | S_IFDIR, 0);

	if (!err)
		inc_nlink(dir);
	return err;
}

static int toyfs_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
			 const char *target)
{
	struct inode *inode = toyfs_get_inode(dir->i_sb, dir, S_IFLNK | 0777, 0);
	int err;

	if (!inode)
		return -ENOSPC;
	err = page_symlink(inode, target, strlen(target) + 1);
	if (err)
		iput(inode);
	else
		toyfs_add(dir, dentry, inode);
	return err;
}

static const struct inode_operations toyfs_dir_inode_operations = {
	.create = toyfs_create,
	.lookup = simple_lookup,
	.link = simple_link,
	.unlink = simple_unlink,
	.symlink = toyfs_symlink,
	.mkdir = toyfs_mkdir,
	.rmdir = simple_rmdir,
	.mknod = toyfs_mknod,
	.rename = simple_rename,
};

static int show_mounts(struct seq_file *m, void *v)
{
	seq_printf(m, "%d mounts, %d inodes\n", atomic_read(&mounts), atomic_read(&inodes));
	return 0;
}

static int mounts_open(struct inode *inode, struct file *file)
{
	return single_open(file, show_mounts, NULL);
}

static const struct file_operations mounts_fops = {
	.owner = THIS_MODULE,
	.open = mounts_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = single_release,
};

static void toyfs_evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	atomic_dec(&inodes);
}

static int toyfs_show_options(struct seq_file *m, struct dentry *root)
{
	seq_show_option(m, "name", root->d_sb->s_fs_info);
	return 0;
}

static const struct super_operations toyfs_super_operations = {
	.statfs = simple_statfs,
	.drop_inode = generic_delete_inode,
	.evict_inode = toyfs_evict_inode,
	.show_options = toyfs_show_options,
};

static int toyfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *root, *inode;
	struct dentry *dentry;

	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_magic = TOYFS_MAGIC;
	sb->s_op = &toyfs_super_operations;
	sb->s_time_gran = 1;
	sb->s_fs_info = kstrdup(data ?: "none", GFP_KERNEL);
	if (!sb->s_fs_info)
		return -ENOMEM;
	root = toyfs_get_inode(sb, NULL, S_IFDIR | 0755, 0);
	sb->s_root = d_make_root(root);
	if (!sb->s_root)
		return -ENOMEM;
	inode = toyfs_get_inode(sb, NULL, S_IFREG | 0444, 0);
	dentry = inode ? d_alloc_name(sb->s_root, "mounts") : NULL;
	if (!dentry) {
		iput(inode);
		return -ENOMEM;
	}
	inode->i_fop = &mounts_fops;
	d_add(dentry, inode);
	atomic_inc(&mounts);
	return 0;
}

static struct dentry *toyfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_nodev(type, flags, data, toyfs_fill_super);
}

static void toyfs_kill_sb(struct super_block *sb)
{
	if (sb->s_root)
		atomic_dec(&mounts);
	kfree(sb->s_fs_info);
	kill_litter_super(sb);
}

static struct file_system_type toyfs_type = {
	.owner = THIS_MODULE,
	.name = "toyfs",
	.mount = toyfs_mount,
	.kill_sb = toyfs_kill_sb,
	.fs_flags = FS_USERNS_MOUNT,
};
MODULE_ALIAS_FS("toyfs");

static int __init toyfs_init(void)
{
	return register_filesystem(&toyfs_type);
}
module_init(toyfs_init);

static void __exit toyfs_exit(void)
{
	unregister_filesystem(&toyfs_type);
	if (atomic_read(&mounts) || atomic_read(&inodes))
		pr_err("toyfs: %d mounts, %d inodes left\n", atomic_read(&mounts),
		       atomic_read(&inodes));
}
module_exit(toyfs_exit);

MODULE_LICENSE("GPL");
