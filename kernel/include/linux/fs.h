// SPDX-License-Identifier: MIT
/*
 * The file system interface: super blocks, inodes, open files, and the tables of operations that
 * a file system, a device or a module fills in.
 *
 * This header is long because these types name one another; each group has its rules above it.
 *
 * Order of locks, outermost first:
 *   s_vfs_rename_mutex  >  i_rwsem of a directory (ancestor first)  >  i_rwsem of a non-directory
 *   (two: by address)  >  namespace_mutex (mount tree)  >  s_umount;
 *   i_rwsem  >  mmap_lock (user copies fault under it)  >  invalidate_lock  >  i_mmap_rwsem.
 * Spinlocks: mount_lock > dcache_lock > d_lock; inode_hash_lock > i_lock, s_inode_list_lock;
 *   flc_lock > blocked_lock; the page tree's lock, f_lock and file_lock are leaves.
 */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/atomic.h>
#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/delayed_call.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/filelock.h>
#include <linux/fs_types.h>
#include <linux/gfp.h>
#include <linux/kdev_t.h>
#include <linux/list.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/page_tree.h>
#include <linux/path.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/stat.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>
#include <linux/wait.h>
#include <uapi/linux/fs.h>

struct address_space;
struct cdev;
struct file_lock;
struct filename;
struct iattr;
struct iov_iter;
struct kiocb;
struct kstatfs;
struct module;
struct page;
struct pipe_inode_info;
struct poll_table_struct;
struct seq_file;
struct user_namespace;
struct vm_area_struct;

typedef __kernel_rwf_t rwf_t;

#define READ  0
#define WRITE 1

/* Longest transfer of one call: whole pages below INT_MAX, as read(2) says. */
#define MAX_RW_COUNT	 (INT_MAX & PAGE_MASK)
#define MAX_LFS_FILESIZE ((loff_t)LLONG_MAX)

#define MAY_EXEC      0x01
#define MAY_WRITE     0x02
#define MAY_READ      0x04
#define MAY_APPEND    0x08
#define MAY_ACCESS    0x10
#define MAY_OPEN      0x20
#define MAY_CHDIR     0x40
#define MAY_NOT_BLOCK 0x80

#define FMODE_READ	      ((__force fmode_t)0x1)
#define FMODE_WRITE	      ((__force fmode_t)0x2)
#define FMODE_LSEEK	      ((__force fmode_t)0x4)
#define FMODE_PREAD	      ((__force fmode_t)0x8)
#define FMODE_PWRITE	      ((__force fmode_t)0x10)
#define FMODE_EXEC	      ((__force fmode_t)0x20)
#define FMODE_NDELAY	      ((__force fmode_t)0x40)
#define FMODE_EXCL	      ((__force fmode_t)0x80)
#define FMODE_NOCMTIME	      ((__force fmode_t)0x800)
#define FMODE_UNSIGNED_OFFSET ((__force fmode_t)0x2000)
#define FMODE_PATH	      ((__force fmode_t)0x4000)
#define FMODE_ATOMIC_POS      ((__force fmode_t)0x8000)
#define FMODE_WRITER	      ((__force fmode_t)0x10000)
#define FMODE_CAN_READ	      ((__force fmode_t)0x20000)
#define FMODE_CAN_WRITE	      ((__force fmode_t)0x40000)
#define FMODE_OPENED	      ((__force fmode_t)0x80000)
#define FMODE_CREATED	      ((__force fmode_t)0x100000)
#define FMODE_STREAM	      ((__force fmode_t)0x200000)
#define FMODE_NOWAIT	      ((__force fmode_t)0x8000000)
/* f_flags bit of kernel opens for exec: read access is not asked for, write is denied. */
#define __FMODE_EXEC ((__force int)FMODE_EXEC)

#define OPEN_FMODE(flag) ((__force fmode_t)(((flag) + 1) & O_ACCMODE))
#define ACC_MODE(x)	 ("\004\002\006\006"[(x)&O_ACCMODE])

/* ------------------------------------------------------------------ page cache of one object */

/*
 * What a file system does for its pages. write_begin hands out a referenced page for [pos,
 * pos+len), which lies within one page; write_end takes it back with how much was copied and
 * returns that (or an error), having moved i_size. Both with i_rwsem held exclusive.
 */
