// SPDX-License-Identifier: MIT
/*
 * Entries under /proc.
 *
 * Creation: a name may hold slashes ("driver/foo"), relative to parent or, with parent NULL, to
 * /proc; all but its last part must exist. It returns NULL on failure (no memory, a bad or taken
 * name, a parent that is missing) and says why in the log. Permission bits 0 mean 0444 for a file
 * and 0555 for a directory. May sleep.
 *
 * Removal may happen while files are open: remove_proc_entry(), remove_proc_subtree() and
 * proc_remove() unlink the entry, wait for every call that is inside one of its proc_ops, release
 * the files that are still open (proc_release is called then, once), and from then on their
 * descriptors answer EIO or 0. So after it returns, none of the caller's functions runs or will be
 * called. Don't call it from one of those functions.
 */
#ifndef _LINUX_PROC_FS_H
#define _LINUX_PROC_FS_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/fs.h>

struct proc_dir_entry;
struct seq_file;
struct seq_operations;

enum {
	/* never removed: its users need not be counted */
	PROC_ENTRY_PERMANENT = 1U << 0,
};

struct proc_ops {
	unsigned int proc_flags;
	int (*proc_open)(struct inode *inode, struct file *file);
	ssize_t (*proc_read)(struct file *file, char __user *buf, size_t count, loff_t *ppos);
	ssize_t (*proc_read_iter)(struct kiocb *iocb, struct iov_iter *iter);
	ssize_t (*proc_write)(struct file *file, const char __user *buf, size_t count,
			      loff_t *ppos);
	/* mandatory unless nonseekable_open() or equivalent is used */
	loff_t (*proc_lseek)(struct file *file, loff_t offset, int whence);
	int (*proc_release)(struct inode *inode, struct file *file);
	__poll_t (*proc_poll)(struct file *file, struct poll_table_struct *pt);
	long (*proc_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	/* For 32-bit programs, of which this kernel runs none. */
	long (*proc_compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*proc_mmap)(struct file *file, struct vm_area_struct *vma);
	/* Where a mapping goes; NULL: where there is room */
	unsigned long (*proc_get_unmapped_area)(struct file *file, unsigned long addr,
						unsigned long len, unsigned long pgoff,
						unsigned long flags);
};

struct proc_dir_entry *proc_symlink(const char *name, struct proc_dir_entry *parent,
				    const char *dest);
struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent);
struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data);
struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent);

struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data);
#define proc_create_seq_data(name, mode, parent, ops, data)                                        \
	proc_create_seq_private(name, mode, parent, ops, 0, data)
#define proc_create_seq(name, mode, parent, ops)                                                   \
	proc_create_seq_private(name, mode, parent, ops, 0, NULL)
struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       int (*show)(struct seq_file *, void *), void *data);
#define proc_create_single(name, mode, parent, show)                                               \
	proc_create_single_data(name, mode, parent, show, NULL)

struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent,
					const struct proc_ops *proc_ops, void *data);
struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *proc_ops);

void proc_set_size(struct proc_dir_entry *de, loff_t size);
void proc_set_user(struct proc_dir_entry *de, kuid_t uid, kgid_t gid);

/* The data given at creation, of the entry behind an inode of /proc */
void *pde_data(const struct inode *inode);
/* The data given to the directory that holds it */
void *proc_get_parent_data(const struct inode *inode);

void proc_remove(struct proc_dir_entry *de);
void remove_proc_entry(const char *name, struct proc_dir_entry *parent);
int remove_proc_subtree(const char *name, struct proc_dir_entry *parent);

#endif
