// SPDX-License-Identifier: MIT
/*
 * /proc/PID and /proc/PID/task/TID: which processes and threads are listed, and which names each
 * directory holds. What an inode of a process is, is in pid_inode.c; what a file shows, in array.c,
 * memory.c, maps.c and fd.c.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <kernel/fs.h>
#include "internal.h"

/* A decimal number without leading zeroes, below ~0U, which is the answer for any other name */
unsigned int name_to_int(const struct qstr *name)
{
	unsigned int n = 0;
	unsigned int i;

	if (!name->len || (name->name[0] == '0' && name->len > 1))
		return ~0U;
	for (i = 0; i < name->len; i++) {
		unsigned int digit = name->name[i] - '0';

		if (digit > 9 || n > (~0U - 1 - digit) / 10)
			return ~0U;
		n = n * 10 + digit;
	}
	return n;
}

/* Mount tables are the caller's own: all processes share one mount tree. */
static int proc_pid_mounts(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	return show_mounts(m);
}

static int proc_pid_mountinfo(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	return show_mountinfo(m);
}

/* --- the tables --- */

struct pid_entry {
	const char *name;
	umode_t mode;
	const struct inode_operations *iop;
	const struct file_operations *fop;
	int (*get_link)(struct dentry *, struct path *);
	int (*show)(struct seq_file *, struct pid *, struct task_struct *);
};

#define DIR(NAME, MODE, IOPS, FOPS)                                                                \
	{                                                                                          \
		.name = NAME, .mode = S_IFDIR | (MODE), .iop = &(IOPS), .fop = &(FOPS)             \
	}
#define REG(NAME, MODE, FOPS)                                                                      \
	{                                                                                          \
		.name = NAME, .mode = S_IFREG | (MODE), .iop = &proc_def_inode_operations,         \
		.fop = &(FOPS)                                                                     \
	}
#define LNK(NAME, GET_LINK)                                                                        \
	{                                                                                          \
		.name = NAME, .mode = S_IFLNK | S_IRWXUGO, .iop = &proc_pid_link_inode_operations, \
		.get_link = GET_LINK                                                               \
	}
#define ONE(NAME, MODE, SHOW)                                                                      \
	{                                                                                          \
		.name = NAME, .mode = S_IFREG | (MODE), .iop = &proc_def_inode_operations,         \
		.fop = &proc_single_file_operations, .show = SHOW                                  \
	}

static const struct file_operations proc_task_operations;
static const struct inode_operations proc_task_inode_operations;

static const struct pid_entry tgid_entries[] = {
	DIR("task", 0555, proc_task_inode_operations, proc_task_operations),
	DIR("fd", 0500, proc_fd_inode_operations, proc_fd_operations),
	DIR("fdinfo", 0555, proc_fdinfo_inode_operations, proc_fdinfo_operations),
	REG("environ", 0400, proc_pid_environ_operations),
	REG("auxv", 0400, proc_pid_auxv_operations),
	ONE("status", 0444, proc_pid_status),
	ONE("limits", 0444, proc_pid_limits),
	REG("comm", 0644, proc_pid_comm_operations),
	REG("cmdline", 0444, proc_pid_cmdline_operations),
	ONE("stat", 0444, proc_tgid_stat),
	ONE("statm", 0444, proc_pid_statm),
	REG("maps", 0444, proc_pid_maps_operations),
	LNK("cwd", proc_cwd_link),
	LNK("root", proc_root_link),
	LNK("exe", proc_exe_link),
	ONE("mounts", 0444, proc_pid_mounts),
	ONE("mountinfo", 0444, proc_pid_mountinfo),
	REG("fail-nth", 0644, proc_fail_nth_operations),
};

static const struct pid_entry tid_entries[] = {
	DIR("fd", 0500, proc_fd_inode_operations, proc_fd_operations),
	DIR("fdinfo", 0555, proc_fdinfo_inode_operations, proc_fdinfo_operations),
	REG("environ", 0400, proc_pid_environ_operations),
	REG("auxv", 0400, proc_pid_auxv_operations),
	ONE("status", 0444, proc_pid_status),
	ONE("limits", 0444, proc_pid_limits),
	REG("comm", 0644, proc_pid_comm_operations),
	REG("cmdline", 0444, proc_pid_cmdline_operations),
	ONE("stat", 0444, proc_tid_stat),
	ONE("statm", 0444, proc_pid_statm),
	REG("maps", 0444, proc_pid_maps_operations),
	LNK("cwd", proc_cwd_link),
	LNK("root", proc_root_link),
	LNK("exe", proc_exe_link),
	ONE("mounts", 0444, proc_pid_mounts),
	ONE("mountinfo", 0444, proc_pid_mountinfo),
	REG("fail-nth", 0644, proc_fail_nth_operations),
};