struct address_space_operations {
	int (*write_begin)(struct file *file, struct address_space *mapping, loff_t pos,
			   unsigned int len, struct page **pagep, void **fsdata);
	int (*write_end)(struct file *file, struct address_space *mapping, loff_t pos,
			 unsigned int len, unsigned int copied, struct page *page, void *fsdata);
	/*
	 * The page at index, filled and referenced. A hole gives NULL, which reads as zeros; with
	 * create it is given a page. ERR_PTR. NULL member: the object's pages can't be mapped.
	 */
	struct page *(*get_page)(struct address_space *mapping, pgoff_t index, bool create);
	/* nr pages have been taken out of the cache by truncation. */
	void (*removed)(struct address_space *mapping, unsigned long nr);
};

struct address_space {
	struct inode *host;	  /* constant */
	struct page_tree i_pages; /* index -> page, each with a reference; own lock inside */
	/*
	 * Exclusive while pages are taken out. A fault holds it shared from
	 * address_space_get_page() until the page table entry is set, so that truncation
	 * never misses a mapping.
	 */
	struct rw_semaphore invalidate_lock;
	gfp_t gfp_mask;		  /* constant */
	atomic_t i_mmap_writable; /* shared writable mappings; negative: denied */
	struct list_head i_mmap;  /* areas that map this object; i_mmap_rwsem */
	struct rw_semaphore i_mmap_rwsem;
	unsigned long nrpages;			      /* i_pages' lock */
	const struct address_space_operations *a_ops; /* constant */
	unsigned long flags;
	void *private_data; /* for the file system */
};

/* ------------------------------------------------------------------------------------ inodes */

/*
 * An inode lives while i_count > 0: ihold(), iput(). iput() may sleep: the last put evicts the
 * inode with its pages, unless it is hashed and linked: then it is kept a while for iget_locked().
 */
struct inode {
	umode_t i_mode; /* i_rwsem to change */
	unsigned short i_opflags;
	kuid_t i_uid;			     /* i_rwsem to change */
	kgid_t i_gid;			     /* i_rwsem to change */
	unsigned int i_flags;		     /* S_* below */
	const struct inode_operations *i_op; /* constant once visible */
	struct super_block *i_sb;	     /* constant */
	struct address_space *i_mapping;     /* &i_data, or another's */
	unsigned long i_ino;		     /* constant once visible */
	union {
		const unsigned int i_nlink; /* changed by set_nlink() and friends, i_rwsem */
		unsigned int __i_nlink;
	};
	dev_t i_rdev;  /* constant */
	loff_t i_size; /* i_rwsem to change; i_size_read() anywhere */
	struct timespec64 i_atime;
	struct timespec64 i_mtime;
	struct timespec64 i_ctime;
	spinlock_t i_lock; /* i_blocks, i_bytes, i_state, i_flctx */
	unsigned short i_bytes;
	u8 i_blkbits;
	blkcnt_t i_blocks;     /* 512-byte units */
	unsigned long i_state; /* I_* below */
	/* Contents: exclusive to write data or change the directory, shared to list it. */
	struct rw_semaphore i_rwsem;
	struct hlist_node i_hash;   /* iget_locked()'s; inode_hash_lock */
	struct list_head i_lru;	    /* kept though unused; inode_hash_lock */
	struct list_head i_sb_list; /* all of i_sb; s_inode_list_lock */
	struct hlist_head i_dentry; /* names of it; dcache_lock */
	atomic_t i_count;
	/* > 0: open for writing that often; < 0: writing denied (being executed) that often */
	atomic_t i_writecount;
	const struct file_operations *i_fop; /* given to f_op at open */
	struct file_lock_context *i_flctx;   /* NULL until first used; never replaced */
	struct address_space i_data;
	struct list_head i_devices; /* in cdev->list; for the char device room */
	union {
		struct pipe_inode_info *i_pipe; /* fifos; i_lock */
		struct cdev *i_cdev;		/* the char device room's lock */
		char *i_link;			/* text of a symbolic link that never changes */
	};
	u32 i_generation;
	void *i_private; /* for the file system or driver */
};

/* i_flags */
#define S_SYNC	    (1 << 0)
#define S_NOATIME   (1 << 1)
#define S_APPEND    (1 << 2)
#define S_IMMUTABLE (1 << 3)
#define S_DEAD	    (1 << 4) /* a removed directory: nothing can be made in it */
#define S_NOCMTIME  (1 << 7)
#define S_PRIVATE   (1 << 9)

/* i_state */
#define I_NEW	  (1 << 3) /* being filled in by the one who made it: unlock_new_inode() */
#define I_FREEING (1 << 5)

