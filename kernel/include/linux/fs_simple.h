// SPDX-License-Identifier: MIT
/*
 * Ready-made pieces for small file systems and devices (fs/libfs.c), and character device numbers:
 * the third part of <linux/fs.h>, which includes it. The functions may sleep and return 0 or a
 * negative errno unless a comment says otherwise.
 */
#ifndef _LINUX_FS_SIMPLE_H
#define _LINUX_FS_SIMPLE_H

#ifndef _LINUX_FS_H
#error "include <linux/fs.h>"
#endif

struct tree_descr {
	const char *name;
	const struct file_operations *ops;
	int mode;
};

extern const struct file_operations simple_dir_operations;
extern const struct inode_operations simple_dir_inode_operations;
extern const struct inode_operations simple_symlink_inode_operations;
extern const struct dentry_operations simple_dentry_operations;
extern const struct file_operations def_chr_fops; /* the char device room's */
extern const struct file_operations pipefifo_fops;

struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags);
const char *simple_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done);
int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry);
int simple_unlink(struct inode *dir, struct dentry *dentry);
int simple_rmdir(struct inode *dir, struct dentry *dentry);
int simple_rename(struct user_namespace *mnt_userns, struct inode *old_dir,
		  struct dentry *old_dentry, struct inode *new_dir, struct dentry *new_dentry,
		  unsigned int flags);
int simple_rename_exchange(struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
			   struct dentry *new_dentry);
int simple_empty(struct dentry *dentry);
int simple_getattr(struct user_namespace *mnt_userns, const struct path *path, struct kstat *stat,
		   u32 request_mask, unsigned int query_flags);
int simple_setattr(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr);
int simple_statfs(struct dentry *dentry, struct kstatfs *buf);
/* Files that are their page cache and nothing else: inode->i_mapping->a_ops. */
extern const struct address_space_operations ram_aops;
int simple_write_begin(struct file *file, struct address_space *mapping, loff_t pos,
		       unsigned int len, struct page **pagep, void **fsdata);
/* Links whose text, len bytes with its NUL, is the first page of such a file. */
extern const struct inode_operations page_symlink_inode_operations;
int page_symlink(struct inode *inode, const char *symname, int len);
const char *page_get_link(struct dentry *dentry, struct inode *inode,
			  struct delayed_call *callback);
void page_put_link(void *page);

/* Pages that the kernel can always reach: all are. */
static inline void inode_nohighmem(struct inode *inode)
{
	inode->i_data.gfp_mask = GFP_USER;
}

int simple_open(struct inode *inode, struct file *file);
int simple_fill_super(struct super_block *sb, unsigned long magic, const struct tree_descr *files);
int simple_pin_fs(struct file_system_type *type, struct vfsmount **mount, int *count);
void simple_release_fs(struct vfsmount **mount, int *count);
void simple_recursive_removal(struct dentry *dentry, void (*callback)(struct dentry *));
int always_delete_dentry(const struct dentry *dentry);
int dcache_dir_open(struct inode *inode, struct file *file);
int dcache_dir_close(struct inode *inode, struct file *file);
loff_t dcache_dir_lseek(struct file *file, loff_t offset, int whence);
int dcache_readdir(struct file *file, struct dir_context *ctx);
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync);
void make_empty_dir_inode(struct inode *inode);
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos, const void *from,
				size_t available);
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos, const void __user *from,
			       size_t count);

int simple_attr_open(struct inode *inode, struct file *file, int (*get)(void *, u64 *),
		     int (*set)(void *, u64), const char *fmt);
int simple_attr_release(struct inode *inode, struct file *file);
ssize_t simple_attr_read(struct file *file, char __user *buf, size_t len, loff_t *ppos);
ssize_t simple_attr_write(struct file *file, const char __user *buf, size_t len, loff_t *ppos);
ssize_t simple_attr_write_signed(struct file *file, const char __user *buf, size_t len,
				 loff_t *ppos);

/* The format is checked against a u64 at compile time, then used with that. */
static inline __attribute__((format(printf, 1, 2))) void __simple_attr_check_format(const char *fmt,
										    ...)
{
}

/* The operations of a file that is one number; the last three are how it is read, written, sought.
 */
#define __DEFINE_NUMBER_FOPS(__fops, __get, __set, __fmt, __read, __write, __llseek)               \
	static int __fops##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		__simple_attr_check_format(__fmt, 0ull);                                           \
		return simple_attr_open(inode, file, __get, __set, __fmt);                         \
	}                                                                                          \
	static const struct file_operations __fops = {                                             \
		.owner = THIS_MODULE,                                                              \
		.open = __fops##_open,                                                             \
		.release = simple_attr_release,                                                    \
		.read = (__read),                                                                  \
		.write = (__write),                                                                \
		.llseek = (__llseek),                                                              \
	}

#define DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, __is_signed)                  \
	__DEFINE_NUMBER_FOPS(__fops, __get, __set, __fmt, simple_attr_read,                        \
			     (__is_signed) ? simple_attr_write_signed : simple_attr_write,         \
			     generic_file_llseek)
#define DEFINE_SIMPLE_ATTRIBUTE(__fops, __get, __set, __fmt)                                       \
	DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, false)
#define DEFINE_SIMPLE_ATTRIBUTE_SIGNED(__fops, __get, __set, __fmt)                                \
	DEFINE_SIMPLE_ATTRIBUTE_XSIGNED(__fops, __get, __set, __fmt, true)

/* -------------------------------------------------------------------- character device numbers */

#define CHRDEV_MAJOR_MAX 512

int alloc_chrdev_region(dev_t *dev, unsigned int firstminor, unsigned int count, const char *name);
int register_chrdev_region(dev_t from, unsigned int count, const char *name);
int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops);
void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
void cd_forget(struct inode *inode);

static inline int register_chrdev(unsigned int major, const char *name,
				  const struct file_operations *fops)
{
	return __register_chrdev(major, 0, 256, name, fops);
}

static inline void unregister_chrdev(unsigned int major, const char *name)
{
	__unregister_chrdev(major, 0, 256, name);
}

#endif
