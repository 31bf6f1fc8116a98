// SPDX-License-Identifier: MIT
/*
 * A mounted file system as the rest of the kernel sees it. Where it sits in the tree of mounts
 * is known to fs/namespace.c alone.
 *
 * Rules: hold a reference (mntget()/mntput(); mntput() may sleep). A path in use holds one, which
 * is what makes umount(2) answer EBUSY.
 */
#ifndef _LINUX_MOUNT_H
#define _LINUX_MOUNT_H

#include <linux/types.h>
#include <uapi/linux/mount.h>

struct dentry;
struct file;
struct file_system_type;
struct path;
struct seq_file;
struct super_block;
struct user_namespace;

#define MNT_NOSUID	0x01
#define MNT_NODEV	0x02
#define MNT_NOEXEC	0x04
#define MNT_NOATIME	0x08
#define MNT_NODIRATIME	0x10
#define MNT_RELATIME	0x20
#define MNT_READONLY	0x40
#define MNT_NOSYMFOLLOW 0x80
#define MNT_INTERNAL	0x4000 /* kern_mount(): in no tree */
#define MNT_DETACHED	0x8000 /* taken out of the tree by umount */

struct vfsmount {
	struct dentry *mnt_root;    /* constant; referenced */
	struct super_block *mnt_sb; /* constant; an active reference is held */
	int mnt_flags;		    /* MNT_*; changed under mount_lock, read anywhere */
};

extern struct user_namespace init_user_ns;

/* Owner of the ids on this mount: there are no id-mapped mounts. */
static inline struct user_namespace *mnt_user_ns(const struct vfsmount *mnt)
{
	return &init_user_ns;
}

struct vfsmount *mntget(struct vfsmount *mnt);
void mntput(struct vfsmount *mnt);

/*
 * Hold off a change to read-only while something is written. -EROFS when it is read-only.
 * Each success is paired with a drop.
 */
int mnt_want_write(struct vfsmount *mnt);
int mnt_want_write_file(struct file *file);
void mnt_drop_write(struct vfsmount *mnt);
void mnt_drop_write_file(struct file *file);
bool __mnt_is_readonly(struct vfsmount *mnt);

/* A mount of the kernel's own, in no tree. ERR_PTR on failure. kern_unmount() ends it. */
struct vfsmount *kern_mount(struct file_system_type *type);
void kern_unmount(struct vfsmount *mnt);
struct vfsmount *vfs_kern_mount(struct file_system_type *type, int flags, const char *name,
				void *data);

bool path_is_mountpoint(const struct path *path);
bool our_mnt(struct vfsmount *mnt);

/* mount(2) and umount2(2) on a path that is already walked. flags are MS_* and MNT_* of umount. */
int path_mount(const char *dev_name, struct path *path, const char *type_page, unsigned long flags,
	       void *data_page);
int path_umount(struct path *path, int flags);

#endif
