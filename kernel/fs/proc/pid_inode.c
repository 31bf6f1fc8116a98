// SPDX-License-Identifier: MIT
/*
 * Inodes that stand for a process: who may look, how long they are good, the links that lead out
 * of /proc, and files that one show function prints. Which names there are is in base.c.
 *
 * An inode holds a struct pid, never a task: the task is looked up for each operation, so an open
 * file of a process that has ended answers ESRCH (or is empty), and never shows the next process
 * with the same number. Dentries are not kept beyond their last user, for the same reason.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/sched/coredump.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <kernel/mm.h>
#include "internal.h"

/* --- who may look --- */

/* Whether others may look into the process's memory at all: prctl(2), PR_SET_DUMPABLE. */
static bool task_dumpable(struct task_struct *task, bool without_mm)
{
	bool dumpable = without_mm;

	task_lock(task);
	if (task->mm)
		dumpable = get_dumpable(task->mm) == SUID_DUMP_USER;
	task_unlock(task);
	return dumpable;
}

/*
 * Whether the caller may see what a process keeps to itself: the same user in every respect, who
 * may do what it may, and it has nothing to hide; or CAP_SYS_PTRACE (ptrace(2), "Ptrace access
 * mode checking", PTRACE_MODE_FSCREDS).
 */
bool proc_may_access(struct task_struct *task)
{
	const struct cred *cred = current_cred(), *theirs;
	bool same;

	if (same_thread_group(task, current))
		return true;
	rcu_read_lock();
	theirs = __task_cred(task);
	same = uid_eq(cred->fsuid, theirs->euid) && uid_eq(cred->fsuid, theirs->suid) &&
	       uid_eq(cred->fsuid, theirs->uid) && gid_eq(cred->fsgid, theirs->egid) &&
	       gid_eq(cred->fsgid, theirs->sgid) && gid_eq(cred->fsgid, theirs->gid) &&
	       cap_issubset(theirs->cap_permitted, cred->cap_effective);
	rcu_read_unlock();
	/* Whose ids were taken before his dumpability: commit_creds() changes them in that order.
	 */
	smp_rmb();
	return (same && task_dumpable(task, true)) || capable(CAP_SYS_PTRACE);
}

/* --- inodes and dentries of processes --- */

/*
 * A process's files are its user's, but not those of one that has something to hide; the directory
 * itself, and others that everybody may search, are in any case.
 */
static void inode_take_owner(struct inode *inode, struct task_struct *task)
{
	const struct cred *cred;

	if (inode->i_mode != (S_IFDIR | 0555) && !task_dumpable(task, false)) {
		inode->i_uid = GLOBAL_ROOT_UID;
		inode->i_gid = GLOBAL_ROOT_GID;
		return;
	}
	rcu_read_lock();
	cred = __task_cred(task);
	inode->i_uid = cred->euid;
	inode->i_gid = cred->egid;
	rcu_read_unlock();
}

/* An inode about task; NULL without memory or when it has just been released. */
struct inode *proc_pid_make_inode(struct super_block *sb, struct task_struct *task, umode_t mode,
				  enum pid_inode_kind kind, unsigned int n)
{
	struct inode *inode = new_inode(sb);
	struct pid *pid;

	if (!inode)
		return NULL;
	pid = get_task_pid(task, PIDTYPE_PID);
	if (!pid) {
		iput(inode);
		return NULL;
	}
	PROC_I(inode)->pid = pid;
	inode->i_mode = mode;
	inode->i_ino = pid_inode_number(pid_nr(pid), kind, n);
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	inode_take_owner(inode, task);
	return inode;
}

int pid_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
		u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);
	struct task_struct *task;

	task = get_proc_task(inode);
	if (!task)
		return -ENOENT;
	/* A set-user-ID program changed its owner since the inode was made. */
	inode_take_owner(inode, task);
	put_task_struct(task);
	generic_fillattr(ns, inode, stat);
	return 0;
}

