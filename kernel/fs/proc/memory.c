// SPDX-License-Identifier: MIT
/*
 * /proc/PID/{cmdline,environ,comm}: strings of a process, most of them read from its own
 * memory; and /proc/PID/auxv, what execve told the program.
 *
 * The address space is found anew for each read and released after it; the page in between is
 * the kernel's, so no lock of the other process is held while the reader's memory is written.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "internal.h"

/*
 * The address space of inode's process, if the caller may look into it: with a user taken, NULL for
 * a kernel thread or a process that has let go of it, or ERR_PTR(-ESRCH, -EACCES,
 * -EINTR).
 */
struct mm_struct *proc_mm_get(struct inode *inode)
{
	struct task_struct *task = get_proc_task(inode);
	struct mm_struct *mm;

	if (!task)
		return ERR_PTR(-ESRCH);
	/* Not the memory of a program and the credentials of the one before it. */
	if (down_read_killable(&task->signal->exec_update_lock)) {
		mm = ERR_PTR(-EINTR);
	} else {
		mm = proc_may_access(task) ? get_task_mm(task) : ERR_PTR(-EACCES);
		up_read(&task->signal->exec_update_lock);
	}
	put_task_struct(task);
	return mm;
}

/*
 * Copies [start + *ppos, end) of mm to the reader, at most count bytes, and moves *ppos. Bytes
 * copied (0 at the end), or -EFAULT, -ENOMEM, -EIO when the first byte can't be read.
 */
static ssize_t copy_range(struct mm_struct *mm, unsigned long start, unsigned long end,
			  char __user *buf, size_t count, loff_t *ppos)
{
	unsigned long addr;
	ssize_t done = 0;
	char *page;

	if (*ppos < 0 || *ppos >= end - start || start >= end)
		return 0;
	addr = start + *ppos;
	count = min_t(size_t, count, end - addr);
	page = (char *)__get_free_page(GFP_KERNEL);
	if (!page)
		return -ENOMEM;

	while (count) {
		int got = access_remote_vm(mm, addr, page, min_t(size_t, count, PAGE_SIZE), 0);

		if (got <= 0) {
			if (!done)
				done = -EIO;
			break;
		}
		if (copy_to_user(buf, page, got)) {
			if (!done)
				done = -EFAULT;
			break;
		}
		buf += got;
		addr += got;
		count -= got;
		done += got;
	}
	free_page((unsigned long)page);
	if (done > 0)
		*ppos += done;
	return done;
}

/* --- cmdline --- */

/*
 * Where the command line ends. A program may have written a title over its arguments
 * (setproctitle); it shows by the missing NUL at their end, and then runs up to the first NUL,
 * which may lie in the environment behind.
 */
static unsigned long cmdline_end(struct mm_struct *mm, unsigned long arg_start,
				 unsigned long arg_end, unsigned long env_start,
				 unsigned long env_end)
{
	unsigned long addr;
	char c;

	if (access_remote_vm(mm, arg_end - 1, &c, 1, 0) != 1 || c == '\0')
		return arg_end;
	if (env_start != arg_end || env_end < env_start)
		env_end = arg_end;
	env_end = min(env_end, arg_start + PAGE_SIZE);
	for (addr = arg_start; addr < env_end; addr++)
		if (access_remote_vm(mm, addr, &c, 1, 0) != 1 || c == '\0')
			break;
	return addr;
}

static ssize_t proc_pid_cmdline_read(struct file *file, char __user *buf, size_t count,
				     loff_t *ppos)
{
	unsigned long arg_start, arg_end, env_start, env_end;
	struct task_struct *task = get_proc_task(file_inode(file));
	struct mm_struct *mm;
	ssize_t ret = 0;

	/* Everyone may read it: ps(1) of any user shows it. */
	if (!task)
		return -ESRCH;
	mm = get_task_mm(task);
	put_task_struct(task);
	if (!mm)
		return 0;

	spin_lock(&mm->arg_lock);
	arg_start = mm->arg_start;
	arg_end = mm->arg_end;
	env_start = mm->env_start;
	env_end = mm->env_end;
	spin_unlock(&mm->arg_lock);
	if (arg_start < arg_end) {
		arg_end = cmdline_end(mm, arg_start, arg_end, env_start, env_end);
		ret = copy_range(mm, arg_start, arg_end, buf, count, ppos);
	}
	mmput(mm);
	return ret == -EIO ? 0 : ret;
}

