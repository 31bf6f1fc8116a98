// SPDX-License-Identifier: MIT
/*
 * /proc/PID/fd and /proc/PID/fdinfo: a process's open files. fd/N is a link that leads to the file
 * itself, whatever its path says; fdinfo/N prints its position and flags.
 *
 * A dentry of either stays good only while N is open in that process, so it is checked each time.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include "internal.h"

/* The open file behind an inode here, referenced, or NULL */
static struct file *proc_fd_file(const struct inode *inode)
{
	struct task_struct *task = get_proc_task(inode);
	struct file *file;

	if (!task)
		return NULL;
	file = fget_task(task, PROC_I(inode)->fd);
	put_task_struct(task);
	return file;
}

/* --- the two kinds of entry --- */

static int proc_fd_link(struct dentry *dentry, struct path *path)
{
	struct file *file = proc_fd_file(d_inode(dentry));

	if (!file)
		return -ENOENT;
	*path = file->f_path;
	path_get(path);
	fput(file);
	return 0;
}

static int fdinfo_show(struct seq_file *m, void *v)
{
	struct inode *inode = m->private;
	struct task_struct *task = get_proc_task(inode);
	struct files_struct *files;
	struct file *file = NULL;
	unsigned int flags = 0;

	if (!task)
		return -ENOENT;
	files = get_files_struct(task);
	put_task_struct(task);
	if (!files)
		return -ENOENT;
	spin_lock(&files->file_lock);
	file = files_lookup_fd_locked(files, PROC_I(inode)->fd);
	if (file) {
		flags = file->f_flags & ~O_CLOEXEC;
		if (close_on_exec(PROC_I(inode)->fd, files_fdtable(files)))
			flags |= O_CLOEXEC;
		get_file(file);
	}
	spin_unlock(&files->file_lock);
	put_files_struct(files);
	if (!file)
		return -ENOENT;

	seq_printf(m, "pos:\t%lli\nflags:\t0%o\n", (long long)file->f_pos, flags);
	seq_printf(m, "ino:\t%lu\n", file_inode(file)->i_ino);
	if (file->f_op->show_fdinfo)
		file->f_op->show_fdinfo(m, file);
	fput(file);
	return 0;
}

static int fdinfo_open(struct inode *inode, struct file *file)
{
	struct task_struct *task = get_proc_task(inode);
	bool may;

	if (!task)
		return -ESRCH;
	may = proc_may_access(task);
	put_task_struct(task);
	return may ? single_open(file, fdinfo_show, inode) : -EACCES;
}

static const struct file_operations fdinfo_file_operations = {
	.open = fdinfo_open,
	.read_iter = seq_read_iter,
	.llseek = seq_lseek,
	.release = single_release,
};

/* The link's permission bits say how the file was opened. */
static void fd_take_mode(struct inode *inode, const struct file *file)
{
	umode_t mode = S_IFLNK;

	if (file->f_mode & FMODE_READ)
		mode |= S_IRUSR | S_IXUSR;
	if (file->f_mode & FMODE_WRITE)
		mode |= S_IWUSR | S_IXUSR;
	inode->i_mode = mode;
}

static int fd_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = d_inode(dentry);
	struct file *file = proc_fd_file(inode);

	if (!file)
		return 0;
	if (S_ISLNK(inode->i_mode))
		fd_take_mode(inode, file);
	fput(file);
	return 1;
}

static const struct dentry_operations fd_dentry_operations = {
	.d_revalidate = fd_revalidate,
	.d_delete = always_delete_dentry,
};

/* --- the directories --- */

static struct dentry *fd_lookup(struct inode *dir, struct dentry *dentry, enum pid_inode_kind kind)
{
	unsigned int fd = name_to_int(&dentry->d_name);
	struct task_struct *task = get_proc_task(dir);
	struct inode *inode = NULL;
	struct file *file = NULL;

	if (!task)
		return ERR_PTR(-ENOENT);
	if (fd != ~0U)
		file = fget_task(task, fd);
	if (file)
		inode = proc_pid_make_inode(dir->i_sb, task, S_IFREG | S_IRUGO, kind, fd);
	put_task_struct(task);
	if (!inode) {
		if (file)
			fput(file);
		return ERR_PTR(-ENOENT);
	}

	PROC_I(inode)->fd = fd;
	if (kind == PID_INODE_FD) {
		fd_take_mode(inode, file);
		inode->i_op = &proc_pid_link_inode_operations;
		inode->i_size = 64;
		PROC_I(inode)->op.get_link = proc_fd_link;
	} else {
		inode->i_op = &proc_def_inode_operations;
		inode->i_fop = &fdinfo_file_operations;
	}
	fput(file);
	d_set_d_op(dentry, &fd_dentry_operations);
	return d_splice_alias(inode, dentry);
}

static int fd_readdir(struct file *dir, struct dir_context *ctx, enum pid_inode_kind kind)
{
	struct task_struct *task = get_proc_task(file_inode(dir));
	unsigned int fd;

	if (!task)
		return -ENOENT;
	if (!dir_emit_dots(dir, ctx))
		goto out;
	for (fd = ctx->pos - 2;; fd++) {
		struct file *file = task_lookup_next_fd_rcu(task, &fd);
		char name[12];
		int len;

		if (!file)
			break;
		fput(file);
		ctx->pos = fd + 2;
		len = snprintf(name, sizeof(name), "%u", fd);
		if (!dir_emit(ctx, name, len, pid_inode_number(task_pid_nr(task), kind, fd),
			      kind == PID_INODE_FD ? DT_LNK : DT_REG))
			goto out;
	}
	ctx->pos = fd + 2;
out:
	put_task_struct(task);
	return 0;
}

/* A process may always look at its own, even after it changed user: /dev/fd depends on it. */
static int fd_permission(struct user_namespace *ns, struct inode *inode, int mask)
{
	struct task_struct *task;
	int err = generic_permission(ns, inode, mask);

	if (!err)
		return 0;
	task = get_proc_task(inode);
	if (!task)
		return err;
	if (same_thread_group(task, current))
		err = 0;
	put_task_struct(task);
	return err;
}

static struct dentry *proc_fd_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	return fd_lookup(dir, dentry, PID_INODE_FD);
}

static int proc_fd_readdir(struct file *dir, struct dir_context *ctx)
{
	return fd_readdir(dir, ctx, PID_INODE_FD);
}

const struct file_operations proc_fd_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_fd_readdir,
	.llseek = generic_file_llseek,
};

const struct inode_operations proc_fd_inode_operations = {
	.lookup = proc_fd_lookup,
	.permission = fd_permission,
	.setattr = proc_no_chmod_setattr,
};

static struct dentry *proc_fdinfo_lookup(struct inode *dir, struct dentry *dentry,
					 unsigned int flags)
{
	return fd_lookup(dir, dentry, PID_INODE_FDINFO);
}

static int proc_fdinfo_readdir(struct file *dir, struct dir_context *ctx)
{
	return fd_readdir(dir, ctx, PID_INODE_FDINFO);
}

const struct file_operations proc_fdinfo_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_fdinfo_readdir,
	.llseek = generic_file_llseek,
};

const struct inode_operations proc_fdinfo_inode_operations = {
	.lookup = proc_fdinfo_lookup,
	.setattr = proc_no_chmod_setattr,
};
