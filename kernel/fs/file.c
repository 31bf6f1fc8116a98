// SPDX-License-Identifier: MIT
/*
 * Tables of descriptors: growing them, copying them, giving out the lowest free number, closing.
 *
 * A table (struct fdtable) starts inside its files_struct with 64 places and is replaced by one
 * twice as large when full. A bit in open_fds without a file behind it is a number reserved by a
 * call that is still opening; to everyone else it is closed (EBADF). Look-ups take file_lock, since
 * another thread may be replacing the table; a table that only the caller uses needs none.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <kernel/fs.h>

#include "internal.h"

unsigned int sysctl_nr_open = NR_OPEN_MAX;

struct files_struct init_files = {
	.count = ATOMIC_INIT(1),
	.fdt = &init_files.fdtab,
	.fdtab =
		{
			.max_fds = NR_OPEN_DEFAULT,
			.fd = &init_files.fd_array[0],
			.close_on_exec = init_files.close_on_exec_init,
			.open_fds = init_files.open_fds_init,
		},
	.file_lock = __SPIN_LOCK_UNLOCKED(init_files.file_lock),
};

/* --------------------------------------------------------------------------------------- tables */

static void free_fdtable(struct fdtable *fdt)
{
	kvfree(fdt->fd);
	kfree(fdt);
}

/* An empty table of nr places (rounded up by the caller). NULL when memory is short. */
static struct fdtable *alloc_fdtable(unsigned int nr)
{
	struct fdtable *fdt = kzalloc(sizeof(*fdt), GFP_KERNEL);
	size_t bytes = nr / BITS_PER_BYTE;
	char *data;

	if (!fdt)
		return NULL;
	/* One piece of memory: the files, then the two bitmaps. */
	data = kvzalloc(nr * sizeof(struct file *) + 2 * bytes, GFP_KERNEL);
	if (!data) {
		kfree(fdt);
		return NULL;
	}
	fdt->max_fds = nr;
	fdt->fd = (struct file **)data;
	fdt->open_fds = (unsigned long *)(data + nr * sizeof(struct file *));
	fdt->close_on_exec = (unsigned long *)((char *)fdt->open_fds + bytes);
	return fdt;
}

/* Copy the first count places (a multiple of BITS_PER_LONG); the files' references are not touched.
 */
static void copy_fdtable(struct fdtable *to, const struct fdtable *from, unsigned int count)
{
	memcpy(to->fd, from->fd, count * sizeof(struct file *));
	memcpy(to->open_fds, from->open_fds, count / BITS_PER_BYTE);
	memcpy(to->close_on_exec, from->close_on_exec, count / BITS_PER_BYTE);
}

static unsigned int table_size_for(unsigned int nr)
{
	unsigned int size = NR_OPEN_DEFAULT;

	while (size <= nr)
		size *= 2;
	return size;
}

/*
 * Have a place for descriptor nr. file_lock is held, and dropped while memory is got. Returns 0
 * when nothing had to be done, 1 when the lock was dropped, -EMFILE, -ENOMEM.
 */
static int expand_files(struct files_struct *files, unsigned int nr)
{
	struct fdtable *new, *old;

	if (nr < files->fdt->max_fds)
		return 0;
	if (nr >= READ_ONCE(sysctl_nr_open))
		return -EMFILE;
	spin_unlock(&files->file_lock);
	new = alloc_fdtable(table_size_for(nr));
	spin_lock(&files->file_lock);
	if (!new)
		return -ENOMEM;
	old = files->fdt;
	if (nr < old->max_fds) { /* another thread was faster */
		free_fdtable(new);
		return 1;
	}
	copy_fdtable(new, old, old->max_fds);
	files->fdt = new;
	if (old != &files->fdtab)
		free_fdtable(old);
	return 1;
}

static void init_files_struct(struct files_struct *files)
{
	atomic_set(&files->count, 1);
	spin_lock_init(&files->file_lock);
	files->fdtab.max_fds = NR_OPEN_DEFAULT;
	files->fdtab.fd = files->fd_array;
	files->fdtab.open_fds = files->open_fds_init;
	files->fdtab.close_on_exec = files->close_on_exec_init;
	files->fdt = &files->fdtab;
}

/* Places of a table that a copy needs: up to the highest open descriptor below max_fds. */
static unsigned int places_in_use(const struct fdtable *fdt, unsigned int max_fds)
{
	unsigned int limit = min(fdt->max_fds, max_fds);
	unsigned int last = find_last_bit(fdt->open_fds, limit);

	return last < limit ? table_size_for(last) : NR_OPEN_DEFAULT;
}

