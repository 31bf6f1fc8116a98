// SPDX-License-Identifier: MIT
/*
 * Small changes to inodes that every file system makes the same way: times, owners of new files,
 * link counts, and the set-id bits that a write takes away.
 *
 * Link counts and owners change under the inode's i_rwsem. Times are not worth a lock: readers may
 * see one of two that were set at once.
 */
#include <linux/bug.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/math64.h>
#include <linux/mount.h>
#include <linux/timekeeping.h>

#include "internal.h"

#define RELATIME_MAX_AGE (24 * 60 * 60) /* seconds: an older atime is always updated */

/* t, as exactly as the file system can store it. */
struct timespec64 timestamp_truncate(struct timespec64 t, struct inode *inode)
{
	const struct super_block *sb = inode->i_sb;

	if (t.tv_sec < sb->s_time_min || t.tv_sec > sb->s_time_max) {
		t.tv_sec = t.tv_sec < sb->s_time_min ? sb->s_time_min : sb->s_time_max;
		t.tv_nsec = 0;
	}
	if (sb->s_time_gran > 1)
		t.tv_nsec -= t.tv_nsec % sb->s_time_gran;
	return t;
}
EXPORT_SYMBOL(timestamp_truncate);

/* Now, as of the last tick: what files are stamped with. */
struct timespec64 current_time(struct inode *inode)
{
	struct timespec64 now;

	ktime_get_coarse_real_ts64(&now);
	return timestamp_truncate(now, inode);
}
EXPORT_SYMBOL(current_time);

int generic_update_time(struct inode *inode, struct timespec64 *time, int flags)
{
	if (flags & S_ATIME)
		inode->i_atime = *time;
	if (flags & S_MTIME)
		inode->i_mtime = *time;
	if (flags & S_CTIME)
		inode->i_ctime = *time;
	return 0;
}
EXPORT_SYMBOL(generic_update_time);

static int inode_update_time(struct inode *inode, struct timespec64 *time, int flags)
{
	if (inode->i_op->update_time)
		return inode->i_op->update_time(inode, time, flags);
	return generic_update_time(inode, time, flags);
}

/* mount(8), relatime: only if the last read is older than the last change, or than a day. */
static bool relatime_wants_update(const struct vfsmount *mnt, const struct inode *inode,
				  struct timespec64 now)
{
	if (!(mnt->mnt_flags & MNT_RELATIME))
		return true;
	return timespec64_compare(&inode->i_mtime, &inode->i_atime) >= 0 ||
	       timespec64_compare(&inode->i_ctime, &inode->i_atime) >= 0 ||
	       now.tv_sec - inode->i_atime.tv_sec >= RELATIME_MAX_AGE;
}

/* The file was read. No effect where mount or inode say so, or nothing may be written. */
void touch_atime(const struct path *path)
{
	struct vfsmount *mnt = path->mnt;
	struct inode *inode = d_inode(path->dentry);
	struct timespec64 now;

	if (IS_NOATIME(inode) || (inode->i_sb->s_flags & SB_NOATIME))
		return;
	if ((inode->i_sb->s_flags & SB_NODIRATIME) && S_ISDIR(inode->i_mode))
		return;
	if (mnt->mnt_flags & MNT_NOATIME)
		return;
	if ((mnt->mnt_flags & MNT_NODIRATIME) && S_ISDIR(inode->i_mode))
		return;
	now = current_time(inode);
	if (!relatime_wants_update(mnt, inode, now) || timespec64_equal(&inode->i_atime, &now))
		return;
	if (mnt_want_write(mnt))
		return;
	inode_update_time(inode, &now, S_ATIME);
	mnt_drop_write(mnt);
}
EXPORT_SYMBOL(touch_atime);

/* The file was written: its mtime and ctime are now. */
int file_update_time(struct file *file)
{
	struct inode *inode = file_inode(file);
	struct timespec64 now;
	int flags = 0;

	if (IS_NOCMTIME(inode) || (file->f_mode & FMODE_NOCMTIME))
		return 0;
	now = current_time(inode);
	if (!timespec64_equal(&inode->i_mtime, &now))
		flags |= S_MTIME;
	if (!timespec64_equal(&inode->i_ctime, &now))
		flags |= S_CTIME;
	return flags ? inode_update_time(inode, &now, flags) : 0;
}
EXPORT_SYMBOL(file_update_time);

