// SPDX-License-Identifier: MIT
/*
 * The memory file system, for those who build on it: a file_system_type whose mount is
 * mount_nodev() or mount_single() of ramfs_fill_super(), and whose kill_sb is ramfs_kill_sb().
 */
#ifndef _LINUX_RAMFS_H
#define _LINUX_RAMFS_H

#include <linux/fs.h>

/*
 * A new inode of any type, owned by the caller or as dir's set-group-id says; dir may be NULL.
 * NULL at the instance's limit of inodes, or when memory is short.
 */
struct inode *ramfs_get_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
			      dev_t dev);
/* data: mount options (tmpfs(5)) or NULL. */
int ramfs_fill_super(struct super_block *sb, void *data, int silent);
void ramfs_kill_sb(struct super_block *sb);

#endif