/* Take references to the files of a fresh copy; reserved numbers are free in it. */
static void adopt_files(struct fdtable *fdt, unsigned int max_fds)
{
	unsigned int i;

	for_each_set_bit (i, fdt->open_fds, fdt->max_fds) {
		if (fdt->fd[i] && i < max_fds) {
			get_file(fdt->fd[i]);
			continue;
		}
		fdt->fd[i] = NULL;
		__clear_bit(i, fdt->open_fds);
		__clear_bit(i, fdt->close_on_exec);
	}
}

struct files_struct *dup_fd(struct files_struct *oldf, unsigned int max_fds, int *errorp)
{
	struct files_struct *newf = kzalloc(sizeof(*newf), GFP_KERNEL);
	unsigned int size;

	*errorp = -ENOMEM;
	if (!newf)
		return NULL;
	init_files_struct(newf);
	spin_lock(&oldf->file_lock);
	while ((size = places_in_use(oldf->fdt, max_fds)) > newf->fdt->max_fds) {
		struct fdtable *larger;

		spin_unlock(&oldf->file_lock);
		if (newf->fdt != &newf->fdtab)
			free_fdtable(newf->fdt);
		newf->fdt = &newf->fdtab;
		larger = alloc_fdtable(size);
		if (!larger) {
			kfree(newf);
			return NULL;
		}
		newf->fdt = larger;
		spin_lock(&oldf->file_lock); /* it may have grown meanwhile: look again */
	}
	copy_fdtable(newf->fdt, oldf->fdt, size);
	adopt_files(newf->fdt, max_fds);
	newf->next_fd = 0;
	spin_unlock(&oldf->file_lock);
	*errorp = 0;
	return newf;
}

static void close_files(struct files_struct *files)
{
	struct fdtable *fdt = files->fdt;
	unsigned int i;

	for_each_set_bit (i, fdt->open_fds, fdt->max_fds) {
		struct file *file = fdt->fd[i];

		if (!file)
			continue;
		fdt->fd[i] = NULL;
		filp_close(file, files);
		cond_resched();
	}
}

void put_files_struct(struct files_struct *files)
{
	if (!atomic_dec_and_test(&files->count))
		return;
	close_files(files);
	if (files->fdt != &files->fdtab)
		free_fdtable(files->fdt);
	if (files != &init_files)
		kfree(files);
}

struct files_struct *get_files_struct(struct task_struct *task)
{
	struct files_struct *files;

	task_lock(task);
	files = task->files;
	if (files)
		atomic_inc(&files->count);
	task_unlock(task);
	return files;
}

void exit_files(struct task_struct *task)
{
	struct files_struct *files = task->files;

	if (!files)
		return;
	task_lock(task);
	task->files = NULL;
	task_unlock(task);
	put_files_struct(files);
}

int unshare_files(void)
{
	struct files_struct *old = current->files, *copy;
	int err;

	if (atomic_read(&old->count) == 1)
		return 0;
	copy = dup_fd(old, NR_OPEN_MAX, &err);
	if (!copy)
		return err;
	task_lock(current);
	current->files = copy;
	task_unlock(current);
	put_files_struct(old);
	return 0;
}

/* ---------------------------------------------------------------------------------- descriptors */

/* Reserve the lowest free descriptor in [start, end). -EMFILE, -ENOMEM. */
static int alloc_fd(unsigned int start, unsigned int end, unsigned int flags)
{
	struct files_struct *files = current->files;
	struct fdtable *fdt;
	unsigned int fd;
	int err;

	spin_lock(&files->file_lock);
	do {
		fdt = files->fdt;
		fd = max(start, files->next_fd);
		if (fd < fdt->max_fds)
			fd = find_next_zero_bit(fdt->open_fds, fdt->max_fds, fd);
		err = fd >= end ? -EMFILE : expand_files(files, fd);
	} while (err > 0); /* the lock was dropped: the number may be taken */
	if (err < 0)
		goto unlock;
	if (start <= files->next_fd)
		files->next_fd = fd + 1;
	fdt = files->fdt;
	__set_bit(fd, fdt->open_fds);
	__assign_bit(fd, fdt->close_on_exec, flags & O_CLOEXEC);
	err = fd;
unlock:
	spin_unlock(&files->file_lock);
	return err;
}

int get_unused_fd_flags(unsigned int flags)
{
	return alloc_fd(0, rlimit(RLIMIT_NOFILE), flags);
}
EXPORT_SYMBOL(get_unused_fd_flags);