/* --- the directory of one process or thread --- */

static struct dentry *entry_instantiate(struct dentry *dentry, struct task_struct *task,
					const struct pid_entry *entry, enum pid_inode_kind kind,
					unsigned int n)
{
	struct inode *inode = proc_pid_make_inode(dentry->d_sb, task, entry->mode, kind, n);

	if (!inode)
		return ERR_PTR(-ENOENT);
	if (S_ISDIR(inode->i_mode))
		set_nlink(inode, 2);
	inode->i_op = entry->iop;
	if (entry->fop)
		inode->i_fop = entry->fop;
	if (entry->get_link)
		PROC_I(inode)->op.get_link = entry->get_link;
	else if (entry->show)
		PROC_I(inode)->op.show = entry->show;
	d_set_d_op(dentry, &pid_dentry_operations);
	return d_splice_alias(inode, dentry);
}

static struct dentry *entries_lookup(struct inode *dir, struct dentry *dentry,
				     const struct pid_entry *entries, unsigned int count,
				     enum pid_inode_kind kind)
{
	struct task_struct *task = get_proc_task(dir);
	struct dentry *res = ERR_PTR(-ENOENT);
	unsigned int i;

	if (!task)
		return res;
	for (i = 0; i < count; i++) {
		if (strlen(entries[i].name) == dentry->d_name.len &&
		    !memcmp(entries[i].name, dentry->d_name.name, dentry->d_name.len)) {
			res = entry_instantiate(dentry, task, &entries[i], kind, i + 1);
			break;
		}
	}
	put_task_struct(task);
	return res;
}

static int entries_readdir(struct file *file, struct dir_context *ctx,
			   const struct pid_entry *entries, unsigned int count,
			   enum pid_inode_kind kind)
{
	struct pid *pid = proc_pid(file_inode(file));
	struct task_struct *task = get_proc_task(file_inode(file));

	if (!task)
		return -ENOENT;
	put_task_struct(task);
	if (!dir_emit_dots(file, ctx))
		return 0;
	for (; ctx->pos - 2 < count; ctx->pos++) {
		unsigned int i = ctx->pos - 2;

		if (!dir_emit(ctx, entries[i].name, strlen(entries[i].name),
			      pid_inode_number(pid_nr(pid), kind, i + 1), entries[i].mode >> 12))
			break;
	}
	return 0;
}

static struct dentry *proc_tgid_base_lookup(struct inode *dir, struct dentry *dentry,
					    unsigned int flags)
{
	return entries_lookup(dir, dentry, tgid_entries, ARRAY_SIZE(tgid_entries), PID_INODE_TGID);
}

static int proc_tgid_base_readdir(struct file *file, struct dir_context *ctx)
{
	return entries_readdir(file, ctx, tgid_entries, ARRAY_SIZE(tgid_entries), PID_INODE_TGID);
}

static const struct file_operations proc_tgid_base_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_tgid_base_readdir,
	.llseek = generic_file_llseek,
};

static const struct inode_operations proc_tgid_base_inode_operations = {
	.lookup = proc_tgid_base_lookup,
	.getattr = pid_getattr,
	.setattr = proc_no_chmod_setattr,
};

static struct dentry *proc_tid_base_lookup(struct inode *dir, struct dentry *dentry,
					   unsigned int flags)
{
	return entries_lookup(dir, dentry, tid_entries, ARRAY_SIZE(tid_entries), PID_INODE_TID);
}

static int proc_tid_base_readdir(struct file *file, struct dir_context *ctx)
{
	return entries_readdir(file, ctx, tid_entries, ARRAY_SIZE(tid_entries), PID_INODE_TID);
}

static const struct file_operations proc_tid_base_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_tid_base_readdir,
	.llseek = generic_file_llseek,
};

static const struct inode_operations proc_tid_base_inode_operations = {
	.lookup = proc_tid_base_lookup,
	.getattr = pid_getattr,
	.setattr = proc_no_chmod_setattr,
};