#define IS_RDONLY(inode)    sb_rdonly((inode)->i_sb)
#define IS_NOATIME(inode)   ((inode)->i_flags & S_NOATIME)
#define IS_APPEND(inode)    ((inode)->i_flags & S_APPEND)
#define IS_IMMUTABLE(inode) ((inode)->i_flags & S_IMMUTABLE)
#define IS_DEADDIR(inode)   ((inode)->i_flags & S_DEAD)
#define IS_NOCMTIME(inode)  ((inode)->i_flags & S_NOCMTIME)
#define IS_PRIVATE(inode)   ((inode)->i_flags & S_PRIVATE)

/*
 * Calls on a directory's entries have its i_rwsem held exclusive by the caller (lookup and
 * get_link excepted: lookup has it held, get_link does not). A dentry argument is referenced
 * and hashed in dir; create, mkdir, mknod and symlink get a negative one and instantiate it.
 */
struct inode_operations {
	/* NULL: dentry is the answer (d_add() was called); or another, referenced; or ERR_PTR. */
	struct dentry *(*lookup)(struct inode *dir, struct dentry *dentry, unsigned int flags);
	/* Text of a link, valid until do_delayed_call(done); or NULL after nd_jump_link(). */
	const char *(*get_link)(struct dentry *dentry, struct inode *inode,
				struct delayed_call *done);
	int (*permission)(struct user_namespace *mnt_userns, struct inode *inode, int mask);
	int (*readlink)(struct dentry *dentry, char __user *buffer, int buflen);
	int (*create)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		      umode_t mode, bool excl);
	int (*link)(struct dentry *old, struct inode *dir, struct dentry *dentry);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		       const char *target);
	int (*mkdir)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		     umode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct user_namespace *mnt_userns, struct inode *dir, struct dentry *dentry,
		     umode_t mode, dev_t dev);
	int (*rename)(struct user_namespace *mnt_userns, struct inode *old_dir,
		      struct dentry *old_dentry, struct inode *new_dir, struct dentry *new_dentry,
		      unsigned int flags);
	int (*setattr)(struct user_namespace *mnt_userns, struct dentry *dentry,
		       struct iattr *attr);
	int (*getattr)(struct user_namespace *mnt_userns, const struct path *path,
		       struct kstat *stat, u32 request_mask, unsigned int query_flags);
	int (*update_time)(struct inode *inode, struct timespec64 *time, int flags);
};

/* update_time flags */
#define S_ATIME	  1
#define S_MTIME	  2
#define S_CTIME	  4
#define S_VERSION 8

/* A change of attributes, for notify_change(). ia_valid says which fields count. */
struct iattr {
	unsigned int ia_valid;
	umode_t ia_mode;
	kuid_t ia_uid;
	kgid_t ia_gid;
	loff_t ia_size;
	struct timespec64 ia_atime;
	struct timespec64 ia_mtime;
	struct timespec64 ia_ctime;
	struct file *ia_file; /* with ATTR_FILE */
};

#define ATTR_MODE      (1 << 0)
#define ATTR_UID       (1 << 1)
#define ATTR_GID       (1 << 2)
#define ATTR_SIZE      (1 << 3)
#define ATTR_ATIME     (1 << 4)
#define ATTR_MTIME     (1 << 5)
#define ATTR_CTIME     (1 << 6)
#define ATTR_ATIME_SET (1 << 7)
#define ATTR_MTIME_SET (1 << 8)
#define ATTR_FORCE     (1 << 9) /* not a user's wish: no permission checks */
#define ATTR_KILL_SUID (1 << 11)
#define ATTR_KILL_SGID (1 << 12)
#define ATTR_FILE      (1 << 13)
#define ATTR_OPEN      (1 << 15) /* truncation by O_TRUNC */
#define ATTR_TIMES_SET (1 << 16)
#define ATTR_TOUCH     (1 << 17) /* utimensat with both times "now" */

/* -------------------------------------------------------------------------------- open files */

/* Who gets SIGIO when the file becomes ready: fcntl(2) F_SETOWN. */
struct fown_struct {
	rwlock_t lock;	  /* guards the rest */
	pid_t pid;	  /* > 0 process, < 0 process group, 0 nobody */
	kuid_t uid, euid; /* of the one who asked: what the signal is checked against */
	int signum;	  /* F_SETSIG; 0: SIGIO */
};

/*
 * An open file description. Lives while f_count > 0: get_file(), fput().
 */
