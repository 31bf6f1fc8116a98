// SPDX-License-Identifier: MIT
/*
 * The directory entry cache: the tree of names that path walks run over.
 *
 * An entry whose last reference goes is kept, unused, for the next walk, unless its file system
 * says otherwise (d_delete) or it was unhashed. The unused ones sit in a list, oldest first, and
 * never number more than DCACHE_MAX_UNUSED. An unused entry has no children: each child holds
 * its parent.
 *
 * One spinlock, dcache_lock, guards the whole tree (see <linux/dcache.h> for the list). It is
 * held for a hash look-up, never for I/O: when an entry dies its inode is let go after the lock.
 * Walks over subtrees are in dcache_tree.c.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dcache.h"
#include "internal.h"

#define DCACHE_HASH_BITS  12
#define DCACHE_MAX_UNUSED 4096

DEFINE_SPINLOCK(dcache_lock);

static struct hlist_head dentry_hashtable[1 << DCACHE_HASH_BITS]; /* dcache_lock */
static LIST_HEAD(dentry_unused);				  /* oldest first; dcache_lock */
static unsigned int nr_unused;					  /* its length; dcache_lock */
static struct kmem_cache *dentry_cache;

void __init dcache_init(void)
{
	dentry_cache = kmem_cache_create("dentry", sizeof(struct dentry), 0,
					 SLAB_PANIC | SLAB_RECLAIM_ACCOUNT, NULL);
}

static struct hlist_head *d_bucket(const struct dentry *parent, u32 hash)
{
	return &dentry_hashtable[hash_32(hash ^ hash_ptr(parent, 32), DCACHE_HASH_BITS)];
}

/* An entry with one reference, no parent and no inode. NULL when memory is short. */
static struct dentry *__d_alloc(struct super_block *sb, const struct qstr *name)
{
	struct dentry *dentry = kmem_cache_zalloc(dentry_cache, GFP_KERNEL);

	if (!dentry)
		return NULL;
	if (__d_set_name(dentry, name)) {
		kmem_cache_free(dentry_cache, dentry);
		return NULL;
	}
	spin_lock_init(&dentry->d_lockref.lock);
	dentry->d_lockref.count = 1;
	dentry->d_sb = sb;
	dentry->d_parent = dentry;
	INIT_HLIST_NODE(&dentry->d_hash);
	INIT_HLIST_NODE(&dentry->d_u.d_alias);
	INIT_LIST_HEAD(&dentry->d_lru);
	INIT_LIST_HEAD(&dentry->d_child);
	INIT_LIST_HEAD(&dentry->d_subdirs);
	d_set_d_op(dentry, sb->s_d_op);
	return dentry;
}

/*
 * Join d_parent's children, at the end. Positions grow, and are not used again: so a reader of
 * the directory who stopped at one goes on behind it, whatever was removed meanwhile.
 * dcache_lock is held.
 */
void __d_add_child(struct dentry *dentry)
{
	static loff_t last_off = 2; /* 0 and 1 are "." and ".."; dcache_lock */

	dentry->d_off = ++last_off;
	list_add_tail(&dentry->d_child, &dentry->d_parent->d_subdirs);
}

/*
 * A new negative entry called name under parent, unhashed, with one reference; it takes its own
 * reference to parent. name->hash must be set. NULL when memory is short.
 */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = __d_alloc(parent->d_sb, name);

	if (!dentry)
		return NULL;
	spin_lock(&dcache_lock);
	lockref_get(&parent->d_lockref);
	dentry->d_parent = parent;
	__d_add_child(dentry);
	spin_unlock(&dcache_lock);
	return dentry;
}
EXPORT_SYMBOL(d_alloc);

struct dentry *d_alloc_name(struct dentry *parent, const char *name)
{
	struct qstr q = QSTR_INIT(name, strlen(name));

	q.hash = full_name_hash(parent, name, q.len);
	return d_alloc(parent, &q);
}
EXPORT_SYMBOL(d_alloc_name);