/* The directory's own entry: what a number under /proc or task/ becomes. */
static struct dentry *base_instantiate(struct dentry *dentry, struct task_struct *task,
				       enum pid_inode_kind kind)
{
	static const struct pid_entry tgid_base =
		DIR("", 0555, proc_tgid_base_inode_operations, proc_tgid_base_operations);
	static const struct pid_entry tid_base =
		DIR("", 0555, proc_tid_base_inode_operations, proc_tid_base_operations);

	return entry_instantiate(dentry, task, kind == PID_INODE_TGID ? &tgid_base : &tid_base,
				 kind, 0);
}

/* --- /proc: the processes --- */

/* A number in /proc names any thread, though only processes are listed: proc(5). */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry)
{
	unsigned int nr = name_to_int(&dentry->d_name);
	struct task_struct *task;
	struct dentry *res;

	if (nr == ~0U || nr > INT_MAX)
		return ERR_PTR(-ENOENT);
	task = find_get_task_by_vpid(nr);
	if (!task)
		return ERR_PTR(-ENOENT);
	res = base_instantiate(dentry, task, PID_INODE_TGID);
	put_task_struct(task);
	return res;
}

/* The first process numbered nr or more, referenced, with its number in *nr; NULL at the end. */
static struct task_struct *next_process(unsigned int *nr)
{
	struct task_struct *task = NULL;
	struct pid *pid;

	rcu_read_lock();
	while ((pid = find_ge_pid(*nr))) {
		*nr = pid_nr(pid);
		task = pid_task(pid, PIDTYPE_TGID);
		if (task)
			break;
		++*nr;
	}
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}

/* ctx->pos is FIRST_PROCESS_ENTRY + the number of the next process. */
int proc_pid_readdir(struct file *file, struct dir_context *ctx)
{
	unsigned int nr = ctx->pos - FIRST_PROCESS_ENTRY;
	struct task_struct *task;

	for (; (task = next_process(&nr)); nr++) {
		char name[12];
		int len = snprintf(name, sizeof(name), "%u", nr);

		put_task_struct(task);
		ctx->pos = nr + FIRST_PROCESS_ENTRY;
		if (!dir_emit(ctx, name, len, pid_inode_number(nr, PID_INODE_TGID, 0), DT_DIR))
			return 0;
	}
	ctx->pos = (loff_t)INT_MAX + 1;
	return 0;
}

/* --- /proc/PID/task: the threads --- */

static struct dentry *proc_task_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	unsigned int nr = name_to_int(&dentry->d_name);
	struct task_struct *leader = get_proc_task(dir);
	struct task_struct *task = NULL;
	struct dentry *res = ERR_PTR(-ENOENT);

	if (!leader)
		return res;
	if (nr <= INT_MAX)
		task = find_get_task_by_vpid(nr);
	if (task && same_thread_group(task, leader))
		res = base_instantiate(dentry, task, PID_INODE_TID);
	if (task)
		put_task_struct(task);
	put_task_struct(leader);
	return res;
}

/* The number of the thread that has skip others of its process before it, or 0 */
static pid_t nth_thread(struct task_struct *leader, loff_t skip)
{
	struct task_struct *t;
	pid_t nr = 0;

	rcu_read_lock();
	for_each_thread(leader, t)
	{
		if (skip-- == 0) {
			nr = task_pid_nr(t);
			break;
		}
	}
	rcu_read_unlock();
	return nr;
}

static int proc_task_readdir(struct file *file, struct dir_context *ctx)
{
	struct task_struct *leader = get_proc_task(file_inode(file));
	pid_t nr;

	if (!leader)
		return -ENOENT;
	if (!dir_emit_dots(file, ctx))
		goto out;
	for (; (nr = nth_thread(leader, ctx->pos - 2)); ctx->pos++) {
		char name[12];
		int len = snprintf(name, sizeof(name), "%d", nr);

		if (!dir_emit(ctx, name, len, pid_inode_number(nr, PID_INODE_TID, 0), DT_DIR))
			break;
	}
out:
	put_task_struct(leader);
	return 0;
}

static int proc_task_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
			     u32 request_mask, unsigned int query_flags)
{
	struct inode *inode = d_inode(path->dentry);
	struct task_struct *task = get_proc_task(inode);

	generic_fillattr(ns, inode, stat);
	if (task) {
		stat->nlink += get_nr_threads(task);
		put_task_struct(task);
	}
	return 0;
}

static const struct inode_operations proc_task_inode_operations = {
	.lookup = proc_task_lookup,
	.getattr = proc_task_getattr,
	.setattr = proc_no_chmod_setattr,
};

static const struct file_operations proc_task_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_task_readdir,
	.llseek = generic_file_llseek,
};
