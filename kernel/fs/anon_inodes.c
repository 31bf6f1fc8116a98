// SPDX-License-Identifier: MIT
/*
 * Files on one shared inode in no directory (<linux/anon_inodes.h>).
 */
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>
#include <linux/module.h>

#include "internal.h"

static struct vfsmount *anon_inode_mnt;
static struct inode *anon_inode; /* one reference is ours, one each file's */

static char *anon_inodefs_dname(struct dentry *dentry, char *buffer, int buflen)
{
	return dynamic_dname(dentry, buffer, buflen, "anon_inode:%s",
			     (const char *)dentry->d_name.name);
}

static const struct dentry_operations anon_inodefs_dentry_operations = {
	.d_dname = anon_inodefs_dname,
};

static struct dentry *anon_inodefs_mount(struct file_system_type *type, int flags,
					 const char *dev_name, void *data)
{
	if (!(flags & SB_KERNMOUNT))
		return ERR_PTR(-EINVAL);
	return mount_pseudo(type, "anon_inode:", NULL, &anon_inodefs_dentry_operations,
			    ANON_INODE_FS_MAGIC);
}

static struct file_system_type anon_inode_fs_type = {
	.name = "anon_inodefs",
	.mount = anon_inodefs_mount,
	.kill_sb = kill_anon_super,
};

/* ERR_PTR: -ENOENT when fops' module is leaving, -ENFILE, -ENOMEM. */
struct file *anon_inode_getfile(const char *name, const struct file_operations *fops, void *priv,
				int flags)
{
	struct file *file;

	if (!try_module_get(fops->owner))
		return ERR_PTR(-ENOENT);
	ihold(anon_inode);
	file = alloc_file_pseudo(anon_inode, anon_inode_mnt, name, flags & (O_ACCMODE | O_NONBLOCK),
				 fops);
	if (IS_ERR(file))
		iput(anon_inode);
	else
		file->private_data = priv;
	module_put(fops->owner); /* the file has its own */
	return file;
}
EXPORT_SYMBOL_GPL(anon_inode_getfile);

int anon_inode_getfd(const char *name, const struct file_operations *fops, void *priv, int flags)
{
	int fd = get_unused_fd_flags(flags);
	struct file *file;

	if (fd < 0)
		return fd;
	file = anon_inode_getfile(name, fops, priv, flags);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}
EXPORT_SYMBOL_GPL(anon_inode_getfd);

void __init anon_inode_init(void)
{
	anon_inode_mnt = kern_mount(&anon_inode_fs_type);
	if (IS_ERR(anon_inode_mnt))
		panic("VFS: can't mount anon_inodefs: error %ld", PTR_ERR(anon_inode_mnt));
	anon_inode = alloc_anon_inode(anon_inode_mnt->mnt_sb);
	if (IS_ERR(anon_inode))
		panic("VFS: can't make the anonymous inode");
}