/* An entry in no tree, for a pipe or another file without a name of its own. */
struct dentry *d_alloc_pseudo(struct super_block *sb, const struct qstr *name)
{
	static const struct dentry_operations anon_ops = {.d_dname = simple_dname};
	struct dentry *dentry = __d_alloc(sb, name);

	if (dentry && !dentry->d_op)
		d_set_d_op(dentry, &anon_ops);
	return dentry;
}

/* Once per entry, before anyone else sees it. */
void d_set_d_op(struct dentry *dentry, const struct dentry_operations *op)
{
	dentry->d_op = op;
	dentry->d_flags &=
		~(DCACHE_OP_HASH | DCACHE_OP_COMPARE | DCACHE_OP_REVALIDATE | DCACHE_OP_DELETE);
	if (!op)
		return;
	if (op->d_hash)
		dentry->d_flags |= DCACHE_OP_HASH;
	if (op->d_compare)
		dentry->d_flags |= DCACHE_OP_COMPARE;
	if (op->d_revalidate)
		dentry->d_flags |= DCACHE_OP_REVALIDATE;
	if (op->d_delete)
		dentry->d_flags |= DCACHE_OP_DELETE;
}
EXPORT_SYMBOL(d_set_d_op);

static unsigned int d_type_flags(const struct inode *inode)
{
	if (!inode)
		return DCACHE_MISS_TYPE;
	if (S_ISDIR(inode->i_mode))
		return DCACHE_DIRECTORY_TYPE;
	if (S_ISLNK(inode->i_mode))
		return DCACHE_SYMLINK_TYPE;
	return S_ISREG(inode->i_mode) ? DCACHE_REGULAR_TYPE : DCACHE_SPECIAL_TYPE;
}

/* Point dentry at inode, which may be NULL. dcache_lock is held. */
void __d_set_inode(struct dentry *dentry, struct inode *inode)
{
	if (inode)
		hlist_add_head(&dentry->d_u.d_alias, &inode->i_dentry);
	dentry->d_inode = inode;
	spin_lock(&dentry->d_lock);
	dentry->d_flags = (dentry->d_flags & ~DCACHE_ENTRY_TYPE) | d_type_flags(inode);
	spin_unlock(&dentry->d_lock);
}

/* Take the inode off dentry, leaving it negative. dcache_lock is held. The caller d_iput()s. */
static struct inode *__d_take_inode(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	if (inode) {
		hlist_del_init(&dentry->d_u.d_alias);
		__d_set_inode(dentry, NULL);
	}
	return inode;
}

static void d_iput(struct dentry *dentry, struct inode *inode)
{
	if (!inode)
		return;
	if (dentry->d_op && dentry->d_op->d_iput)
		dentry->d_op->d_iput(dentry, inode);
	else
		iput(inode);
}

/* dcache_lock is held. */
void __d_rehash(struct dentry *dentry)
{
	hlist_add_head(&dentry->d_hash, d_bucket(dentry->d_parent, dentry->d_name.hash));
}

/* dcache_lock is held. */
void __d_unhash(struct dentry *dentry)
{
	hlist_del_init(&dentry->d_hash);
}

/* Give a negative entry its inode, whose reference it takes over. */
void d_instantiate(struct dentry *dentry, struct inode *inode)
{
	BUG_ON(dentry->d_inode);
	spin_lock(&dcache_lock);
	__d_set_inode(dentry, inode);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_instantiate);

void d_rehash(struct dentry *dentry)
{
	spin_lock(&dcache_lock);
	if (d_unhashed(dentry))
		__d_rehash(dentry);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_rehash);

/* The usual end of a lookup: dentry means inode (NULL: no such file), and can now be found. */
void d_add(struct dentry *dentry, struct inode *inode)
{
	spin_lock(&dcache_lock);
	if (inode)
		__d_set_inode(dentry, inode);
	if (d_unhashed(dentry))
		__d_rehash(dentry);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_add);

/* A file that has an inode and never had a name: "#ino" in its directory's file system. */
void d_tmpfile(struct inode *inode, struct dentry *dentry)
{
	drop_nlink(inode);
	d_instantiate(dentry, inode);
}
EXPORT_SYMBOL(d_tmpfile);

