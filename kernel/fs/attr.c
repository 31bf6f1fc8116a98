// SPDX-License-Identifier: MIT
/*
 * Changing a file's attributes: notify_change() and the chmod and chown families.
 *
 * Every change of mode, owner, size or times goes through notify_change(), under the inode's
 * i_rwsem held exclusive, with write access to the mount.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>

#include "internal.h"

/* chown(2): giving a file away needs CAP_CHOWN. */
static bool chown_ok(const struct inode *inode, kuid_t uid)
{
	if (uid_eq(current_fsuid(), inode->i_uid) && uid_eq(uid, inode->i_uid))
		return true;
	return capable(CAP_CHOWN);
}

/* The owner may choose among the groups it is in. */
static bool chgrp_ok(const struct inode *inode, kgid_t gid)
{
	if (uid_eq(current_fsuid(), inode->i_uid) && (gid_eq(gid, inode->i_gid) || in_group_p(gid)))
		return true;
	return capable(CAP_CHOWN);
}

/*
 * May the caller make this change? Also takes set-group-id off a new mode that the caller may not
 * set. -EPERM, -EFBIG, -ETXTBSY.
 */
int setattr_prepare(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	unsigned int valid = attr->ia_valid;

	if (valid & ATTR_SIZE) {
		int err = inode_newsize_ok(inode, attr->ia_size);

		if (err)
			return err;
	}
	if (valid & ATTR_FORCE)
		return 0;
	if ((valid & ATTR_UID) && !chown_ok(inode, attr->ia_uid))
		return -EPERM;
	if ((valid & ATTR_GID) && !chgrp_ok(inode, attr->ia_gid))
		return -EPERM;
	if (valid & ATTR_MODE) {
		kgid_t gid = valid & ATTR_GID ? attr->ia_gid : inode->i_gid;

		if (!inode_owner_or_capable(mnt_userns, inode))
			return -EPERM;
		if (!in_group_p(gid) && !capable(CAP_FSETID))
			attr->ia_mode &= ~S_ISGID;
	}
	if ((valid & (ATTR_MTIME_SET | ATTR_ATIME_SET | ATTR_TIMES_SET)) &&
	    !inode_owner_or_capable(mnt_userns, inode))
		return -EPERM;
	return 0;
}
EXPORT_SYMBOL(setattr_prepare);

/* -EFBIG above the file system's limit; above RLIMIT_FSIZE with SIGXFSZ as well. */
int inode_newsize_ok(const struct inode *inode, loff_t offset)
{
	unsigned long limit = rlimit(RLIMIT_FSIZE);

	if (offset <= i_size_read(inode))
		return 0;
	if (limit != RLIM_INFINITY && offset > limit) {
		send_sig(SIGXFSZ, current, 0);
		return -EFBIG;
	}
	return offset > inode->i_sb->s_maxbytes ? -EFBIG : 0;
}
EXPORT_SYMBOL(inode_newsize_ok);

/* Put all but the size into the inode. setattr_prepare() has agreed. */
void setattr_copy(struct user_namespace *mnt_userns, struct inode *inode, const struct iattr *attr)
{
	unsigned int valid = attr->ia_valid;

	if (valid & ATTR_UID)
		inode->i_uid = attr->ia_uid;
	if (valid & ATTR_GID)
		inode->i_gid = attr->ia_gid;
	if (valid & ATTR_ATIME)
		inode->i_atime = attr->ia_atime;
	if (valid & ATTR_MTIME)
		inode->i_mtime = attr->ia_mtime;
	if (valid & ATTR_CTIME)
		inode->i_ctime = attr->ia_ctime;
	if (valid & ATTR_MODE) {
		umode_t mode = attr->ia_mode;

		if (!in_group_p(inode->i_gid) && !capable(CAP_FSETID))
			mode &= ~S_ISGID;
		inode->i_mode = mode;
	}
}
EXPORT_SYMBOL(setattr_copy);

/* "Now" for both times is for who may write the file, besides its owner: utimensat(2). */
static int may_touch(struct inode *inode)
{
	if (IS_IMMUTABLE(inode))
		return -EPERM;
	if (inode_owner_or_capable(&init_user_ns, inode))
		return 0;
	return inode_permission(&init_user_ns, inode, MAY_WRITE);
}

/* Fill in the times: those that are not given are now. */
static void complete_times(struct inode *inode, struct iattr *attr)
{
	struct timespec64 now = current_time(inode);

	attr->ia_ctime = now;
	attr->ia_atime =
		attr->ia_valid & ATTR_ATIME_SET ? timestamp_truncate(attr->ia_atime, inode) : now;
	attr->ia_mtime =
		attr->ia_valid & ATTR_MTIME_SET ? timestamp_truncate(attr->ia_mtime, inode) : now;
}