const struct file_operations proc_pid_cmdline_operations = {
	.read = proc_pid_cmdline_read,
	.llseek = generic_file_llseek,
};

/* --- environ --- */

static int proc_mm_open(struct inode *inode, struct file *file)
{
	struct mm_struct *mm = proc_mm_get(inode);

	if (IS_ERR(mm))
		return PTR_ERR(mm);
	if (mm) {
		/* The structure only: an open file must not keep a dead program's memory. */
		mmgrab(mm);
		mmput(mm);
	}
	file->private_data = mm;
	return 0;
}

static int proc_mm_release(struct inode *inode, struct file *file)
{
	struct mm_struct *mm = file->private_data;

	if (mm)
		mmdrop(mm);
	return 0;
}

static ssize_t proc_pid_environ_read(struct file *file, char __user *buf, size_t count,
				     loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;
	unsigned long start, end;
	ssize_t ret;

	if (!mm || !mmget_not_zero(mm))
		return 0;
	spin_lock(&mm->arg_lock);
	start = mm->env_start;
	end = mm->env_end;
	spin_unlock(&mm->arg_lock);
	ret = copy_range(mm, start, end, buf, count, ppos);
	mmput(mm);
	return ret;
}

const struct file_operations proc_pid_environ_operations = {
	.open = proc_mm_open,
	.read = proc_pid_environ_read,
	.llseek = generic_file_llseek,
	.release = proc_mm_release,
};

/* --- auxv --- */

/* The auxiliary vector as it was put on the stack, its end (AT_NULL) with it. */
static ssize_t proc_pid_auxv_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct mm_struct *mm = file->private_data;
	unsigned int n = 0;

	if (!mm)
		return 0;
	do {
		n += 2;
	} while (n < AT_VECTOR_SIZE && mm->saved_auxv[n - 2]);
	return simple_read_from_buffer(buf, count, ppos, mm->saved_auxv,
				       n * sizeof(mm->saved_auxv[0]));
}

const struct file_operations proc_pid_auxv_operations = {
	.open = proc_mm_open,
	.read = proc_pid_auxv_read,
	.llseek = generic_file_llseek,
	.release = proc_mm_release,
};

/* --- comm --- */

static int comm_show(struct seq_file *m, void *v)
{
	struct task_struct *task = get_proc_task(m->private);
	char comm[TASK_COMM_LEN];

	if (!task)
		return -ESRCH;
	get_task_comm(comm, task);
	put_task_struct(task);
	seq_escape(m, comm, "\n\\");
	seq_putc(m, '\n');
	return 0;
}

static int comm_open(struct inode *inode, struct file *file)
{
	return single_open(file, comm_show, inode);
}

/* A thread may name itself and its siblings: prctl(2) PR_SET_NAME, pthread_setname_np(3). */
static ssize_t comm_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct task_struct *task;
	char comm[TASK_COMM_LEN] = {};

	if (copy_from_user(comm, buf, min(count, sizeof(comm) - 1)))
		return -EFAULT;
	task = get_proc_task(file_inode(file));
	if (!task)
		return -ESRCH;
	if (same_thread_group(current, task))
		set_task_comm(task, comm);
	else
		count = -EINVAL;
	put_task_struct(task);
	return count;
}

const struct file_operations proc_pid_comm_operations = {
	.open = comm_open,
	.read_iter = seq_read_iter,
	.write = comm_write,
	.llseek = seq_lseek,
	.release = single_release,
};