int proc_no_chmod_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int err;

	if (attr->ia_valid & ATTR_MODE)
		return -EPERM;
	err = setattr_prepare(ns, dentry, attr);
	if (!err)
		setattr_copy(ns, inode, attr);
	return err;
}

static int pid_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = d_inode(dentry);
	struct task_struct *task = get_proc_task(inode);

	if (!task)
		return 0;
	inode_take_owner(inode, task);
	put_task_struct(task);
	return 1;
}

const struct dentry_operations pid_dentry_operations = {
	.d_revalidate = pid_revalidate,
	.d_delete = always_delete_dentry,
};

/* --- magic links: cwd, root, exe --- */

int proc_cwd_link(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	int err = -ENOENT;

	if (!task)
		return err;
	task_lock(task);
	if (task->fs) {
		get_fs_pwd(task->fs, path);
		err = 0;
	}
	task_unlock(task);
	put_task_struct(task);
	return err;
}

int proc_root_link(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	int err = -ENOENT;

	if (!task)
		return err;
	task_lock(task);
	if (task->fs) {
		get_fs_root(task->fs, path);
		err = 0;
	}
	task_unlock(task);
	put_task_struct(task);
	return err;
}

int proc_exe_link(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	struct mm_struct *mm;
	struct file *exe = NULL;

	if (!task)
		return -ENOENT;
	mm = get_task_mm(task);
	put_task_struct(task);
	if (mm) {
		exe = get_mm_exe_file(mm);
		mmput(mm);
	}
	if (!exe)
		return -ENOENT;
	*path = exe->f_path;
	path_get(path);
	fput(exe);
	return 0;
}

/* The link's target with a reference, if the caller may know it. */
static int follow(struct dentry *dentry, struct path *path)
{
	struct task_struct *task = get_proc_task(d_inode(dentry));
	bool may;

	if (!task)
		return -ENOENT;
	may = proc_may_access(task);
	put_task_struct(task);
	return may ? PROC_I(d_inode(dentry))->op.get_link(dentry, path) : -EACCES;
}

static const char *proc_pid_get_link(struct dentry *dentry, struct inode *inode,
				     struct delayed_call *done)
{
	struct path path;
	int err = follow(dentry, &path);

	if (!err)
		err = nd_jump_link(&path);
	return ERR_PTR(err);
}

static int proc_pid_readlink(struct dentry *dentry, char __user *buffer, int buflen)
{
	struct path path;
	char *page, *text;
	int len = follow(dentry, &path);

	if (len)
		return len;
	page = (char *)__get_free_page(GFP_KERNEL);
	if (!page) {
		len = -ENOMEM;
		goto put_path;
	}
	text = d_path(&path, page, PAGE_SIZE);
	if (IS_ERR(text)) {
		len = PTR_ERR(text);
	} else {
		len = min_t(int, strlen(text), buflen);
		if (copy_to_user(buffer, text, len))
			len = -EFAULT;
	}
	free_page((unsigned long)page);
put_path:
	path_put(&path);
	return len;
}

const struct inode_operations proc_pid_link_inode_operations = {
	.readlink = proc_pid_readlink,
	.get_link = proc_pid_get_link,
	.setattr = proc_no_chmod_setattr,
};

/* --- files of one show function --- */

static int proc_single_show(struct seq_file *m, void *v)
{
	struct inode *inode = m->private;
	struct pid *pid = proc_pid(inode);
	struct task_struct *task = get_pid_task(pid, PIDTYPE_PID);
	int ret;

	if (!task)
		return -ESRCH;
	ret = PROC_I(inode)->op.show(m, pid, task);
	put_task_struct(task);
	return ret;
}

static int proc_single_open(struct inode *inode, struct file *file)
{
	return single_open(file, proc_single_show, inode);
}

const struct file_operations proc_single_file_operations = {
	.open = proc_single_open,
	.read_iter = seq_read_iter,
	.llseek = seq_lseek,
	.release = single_release,
};

const struct inode_operations proc_def_inode_operations = {
	.setattr = proc_no_chmod_setattr,
};