/* The root of a file system. Takes over inode, also when it fails: NULL. inode may be NULL. */
struct dentry *d_make_root(struct inode *inode)
{
	struct dentry *root;

	if (!inode)
		return NULL;
	root = __d_alloc(inode->i_sb, &slash_name);
	if (!root) {
		iput(inode);
		return NULL;
	}
	d_instantiate(root, inode);
	return root;
}
EXPORT_SYMBOL(d_make_root);

static bool d_name_matches(const struct dentry *parent, const struct dentry *dentry,
			   const struct qstr *name)
{
	if (dentry->d_flags & DCACHE_OP_COMPARE)
		return !parent->d_op->d_compare(dentry, dentry->d_name.len,
						(const char *)dentry->d_name.name, name);
	return dentry->d_name.len == name->len &&
	       !memcmp(dentry->d_name.name, name->name, name->len);
}

/* The cached entry, positive or negative, with a reference; NULL if there is none. */
struct dentry *d_lookup(const struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry, *found = NULL;

	spin_lock(&dcache_lock);
	hlist_for_each_entry (dentry, d_bucket(parent, name->hash), d_hash) {
		if (dentry->d_name.hash != name->hash || dentry->d_parent != parent)
			continue;
		if (!d_name_matches(parent, dentry, name))
			continue;
		found = dget(dentry);
		break;
	}
	spin_unlock(&dcache_lock);
	return found;
}
EXPORT_SYMBOL(d_lookup);

/* As d_lookup(), with the hash computed here; ERR_PTR if the file system refuses the name. */
struct dentry *d_hash_and_lookup(struct dentry *dir, struct qstr *name)
{
	name->hash = full_name_hash(dir, (const char *)name->name, name->len);
	if (dir->d_flags & DCACHE_OP_HASH) {
		int err = dir->d_op->d_hash(dir, name);

		if (err < 0)
			return ERR_PTR(err);
	}
	return d_lookup(dir, name);
}
EXPORT_SYMBOL(d_hash_and_lookup);

/* Off the list of unused entries, whichever list d_lru is in. dcache_lock is held. */
void __d_lru_del(struct dentry *dentry)
{
	if (!(dentry->d_flags & DCACHE_LRU_LIST))
		return;
	spin_lock(&dentry->d_lock);
	dentry->d_flags &= ~DCACHE_LRU_LIST;
	spin_unlock(&dentry->d_lock);
	list_del_init(&dentry->d_lru);
	nr_unused--;
}

/* To the young end of the list of unused entries. dcache_lock is held. */
static void __d_lru_add(struct dentry *dentry)
{
	if (dentry->d_flags & DCACHE_LRU_LIST) {
		list_move_tail(&dentry->d_lru, &dentry_unused);
		return;
	}
	spin_lock(&dentry->d_lock);
	dentry->d_flags |= DCACHE_LRU_LIST;
	spin_unlock(&dentry->d_lock);
	list_add_tail(&dentry->d_lru, &dentry_unused);
	nr_unused++;
}

/*
 * End an entry that nobody refers to. dcache_lock is held on entry and released; the inode is
 * let go after that. Returns the parent, whose reference is now the caller's to drop, or NULL.
 */
struct dentry *__d_kill(struct dentry *dentry)
{
	struct dentry *parent = IS_ROOT(dentry) ? NULL : dentry->d_parent;
	struct inode *inode;

	spin_lock(&dentry->d_lock);
	lockref_mark_dead(&dentry->d_lockref);
	spin_unlock(&dentry->d_lock);
	__d_unhash(dentry);
	__d_lru_del(dentry);
	list_del_init(&dentry->d_child);
	inode = __d_take_inode(dentry);
	spin_unlock(&dcache_lock);

	d_iput(dentry, inode);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);
	__d_put_name(dentry);
	kmem_cache_free(dentry_cache, dentry);
	return parent;
}

/* Whether an entry that has just become unused is worth keeping. dcache_lock is held. */
static bool d_keep(const struct dentry *dentry)
{
	if (d_unhashed(dentry) || !(dentry->d_sb->s_flags & SB_ACTIVE))
		return false;
	return !(dentry->d_flags & DCACHE_OP_DELETE) || !dentry->d_op->d_delete(dentry);
}

