// SPDX-License-Identifier: MIT
/*
 * mount(2) and umount2(2): changes to the tree of mounts.
 *
 * All need CAP_SYS_ADMIN. Who attaches something to a directory holds the directory's i_rwsem and
 * then namespace_mutex (lock_place()), so that the directory is not removed meanwhile. There is
 * one tree for all processes, and every mount in it is private: the propagation flags other than
 * MS_PRIVATE are refused.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/limits.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "mount.h"

#define MNT_SETTABLE                                                                               \
	(MNT_NOSUID | MNT_NODEV | MNT_NOEXEC | MNT_NOATIME | MNT_NODIRATIME | MNT_RELATIME |       \
	 MNT_READONLY | MNT_NOSYMFOLLOW)

/* Whether the mount is in the tree that processes see. namespace_mutex is held. */
bool our_mnt(struct vfsmount *mnt)
{
	return !list_empty(&real_mount(mnt)->mnt_list);
}

/*
 * Go to the topmost mount at path and lock the place there. -ENOENT: the directory was removed;
 * -EINVAL: the place is in no tree.
 */
static int lock_place(struct path *path)
{
	for (;;) {
		struct inode *inode = d_inode(path->dentry);
		struct vfsmount *top;
		int err = 0;

		inode_lock(inode);
		mutex_lock(&namespace_mutex);
		if (cant_mount(path->dentry))
			err = -ENOENT;
		else if (!our_mnt(path->mnt))
			err = -EINVAL;
		top = err ? NULL : lookup_mnt(path);
		if (!err && !top)
			return 0;
		mutex_unlock(&namespace_mutex);
		inode_unlock(inode);
		mntput(top);
		if (err)
			return err;
		follow_down(path);
	}
}

static void unlock_place(struct path *path)
{
	mutex_unlock(&namespace_mutex);
	inode_unlock(d_inode(path->dentry));
}

/* Put mnt, and what is attached to it, on a locked place; the tree takes over the reference. */
static int graft(struct mount *mnt, const struct path *place)
{
	struct mount *at;

	if (d_is_dir(place->dentry) != d_is_dir(mnt->mnt.mnt_root))
		return -ENOTDIR;
	spin_lock(&mount_lock);
	mount_attach_locked(mnt, real_mount(place->mnt), place->dentry);
	for (at = mnt; at; at = next_mount(at, mnt))
		list_move_tail(&at->mnt_list, &mount_list);
	spin_unlock(&mount_lock);
	return 0;
}

