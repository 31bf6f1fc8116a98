// SPDX-License-Identifier: MIT
/*
 * The functions of the file subsystem: the second half of <linux/fs.h>, which includes it.
 * Unless a comment says otherwise they may sleep and return 0 or a negative errno.
 */
#ifndef _LINUX_FS_OPS_H
#define _LINUX_FS_OPS_H

#ifndef _LINUX_FS_H
#error "include <linux/fs.h>"
#endif

/* ------------------------------------------------------------------------------------ inodes */

struct inode *new_inode(struct super_block *sb);
struct inode *alloc_anon_inode(struct super_block *sb);
struct inode *iget_locked(struct super_block *sb, unsigned long ino);
struct inode *ilookup(struct super_block *sb, unsigned long ino);
void unlock_new_inode(struct inode *inode);
void iget_failed(struct inode *inode);
struct inode *igrab(struct inode *inode);
void ihold(struct inode *inode);
void iput(struct inode *inode);
void clear_inode(struct inode *inode);
void inode_init_once(struct inode *inode);
void insert_inode_hash(struct inode *inode);
void remove_inode_hash(struct inode *inode);
int generic_delete_inode(struct inode *inode);
int generic_drop_inode(struct inode *inode);
unsigned int get_next_ino(void);
void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev);
void inode_init_owner(struct user_namespace *mnt_userns, struct inode *inode,
		      const struct inode *dir, umode_t mode);
bool inode_owner_or_capable(struct user_namespace *mnt_userns, const struct inode *inode);

void drop_nlink(struct inode *inode);
void clear_nlink(struct inode *inode);
void set_nlink(struct inode *inode, unsigned int nlink);
void inc_nlink(struct inode *inode);

static inline void inode_inc_link_count(struct inode *inode)
{
	inc_nlink(inode);
}

static inline void inode_dec_link_count(struct inode *inode)
{
	drop_nlink(inode);
}

struct timespec64 current_time(struct inode *inode);
struct timespec64 timestamp_truncate(struct timespec64 t, struct inode *inode);
int generic_update_time(struct inode *inode, struct timespec64 *time, int flags);
int file_update_time(struct file *file);
int file_modified(struct file *file);
void touch_atime(const struct path *path);
int file_remove_privs(struct file *file);

static inline void file_accessed(struct file *file)
{
	if (!(file->f_flags & O_NOATIME))
		touch_atime(&file->f_path);
}

static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

/* Locks of several inodes nest in this order (linux/lockdep.h). */
enum inode_i_mutex_lock_class {
	I_MUTEX_NORMAL,
	I_MUTEX_PARENT,
	I_MUTEX_CHILD,
	I_MUTEX_XATTR,
	I_MUTEX_NONDIR2,
	I_MUTEX_PARENT2,
};

static inline void inode_lock_nested(struct inode *inode, unsigned int subclass)
{
	down_write_nested(&inode->i_rwsem, subclass);
}

static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

static inline void inode_lock_shared(struct inode *inode)
{
	down_read(&inode->i_rwsem);
}

static inline void inode_unlock_shared(struct inode *inode)
{
	up_read(&inode->i_rwsem);
}

static inline int inode_trylock(struct inode *inode)
{
	return down_write_trylock(&inode->i_rwsem);
}

static inline int inode_unhashed(const struct inode *inode)
{
	return hlist_unhashed(&inode->i_hash);
}

void lock_two_nondirectories(struct inode *one, struct inode *two);
void unlock_two_nondirectories(struct inode *one, struct inode *two);

static inline loff_t i_size_read(const struct inode *inode)
{
	return READ_ONCE(inode->i_size);
}

static inline void i_size_write(struct inode *inode, loff_t size)
{
	WRITE_ONCE(inode->i_size, size);
}

static inline unsigned int iminor(const struct inode *inode)
{
	return MINOR(inode->i_rdev);
}

static inline unsigned int imajor(const struct inode *inode)
{
	return MAJOR(inode->i_rdev);
}

static inline uid_t i_uid_read(const struct inode *inode)
{
	return __kuid_val(inode->i_uid);
}