/*
 * The ATTR_KILL_* by which a write or truncation takes privileges off a file: set-user-id always,
 * and set-group-id if the group may execute it or the writer is not of the group. None for a writer
 * with CAP_FSETID.
 */
unsigned int privs_to_kill(const struct inode *inode)
{
	unsigned int kill = 0;

	if (!S_ISREG(inode->i_mode) || !(inode->i_mode & (S_ISUID | S_ISGID)))
		return 0;
	if (inode->i_mode & S_ISUID)
		kill |= ATTR_KILL_SUID;
	if ((inode->i_mode & S_ISGID) && ((inode->i_mode & S_IXGRP) || !in_group_p(inode->i_gid)))
		kill |= ATTR_KILL_SGID;
	return kill && !capable(CAP_FSETID) ? kill : 0;
}

/* What a write does to set-id bits. i_rwsem is held exclusive. */
int file_remove_privs(struct file *file)
{
	struct inode *inode = file_inode(file);
	struct iattr attr = {.ia_valid = privs_to_kill(inode)};

	if (!attr.ia_valid)
		return 0;
	attr.ia_valid |= ATTR_FORCE;
	return notify_change(&init_user_ns, file_dentry(file), &attr, NULL);
}
EXPORT_SYMBOL(file_remove_privs);

/* What every write does first. i_rwsem is held exclusive. */
int file_modified(struct file *file)
{
	int err = file_remove_privs(file);

	return err ? err : file_update_time(file);
}
EXPORT_SYMBOL(file_modified);

/* A new file belongs to its maker; to the directory's group if that is set-group-id. */
void inode_init_owner(struct user_namespace *mnt_userns, struct inode *inode,
		      const struct inode *dir, umode_t mode)
{
	inode->i_uid = current_fsuid();
	if (dir && (dir->i_mode & S_ISGID)) {
		inode->i_gid = dir->i_gid;
		if (S_ISDIR(mode))
			mode |= S_ISGID;
		else if ((mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) &&
			 !in_group_p(dir->i_gid) && !capable(CAP_FSETID))
			mode &= ~S_ISGID;
	} else {
		inode->i_gid = current_fsgid();
	}
	inode->i_mode = mode;
}
EXPORT_SYMBOL(inode_init_owner);

bool inode_owner_or_capable(struct user_namespace *mnt_userns, const struct inode *inode)
{
	return uid_eq(current_fsuid(), inode->i_uid) || capable(CAP_FOWNER);
}
EXPORT_SYMBOL(inode_owner_or_capable);

void drop_nlink(struct inode *inode)
{
	WARN_ON(inode->i_nlink == 0);
	inode->__i_nlink--;
}
EXPORT_SYMBOL(drop_nlink);

void clear_nlink(struct inode *inode)
{
	inode->__i_nlink = 0;
}
EXPORT_SYMBOL(clear_nlink);

void set_nlink(struct inode *inode, unsigned int nlink)
{
	inode->__i_nlink = nlink;
}
EXPORT_SYMBOL(set_nlink);

void inc_nlink(struct inode *inode)
{
	inode->__i_nlink++;
}
EXPORT_SYMBOL(inc_nlink);

/* Lock two files in an order that all callers share: by address. Either may be NULL. */
void lock_two_nondirectories(struct inode *one, struct inode *two)
{
	if (one > two)
		swap(one, two);
	if (one && !S_ISDIR(one->i_mode))
		inode_lock(one);
	if (two && two != one && !S_ISDIR(two->i_mode))
		inode_lock_nested(two, I_MUTEX_NONDIR2);
}
EXPORT_SYMBOL(lock_two_nondirectories);

void unlock_two_nondirectories(struct inode *one, struct inode *two)
{
	if (one && !S_ISDIR(one->i_mode))
		inode_unlock(one);
	if (two && two != one && !S_ISDIR(two->i_mode))
		inode_unlock(two);
}
EXPORT_SYMBOL(unlock_two_nondirectories);