/* file_lock is held. */
static void __put_unused_fd(struct files_struct *files, unsigned int fd)
{
	__clear_bit(fd, files->fdt->open_fds);
	__clear_bit(fd, files->fdt->close_on_exec);
	if (fd < files->next_fd)
		files->next_fd = fd;
}

/* Give back a number that was reserved and not installed. */
void put_unused_fd(unsigned int fd)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	__put_unused_fd(files, fd);
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(put_unused_fd);

/* Put file behind a reserved number. The table takes over the caller's reference. */
void fd_install(unsigned int fd, struct file *file)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	BUG_ON(files->fdt->fd[fd]);
	files->fdt->fd[fd] = file;
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(fd_install);

/* Take the file off a descriptor, which is free then. NULL if it is closed. file_lock is held. */
static struct file *pick_file(struct files_struct *files, unsigned int fd)
{
	struct file *file = files_lookup_fd_locked(files, fd);

	if (file) {
		files->fdt->fd[fd] = NULL;
		__put_unused_fd(files, fd);
	}
	return file;
}

/* close(2) of the current task. -EBADF, or what the file's flush says. */
int close_fd(unsigned int fd)
{
	struct files_struct *files = current->files;
	struct file *file;

	spin_lock(&files->file_lock);
	file = pick_file(files, fd);
	spin_unlock(&files->file_lock);
	return file ? filp_close(file, files) : -EBADF;
}
EXPORT_SYMBOL(close_fd);

/* Close every descriptor in [fd, max_fd]. */
void close_fd_range(struct files_struct *files, unsigned int fd, unsigned int max_fd)
{
	for (;;) {
		struct file *file = NULL;

		spin_lock(&files->file_lock);
		max_fd = min(max_fd, files->fdt->max_fds - 1);
		for (; fd <= max_fd && !file; fd++)
			file = pick_file(files, fd);
		spin_unlock(&files->file_lock);
		if (!file)
			return;
		filp_close(file, files);
		cond_resched();
	}
}

/* execve(2): close what is marked so. Nobody else uses files. */
void do_close_on_exec(struct files_struct *files)
{
	unsigned int fd = 0;

	for (;;) {
		struct file *file;

		spin_lock(&files->file_lock);
		fd = find_next_bit(files->fdt->close_on_exec, files->fdt->max_fds, fd);
		if (fd >= files->fdt->max_fds) {
			spin_unlock(&files->file_lock);
			return;
		}
		__clear_bit(fd, files->fdt->close_on_exec);
		file = pick_file(files, fd);
		spin_unlock(&files->file_lock);
		if (file)
			filp_close(file, files);
		cond_resched();
	}
}

void set_close_on_exec(unsigned int fd, int flag)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	__assign_bit(fd, files->fdt->close_on_exec, flag);
	spin_unlock(&files->file_lock);
}

bool get_close_on_exec(unsigned int fd)
{
	struct files_struct *files = current->files;
	bool set;

	spin_lock(&files->file_lock);
	set = close_on_exec(fd, files->fdt);
	spin_unlock(&files->file_lock);
	return set;
}

/* fcntl(2), F_DUPFD: another descriptor for file, from from up. Takes a reference of its own. */
int f_dupfd(unsigned int from, struct file *file, unsigned int flags)
{
	unsigned long nofile = rlimit(RLIMIT_NOFILE);
	int fd;

	if (from >= nofile)
		return -EINVAL;
	fd = alloc_fd(from, nofile, flags);
	if (fd >= 0)
		fd_install(fd, get_file(file));
	return fd;
}

/*
 * Put file (a reference of its own is taken) at descriptor fd, closing what is there. Returns fd;
 * -EBUSY: somebody is just opening something at that number.
 */
int replace_fd(unsigned int fd, struct file *file, unsigned int flags)
{
	struct files_struct *files = current->files;
	struct file *old;
	int err;

	if (fd >= rlimit(RLIMIT_NOFILE))
		return -EBADF;
	spin_lock(&files->file_lock);
	err = expand_files(files, fd);
	if (err < 0)
		goto unlock;
	old = files->fdt->fd[fd];
	err = -EBUSY;
	if (!old && fd_is_open(fd, files->fdt))
		goto unlock;
	files->fdt->fd[fd] = get_file(file);
	__set_bit(fd, files->fdt->open_fds);
	__assign_bit(fd, files->fdt->close_on_exec, flags & O_CLOEXEC);
	spin_unlock(&files->file_lock);
	if (old)
		filp_close(old, files);
	return fd;
unlock:
	spin_unlock(&files->file_lock);
	return err;
}