static inline gid_t i_gid_read(const struct inode *inode)
{
	return __kgid_val(inode->i_gid);
}

static inline void i_uid_write(struct inode *inode, uid_t uid)
{
	inode->i_uid = KUIDT_INIT(uid);
}

static inline void i_gid_write(struct inode *inode, gid_t gid)
{
	inode->i_gid = KGIDT_INIT(gid);
}

static inline struct user_namespace *i_user_ns(const struct inode *inode)
{
	return inode->i_sb->s_user_ns;
}

/*
 * i_writecount. get_write_access: -ETXTBSY while it is being executed. deny_write_access:
 * -ETXTBSY while somebody has it open for writing. Each success is paired with its undoing.
 */
static inline int get_write_access(struct inode *inode)
{
	return atomic_inc_unless_negative(&inode->i_writecount) ? 0 : -ETXTBSY;
}

static inline void put_write_access(struct inode *inode)
{
	atomic_dec(&inode->i_writecount);
}

static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

static inline struct dentry *file_dentry(const struct file *file)
{
	return file->f_path.dentry;
}

static inline int deny_write_access(struct file *file)
{
	return atomic_dec_unless_positive(&file_inode(file)->i_writecount) ? 0 : -ETXTBSY;
}

static inline void allow_write_access(struct file *file)
{
	if (file)
		atomic_inc(&file_inode(file)->i_writecount);
}

static inline bool inode_is_open_for_write(const struct inode *inode)
{
	return atomic_read(&inode->i_writecount) > 0;
}

/* Shared writable mappings against whoever denies them; see i_mmap_writable. */
static inline int mapping_map_writable(struct address_space *mapping)
{
	return atomic_inc_unless_negative(&mapping->i_mmap_writable) ? 0 : -EPERM;
}

static inline void mapping_unmap_writable(struct address_space *mapping)
{
	atomic_dec(&mapping->i_mmap_writable);
}

/* ------------------------------------------------------------------ names and what they name */

int generic_permission(struct user_namespace *mnt_userns, struct inode *inode, int mask);
int inode_permission(struct user_namespace *mnt_userns, struct inode *inode, int mask);
int path_permission(const struct path *path, int mask);
int vfs_create(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	       umode_t mode, bool want_excl);
int vfs_mkdir(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	      umode_t mode);
int vfs_mknod(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	      umode_t mode, dev_t dev);
int vfs_symlink(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		const char *target);
int vfs_link(struct dentry *old, struct user_namespace *mnt_userns, struct inode *dir,
	     struct dentry *dentry, struct inode **delegated);
int vfs_rmdir(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry);
int vfs_unlink(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
	       struct inode **delegated);

struct renamedata {
	struct user_namespace *old_mnt_userns;
	struct inode *old_dir;
	struct dentry *old_dentry;
	struct user_namespace *new_mnt_userns;
	struct inode *new_dir;
	struct dentry *new_dentry;
	struct inode **delegated_inode;
	unsigned int flags;
};

int vfs_rename(struct renamedata *rd);
int vfs_readlink(struct dentry *dentry, char __user *buffer, int buflen);
const char *vfs_get_link(struct dentry *dentry, struct delayed_call *done);
int setattr_prepare(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr);
void setattr_copy(struct user_namespace *mnt_userns, struct inode *inode, const struct iattr *attr);
int notify_change(struct user_namespace *mnt_userns, struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated);
int inode_newsize_ok(const struct inode *inode, loff_t offset);
void generic_fillattr(struct user_namespace *mnt_userns, struct inode *inode, struct kstat *stat);
int vfs_getattr(const struct path *path, struct kstat *stat, u32 request_mask,
		unsigned int query_flags);
int vfs_getattr_nosec(const struct path *path, struct kstat *stat, u32 request_mask,
		      unsigned int query_flags);
int vfs_stat(const char __user *filename, struct kstat *stat);
int vfs_fstat(int fd, struct kstat *stat);
int do_truncate(struct user_namespace *mnt_userns, struct dentry *dentry, loff_t length,
		unsigned int time_attrs, struct file *filp);
