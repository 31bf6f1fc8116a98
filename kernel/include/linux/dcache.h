// SPDX-License-Identifier: MIT
/*
 * Directory entries: the cached tree of names. A dentry ties a name in a directory to an inode,
 * or remembers that there is none (a negative dentry).
 *
 * Rules for callers
 * - A pointer to a dentry is good only while a reference is held: dget(), dput(). dput() may
 *   sleep: the last one can drop the inode.
 * - A held dentry holds its parent and its inode. So d_parent never dangles, but may change
 *   under rename: use dget_parent(), or hold the parent's i_rwsem.
 * - d_name and d_parent are stable while the parent directory's i_rwsem is held; d_inode of a
 *   positive, referenced dentry stays until it is unlinked by someone with the directory's lock.
 * - Locks: dcache_lock (one spinlock, internal to fs/dcache.c) guards the hash, d_parent, d_name,
 *   d_child/d_subdirs, the list of unused entries, d_inode and its alias list, and any change
 *   of the count from or to zero. d_lock is taken inside it and guards the count and d_flags.
 */
#ifndef _LINUX_DCACHE_H
#define _LINUX_DCACHE_H

#include <linux/list.h>
#include <linux/lockref.h>
#include <linux/spinlock.h>
#include <linux/stringhash.h>
#include <linux/types.h>

struct path;
struct dentry;
struct inode;
struct super_block;
struct vfsmount;

#define IS_ROOT(x) ((x) == (x)->d_parent)

/* A name of known length with its hash (see full_name_hash()). Not NUL-terminated in general. */
struct qstr {
	union {
		struct {
			u32 hash;
			u32 len;
		};
		u64 hash_len;
	};
	const unsigned char *name;
};

#define QSTR_INIT(n, l)                                                                            \
	{                                                                                          \
		{{.len = (l)}}, .name = (const unsigned char *)(n)                                 \
	}

#define DNAME_INLINE_LEN 32

struct dentry {
	unsigned int d_flags;	  /* DCACHE_*; d_lock */
	struct hlist_node d_hash; /* by (parent, name); dcache_lock */
	struct dentry *d_parent;  /* itself for a root; dcache_lock */
	struct qstr d_name;	  /* dcache_lock; stable under the parent's i_rwsem */
	struct inode *d_inode;	  /* NULL when negative; dcache_lock */
	unsigned char d_iname[DNAME_INLINE_LEN]; /* where short names live */
	struct lockref d_lockref;		 /* see the rules above */
	const struct dentry_operations *d_op;	 /* constant after d_set_d_op() */
	struct super_block *d_sb;		 /* constant; the root dentry keeps it */
	unsigned long d_time;			 /* for the file system's d_revalidate */
	void *d_fsdata;				 /* for the file system */
	struct list_head d_lru;	    /* among the unused while the count is 0; dcache_lock */
	struct list_head d_child;   /* in d_parent->d_subdirs; dcache_lock */
	struct list_head d_subdirs; /* children, by growing d_off; dcache_lock */
	loff_t d_off; /* directory position of this entry, never used twice; dcache_lock */
	union {
		struct hlist_node d_alias; /* in d_inode->i_dentry; dcache_lock */
	} d_u;
};

#define d_lock d_lockref.lock

struct dentry_operations {
	/* May the cached entry still be used? >0 yes, 0 drop it, <0 fail the walk. May sleep. */
	int (*d_revalidate)(struct dentry *dentry, unsigned int flags);
	/* Hash of a name in this directory, into name->hash. */
	int (*d_hash)(const struct dentry *dir, struct qstr *name);
	/* 0 if the names are the same. Called with dcache_lock held: no sleeping. */
	int (*d_compare)(const struct dentry *dentry, unsigned int len, const char *str,
			 const struct qstr *name);
	/* At the last dput: 1 to forget the entry at once, 0 to keep it. dcache_lock held. */
	int (*d_delete)(const struct dentry *dentry);
	void (*d_release)(struct dentry *dentry);
	/* Instead of iput() when the dentry lets go of its inode. May sleep. */
	void (*d_iput)(struct dentry *dentry, struct inode *inode);
	/* The text of a name that is not in the tree ("pipe:[7]"). See dynamic_dname(). */
	char *(*d_dname)(struct dentry *dentry, char *buffer, int buflen);
};

#define DCACHE_OP_HASH	      0x00000001
#define DCACHE_OP_COMPARE     0x00000002
#define DCACHE_OP_REVALIDATE  0x00000004
#define DCACHE_OP_DELETE      0x00000008
#define DCACHE_REFERENCED     0x00000040
#define DCACHE_CANT_MOUNT     0x00000100
#define DCACHE_MOUNTED	      0x00010000
#define DCACHE_LRU_LIST	      0x00080000
#define DCACHE_ENTRY_TYPE     0x00700000
#define DCACHE_MISS_TYPE      0x00000000
#define DCACHE_DIRECTORY_TYPE 0x00200000
#define DCACHE_REGULAR_TYPE   0x00400000
#define DCACHE_SPECIAL_TYPE   0x00500000
#define DCACHE_SYMLINK_TYPE   0x00600000

