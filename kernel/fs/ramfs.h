// SPDX-License-Identifier: MIT
/* Between ramfs.c (instances and names), ramfs_file.c (contents) and ramfs_options.c. */
#ifndef _FS_RAMFS_H
#define _FS_RAMFS_H

#include <linux/fs.h>

struct ramfs_sb_info {
	spinlock_t lock; /* guards the counts and limits */
	unsigned long max_pages, used_pages;
	unsigned long max_inodes, used_inodes;
	bool pages_given, inodes_given; /* the limits were asked for, not the default */
	umode_t mode; /* of the root when it was mounted, as all below; constant */
	kuid_t uid;
	kgid_t gid;
};

/* What mount(2)'s options say. */
struct ramfs_options {
	unsigned long max_pages, max_inodes;
	bool pages_given, inodes_given;
	umode_t mode;
	kuid_t uid;
	kgid_t gid;
};

extern const struct address_space_operations ramfs_aops;
extern const struct inode_operations ramfs_file_inode_operations;
extern const struct inode_operations ramfs_dir_inode_operations;
extern const struct file_operations ramfs_file_operations;
extern struct file_system_type rootfs_fs_type;

/* A new inode in sb, owned by the caller or as dir's set-group-id says. ERR_PTR: -ENOSPC, -ENOMEM.
 */
struct inode *ramfs_make_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
			       dev_t dev);
/* One page more for inode: -ENOSPC at the limit. */
int ramfs_charge_page(struct inode *inode);
void ramfs_uncharge_pages(struct inode *inode, unsigned long count);
void shmem_init(struct file_system_type *type);

void ramfs_default_options(const char *type, struct ramfs_options *opts);
void ramfs_options_of(const struct ramfs_sb_info *info, struct ramfs_options *opts);
void ramfs_set_limits(struct ramfs_sb_info *info, const struct ramfs_options *opts);
int ramfs_parse_options(const char *type, char *data, struct ramfs_options *opts);
int ramfs_show_options(struct seq_file *m, struct dentry *root);

#endif