int vfs_truncate(const struct path *path, loff_t length);
int vfs_utimes(const struct path *path, struct timespec64 *times);
int vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len);
int vfs_fsync(struct file *file, int datasync);
int vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync);

/* A path name copied in from user space. putname() ends it; ERR_PTRs are ignored there. */
struct filename {
	const char *name;
	const char __user *uptr; /* where it came from, NULL for the kernel's */
	int refcnt;
	const char iname[];
};

struct filename *getname(const char __user *filename);
struct filename *getname_flags(const char __user *filename, int flags, int *empty);
struct filename *getname_uflags(const char __user *filename, int uflags);
struct filename *getname_kernel(const char *filename);
void putname(struct filename *name);

/* -------------------------------------------------------------------------------- open files */

static inline struct file *get_file(struct file *f)
{
	atomic_long_inc(&f->f_count);
	return f;
}

/* False when the last reference is already gone. */
static inline bool get_file_rcu(struct file *f)
{
	return atomic_long_inc_not_zero(&f->f_count);
}

#define file_count(x) atomic_long_read(&(x)->f_count)

static inline struct user_namespace *file_mnt_user_ns(struct file *file)
{
	return mnt_user_ns(file->f_path.mnt);
}

struct file *filp_open(const char *filename, int flags, umode_t mode);
struct file *file_open_name(struct filename *name, int flags, umode_t mode);
struct file *file_open_root(const struct path *root, const char *filename, int flags, umode_t mode);
struct file *dentry_open(const struct path *path, int flags, const struct cred *cred);
int filp_close(struct file *filp, fl_owner_t id);
int generic_file_open(struct inode *inode, struct file *filp);
int nonseekable_open(struct inode *inode, struct file *filp);
int stream_open(struct inode *inode, struct file *filp);
long do_sys_open(int dfd, const char __user *filename, int flags, umode_t mode);

/* For execve: opened for reading the text, writing denied. allow_write_access(), fput(). */
struct file *open_exec(const char *name);
struct file *do_open_execat(int fd, struct filename *name, int flags);
bool path_noexec(const struct path *path);

ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos);
ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *pos, rwf_t flags);
ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *pos, rwf_t flags);
ssize_t vfs_copy_file_range(struct file *in, loff_t pos_in, struct file *out, loff_t pos_out,
			    size_t len, unsigned int flags);
int rw_verify_area(int read_write, struct file *file, const loff_t *ppos, size_t count);
loff_t vfs_llseek(struct file *file, loff_t offset, int whence);
long vfs_ioctl(struct file *filp, unsigned int cmd, unsigned long arg);
long compat_ptr_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int iterate_dir(struct file *file, struct dir_context *ctx);
char *file_path(struct file *filp, char *buf, int buflen);

/*
 * Read a whole file into *buf (vmalloc'ed when *buf is NULL: vfree() it). Returns the bytes
 * read; -EINVAL not a regular file or empty, -EFBIG larger than buf_size, -ETXTBSY open for
 * writing. *file_size, if not NULL, gets the file's full size.
 */
enum kernel_read_file_id {
	READING_UNKNOWN,
	READING_FIRMWARE,
	READING_MODULE,
	READING_MAX_ID,
};

ssize_t kernel_read_file(struct file *file, loff_t offset, void **buf, size_t buf_size,
			 size_t *file_size, enum kernel_read_file_id id);
ssize_t kernel_read_file_from_path(const char *path, loff_t offset, void **buf, size_t buf_size,
				   size_t *file_size, enum kernel_read_file_id id);
ssize_t kernel_read_file_from_fd(int fd, loff_t offset, void **buf, size_t buf_size,
				 size_t *file_size, enum kernel_read_file_id id);