extern const struct qstr dotdot_name;
extern const struct qstr slash_name;

struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
struct dentry *d_alloc_name(struct dentry *parent, const char *name);
struct dentry *d_alloc_pseudo(struct super_block *sb, const struct qstr *name);
void d_set_d_op(struct dentry *dentry, const struct dentry_operations *op);
void d_instantiate(struct dentry *dentry, struct inode *inode);
void d_add(struct dentry *dentry, struct inode *inode);
void d_rehash(struct dentry *dentry);
struct dentry *d_splice_alias(struct inode *inode, struct dentry *dentry);
struct dentry *d_make_root(struct inode *inode);
struct dentry *d_find_alias(struct inode *inode);
struct dentry *d_find_any_alias(struct inode *inode);
void d_drop(struct dentry *dentry);
void d_delete(struct dentry *dentry);
void d_invalidate(struct dentry *dentry);
void d_genocide(struct dentry *root);
void d_tmpfile(struct inode *inode, struct dentry *dentry);
void shrink_dcache_parent(struct dentry *parent);
void shrink_dcache_sb(struct super_block *sb);
void d_move(struct dentry *dentry, struct dentry *target);
void d_exchange(struct dentry *one, struct dentry *two);
struct dentry *d_lookup(const struct dentry *parent, const struct qstr *name);
struct dentry *d_hash_and_lookup(struct dentry *dir, struct qstr *name);
struct dentry *d_ancestor(struct dentry *ancestor, struct dentry *child);
bool is_subdir(struct dentry *child, struct dentry *ancestor);

/*
 * Text of a location, written to the end of buf; the return value points into buf, or is
 * ERR_PTR(-ENAMETOOLONG). An unlinked file's has " (deleted)" appended, except from *_raw.
 */
char *d_path(const struct path *path, char *buf, int buflen);
char *d_absolute_path(const struct path *path, char *buf, int buflen);
/* As seen from root; NULL if path is not below it. */
char *__d_path(const struct path *path, const struct path *root, char *buf, int buflen);
char *dentry_path(const struct dentry *dentry, char *buf, int buflen);
char *dentry_path_raw(const struct dentry *dentry, char *buf, int buflen);
char *dynamic_dname(struct dentry *dentry, char *buf, int buflen, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
char *simple_dname(struct dentry *dentry, char *buf, int buflen);

void dput(struct dentry *dentry);
struct dentry *dget_parent(struct dentry *dentry);

/* Another reference to a dentry that the caller holds. Returns its argument, NULL allowed. */
static inline struct dentry *dget(struct dentry *dentry)
{
	if (dentry)
		lockref_get(&dentry->d_lockref);
	return dentry;
}

static inline struct dentry *dget_dlock(struct dentry *dentry)
{
	if (dentry)
		dentry->d_lockref.count++;
	return dentry;
}

static inline unsigned int d_count(const struct dentry *dentry)
{
	return dentry->d_lockref.count;
}

static inline bool d_unhashed(const struct dentry *dentry)
{
	return hlist_unhashed(&dentry->d_hash);
}

/* Removed from the tree, though perhaps still open. A root is never "unlinked". */
static inline bool d_unlinked(const struct dentry *dentry)
{
	return d_unhashed(dentry) && !IS_ROOT(dentry);
}

static inline bool d_mountpoint(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_MOUNTED;
}

static inline bool cant_mount(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_CANT_MOUNT;
}

/* The directory is going away: no mount may be put on it from now on. */
static inline void dont_mount(struct dentry *dentry)
{
	spin_lock(&dentry->d_lock);
	dentry->d_flags |= DCACHE_CANT_MOUNT;
	spin_unlock(&dentry->d_lock);
}

static inline unsigned int __d_entry_type(const struct dentry *dentry)
{
	return dentry->d_flags & DCACHE_ENTRY_TYPE;
}

static inline bool d_is_negative(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_MISS_TYPE;
}

static inline bool d_is_positive(const struct dentry *dentry)
{
	return !d_is_negative(dentry);
}

static inline bool d_is_dir(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_DIRECTORY_TYPE;
}

static inline bool d_can_lookup(const struct dentry *dentry)
{
	return d_is_dir(dentry);
}

static inline bool d_is_symlink(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_SYMLINK_TYPE;
}

static inline bool d_is_reg(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_REGULAR_TYPE;
}

static inline bool d_is_special(const struct dentry *dentry)
{
	return __d_entry_type(dentry) == DCACHE_SPECIAL_TYPE;
}

static inline struct inode *d_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

static inline struct inode *d_backing_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

static inline bool d_really_is_negative(const struct dentry *dentry)
{
	return !dentry->d_inode;
}

static inline bool d_really_is_positive(const struct dentry *dentry)
{
	return dentry->d_inode;
}

/* Hashed and with an inode: what a directory listing shows. */
static inline int simple_positive(const struct dentry *dentry)
{
	return d_really_is_positive(dentry) && !d_unhashed(dentry);
}

#endif