/* Turn "take set-id off" into a mode, unless a mode is being set anyway. */
static void complete_mode(const struct inode *inode, struct iattr *attr)
{
	umode_t mode = attr->ia_valid & ATTR_MODE ? attr->ia_mode : inode->i_mode;
	umode_t old = mode;

	if (attr->ia_valid & ATTR_KILL_SUID)
		mode &= ~S_ISUID;
	if (attr->ia_valid & ATTR_KILL_SGID)
		mode &= ~S_ISGID;
	attr->ia_valid &= ~(ATTR_KILL_SUID | ATTR_KILL_SGID);
	if (mode != old) {
		attr->ia_valid |= ATTR_MODE;
		attr->ia_mode = mode;
	}
}

int notify_change(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated)
{
	struct inode *inode = d_inode(dentry);
	int err;

	if (attr->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID | ATTR_TIMES_SET)) {
		if (IS_IMMUTABLE(inode) || IS_APPEND(inode))
			return -EPERM;
	}
	if (attr->ia_valid & ATTR_TOUCH) {
		err = may_touch(inode);
		if (err)
			return err;
	}
	complete_times(inode, attr);
	complete_mode(inode, attr);
	if (inode->i_op->setattr)
		return inode->i_op->setattr(mnt_userns, dentry, attr);
	return simple_setattr(mnt_userns, dentry, attr);
}
EXPORT_SYMBOL(notify_change);

/* Make one change to the file at path. */
static int change_path(const struct path *path, struct iattr *attr)
{
	struct inode *inode = d_inode(path->dentry);
	int err = mnt_want_write(path->mnt);

	if (err)
		return err;
	inode_lock(inode);
	err = notify_change(&init_user_ns, path->dentry, attr, NULL);
	inode_unlock(inode);
	mnt_drop_write(path->mnt);
	return err;
}

/* --------------------------------------------------------------------------------------- chmod */

int chmod_common(const struct path *path, umode_t mode)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = {.ia_valid = ATTR_MODE | ATTR_CTIME};

	if (S_ISLNK(inode->i_mode)) /* a link's mode means nothing */
		return -EOPNOTSUPP;
	attr.ia_mode = (mode & S_IALLUGO) | (inode->i_mode & ~S_IALLUGO);
	return change_path(path, &attr);
}

static int do_fchmodat(int dfd, const char __user *filename, umode_t mode)
{
	struct path path;
	int err = user_path_at(dfd, filename, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = chmod_common(&path, mode);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE2(fchmod, unsigned int, fd, umode_t, mode)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = chmod_common(&f.file->f_path, mode);
	fdput(f);
	return err;
}

SYSCALL_DEFINE3(fchmodat, int, dfd, const char __user *, filename, umode_t, mode)
{
	return do_fchmodat(dfd, filename, mode);
}

SYSCALL_DEFINE2(chmod, const char __user *, filename, umode_t, mode)
{
	return do_fchmodat(AT_FDCWD, filename, mode);
}

/* --------------------------------------------------------------------------------------- chown */

/* -1 for either id leaves it. Set-id bits of what is not a directory go. */
int chown_common(const struct path *path, uid_t user, gid_t group)
{
	struct inode *inode = d_inode(path->dentry);
	struct iattr attr = {.ia_valid = ATTR_CTIME};

	if (user != (uid_t)-1) {
		attr.ia_valid |= ATTR_UID;
		attr.ia_uid = make_kuid(current_user_ns(), user);
	}
	if (group != (gid_t)-1) {
		attr.ia_valid |= ATTR_GID;
		attr.ia_gid = make_kgid(current_user_ns(), group);
	}
	if (!S_ISDIR(inode->i_mode)) {
		attr.ia_valid |= ATTR_KILL_SUID;
		if (inode->i_mode & S_IXGRP)
			attr.ia_valid |= ATTR_KILL_SGID;
	}
	return change_path(path, &attr);
}

static int do_fchownat(int dfd, const char __user *filename, uid_t user, gid_t group, int flag)
{
	unsigned int lookup = flag & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err;

	if (flag & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flag & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	err = user_path_at(dfd, filename, lookup, &path);
	if (err)
		return err;
	err = chown_common(&path, user, group);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE5(fchownat, int, dfd, const char __user *, filename, uid_t, user, gid_t, group, int,
		flag)
{
	return do_fchownat(dfd, filename, user, group, flag);
}

SYSCALL_DEFINE3(chown, const char __user *, filename, uid_t, user, gid_t, group)
{
	return do_fchownat(AT_FDCWD, filename, user, group, 0);
}

SYSCALL_DEFINE3(lchown, const char __user *, filename, uid_t, user, gid_t, group)
{
	return do_fchownat(AT_FDCWD, filename, user, group, AT_SYMLINK_NOFOLLOW);
}

SYSCALL_DEFINE3(fchown, unsigned int, fd, uid_t, user, gid_t, group)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = chown_common(&f.file->f_path, user, group);
	fdput(f);
	return err;
}
