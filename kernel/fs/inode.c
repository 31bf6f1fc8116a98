// SPDX-License-Identifier: MIT
/*
 * Inodes: their birth, their references, and their end.
 *
 * An inode made with new_inode() is known to dentries only and ends with its last reference. One
 * from iget_locked() is also found by its number, in inode_hashtable, and is kept after the last
 * reference while it has links, up to INODE_MAX_UNUSED of them, oldest out first.
 *
 * Locks: inode_hash_lock guards the table and the list of unused inodes, and is outside i_lock.
 * i_count goes from 0 to 1 only under inode_hash_lock; an inode marked I_FREEING is never given
 * out again, and who looks for its number waits until it has left the table.
 *
 * What concerns times, owners and link counts is in inode_attr.c.
 */
#include <linux/bug.h>
#include <linux/cdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define INODE_HASH_BITS	 10
#define INODE_MAX_UNUSED 1024

static DEFINE_SPINLOCK(inode_hash_lock);
static struct hlist_head inode_hashtable[1 << INODE_HASH_BITS]; /* inode_hash_lock */
static LIST_HEAD(inode_unused);					/* oldest first; inode_hash_lock */
static unsigned int nr_unused;					/* its length; inode_hash_lock */
static DECLARE_WAIT_QUEUE_HEAD(inode_waitq);			/* I_NEW or I_FREEING went away */
static struct kmem_cache *inode_cache;

void __init inode_init(void)
{
	inode_cache = kmem_cache_create("inode_cache", sizeof(struct inode), 0,
					SLAB_PANIC | SLAB_RECLAIM_ACCOUNT, NULL);
}

/* What stays true from one use of the memory to the next: for a file system's slab constructor. */
void inode_init_once(struct inode *inode)
{
	memset(inode, 0, sizeof(*inode));
	INIT_HLIST_NODE(&inode->i_hash);
	INIT_HLIST_HEAD(&inode->i_dentry);
	INIT_LIST_HEAD(&inode->i_lru);
	INIT_LIST_HEAD(&inode->i_sb_list);
	INIT_LIST_HEAD(&inode->i_devices);
	address_space_init_once(&inode->i_data);
}
EXPORT_SYMBOL(inode_init_once);

static int no_open(struct inode *inode, struct file *file)
{
	return -ENXIO;
}

static const struct file_operations no_open_fops = {.open = no_open};
static const struct inode_operations empty_iops;
static const struct address_space_operations empty_aops;

static void inode_init_always(struct super_block *sb, struct inode *inode)
{
	inode->i_sb = sb;
	inode->i_blkbits = sb->s_blocksize_bits;
	inode->i_flags = 0;
	inode->i_opflags = 0;
	inode->i_mode = 0;
	inode->i_op = &empty_iops;
	inode->i_fop = &no_open_fops;
	inode->i_ino = 0;
	inode->__i_nlink = 1;
	inode->i_uid = GLOBAL_ROOT_UID;
	inode->i_gid = GLOBAL_ROOT_GID;
	inode->i_rdev = 0;
	inode->i_size = 0;
	inode->i_blocks = 0;
	inode->i_bytes = 0;
	inode->i_generation = 0;
	inode->i_pipe = NULL;
	inode->i_private = NULL;
	inode->i_flctx = NULL;
	inode->i_state = 0;
	atomic_set(&inode->i_count, 1);
	atomic_set(&inode->i_writecount, 0);
	spin_lock_init(&inode->i_lock);
	init_rwsem(&inode->i_rwsem);
	inode->i_mapping = &inode->i_data;
	inode->i_data.host = inode;
	inode->i_data.a_ops = &empty_aops;
	inode->i_data.flags = 0;
	inode->i_data.private_data = NULL;
	inode->i_data.gfp_mask = GFP_HIGHUSER;
	atomic_set(&inode->i_data.i_mmap_writable, 0);
}

static struct inode *alloc_inode(struct super_block *sb)
{
	struct inode *inode;

