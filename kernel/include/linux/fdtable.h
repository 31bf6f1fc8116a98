// SPDX-License-Identifier: MIT
/*
 * A process's open files: the table behind the descriptors.
 *
 * The table grows up to RLIMIT_NOFILE. Shared by tasks cloned with CLONE_FILES.
 * Locks: files_struct.file_lock guards the fdt pointer and all that it leads to; it is a leaf but
 * for the allocator, which is never called under it. task->files itself is under task_lock().
 */
#ifndef _LINUX_FDTABLE_H
#define _LINUX_FDTABLE_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct file;
struct task_struct;

#define NR_OPEN_DEFAULT BITS_PER_LONG
#define NR_OPEN_MAX	(1024 * 1024) /* no limit may ask for more: /proc/sys/fs/nr_open */

struct fdtable {
	unsigned int max_fds; /* a multiple of BITS_PER_LONG */
	struct file **fd;     /* NULL: free, or reserved and not installed yet */
	unsigned long *close_on_exec;
	unsigned long *open_fds; /* set: taken, whether installed or not */
};

struct files_struct {
	atomic_t count;	     /* tasks (and readers in /proc) that hold the table */
	struct fdtable *fdt; /* file_lock; &fdtab until it first grows */
	struct fdtable fdtab;
	spinlock_t file_lock;
	unsigned int next_fd; /* no descriptor below is free; file_lock */
	unsigned long close_on_exec_init[1];
	unsigned long open_fds_init[1];
	struct file *fd_array[NR_OPEN_DEFAULT];
};

extern struct files_struct init_files;

/* The table. file_lock is held, or nobody else uses it. */
static inline struct fdtable *files_fdtable(struct files_struct *files)
{
	return files->fdt;
}

/* The file behind fd, or NULL, without a reference. file_lock is held. */
static inline struct file *files_lookup_fd_locked(struct files_struct *files, unsigned int fd)
{
	struct fdtable *fdt = files->fdt;

	return fd < fdt->max_fds ? fdt->fd[fd] : NULL;
}

static inline bool close_on_exec(unsigned int fd, const struct fdtable *fdt)
{
	return fd < fdt->max_fds && test_bit(fd, fdt->close_on_exec);
}

static inline bool fd_is_open(unsigned int fd, const struct fdtable *fdt)
{
	return fd < fdt->max_fds && test_bit(fd, fdt->open_fds);
}

/* A copy of the table for fork, closing nothing. NULL with *errorp set on failure. */
struct files_struct *dup_fd(struct files_struct *oldf, unsigned int max_fds, int *errorp);
/* Drop one reference; the last closes every file. May sleep. */
void put_files_struct(struct files_struct *files);
/* task's table with a reference, or NULL once it has exited. */
struct files_struct *get_files_struct(struct task_struct *task);
void exit_files(struct task_struct *task);
/* Give the caller a table of its own, if it shares one: execve. */
int unshare_files(void);
void do_close_on_exec(struct files_struct *files);
int iterate_fd(struct files_struct *files, unsigned int n,
	       int (*fn)(const void *arg, struct file *file, unsigned int fd), const void *arg);
/* The first open descriptor at or above *fd of task, referenced, *fd set to it; or NULL. */
struct file *task_lookup_next_fd_rcu(struct task_struct *task, unsigned int *fd);

#endif
