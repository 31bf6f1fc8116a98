/* SPDX-License-Identifier: MIT */
/* What the files of debugfs share among themselves. The API is <linux/debugfs.h>. */
#ifndef FS_DEBUGFS_INTERNAL_H
#define FS_DEBUGFS_INTERNAL_H

#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/refcount.h>

/* The d_fsdata of every name but the top: lives as long as its dentry. */
struct debugfs_node {
	const struct file_operations *fops; /* what a file was created with, else NULL */
	const struct module *owner;	    /* whose code has, for comparison only; NULL: ours */
	refcount_t users;		    /* operations that run, and one until removal */
	struct completion unused;	    /* users has become 0 */
};

/* The inode's operations until a file is open: with all calls guarded, or only open. */
extern const struct file_operations debugfs_guarded_fops;
extern const struct file_operations debugfs_unguarded_fops;

extern struct file_system_type debug_fs_type;

/* The top of the tree with the mount pinned until debugfs_unpin(); NULL: there is none now. */
struct dentry *debugfs_pin_top(void);
void debugfs_unpin(void);

/* A new inode of that type and mode, without operations if it is a file's; NULL. */
struct inode *debugfs_make_inode(struct super_block *sb, umode_t mode);

static inline struct debugfs_node *debugfs_node(const struct dentry *dentry)
{
	return dentry->d_fsdata;
}

#endif