	if (sb->s_op->alloc_inode) {
		inode = sb->s_op->alloc_inode(sb);
	} else {
		inode = kmem_cache_alloc(inode_cache, GFP_KERNEL);
		if (inode)
			inode_init_once(inode);
	}
	if (!inode)
		return NULL;
	inode_init_always(sb, inode);
	return inode;
}

static void free_inode_memory(struct inode *inode)
{
	const struct super_operations *ops = inode->i_sb->s_op;

	locks_free_lock_context(inode);
	if (ops->destroy_inode)
		ops->destroy_inode(inode);
	if (ops->free_inode)
		ops->free_inode(inode);
	else if (!ops->destroy_inode)
		kmem_cache_free(inode_cache, inode);
}

static void inode_sb_list_add(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;

	spin_lock(&sb->s_inode_list_lock);
	list_add(&inode->i_sb_list, &sb->s_inodes);
	spin_unlock(&sb->s_inode_list_lock);
}

static void inode_sb_list_del(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;

	spin_lock(&sb->s_inode_list_lock);
	list_del_init(&inode->i_sb_list);
	spin_unlock(&sb->s_inode_list_lock);
}

/* An inode with one reference and one link, no type and no number. NULL when memory is short. */
struct inode *new_inode(struct super_block *sb)
{
	struct inode *inode = alloc_inode(sb);

	if (inode)
		inode_sb_list_add(inode);
	return inode;
}
EXPORT_SYMBOL(new_inode);

/* A number for an inode that has none on any disk. Never 0. */
unsigned int get_next_ino(void)
{
	static atomic_t last_ino = ATOMIC_INIT(0);
	unsigned int ino;

	do {
		ino = atomic_inc_return(&last_ino);
	} while (!ino);
	return ino;
}
EXPORT_SYMBOL(get_next_ino);

/* An inode for a file with no name of its own, owned by the caller. ERR_PTR(-ENOMEM). */
struct inode *alloc_anon_inode(struct super_block *sb)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_ino = get_next_ino();
	inode->i_mode = S_IRUSR | S_IWUSR;
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	inode->i_flags |= S_PRIVATE;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	return inode;
}
EXPORT_SYMBOL(alloc_anon_inode);

/* What open(2) of a device, fifo or socket node does, by its type. */
void init_special_inode(struct inode *inode, umode_t mode, dev_t rdev)
{
	inode->i_mode = mode;
	if (S_ISCHR(mode)) {
		inode->i_fop = &def_chr_fops;
		inode->i_rdev = rdev;
	} else if (S_ISBLK(mode)) {
		inode->i_fop = &no_open_fops; /* ENXIO: there is no such device */
		inode->i_rdev = rdev;
	} else if (S_ISFIFO(mode)) {
		inode->i_fop = &pipefifo_fops;
	} else {
		inode->i_fop = &no_open_fops; /* a socket is reached by connect(2) only */
	}
}
EXPORT_SYMBOL(init_special_inode);

/* --------------------------------------------------------------------- references and the end */

/* Another reference to an inode that the caller holds. */
void ihold(struct inode *inode)
{
	WARN_ON(atomic_inc_return(&inode->i_count) < 2);
}
EXPORT_SYMBOL(ihold);

/* A reference to an inode found through a pointer that does not hold it; NULL if it is ending. */
struct inode *igrab(struct inode *inode)
{
	bool alive;

	spin_lock(&inode_hash_lock);
	spin_lock(&inode->i_lock);
	alive = !(inode->i_state & I_FREEING);
	if (alive)
		atomic_inc(&inode->i_count);
	spin_unlock(&inode->i_lock);
	spin_unlock(&inode_hash_lock);
	return alive ? inode : NULL;
}
EXPORT_SYMBOL(igrab);

/* For an evict_inode: nothing of the inode's contents is left. */
void clear_inode(struct inode *inode)
{
	BUG_ON(inode->i_data.nrpages);
	BUG_ON(!(inode->i_state & I_FREEING));
}
EXPORT_SYMBOL(clear_inode);

