// SPDX-License-Identifier: MIT
/*
 * The "proc" file system: one super block that every mount shows, and its root, where the entries
 * of the tree and the processes meet.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/fs.h>
#include <kernel/procfs.h>
#include <uapi/linux/magic.h>
#include "internal.h"

static struct dentry *proc_root_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct dentry *res = proc_pid_lookup(dir, dentry);

	/* No name of the tree is a number, so a process that is not there decides nothing. */
	if (res == ERR_PTR(-ENOENT))
		res = proc_lookup(dir, dentry, flags);
	return res;
}

static int proc_root_readdir(struct file *file, struct dir_context *ctx)
{
	if (ctx->pos < FIRST_PROCESS_ENTRY) {
		if (!proc_readdir_de(file, ctx, &proc_root))
			return 0;
		ctx->pos = FIRST_PROCESS_ENTRY;
	}
	return proc_pid_readdir(file, ctx);
}

static int proc_root_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	generic_fillattr(ns, d_inode(path->dentry), stat);
	stat->nlink = proc_root.nlink + nr_processes();
	return 0;
}

static const struct file_operations proc_root_fops = {
	.read = generic_read_dir,
	.iterate_shared = proc_root_readdir,
	.llseek = generic_file_llseek,
};

static const struct inode_operations proc_root_iops = {
	.lookup = proc_root_lookup,
	.getattr = proc_root_getattr,
};

struct proc_dir_entry proc_root = {
	.low_ino = PROC_ROOT_INO,
	.namelen = 5,
	.mode = S_IFDIR | S_IRUGO | S_IXUGO,
	.nlink = 2,
	.refcnt = REFCOUNT_INIT(1),
	.iops = &proc_root_iops,
	.dir_fops = &proc_root_fops,
	.parent = &proc_root,
	.subdir = RB_ROOT,
	.permanent = true,
	.name = "/proc",
};

/* No mount option is known, so none is taken silently. */
static int proc_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *root;

	if (data && *(const char *)data) {
		if (!silent)
			pr_err("proc: unknown mount option '%s'\n", (const char *)data);
		return -EINVAL;
	}
	sb->s_blocksize = 1024;
	sb->s_blocksize_bits = 10;
	sb->s_magic = PROC_SUPER_MAGIC;
	sb->s_op = &proc_sops;
	sb->s_time_gran = 1;
	sb->s_maxbytes = MAX_LFS_FILESIZE;

	root = proc_get_inode(sb, pde_get(&proc_root));
	if (!root)
		return -ENOMEM;
	sb->s_root = d_make_root(root);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *proc_mount(struct file_system_type *type, int flags, const char *dev_name,
				 void *data)
{
	return mount_single(type, flags, data, proc_fill_super);
}

static struct file_system_type proc_fs_type = {
	.name = "proc",
	.mount = proc_mount,
	.kill_sb = kill_anon_super,
};

void __init proc_root_init(void)
{
	proc_inode_init();
	proc_self_init();
	proc_sys_init();
	sysctl_kernel_init();
	drop_caches_init();
	proc_system_init();
	proc_stat_init();
	proc_cpuinfo_init();
	proc_kmsg_init();
	proc_mkdir("driver", NULL);
	proc_mkdir("bus", NULL);
	proc_mkdir("fs", NULL);
	if (register_filesystem(&proc_fs_type))
		panic("proc: can't register the file system");
}