loff_t generic_file_llseek(struct file *file, loff_t offset, int whence);
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence, loff_t maxsize,
				loff_t eof);
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence, loff_t size);
loff_t no_seek_end_llseek(struct file *file, loff_t offset, int whence);
loff_t noop_llseek(struct file *file, loff_t offset, int whence);
loff_t no_llseek(struct file *file, loff_t offset, int whence);
loff_t default_llseek(struct file *file, loff_t offset, int whence);
loff_t vfs_setpos(struct file *file, loff_t offset, loff_t maxsize);
ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *iter);
ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *iter);
ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from);
ssize_t generic_perform_write(struct kiocb *iocb, struct iov_iter *iter);
int generic_file_mmap(struct file *file, struct vm_area_struct *vma);
int generic_file_readonly_mmap(struct file *file, struct vm_area_struct *vma);

static inline int call_mmap(struct file *file, struct vm_area_struct *vma)
{
	return file->f_op->mmap(file, vma);
}

ssize_t generic_read_dir(struct file *filp, char __user *buf, size_t siz, loff_t *ppos);

static inline void init_sync_kiocb(struct kiocb *kiocb, struct file *filp)
{
	*kiocb = (struct kiocb){
		.ki_filp = filp,
		.ki_flags = (filp->f_flags & O_APPEND ? IOCB_APPEND : 0) |
			    (filp->f_flags & O_DSYNC ? IOCB_DSYNC : 0),
	};
}

static inline ssize_t call_read_iter(struct file *file, struct kiocb *kio, struct iov_iter *iter)
{
	return file->f_op->read_iter(kio, iter);
}

static inline ssize_t call_write_iter(struct file *file, struct kiocb *kio, struct iov_iter *iter)
{
	return file->f_op->write_iter(kio, iter);
}

/*
 * A module's file_operations: the module stays while a file uses them. fops_get() is NULL when
 * the module is on its way out. replace_fops() is for an ->open that hands over to another.
 */
#define fops_get(fops) (((fops) && try_module_get((fops)->owner) ? (fops) : NULL))
#define fops_put(fops)                                                                             \
	do {                                                                                       \
		if (fops)                                                                          \
			module_put((fops)->owner);                                                 \
	} while (0)
#define replace_fops(f, fops)                                                                      \
	do {                                                                                       \
		struct file *__file = (f);                                                         \
		fops_put(__file->f_op);                                                            \
		BUG_ON(!(__file->f_op = (fops)));                                                  \
	} while (0)

/* SIGIO to those who asked for it on a file: ->fasync calls the first, a driver the second. */
struct fasync_struct {
	int magic;
	int fa_fd;
	struct fasync_struct *fa_next; /* singly linked list; fasync_lock */
	struct file *fa_file;
};

int fasync_helper(int fd, struct file *filp, int on, struct fasync_struct **fapp);
void kill_fasync(struct fasync_struct **fp, int sig, int band);
int f_setown(struct file *filp, unsigned long arg, int force);
pid_t f_getown(struct file *filp);

/* ------------------------------------------------------------------------ listing directories */

static inline bool dir_emit(struct dir_context *ctx, const char *name, int namelen, u64 ino,
			    unsigned int type)
{
	return ctx->actor(ctx, name, namelen, ctx->pos, ino, type);
}

ino_t parent_ino(struct dentry *dentry);

static inline bool dir_emit_dot(struct file *file, struct dir_context *ctx)
{
	return ctx->actor(ctx, ".", 1, ctx->pos, file_inode(file)->i_ino, DT_DIR);
}

static inline bool dir_emit_dotdot(struct file *file, struct dir_context *ctx)
{
	return ctx->actor(ctx, "..", 2, ctx->pos, parent_ino(file->f_path.dentry), DT_DIR);
}

/* "." and ".." at positions 0 and 1. False when the buffer is full. */
static inline bool dir_emit_dots(struct file *file, struct dir_context *ctx)
{
	if (ctx->pos == 0) {
		if (!dir_emit_dot(file, ctx))
			return false;
		ctx->pos = 1;
	}
	if (ctx->pos == 1) {
		if (!dir_emit_dotdot(file, ctx))
			return false;
		ctx->pos = 2;
	}
	return true;
}

#include <linux/fs_simple.h>

#endif
