// SPDX-License-Identifier: MIT
/*
 * The start of the file subsystem: its caches, its own file systems, and the first root.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>

#include <kernel/fs.h>

#include "internal.h"
#include "mount.h"
#include "ramfs.h"

/* An empty rootfs is the root of the tree and of init_fs, and stays so till the end. */
static void __init mount_rootfs(void)
{
	struct vfsmount *mnt = vfs_kern_mount(&rootfs_fs_type, 0, "rootfs", NULL);
	struct path root;

	if (IS_ERR(mnt))
		panic("VFS: can't mount rootfs: error %ld", PTR_ERR(mnt));
	spin_lock(&mount_lock);
	list_add(&real_mount(mnt)->mnt_list,
		 &mount_list); /* the tree's reference is the mount's first */
	spin_unlock(&mount_lock);
	root.mnt = mnt;
	root.dentry = mnt->mnt_root;
	set_fs_root(&init_fs, &root);
	set_fs_pwd(&init_fs, &root);
}

void __init vfs_init(void)
{
	names_init();
	dcache_init();
	inode_init();
	page_tree_cache_init();
	files_init();
	filelock_init();
	mnt_init();
	/* From here on file systems can be mounted. */
	ramfs_init();
	pipefs_init();
	anon_inode_init();
	mount_rootfs();
	/* From here on names can be walked. */
}