/* The oldest unused entry, if there are more than that many. dcache_lock is held. */
static struct dentry *d_surplus(unsigned int max_unused)
{
	while (nr_unused > max_unused) {
		struct dentry *dentry = list_first_entry(&dentry_unused, struct dentry, d_lru);

		if (!dentry->d_lockref.count)
			return dentry;
		__d_lru_del(dentry); /* in use again: it comes back when it no longer is */
	}
	return NULL;
}

/* Drop what may be the last reference; returns an entry whose reference to drop next, or NULL. */
static struct dentry *d_put_last(struct dentry *dentry)
{
	bool last;

	spin_lock(&dcache_lock);
	spin_lock(&dentry->d_lock);
	last = --dentry->d_lockref.count == 0;
	spin_unlock(&dentry->d_lock);

	if (last && !d_keep(dentry))
		return __d_kill(dentry);
	if (last)
		__d_lru_add(dentry);
	dentry = d_surplus(DCACHE_MAX_UNUSED);
	if (dentry)
		return __d_kill(dentry);
	spin_unlock(&dcache_lock);
	return NULL;
}

void dput(struct dentry *dentry)
{
	while (dentry && !lockref_put_not_last(&dentry->d_lockref))
		dentry = d_put_last(dentry);
}
EXPORT_SYMBOL(dput);

/* Forget every unused entry, and then those that held only such. May sleep. */
void shrink_dcache_all(void)
{
	struct dentry *dentry;

	for (;;) {
		spin_lock(&dcache_lock);
		dentry = d_surplus(0);
		if (!dentry)
			break;
		dput(__d_kill(dentry));
		cond_resched();
	}
	spin_unlock(&dcache_lock);
}

struct dentry *dget_parent(struct dentry *dentry)
{
	struct dentry *parent;

	spin_lock(&dcache_lock);
	parent = dget(dentry->d_parent);
	spin_unlock(&dcache_lock);
	return parent;
}
EXPORT_SYMBOL(dget_parent);

/* No walk finds the entry any more; those who hold it go on. */
void d_drop(struct dentry *dentry)
{
	spin_lock(&dcache_lock);
	__d_unhash(dentry);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_drop);

/*
 * The file's name is gone. If the caller alone holds the entry it turns negative; otherwise it
 * is unhashed and keeps its inode for those who have the file open. The parent's i_rwsem is held.
 */
void d_delete(struct dentry *dentry)
{
	struct inode *inode = NULL;

	spin_lock(&dcache_lock);
	if (dentry->d_lockref.count == 1) {
		spin_lock(&dentry->d_lock);
		dentry->d_flags &= ~DCACHE_CANT_MOUNT;
		spin_unlock(&dentry->d_lock);
		inode = __d_take_inode(dentry);
	} else {
		__d_unhash(dentry);
	}
	spin_unlock(&dcache_lock);
	d_iput(dentry, inode);
}
EXPORT_SYMBOL(d_delete);

/* Any name of the inode, referenced, or NULL. */
struct dentry *d_find_any_alias(struct inode *inode)
{
	struct dentry *alias = NULL;

	spin_lock(&dcache_lock);
	if (!hlist_empty(&inode->i_dentry))
		alias = dget(hlist_entry(inode->i_dentry.first, struct dentry, d_u.d_alias));
	spin_unlock(&dcache_lock);
	return alias;
}
EXPORT_SYMBOL(d_find_any_alias);

/* As d_find_any_alias(), but one that walks can find. A directory has at most one name. */
struct dentry *d_find_alias(struct inode *inode)
{
	struct dentry *alias, *found = NULL;

	spin_lock(&dcache_lock);
	hlist_for_each_entry (alias, &inode->i_dentry, d_u.d_alias) {
		if (S_ISDIR(inode->i_mode) || !d_unhashed(alias)) {
			found = dget(alias);
			break;
		}
	}
	spin_unlock(&dcache_lock);
	return found;
}
EXPORT_SYMBOL(d_find_alias);
