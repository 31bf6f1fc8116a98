// SPDX-License-Identifier: MIT
/*
 * From descriptor to struct file and back.
 *
 * fdget() is for the length of a system call: it takes no reference when no one else can close
 * the descriptor (the table is not shared), so the file must not be kept: fdput() it. fget()
 * takes a true reference: fput() it. A file that a call opens goes through
 * get_unused_fd_flags() → fd_install(); after fd_install() the table owns the reference.
 */
#ifndef _LINUX_FILE_H
#define _LINUX_FILE_H

#include <linux/compiler.h>
#include <linux/types.h>

struct file;
struct file_operations;
struct inode;
struct path;
struct task_struct;
struct vfsmount;

void fput(struct file *file);
void __fput_sync(struct file *file);
void flush_delayed_fput(void);

struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, const char *name,
			       int flags, const struct file_operations *fops);

struct fd {
	struct file *file;
	unsigned int flags;
};

#define FDPUT_FPUT	 1
#define FDPUT_POS_UNLOCK 2

struct fd fdget(unsigned int fd);
struct fd fdget_raw(unsigned int fd);
struct fd fdget_pos(unsigned int fd);
void __f_unlock_pos(struct file *file);

static inline void fdput(struct fd fd)
{
	if (fd.flags & FDPUT_FPUT)
		fput(fd.file);
}

static inline void fdput_pos(struct fd fd)
{
	if (fd.flags & FDPUT_POS_UNLOCK)
		__f_unlock_pos(fd.file);
	fdput(fd);
}

/* NULL for a closed descriptor; fget() refuses O_PATH files too, fget_raw() does not. */
struct file *fget(unsigned int fd);
struct file *fget_raw(unsigned int fd);
struct file *fget_task(struct task_struct *task, unsigned int fd);

int f_dupfd(unsigned int from, struct file *file, unsigned int flags);
int replace_fd(unsigned int fd, struct file *file, unsigned int flags);
void set_close_on_exec(unsigned int fd, int flag);
bool get_close_on_exec(unsigned int fd);
int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
void fd_install(unsigned int fd, struct file *file);
int close_fd(unsigned int fd);

#endif