static int do_new_mount(struct path *path, const char *type_name, int sb_flags, int mnt_flags,
			const char *dev_name, void *data)
{
	struct file_system_type *type;
	struct vfsmount *mnt;
	int err;

	if (!type_name)
		return -EINVAL;
	type = get_fs_type(type_name);
	if (!type)
		return -ENODEV;
	mnt = vfs_kern_mount(type, sb_flags, dev_name, data);
	put_filesystem(type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	mnt->mnt_flags |= mnt_flags;

	err = lock_place(path);
	if (err)
		goto put_mnt;
	/* The same instance twice on one place would only hide itself. */
	err = -EBUSY;
	if (path->mnt->mnt_sb == mnt->mnt_sb && path->mnt->mnt_root == path->dentry)
		goto unlock;
	err = graft(real_mount(mnt), path);
unlock:
	unlock_place(path);
put_mnt:
	if (err)
		mntput(mnt);
	return err;
}

/* A second mount of the same file system, whose root is root. Attached nowhere. */
static struct vfsmount *clone_mount(struct mount *old, struct dentry *root)
{
	atomic_inc(&old->mnt.mnt_sb->s_active);
	return mount_create(dget(root), old->mnt_devname,
			    old->mnt.mnt_flags & ~(MNT_INTERNAL | MNT_DETACHED));
}

/* Copy what is attached below from to its copy. namespace_mutex is held. -ENOMEM. */
static int copy_submounts(const struct path *from, struct mount *copy)
{
	struct mount *root = real_mount(from->mnt);
	struct mount *at;
	int err = 0;

	root->mnt_copy = copy;
	for (at = next_mount(root, root); at; at = next_mount(at, root)) {
		struct mount *parent = at->mnt_parent;
		struct vfsmount *mnt;

		at->mnt_copy = NULL;
		if (!parent->mnt_copy)
			continue;
		if (parent == root && !is_subdir(at->mnt_mountpoint, from->dentry))
			continue;
		mnt = clone_mount(at, at->mnt.mnt_root);
		if (IS_ERR(mnt)) {
			err = PTR_ERR(mnt);
			break;
		}
		at->mnt_copy = real_mount(mnt);
		spin_lock(&mount_lock);
		mount_attach_locked(at->mnt_copy, parent->mnt_copy, at->mnt_mountpoint);
		spin_unlock(&mount_lock);
	}
	return err;
}

/* MS_BIND: the tree at old_name is seen at path as well; with recurse, its mounts too. */
static int do_bind(struct path *path, const char *old_name, bool recurse)
{
	struct path old;
	struct vfsmount *mnt;
	LIST_HEAD(doomed);
	int err;

	if (!old_name || !*old_name)
		return -EINVAL;
	err = kern_path(old_name, LOOKUP_FOLLOW, &old);
	if (err)
		return err;
	err = lock_place(path);
	if (err)
		goto put_old;
	err = -EINVAL;
	if (!our_mnt(old.mnt))
		goto unlock;
	mnt = clone_mount(real_mount(old.mnt), old.dentry);
	err = PTR_ERR_OR_ZERO(mnt);
	if (err)
		goto unlock;
	if (recurse)
		err = copy_submounts(&old, real_mount(mnt));
	if (!err)
		err = graft(real_mount(mnt), path);
	if (err)
		umount_tree(real_mount(mnt), &doomed);
unlock:
	unlock_place(path);
	put_mounts(&doomed);
put_old:
	path_put(&old);
	return err;
}

/* Whether a move of mnt to place would put it below itself. */
static bool is_below(const struct path *place, const struct mount *mnt)
{
	struct mount *at = real_mount(place->mnt);

	while (at != mnt && mnt_has_parent(at))
		at = at->mnt_parent;
	return at == mnt;
}

/* MS_MOVE: the mount whose root is old_name goes to path. */
static int do_move(struct path *path, const char *old_name)
{
	struct path old, place = {NULL, NULL};
	struct mount *mnt;
	int err;

	if (!old_name || !*old_name)
		return -EINVAL;
	err = kern_path(old_name, LOOKUP_FOLLOW, &old);
	if (err)
		return err;
	err = lock_place(path);
	if (err)
		goto put_old;
	mnt = real_mount(old.mnt);
	err = -EINVAL;
	if (!our_mnt(old.mnt) || !mnt_has_parent(mnt) || old.dentry != old.mnt->mnt_root)
		goto unlock;
	if (d_is_dir(path->dentry) != d_is_dir(old.dentry))
		goto unlock;
	err = -ELOOP;
	if (is_below(path, mnt))
		goto unlock;
	spin_lock(&mount_lock);
	mount_detach_locked(mnt, &place);
	mount_attach_locked(mnt, real_mount(path->mnt), path->dentry);
	spin_unlock(&mount_lock);
	err = 0;
unlock:
	unlock_place(path);
	path_put(&place);
put_old:
	path_put(&old);
	return err;
}

/* New MNT_* of one mount. -EBUSY: something is open for writing. */
static int set_mount_flags(struct vfsmount *mnt, int mnt_flags)
{
	int err = 0;

	spin_lock(&mount_lock);
	if ((mnt_flags & MNT_READONLY) && real_mount(mnt)->mnt_writers)
		err = -EBUSY;
	else
		mnt->mnt_flags = (mnt->mnt_flags & ~MNT_SETTABLE) | mnt_flags;
	spin_unlock(&mount_lock);
	return err;
}

/* MS_REMOUNT: new flags; of the whole instance too, unless it is MS_BIND as well. */
static int do_remount(struct path *path, unsigned long flags, int sb_flags, int mnt_flags,
		      void *data)
{
	struct super_block *sb = path->mnt->mnt_sb;
	int err = 0;

	if (path->dentry != path->mnt->mnt_root)
		return -EINVAL;
	down_write(&sb->s_umount);
	if (!(flags & MS_BIND))
		err = do_remount_sb(sb, sb_flags, data);
	if (!err)
		err = set_mount_flags(path->mnt, mnt_flags);
	up_write(&sb->s_umount);
	return err;
}

/* The half of MS_* that belongs to one mount. Times default to relatime, as mount(8) says. */
static int mount_flags(unsigned long flags)
{
	int mnt_flags = 0;

	if (!(flags & (MS_NOATIME | MS_STRICTATIME)))
		mnt_flags |= MNT_RELATIME;
	if (flags & MS_NOSUID)
		mnt_flags |= MNT_NOSUID;
	if (flags & MS_NODEV)
		mnt_flags |= MNT_NODEV;
	if (flags & MS_NOEXEC)
		mnt_flags |= MNT_NOEXEC;
	if (flags & MS_NOATIME)
		mnt_flags |= MNT_NOATIME;
	if (flags & MS_NODIRATIME)
		mnt_flags |= MNT_NODIRATIME;
	if (flags & MS_RDONLY)
		mnt_flags |= MNT_READONLY;
	if (flags & MS_NOSYMFOLLOW)
		mnt_flags |= MNT_NOSYMFOLLOW;
	return mnt_flags;
}

int path_mount(const char *dev_name, struct path *path, const char *type_page, unsigned long flags,
	       void *data_page)
{
	const unsigned long sb_mask =
		SB_RDONLY | SB_SYNCHRONOUS | SB_MANDLOCK | SB_DIRSYNC | SB_SILENT | SB_LAZYTIME;
	int mnt_flags, sb_flags;

	if ((flags & MS_MGC_MSK) == MS_MGC_VAL) /* a magic that old programs add */
		flags &= ~MS_MGC_MSK;
	if (data_page)
		((char *)data_page)[PAGE_SIZE - 1] = '\0';
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	mnt_flags = mount_flags(flags);
	sb_flags = flags & sb_mask;

	if (flags & MS_REMOUNT)
		return do_remount(path, flags, sb_flags, mnt_flags, data_page);
	if (flags & MS_BIND)
		return do_bind(path, dev_name, flags & MS_REC);
	if (flags & MS_PRIVATE) /* it is already */
		return path->dentry == path->mnt->mnt_root ? 0 : -EINVAL;
	if (flags & (MS_SHARED | MS_SLAVE | MS_UNBINDABLE))
		return -EINVAL;
	if (flags & MS_MOVE)
		return do_move(path, dev_name);
	return do_new_mount(path, type_page, sb_flags, mnt_flags, dev_name, data_page);
}

/* The root can't go; asked to, make it ready for power-off instead, as Linux does. */
static int umount_root(struct super_block *sb)
{
	int err = 0;

	down_write(&sb->s_umount);
	if (!sb_rdonly(sb))
		err = do_remount_sb(sb, sb->s_flags | SB_RDONLY, NULL);
	up_write(&sb->s_umount);
	return err;
}

static int do_umount(struct mount *mnt, int flags)
{
	struct super_block *sb = mnt->mnt.mnt_sb;
	LIST_HEAD(doomed);
	struct path root;
	bool is_root;
	int err;

	get_fs_root(current->fs, &root);
	is_root = root.mnt == &mnt->mnt;
	path_put(&root);

	if ((flags & MNT_EXPIRE) && (is_root || (flags & (MNT_FORCE | MNT_DETACH))))
		return -EINVAL;
	if ((flags & MNT_FORCE) && sb->s_op->umount_begin)
		sb->s_op->umount_begin(sb);
	if (is_root && !(flags & MNT_DETACH))
		return umount_root(sb);

	mutex_lock(&namespace_mutex);
	err = -EINVAL;
	if (!our_mnt(&mnt->mnt) || !mnt_has_parent(mnt))
		goto unlock;
	/* One reference is the tree's, one the caller's path. Under mount_lock no walk adds one. */
	spin_lock(&mount_lock);
	err = atomic_read(&mnt->mnt_count) > 2 && !(flags & MNT_DETACH) ? -EBUSY : 0;
	if (!err && (flags & MNT_EXPIRE) && !xchg(&mnt->mnt_expiry_mark, 1))
		err = -EAGAIN;
	spin_unlock(&mount_lock);
	if (!err)
		umount_tree(mnt, &doomed);
unlock:
	mutex_unlock(&namespace_mutex);
	put_mounts(&doomed);
	return err;
}

/* Consumes path. */
int path_umount(struct path *path, int flags)
{
	struct mount *mnt = real_mount(path->mnt);
	int err = -EINVAL;

	if (!capable(CAP_SYS_ADMIN))
		err = -EPERM;
	else if (path->dentry == path->mnt->mnt_root)
		err = do_umount(mnt, flags);
	dput(path->dentry);
	mntput_no_expire(path->mnt);
	return err;
}

/* umount2(2). */
SYSCALL_DEFINE2(umount2, char __user *, name, int, flags)
{
	int lookup = flags & UMOUNT_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err;

	if (flags & ~(MNT_FORCE | MNT_DETACH | MNT_EXPIRE | UMOUNT_NOFOLLOW))
		return -EINVAL;
	err = user_path_at(AT_FDCWD, name, lookup, &path);
	return err ? err : path_umount(&path, flags);
}

static char *copy_mount_string(const char __user *data)
{
	return data ? strndup_user(data, PATH_MAX) : NULL;
}

/*
 * One page of options, of which as much is taken as can be read: file systems' own formats may be
 * shorter than a page, at the end of what is mapped. The rest is zero. -EFAULT: not even a byte.
 */
static void *copy_mount_options(const void __user *data)
{
	unsigned long left;
	char *copy;

	if (!data)
		return NULL;
	copy = kzalloc(PAGE_SIZE, GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	left = copy_from_user(copy, data, PAGE_SIZE);
	if (left == PAGE_SIZE) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	memset(copy + PAGE_SIZE - left, 0, left);
	return copy;
}

/* mount(2). */
SYSCALL_DEFINE5(mount, char __user *, dev_name, char __user *, dir_name, char __user *, type,
		unsigned long, flags, void __user *, data)
{
	char *kernel_type, *kernel_dev;
	void *options;
	struct path path;
	int err;

	kernel_type = copy_mount_string(type);
	if (IS_ERR(kernel_type))
		return PTR_ERR(kernel_type);
	kernel_dev = copy_mount_string(dev_name);
	err = PTR_ERR(kernel_dev);
	if (IS_ERR(kernel_dev))
		goto free_type;
	options = copy_mount_options(data);
	err = PTR_ERR(options);
	if (IS_ERR(options))
		goto free_dev;
	err = user_path_at(AT_FDCWD, dir_name, LOOKUP_FOLLOW, &path);
	if (err)
		goto free_options;
	err = path_mount(kernel_dev, &path, kernel_type, flags, options);
	path_put(&path);
free_options:
	kfree(options);
free_dev:
	kfree(kernel_dev);
free_type:
	kfree(kernel_type);
	return err;
}