struct file {
	struct callback_head f_task_work;   /* for the delayed last fput() */
	struct path f_path;		    /* referenced; constant */
	struct inode *f_inode;		    /* constant; held through f_path */
	const struct file_operations *f_op; /* module referenced: fops_get() */
	spinlock_t f_lock;		    /* f_flags */
	atomic_long_t f_count;
	unsigned int f_flags;	 /* O_*; changed under f_lock, read anywhere */
	fmode_t f_mode;		 /* FMODE_* */
	struct mutex f_pos_lock; /* f_pos, for files with FMODE_ATOMIC_POS */
	loff_t f_pos;
	struct fown_struct f_owner;
	const struct cred *f_cred; /* of the opener; referenced */
	u64 f_version;
	void *private_data;		 /* for whoever made f_op */
	struct hlist_head f_ep;		 /* its items in epoll sets; eventpoll.c's */
	struct address_space *f_mapping; /* the pages behind it */
};

/* A read or write in flight. Only synchronous ones exist: ki_complete is always NULL. */
struct kiocb {
	struct file *ki_filp;
	loff_t ki_pos;
	void (*ki_complete)(struct kiocb *iocb, long ret);
	void *private;
	int ki_flags; /* IOCB_* */
};

#define IOCB_HIPRI  (__force int)RWF_HIPRI
#define IOCB_DSYNC  (__force int)RWF_DSYNC
#define IOCB_SYNC   (__force int)RWF_SYNC
#define IOCB_NOWAIT (__force int)RWF_NOWAIT
#define IOCB_APPEND (__force int)RWF_APPEND
#define IOCB_DIRECT (1 << 17)
#define IOCB_WRITE  (1 << 18)

static inline bool is_sync_kiocb(struct kiocb *kiocb)
{
	return kiocb->ki_complete == NULL;
}

/* Return false to stop the listing: the buffer is full. */
struct dir_context;
typedef bool (*filldir_t)(struct dir_context *ctx, const char *name, int namlen, loff_t offset,
			  u64 ino, unsigned int type);

struct dir_context {
	filldir_t actor;
	loff_t pos;
};

/*
 * What can be done with an open file. A member that is NULL means the default in the comment.
 * read/write get user pointers; read_iter/write_iter serve every kind of buffer, and are all
 * that kernel_read(), sendfile and exec can use.
 */
struct file_operations {
	struct module *owner; /* held from open to release */
	loff_t (*llseek)(struct file *file, loff_t offset, int whence); /* ESPIPE */
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb *iocb, struct iov_iter *to);
	ssize_t (*write_iter)(struct kiocb *iocb, struct iov_iter *from);
	/* List a directory. iterate: i_rwsem exclusive; iterate_shared: shared. ENOTDIR */
	int (*iterate)(struct file *file, struct dir_context *ctx);
	int (*iterate_shared)(struct file *file, struct dir_context *ctx);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *wait);		/* ready */
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg); /* ENOTTY */
	/* For 32-bit programs, of which this kernel runs none. */
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma); /* ENODEV */
	int (*open)(struct inode *inode, struct file *file);	    /* succeeds */
	int (*flush)(struct file *file, fl_owner_t id);		    /* at each close(2) */
	int (*release)(struct inode *inode, struct file *file);	    /* when the last user is gone */
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync); /* EINVAL */
	int (*fasync)(int fd, struct file *file, int on);
	int (*lock)(struct file *file, int cmd, struct file_lock *fl); /* fs/locks.c */
	/* Where a mapping of it goes: an address or an error. Where there is room */
	unsigned long (*get_unmapped_area)(struct file *file, unsigned long addr, unsigned long len,
					   unsigned long pgoff, unsigned long flags);
	int (*check_flags)(int flags); /* any O_* may be set by F_SETFL */
	int (*flock)(struct file *file, int cmd, struct file_lock *fl);		   /* fs/locks.c */
	long (*fallocate)(struct file *file, int mode, loff_t offset, loff_t len); /* EOPNOTSUPP */
	void (*show_fdinfo)(struct seq_file *m, struct file *f);
	ssize_t (*copy_file_range)(struct file *in, loff_t pos_in, struct file *out, loff_t pos_out,
				   size_t len, unsigned int flags);
	int (*fadvise)(struct file *file, loff_t offset, loff_t len, int advice);
};

/* ------------------------------------------------------------------ file systems and supers */

struct file_system_type {
	const char *name;
	int fs_flags; /* FS_* */
	/* The root dentry, referenced, with s_active and s_umount held; or ERR_PTR. */
	struct dentry *(*mount)(struct file_system_type *type, int flags, const char *dev_name,
				void *data);
	void (*kill_sb)(struct super_block *sb);
	struct module *owner;
	struct file_system_type *next; /* file_systems_lock */
	struct hlist_head fs_supers;   /* sb_lock */
};

#define FS_REQUIRES_DEV 1
#define FS_USERNS_MOUNT 8

struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*destroy_inode)(struct inode *inode);
	void (*free_inode)(struct inode *inode);
	/* At the last iput(): 1 to evict now, 0 to keep. i_lock is held. */
	int (*drop_inode)(struct inode *inode);
	/* Must end with truncate_inode_pages_final() and clear_inode(). */
	void (*evict_inode)(struct inode *inode);
	void (*put_super)(struct super_block *sb);
	int (*sync_fs)(struct super_block *sb, int wait);
	int (*statfs)(struct dentry *dentry, struct kstatfs *buf);
	int (*remount_fs)(struct super_block *sb, int *flags, char *data);
	void (*umount_begin)(struct super_block *sb);
	int (*show_options)(struct seq_file *m, struct dentry *root);
};

struct super_block {
	struct list_head s_list; /* all supers; sb_lock */
	dev_t s_dev;		 /* what st_dev shows */
	unsigned char s_blocksize_bits;
	unsigned long s_blocksize;
	loff_t s_maxbytes;		     /* largest file */
	struct file_system_type *s_type;     /* constant */
	const struct super_operations *s_op; /* constant */
	unsigned long s_flags;		     /* SB_*; s_umount to change */
	unsigned long s_magic;
	struct dentry *s_root;	       /* NULL until filled and after shutdown; s_umount */
	struct rw_semaphore s_umount;  /* exclusive: fill, remount, shut down */
	int s_count;		       /* pointers to the memory; sb_lock */
	atomic_t s_active;	       /* mounts and other true users */
	struct hlist_node s_instances; /* in s_type->fs_supers; sb_lock */
	char s_id[32];		       /* for messages */
	void *s_fs_info;	       /* for the file system */
	u32 s_time_gran;	       /* of timestamps, ns */
	time64_t s_time_min;
	time64_t s_time_max;
	struct mutex s_vfs_rename_mutex;	/* one rename between directories at a time */
	const struct dentry_operations *s_d_op; /* default for new dentries */
	struct user_namespace *s_user_ns;	/* always &init_user_ns */
	int s_nr_writers; /* those between mnt_want_write() and mnt_drop_write(); mount_lock */
	spinlock_t s_inode_list_lock;
	struct list_head s_inodes; /* s_inode_list_lock */
};

/* umount2(2) flags */
#define MNT_FORCE	0x00000001
#define MNT_DETACH	0x00000002
#define MNT_EXPIRE	0x00000004
#define UMOUNT_NOFOLLOW 0x00000008

#define SB_RDONLY      1
#define SB_NOSUID      2
#define SB_NODEV       4
#define SB_NOEXEC      8
#define SB_SYNCHRONOUS 16
#define SB_MANDLOCK    64
#define SB_DIRSYNC     128
#define SB_NOATIME     1024
#define SB_NODIRATIME  2048
#define SB_SILENT      32768
#define SB_KERNMOUNT   (1 << 22)
#define SB_I_VERSION   (1 << 23)
#define SB_LAZYTIME    (1 << 25)
#define SB_BORN	       (1 << 29)
#define SB_ACTIVE      (1 << 30)

static inline bool sb_rdonly(const struct super_block *sb)
{
	return sb->s_flags & SB_RDONLY;
}

int register_filesystem(struct file_system_type *fs);
int unregister_filesystem(struct file_system_type *fs);
struct file_system_type *get_fs_type(const char *name);
void put_filesystem(struct file_system_type *fs);

#define MODULE_ALIAS_FS(NAME) MODULE_ALIAS("fs-" NAME)

struct super_block *sget(struct file_system_type *type, int (*test)(struct super_block *, void *),
			 int (*set)(struct super_block *, void *), int flags, void *data);
int set_anon_super(struct super_block *sb, void *data);
int get_anon_bdev(dev_t *p);
void free_anon_bdev(dev_t dev);
struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *, void *, int));
struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *, void *, int));
struct dentry *mount_pseudo(struct file_system_type *type, const char *name,
			    const struct super_operations *ops,
			    const struct dentry_operations *dops, unsigned long magic);
void generic_shutdown_super(struct super_block *sb);
void kill_anon_super(struct super_block *sb);
void kill_litter_super(struct super_block *sb);
void deactivate_super(struct super_block *sb);
void deactivate_locked_super(struct super_block *sb);
int vfs_statfs(const struct path *path, struct kstatfs *buf);
int sync_filesystem(struct super_block *sb);

#include <linux/fs_ops.h>

#ifdef MODULE
#include <linux/implied_fs.h>
#endif

#endif