/* End an inode that is marked I_FREEING and unreferenced. Sleeps. */
static void evict(struct inode *inode)
{
	const struct super_operations *ops = inode->i_sb->s_op;

	inode_sb_list_del(inode);
	if (ops->evict_inode) {
		ops->evict_inode(inode);
	} else {
		truncate_inode_pages_final(&inode->i_data);
		clear_inode(inode);
	}
	if (S_ISCHR(inode->i_mode) && inode->i_cdev)
		cd_forget(inode);
	remove_inode_hash(inode);
	wake_up_all(&inode_waitq);
	free_inode_memory(inode);
}

int generic_delete_inode(struct inode *inode)
{
	return 1;
}
EXPORT_SYMBOL(generic_delete_inode);

int generic_drop_inode(struct inode *inode)
{
	return !inode->i_nlink || inode_unhashed(inode);
}
EXPORT_SYMBOL(generic_drop_inode);

/* inode_hash_lock is held. */
static void inode_lru_del(struct inode *inode)
{
	if (!list_empty(&inode->i_lru)) {
		list_del_init(&inode->i_lru);
		nr_unused--;
	}
}

/*
 * Nobody refers to inode: end it now (true, I_FREEING set), or keep it unused (false).
 * inode_hash_lock and i_lock are held.
 */
static bool inode_last_put(struct inode *inode)
{
	const struct super_block *sb = inode->i_sb;
	int drop = sb->s_op->drop_inode ? sb->s_op->drop_inode(inode) : generic_drop_inode(inode);

	if (drop || inode_unhashed(inode) || !(sb->s_flags & SB_ACTIVE)) {
		inode->i_state |= I_FREEING;
		inode_lru_del(inode);
		return true;
	}
	if (list_empty(&inode->i_lru)) {
		list_add_tail(&inode->i_lru, &inode_unused);
		nr_unused++;
	}
	return false;
}

/* The oldest unused inode, marked I_FREEING, if there are too many. inode_hash_lock is held. */
static struct inode *inode_surplus(void)
{
	struct inode *inode = NULL;

	while (!inode && nr_unused > INODE_MAX_UNUSED) {
		inode = list_first_entry(&inode_unused, struct inode, i_lru);
		inode_lru_del(inode);
		if (atomic_read(&inode->i_count))
			inode = NULL; /* in use again: it comes back when it no longer is */
	}
	if (inode) {
		spin_lock(&inode->i_lock);
		inode->i_state |= I_FREEING;
		spin_unlock(&inode->i_lock);
	}
	return inode;
}

/* Drop a reference; NULL is allowed. May sleep. */
void iput(struct inode *inode)
{
	struct inode *victim = NULL;

	if (!inode || atomic_add_unless(&inode->i_count, -1, 1))
		return;
	spin_lock(&inode_hash_lock);
	spin_lock(&inode->i_lock);
	if (atomic_dec_and_test(&inode->i_count) && inode_last_put(inode))
		victim = inode;
	spin_unlock(&inode->i_lock);
	if (!victim)
		victim = inode_surplus();
	spin_unlock(&inode_hash_lock);
	if (victim)
		evict(victim);
}
EXPORT_SYMBOL(iput);

/* End of a file system: evict all of its unused inodes. Its SB_ACTIVE is already clear. */
void evict_inodes(struct super_block *sb)
{
	struct inode *inode, *victim;

	do {
		victim = NULL;
		spin_lock(&inode_hash_lock);
		spin_lock(&sb->s_inode_list_lock);
		list_for_each_entry (inode, &sb->s_inodes, i_sb_list) {
			if (!atomic_read(&inode->i_count) && !(inode->i_state & I_FREEING)) {
				victim = inode;
				break;
			}
		}
		spin_unlock(&sb->s_inode_list_lock);
		if (victim) {
			spin_lock(&victim->i_lock);
			victim->i_state |= I_FREEING;
			spin_unlock(&victim->i_lock);
			inode_lru_del(victim);
		}
		spin_unlock(&inode_hash_lock);
		if (victim)
			evict(victim);
	} while (victim);
}

/* --------------------------------------------------------------------------- found by number */

