// SPDX-License-Identifier: MIT
/*
 * What the files of kernel/fs share among themselves and with nobody else.
 */
#ifndef _FS_INTERNAL_H
#define _FS_INTERNAL_H

#include <linux/fs.h>
#include <linux/namei.h>

struct files_struct;
struct mount;
struct nameidata;

/* dcache.c. Guards the tree of names; see <linux/dcache.h>. Inside mount_lock. */
extern spinlock_t dcache_lock;
void dcache_init(void);
struct dentry *d_next_descendant(struct dentry *at, const struct dentry *root);

/* inode.c */
void inode_init(void);
void evict_inodes(struct super_block *sb);

/* inode_attr.c */
unsigned int privs_to_kill(const struct inode *inode);

/* super.c */
void sync_supers(int wait);
struct dentry *mount_fs(struct file_system_type *type, int flags, const char *name, void *data);
int do_remount_sb(struct super_block *sb, int sb_flags, void *data);

/* filesystems.c, ramfs.c, ramfs_options.c, pipe.c, anon_inodes.c */
void ramfs_init(void);
int parse_owner_option(const char *key, const char *value, umode_t *mode, kuid_t *uid, kgid_t *gid);
void pipefs_init(void);
void anon_inode_init(void);

/* namespace.c. mount_lock is outside dcache_lock. */
extern spinlock_t mount_lock;
void mnt_init(void);
struct vfsmount *lookup_mnt(const struct path *path);
void detach_mounts(struct dentry *dentry);
bool path_up_locked(struct path *path);
int mnt_id(const struct vfsmount *mnt);

/* file.c */
void close_fd_range(struct files_struct *files, unsigned int fd, unsigned int max_fd);

/* file_table.c */
void files_init(void);
struct file *alloc_empty_file(int flags, const struct cred *cred);

/* namei.c: the walk; namei_open.c: its end for open(2) */
struct open_flags {
	int open_flag;	  /* O_* that do_dentry_open() sees */
	umode_t mode;	  /* with O_CREAT, S_IFREG included */
	int acc_mode;	  /* MAY_* to ask for */
	int intent;	  /* LOOKUP_OPEN and friends */
	int lookup_flags; /* LOOKUP_FOLLOW, LOOKUP_DIRECTORY, LOOKUP_EMPTY, ... */
};

struct file *do_filp_open(int dfd, struct filename *pathname, const struct open_flags *op);
struct file *do_file_open_root(const struct path *root, const char *name,
			       const struct open_flags *op);
int filename_lookup(int dfd, struct filename *name, unsigned int flags, struct path *path,
		    const struct path *root);
int filename_parentat(int dfd, struct filename *name, unsigned int flags, struct path *parent,
		      struct qstr *last, int *type);
struct dentry *filename_create(int dfd, struct filename *name, struct path *path,
			       unsigned int lookup_flags);
struct dentry *lookup_one_qstr(const struct qstr *name, struct dentry *base, unsigned int flags);
int may_delete(struct inode *dir, struct dentry *victim, bool isdir);
int may_create(struct inode *dir, struct dentry *child);
void names_init(void);

/* namei_ops.c: system calls on names, with the kernel's own strings */
int do_mkdirat(int dfd, struct filename *name, umode_t mode);
int do_mknodat(int dfd, struct filename *name, umode_t mode, unsigned int dev);
int do_rmdir(int dfd, struct filename *name);
int do_unlinkat(int dfd, struct filename *name);
int do_symlinkat(struct filename *from, int newdfd, struct filename *to);
int do_linkat(int olddfd, struct filename *old, int newdfd, struct filename *new, int flags);

/* attr.c */
int chmod_common(const struct path *path, umode_t mode);
int chown_common(const struct path *path, uid_t user, gid_t group);

/* open.c */
int vfs_open(const struct path *path, struct file *file);
struct file *open_with_path(const struct path *path, int flags);
int do_faccessat(int dfd, struct filename *name, int mode, int flags);

/* fs_struct.c */
int do_chdir_path(const struct path *path);
int do_chroot_path(const struct path *path);

/* page_tree.c */
void page_tree_cache_init(void);
struct page *page_tree_get(struct address_space *mapping, pgoff_t index);
int page_tree_insert(struct address_space *mapping, pgoff_t index, struct page *page);
bool page_tree_remove(struct address_space *mapping, pgoff_t index, struct page *page);
unsigned int page_tree_gang(struct address_space *mapping, pgoff_t first, pgoff_t last,
			    struct page **pages, unsigned int max);

/* filemap.c */
void address_space_init_once(struct address_space *mapping);
void pagecache_zero_tail(struct address_space *mapping, loff_t from);

/*
 * libfs.c. The first real entry of dir at or after pos, or behind prev, whose reference it takes
 * over; referenced; NULL: none. dir's i_rwsem is held, so that prev stays in the list.
 */
struct dentry *simple_next_child(struct dentry *dir, struct dentry *prev, loff_t pos);
/* Whether dentry has entries. Under dcache_lock. */
bool simple_has_children(const struct dentry *dentry);

/*
 * libfs_pages.c: files whose pages are all there is of them. What such a file system counts its
 * pages by: charge may refuse one, with an errno.
 */
struct ram_page_account {
	int (*charge)(struct inode *inode);
	void (*uncharge)(struct inode *inode, unsigned long nr);
};

/* As address_space_operations' get_page and write_begin. */
struct page *ram_get_page(struct address_space *mapping, pgoff_t index, bool create,
			  const struct ram_page_account *account);
int ram_write_begin(struct address_space *mapping, loff_t pos, struct page **pagep,
		    const struct ram_page_account *account);
int ram_write_end(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		  unsigned int copied, struct page *page, void *fsdata);
/* In page_cache_pages(): so many pages more. */
void count_ram_pages(long change);

/* locks.c */
void filelock_init(void);

/* pipe.c */
bool file_is_pipe(const struct file *file);

#endif
