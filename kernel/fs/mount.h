// SPDX-License-Identifier: MIT
/*
 * struct mount: a vfsmount with its place in the tree. Shared by namespace.c (the tree), mount.c
 * (the system calls) and mounts_show.c (/proc/PID/mounts).
 */
#ifndef _FS_MOUNT_H
#define _FS_MOUNT_H

#include <linux/atomic.h>
#include <linux/container_of.h>
#include <linux/list.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/path.h>

struct mount {
	struct vfsmount mnt;
	atomic_t mnt_count;	       /* see namespace.c */
	int mnt_writers;	       /* mnt_want_write()s outstanding; mount_lock */
	int mnt_id;		       /* constant */
	int mnt_expiry_mark;	       /* unused since MNT_EXPIRE was tried last */
	char *mnt_devname;	       /* constant; what was given as device */
	struct mount *mnt_parent;      /* itself when attached nowhere; mount_lock */
	struct dentry *mnt_mountpoint; /* in mnt_parent; mount_lock */
	struct hlist_node mnt_hash;    /* by mnt_mountpoint; mount_lock */
	struct list_head mnt_mounts;   /* those attached to us; mount_lock */
	struct list_head mnt_child;    /* in mnt_parent->mnt_mounts; mount_lock */
	struct list_head mnt_list;     /* in mount_list; namespace_mutex and mount_lock to change */
	struct path mnt_old_place;     /* from umount_tree() to put_mounts(): where it was */
	struct mount *mnt_copy;	       /* while a tree is copied: the copy; namespace_mutex */
};

extern struct mutex namespace_mutex;
extern struct list_head mount_list;

static inline struct mount *real_mount(const struct vfsmount *mnt)
{
	return container_of(mnt, struct mount, mnt);
}

static inline bool mnt_has_parent(const struct mount *mnt)
{
	return mnt != mnt->mnt_parent;
}

struct vfsmount *mount_create(struct dentry *root, const char *devname, int mnt_flags);
struct mount *mount_at_locked(const struct vfsmount *parent, const struct dentry *dentry);
void mount_attach_locked(struct mount *mnt, struct mount *parent, struct dentry *dentry);
void mount_detach_locked(struct mount *mnt, struct path *place);
struct mount *next_mount(struct mount *at, const struct mount *root);
void umount_tree(struct mount *root, struct list_head *doomed);
void put_mounts(struct list_head *doomed);
void mntput_no_expire(struct vfsmount *mnt);

#endif
