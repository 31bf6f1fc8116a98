/* SPDX-License-Identifier: MIT */
/*
 * Files for those who debug the kernel, under /sys/kernel/debug: no rules but the author's.
 *
 *	dir = debugfs_create_dir("mine", NULL);
 *	debugfs_create_u32("count", 0444, dir, &count);
 *	debugfs_create_file("dump", 0400, dir, data, &dump_fops);	// data: inode->i_private
 *	...
 *	debugfs_remove(dir);						// and all that is in it
 *
 * A parent of NULL is the top. Nobody need look at what these return: an error given as parent
 * comes back, and removing it or NULL does nothing. All may sleep.
 *
 * debugfs_remove() waits until no operation of a file is running; those of files still open then
 * fail with EIO. debugfs_create_file() sees to that by itself for read, write, llseek, poll and
 * unlocked_ioctl, the operations that it passes on, beside open and release. What
 * debugfs_create_file_unsafe() is given gets all its calls, and must bracket whatever it does with
 * its object by debugfs_file_get() and debugfs_file_put(); DEFINE_DEBUGFS_ATTRIBUTE() does.
 */
#ifndef _LINUX_DEBUGFS_H
#define _LINUX_DEBUGFS_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/seq_file.h>
#include <linux/types.h>

struct debugfs_blob_wrapper {
	void *data;
	unsigned long size;
};

struct debugfs_reg32 {
	char *name;
	unsigned long offset;
};

struct debugfs_regset32 {
	const struct debugfs_reg32 *regs;
	int nregs;
	void __iomem *base;
};

struct debugfs_u32_array {
	u32 *array;
	u32 n_elements;
};

/* Is there such a file system? Before it is registered nothing can be created. */
bool debugfs_initialized(void);

/* The new file or directory, pinned until it is removed; ERR_PTR: -EEXIST, -ENOENT, -ENOMEM. */
struct dentry *debugfs_create_dir(const char *name, struct dentry *parent);
struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops);
struct dentry *debugfs_create_file_unsafe(const char *name, umode_t mode, struct dentry *parent,
					  void *data, const struct file_operations *fops);
/* The same with a size for stat(2). */
void debugfs_create_file_size(const char *name, umode_t mode, struct dentry *parent, void *data,
			      const struct file_operations *fops, loff_t file_size);
struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *dest);

/* With all below it. NULL and errors are ignored. */
void debugfs_remove(struct dentry *dentry);
#define debugfs_remove_recursive debugfs_remove

/* Referenced: dput() it. NULL if there is none. */
struct dentry *debugfs_lookup(const char *name, struct dentry *parent);
void debugfs_lookup_and_remove(const char *name, struct dentry *parent);
/* old_dentry, or ERR_PTR; -EEXIST if the new name is taken. */
struct dentry *debugfs_rename(struct dentry *old_dir, struct dentry *old_dentry,
			      struct dentry *new_dir, const char *new_name);

/* Between the two, debugfs_remove() of the file waits. -EIO: it is removed; then no put. */
int debugfs_file_get(struct dentry *dentry);
void debugfs_file_put(struct dentry *dentry);
/* What the file was created with, which is not what its f_op says. */
const struct file_operations *debugfs_real_fops(const struct file *filp);

/* ---- A variable as a file. No write bits: it can't be written, whatever chmod says later. ---- */

void debugfs_create_u8(const char *name, umode_t mode, struct dentry *parent, u8 *value);
void debugfs_create_u16(const char *name, umode_t mode, struct dentry *parent, u16 *value);
void debugfs_create_u32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_u64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
void debugfs_create_ulong(const char *name, umode_t mode, struct dentry *parent,
			  unsigned long *value);
void debugfs_create_size_t(const char *name, umode_t mode, struct dentry *parent, size_t *value);
void debugfs_create_atomic_t(const char *name, umode_t mode, struct dentry *parent,
			     atomic_t *value);
/* Hexadecimal, with as many digits as the type has. */
void debugfs_create_x8(const char *name, umode_t mode, struct dentry *parent, u8 *value);
void debugfs_create_x16(const char *name, umode_t mode, struct dentry *parent, u16 *value);
void debugfs_create_x32(const char *name, umode_t mode, struct dentry *parent, u32 *value);
void debugfs_create_x64(const char *name, umode_t mode, struct dentry *parent, u64 *value);
/* Y or N. */
void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value);
/* A string and a newline; writing it is EINVAL. */
void debugfs_create_str(const char *name, umode_t mode, struct dentry *parent, char **value);

/* For the operations of the last two around something of the caller's. */
ssize_t debugfs_read_file_bool(struct file *file, char __user *user_buf, size_t count,
			       loff_t *ppos);
ssize_t debugfs_write_file_bool(struct file *file, const char __user *user_buf, size_t count,
				loff_t *ppos);
ssize_t debugfs_read_file_str(struct file *file, char __user *user_buf, size_t count, loff_t *ppos);

/* Memory as it is; read only. */
struct dentry *debugfs_create_blob(const char *name, umode_t mode, struct dentry *parent,
				   struct debugfs_blob_wrapper *blob);
/* "name = 0x00000000" lines of device registers; the second as a part of the caller's own file. */
void debugfs_create_regset32(const char *name, umode_t mode, struct dentry *parent,
			     struct debugfs_regset32 *regset);
void debugfs_print_regs32(struct seq_file *s, const struct debugfs_reg32 *regs, int nregs,
			  void __iomem *base, char *prefix);
/* The numbers on one line, as they are when it is opened. */
void debugfs_create_u32_array(const char *name, umode_t mode, struct dentry *parent,
			      struct debugfs_u32_array *array);

/* ---- A number by functions, for debugfs_create_file_unsafe() ---- */

ssize_t debugfs_attr_read(struct file *file, char __user *buf, size_t len, loff_t *ppos);
ssize_t debugfs_attr_write(struct file *file, const char __user *buf, size_t len, loff_t *ppos);
ssize_t debugfs_attr_write_signed(struct file *file, const char __user *buf, size_t len,
				  loff_t *ppos);

#define DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, __is_signed)                 \
	__DEFINE_NUMBER_FOPS(__fops, __get, __set, __fmt, debugfs_attr_read,                       \
			     (__is_signed) ? debugfs_attr_write_signed : debugfs_attr_write,       \
			     no_llseek)

#define DEFINE_DEBUGFS_ATTRIBUTE(__fops, __get, __set, __fmt)                                      \
	DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, false)
#define DEFINE_DEBUGFS_ATTRIBUTE_SIGNED(__fops, __get, __set, __fmt)                               \
	DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, true)

#endif
