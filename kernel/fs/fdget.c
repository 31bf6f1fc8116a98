// SPDX-License-Identifier: MIT
/*
 * From a descriptor to its file, for the length of a system call or longer (<linux/file.h>).
 *
 * A table that only the current task uses can't change under it, so fdget() borrows the table's
 * reference; otherwise it takes one, under file_lock, so that a close(2) in another thread is
 * harmless. The mode mask keeps O_PATH files from calls that would do I/O.
 */
#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* A referenced file, or NULL if fd is closed or its mode has a bit of mask. */
static struct file *files_get(struct files_struct *files, unsigned int fd, fmode_t mask)
{
	struct file *file;

	spin_lock(&files->file_lock);
	file = files_lookup_fd_locked(files, fd);
	if (file && (file->f_mode & mask))
		file = NULL;
	if (file)
		get_file(file);
	spin_unlock(&files->file_lock);
	return file;
}

struct file *fget(unsigned int fd)
{
	return files_get(current->files, fd, FMODE_PATH);
}
EXPORT_SYMBOL(fget);

struct file *fget_raw(unsigned int fd)
{
	return files_get(current->files, fd, 0);
}
EXPORT_SYMBOL(fget_raw);

/* Of another task; O_PATH files too. */
struct file *fget_task(struct task_struct *task, unsigned int fd)
{
	struct files_struct *files;
	struct file *file = NULL;

	/* Under task_lock the table stays, without a reference that would make it look shared. */
	task_lock(task);
	files = task->files;
	if (files)
		file = files_get(files, fd, 0);
	task_unlock(task);
	return file;
}

static struct fd fdget_mask(unsigned int fd, fmode_t mask)
{
	struct files_struct *files = current->files;
	struct file *file;

	if (atomic_read(&files->count) == 1) {
		file = files_lookup_fd_locked(files, fd);
		if (file && (file->f_mode & mask))
			file = NULL;
		return (struct fd){file, 0};
	}
	file = files_get(files, fd, mask);
	return (struct fd){file, file ? FDPUT_FPUT : 0};
}

struct fd fdget(unsigned int fd)
{
	return fdget_mask(fd, FMODE_PATH);
}
EXPORT_SYMBOL(fdget);

struct fd fdget_raw(unsigned int fd)
{
	return fdget_mask(fd, 0);
}
EXPORT_SYMBOL(fdget_raw);

/* As fdget(), with the file's position locked where POSIX wants that. fdput_pos() ends it. */
struct fd fdget_pos(unsigned int fd)
{
	struct fd f = fdget(fd);

	if (f.file && (f.file->f_mode & FMODE_ATOMIC_POS) && file_count(f.file) > 1) {
		f.flags |= FDPUT_POS_UNLOCK;
		mutex_lock(&f.file->f_pos_lock);
	}
	return f;
}

void __f_unlock_pos(struct file *file)
{
	mutex_unlock(&file->f_pos_lock);
}

/* fn for each open descriptor from n up, until it returns other than 0, which is returned. */
int iterate_fd(struct files_struct *files, unsigned int n,
	       int (*fn)(const void *arg, struct file *file, unsigned int fd), const void *arg)
{
	int res = 0;

	if (!files)
		return 0;
	spin_lock(&files->file_lock);
	for (; !res && n < files->fdt->max_fds; n++)
		if (files->fdt->fd[n])
			res = fn(arg, files->fdt->fd[n], n);
	spin_unlock(&files->file_lock);
	return res;
}
EXPORT_SYMBOL(iterate_fd);

struct file *task_lookup_next_fd_rcu(struct task_struct *task, unsigned int *fd)
{
	struct files_struct *files;
	struct file *file = NULL;
	unsigned int n = *fd;

	task_lock(task);
	files = task->files;
	if (files) {
		spin_lock(&files->file_lock);
		while (n < files->fdt->max_fds && !files->fdt->fd[n])
			n++;
		if (n < files->fdt->max_fds)
			file = get_file(files->fdt->fd[n]);
		spin_unlock(&files->file_lock);
	}
	task_unlock(task);
	*fd = n;
	return file;
}
EXPORT_SYMBOL(task_lookup_next_fd_rcu);
