// SPDX-License-Identifier: MIT
/*
 * Open files of a module that has crashed: each gets operations that fail with EIO, so that a
 * program which has such a file open isn't ended for closing it. Its private data is lost.
 */
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <kernel/module.h>

static ssize_t crashed_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	return -EIO;
}

static ssize_t crashed_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return -EIO;
}

static __poll_t crashed_poll(struct file *file, struct poll_table_struct *pt)
{
	return DEFAULT_POLLMASK | EPOLLERR | EPOLLHUP;
}

static long crashed_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return -EIO;
}

static int crashed_mmap(struct file *file, struct vm_area_struct *vma)
{
	return -EIO;
}

static const struct file_operations crashed_file_operations = {
	.llseek = no_llseek,
	.read = crashed_read,
	.write = crashed_write,
	.poll = crashed_poll,
	.unlocked_ioctl = crashed_ioctl,
	.mmap = crashed_mmap,
};

/* task_lock keeps the table. */
static unsigned int forget_in_table(struct files_struct *files, const struct module *mod)
{
	unsigned int forgotten = 0;
	struct file *file;

	spin_lock(&files->file_lock);
	for (unsigned int fd = 0; fd < files_fdtable(files)->max_fds; fd++) {
		file = files_lookup_fd_locked(files, fd);
		if (file && within_module((unsigned long)file->f_op, mod)) {
			WRITE_ONCE(file->f_op, &crashed_file_operations);
			file->private_data = NULL;
			forgotten++;
		}
	}
	spin_unlock(&files->file_lock);
	return forgotten;
}

unsigned int files_forget_module(const struct module *mod)
{
	struct task_struct *leader, *tsk;
	unsigned int forgotten = 0;

	read_lock(&tasklist_lock);
	for_each_process_thread(leader, tsk)
	{
		task_lock(tsk);
		if (tsk->files)
			forgotten += forget_in_table(tsk->files, mod);
		task_unlock(tsk);
	}
	read_unlock(&tasklist_lock);
	return forgotten;
}
