// SPDX-License-Identifier: MIT
/*
 * "devtmpfs": a ramfs whose device nodes the kernel makes and removes as drivers come and go.
 *
 * There is one tree; a mount of the kernel's own keeps it from before the first driver, and whoever
 * mounts the type sees the same. People may add, rename and remove what they like in it. Only nodes
 * and directories that are marked as the kernel's are removed by the kernel.
 *
 * The work is done with init's credentials, since a driver may register a device on behalf of
 * anyone.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kdev_t.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/ramfs.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/devfs.h>

static struct vfsmount *dev_mnt;

/* inode->i_private of what is ours: its address is the mark */
static char ours;

static struct dentry *devtmpfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				     void *data)
{
	return mount_single(type, flags, data, ramfs_fill_super);
}

static struct file_system_type devtmpfs_type = {
	.name = "devtmpfs",
	.mount = devtmpfs_mount,
	.kill_sb = ramfs_kill_sb,
};

/*
 * The child of dir called name[0..len), referenced, perhaps negative, with dir's lock held for the
 * caller; or ERR_PTR and no lock.
 */
static struct dentry *lookup_locked(struct dentry *dir, const char *name, size_t len)
{
	struct dentry *child;

	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	child = lookup_one_len(name, dir, len);
	if (IS_ERR(child))
		inode_unlock(d_inode(dir));
	return child;
}

/* Removes dir and those above it while they are ours and empty. Takes over dir's reference. */
static void prune(struct dentry *dir)
{
	while (dir != dev_mnt->mnt_root && d_inode(dir)->i_private == &ours) {
		struct dentry *parent = dget_parent(dir);
		int err;

		inode_lock_nested(d_inode(parent), I_MUTEX_PARENT);
		err = d_unhashed(dir) ? -ENOENT : vfs_rmdir(&init_user_ns, d_inode(parent), dir);
		inode_unlock(d_inode(parent));
		dput(dir);
		dir = parent;
		if (err)
			break;
	}
	dput(dir);
}

/* The directory called name[0..len) in dir, made if need be. Takes over dir's reference. */
static struct dentry *enter_dir(struct dentry *dir, const char *name, size_t len)
{
	struct dentry *sub = lookup_locked(dir, name, len);
	int err = 0;

	if (IS_ERR(sub))
		goto out;
	if (d_really_is_negative(sub)) {
		err = vfs_mkdir(&init_user_ns, d_inode(dir), sub, 0755);
		if (!err)
			d_inode(sub)->i_private = &ours;
	} else if (!d_is_dir(sub)) {
		err = -ENOTDIR;
	}
	inode_unlock(d_inode(dir));
	if (err) {
		dput(sub);
		sub = ERR_PTR(err);
	}
out:
	if (IS_ERR(sub))
		prune(dir); /* which may have been made on the way here */
	else
		dput(dir);
	return sub;
}

/*
 * The directory that name's last part is in, referenced, with *name moved on to that part. make:
 * the directories on the way are made.
 */
static struct dentry *walk(const char **name, bool make)
{
	struct dentry *dir = dget(dev_mnt->mnt_root);
	const char *slash;

	while (!IS_ERR(dir) && (slash = strchr(*name, '/'))) {
		size_t len = slash - *name;

		if (make) {
			dir = enter_dir(dir, *name, len);
		} else {
			struct dentry *sub = lookup_locked(dir, *name, len);

			if (!IS_ERR(sub)) {
				inode_unlock(d_inode(dir));
				if (!d_is_dir(sub)) {
					dput(sub);
					sub = ERR_PTR(-ENOENT);
				}
			}
			dput(dir);
			dir = sub;
		}
		*name = slash + 1;
	}
	return dir;
}

static int create_node(const char *name, umode_t mode, kuid_t uid, kgid_t gid, dev_t dev)
{
	struct dentry *dir = walk(&name, true);
	struct dentry *node;
	int err;

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	node = lookup_locked(dir, name, strlen(name));
	if (IS_ERR(node)) {
		err = PTR_ERR(node);
		goto out;
	}
	err = -EEXIST;
	if (d_really_is_negative(node)) {
		err = vfs_mknod(&init_user_ns, d_inode(dir), node, mode, dev);
		if (!err) {
			/* The mode as it was asked for, whatever the caller's umask. */
			d_inode(node)->i_mode = mode;
			d_inode(node)->i_uid = uid;
			d_inode(node)->i_gid = gid;
			d_inode(node)->i_private = &ours;
		}
	}
	inode_unlock(d_inode(dir));
	dput(node);
out:
	if (err)
		prune(dir);
	else
		dput(dir);
	return err;
}

int devtmpfs_create_node(const char *name, umode_t mode, kuid_t uid, kgid_t gid, dev_t dev)
{
	const struct cred *old;
	int err;

	if (!(mode & S_IALLUGO))
		mode |= 0600;
	old = override_creds(&init_cred);
	err = create_node(name, mode, uid, gid, dev);
	revert_creds(old);
	return err;
}

static int delete_node(const char *name, umode_t type, dev_t dev)
{
	struct dentry *dir = walk(&name, false);
	struct dentry *node;
	int err = -ENOENT;

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	node = lookup_locked(dir, name, strlen(name));
	if (IS_ERR(node)) {
		dput(dir);
		return PTR_ERR(node);
	}
	if (d_really_is_positive(node) && d_inode(node)->i_private == &ours &&
	    (d_inode(node)->i_mode & S_IFMT) == type && d_inode(node)->i_rdev == dev)
		err = vfs_unlink(&init_user_ns, d_inode(dir), node, NULL);
	inode_unlock(d_inode(dir));
	dput(node);
	prune(dir);
	return err;
}

int devtmpfs_delete_node(const char *name, umode_t type, dev_t dev)
{
	const struct cred *old = override_creds(&init_cred);
	int err = delete_node(name, type, dev);

	revert_creds(old);
	return err;
}

static void __init make_link(const char *name, const char *target)
{
	struct dentry *dir = dev_mnt->mnt_root;
	struct dentry *link = lookup_locked(dir, name, strlen(name));

	if (IS_ERR(link))
		return;
	if (d_really_is_negative(link))
		vfs_symlink(&init_user_ns, d_inode(dir), link, target);
	inode_unlock(d_inode(dir));
	dput(link);
}

void __init devtmpfs_init(void)
{
	int err = register_filesystem(&devtmpfs_type);

	if (!err) {
		dev_mnt = kern_mount(&devtmpfs_type);
		err = PTR_ERR_OR_ZERO(dev_mnt);
	}
	if (err)
		panic("devtmpfs: can't make the tree: %d", err);
	/* What programs expect beside the devices; Debian's init scripts make the same. */
	make_link("fd", "/proc/self/fd");
	make_link("stdin", "/proc/self/fd/0");
	make_link("stdout", "/proc/self/fd/1");
	make_link("stderr", "/proc/self/fd/2");
}