static struct hlist_head *inode_bucket(const struct super_block *sb, unsigned long ino)
{
	return &inode_hashtable[hash_long(ino ^ (unsigned long)sb, INODE_HASH_BITS)];
}

void insert_inode_hash(struct inode *inode)
{
	spin_lock(&inode_hash_lock);
	hlist_add_head(&inode->i_hash, inode_bucket(inode->i_sb, inode->i_ino));
	spin_unlock(&inode_hash_lock);
}
EXPORT_SYMBOL(insert_inode_hash);

void remove_inode_hash(struct inode *inode)
{
	spin_lock(&inode_hash_lock);
	hlist_del_init(&inode->i_hash);
	spin_unlock(&inode_hash_lock);
}
EXPORT_SYMBOL(remove_inode_hash);

/* The inode in the table, without a reference, whatever its state. inode_hash_lock is held. */
static struct inode *inode_find(struct super_block *sb, unsigned long ino)
{
	struct inode *inode;

	hlist_for_each_entry (inode, inode_bucket(sb, ino), i_hash)
		if (inode->i_sb == sb && inode->i_ino == ino)
			return inode;
	return NULL;
}

static bool inode_gone(struct super_block *sb, unsigned long ino)
{
	struct inode *inode;
	bool gone;

	spin_lock(&inode_hash_lock);
	inode = inode_find(sb, ino);
	gone = !inode || !(inode->i_state & I_FREEING);
	spin_unlock(&inode_hash_lock);
	return gone;
}

/*
 * The cached inode with a reference, ready for use, or NULL. When fresh is not NULL and there is
 * none, fresh is put in its place. Sleeps while the one that is there is ending or being filled.
 */
static struct inode *inode_get_or_insert(struct super_block *sb, unsigned long ino,
					 struct inode *fresh)
{
	struct inode *inode;

	for (;;) {
		spin_lock(&inode_hash_lock);
		inode = inode_find(sb, ino);
		if (!inode || !(inode->i_state & I_FREEING))
			break;
		spin_unlock(&inode_hash_lock);
		wait_event(inode_waitq, inode_gone(sb, ino));
	}
	if (inode)
		atomic_inc(&inode->i_count);
	else if (fresh)
		hlist_add_head(&fresh->i_hash, inode_bucket(sb, ino));
	spin_unlock(&inode_hash_lock);

	if (inode)
		wait_event(inode_waitq, !(READ_ONCE(inode->i_state) & I_NEW));
	return inode;
}

/* The inode if it is cached, referenced; NULL otherwise. May sleep. */
struct inode *ilookup(struct super_block *sb, unsigned long ino)
{
	return inode_get_or_insert(sb, ino, NULL);
}
EXPORT_SYMBOL(ilookup);

/*
 * The inode of that number, referenced. If I_NEW is set in i_state the caller is the one to fill it
 * in, and ends with unlock_new_inode() or iget_failed(). NULL when memory is short. May sleep.
 */
struct inode *iget_locked(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = ilookup(sb, ino);

	/* An inode that left the table while we waited is one that could not be filled. */
	while (!inode || inode_unhashed(inode)) {
		struct inode *fresh;

		iput(inode);
		fresh = alloc_inode(sb);
		if (!fresh)
			return NULL;
		fresh->i_ino = ino;
		fresh->i_state = I_NEW;
		inode = inode_get_or_insert(sb, ino, fresh);
		if (!inode) {
			inode_sb_list_add(fresh);
			return fresh;
		}
		free_inode_memory(fresh);
	}
	return inode;
}
EXPORT_SYMBOL(iget_locked);

void unlock_new_inode(struct inode *inode)
{
	spin_lock(&inode->i_lock);
	inode->i_state &= ~I_NEW;
	spin_unlock(&inode->i_lock);
	wake_up_all(&inode_waitq);
}
EXPORT_SYMBOL(unlock_new_inode);

/* The caller could not fill it in: nobody finds it any more. Drops the caller's reference. */
void iget_failed(struct inode *inode)
{
	remove_inode_hash(inode);
	unlock_new_inode(inode);
	iput(inode);
}
EXPORT_SYMBOL(iget_failed);
