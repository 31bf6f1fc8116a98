// SPDX-License-Identifier: MIT
/*
 * Inodes of /proc, and the guard between an open file and the proc_ops of the entry behind it.
 *
 * An entry may be removed while its files are open; the module with its proc_ops is gone a moment
 * later. So each call goes through here: enter() counts it in, unless removal has begun; leave()
 * counts it out; proc_entry_rundown(), the remover's side, closes the door, waits for the last one
 * to leave, and then calls proc_release() for every file still open, which fput() will not do
 * again.
 */
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <kernel/holds.h>
#include <uapi/linux/magic.h>
#include "internal.h"

static struct kmem_cache *proc_inode_cache;
static struct kmem_cache *pde_opener_cache;

/* --- inodes --- */

static void proc_inode_ctor(void *object)
{
	inode_init_once(&((struct proc_inode *)object)->vfs_inode);
}

void proc_inode_init(void)
{
	proc_inode_cache = kmem_cache_create("proc_inode_cache", sizeof(struct proc_inode), 0,
					     SLAB_PANIC, proc_inode_ctor);
	pde_opener_cache =
		kmem_cache_create("pde_opener", sizeof(struct pde_opener), 0, SLAB_PANIC, NULL);
}

static struct inode *proc_alloc_inode(struct super_block *sb)
{
	struct proc_inode *pi = kmem_cache_alloc(proc_inode_cache, GFP_KERNEL);

	if (!pi)
		return NULL;
	pi->pid = NULL;
	pi->fd = 0;
	pi->op.get_link = NULL;
	pi->pde = NULL;
	pi->sysctl = NULL;
	pi->sysctl_entry = NULL;
	return &pi->vfs_inode;
}

static void proc_free_inode(struct inode *inode)
{
	kmem_cache_free(proc_inode_cache, PROC_I(inode));
}

static void proc_evict_inode(struct inode *inode)
{
	struct proc_inode *pi = PROC_I(inode);

	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	put_pid(pi->pid);
	if (pi->pde)
		pde_put(pi->pde);
	if (pi->sysctl)
		proc_sys_evict_inode(inode, pi->sysctl);
}

const struct super_operations proc_sops = {
	.alloc_inode = proc_alloc_inode,
	.free_inode = proc_free_inode,
	.drop_inode = generic_delete_inode,
	.evict_inode = proc_evict_inode,
	.statfs = simple_statfs,
};

/* --- the guard --- */

static void leave(struct proc_dir_entry *de);

/* A task that dies in an entry's function leaves. */
static void release_entry(void *de)
{
	leave(de);
}

static bool enter(struct proc_dir_entry *de)
{
	if (de->permanent)
		return true;
	if (!atomic_inc_unless_negative(&de->in_use))
		return false;
	hold_note(de, release_entry);
	return true;
}

static void leave(struct proc_dir_entry *de)
{
	if (de->permanent)
		return;
	hold_drop(de);
	if (atomic_dec_return(&de->in_use) == (int)PDE_BIAS)
		complete(de->unload);
}

/*
 * Calls proc_release() for op's file, or waits for whoever is doing so. Called with opener_lock
 * held; gives it up. op is gone afterwards.
 */
static void close_opener(struct proc_dir_entry *de, struct pde_opener *op)
	__releases(&de->opener_lock)
{
	struct completion *closed;

	if (op->closing) {
		/* The other side (fput() or the remover) frees op and then completes this. */
		DECLARE_COMPLETION_ONSTACK(done);

		op->closed = &done;
		spin_unlock(&de->opener_lock);
		wait_for_completion(&done);
		return;
	}

	op->closing = true;
	spin_unlock(&de->opener_lock);
	de->ops->proc_release(file_inode(op->file), op->file);

	spin_lock(&de->opener_lock);
	list_del(&op->list);
	closed = op->closed;
	spin_unlock(&de->opener_lock);
	if (closed)
		complete(closed);
	kmem_cache_free(pde_opener_cache, op);
}

/* Inodes may keep de for long: it doesn't point to what may be freed now. */
static void forget_ops(struct proc_dir_entry *de)
{
	static const struct proc_ops no_ops;

	if (S_ISREG(de->mode)) {
		de->ops = &no_ops;
		de->seq_ops = NULL;
	}
	de->owner = NULL;
	de->unload = NULL;
}

/*
 * Ends all use of de's proc_ops. de is out of the tree, so no new inode will show it; the caller
 * holds a reference. Sleeps.
 */
void proc_entry_rundown(struct proc_dir_entry *de)
{
	DECLARE_COMPLETION_ONSTACK(unload);

	de->unload = &unload;
	if (atomic_add_return(PDE_BIAS, &de->in_use) != (int)PDE_BIAS)
		wait_for_completion(&unload);

	for (;;) {
		struct pde_opener *op;

		spin_lock(&de->opener_lock);
		op = list_first_entry_or_null(&de->openers, struct pde_opener, list);
		if (!op)
			break;
		close_opener(de, op);
	}
	spin_unlock(&de->opener_lock);
	forget_ops(de);
}

/*
 * The same for a module that has crashed: none of its functions is called, and nobody waited for,
 * who may be dead or sleep in it for ever. Whoever is inside has got what it needs of de.
 */
void proc_entry_abandon(struct proc_dir_entry *de)
{
	static DECLARE_COMPLETION(nobody_waits);
	struct pde_opener *op, *next;

	forget_ops(de);
	de->unload = &nobody_waits;
	atomic_add(PDE_BIAS, &de->in_use);
	spin_lock(&de->opener_lock);
	list_for_each_entry_safe (op, next, &de->openers, list) {
		if (op->closing)
			continue;
		list_del(&op->list);
		kmem_cache_free(pde_opener_cache, op);
	}
	spin_unlock(&de->opener_lock);
}

/* --- file operations: each a proc_op with the guard around it --- */

static loff_t proc_reg_llseek(struct file *file, loff_t offset, int whence)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	loff_t ret = -EINVAL;

	if (enter(de)) {
		if (de->ops->proc_lseek)
			ret = de->ops->proc_lseek(file, offset, whence);
		else
			ret = -ESPIPE;
		leave(de);
	}
	return ret;
}

static ssize_t proc_reg_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t ret = -EIO;

	if (enter(de)) {
		if (de->ops->proc_read)
			ret = de->ops->proc_read(file, buf, count, ppos);
		leave(de);
	}
	return ret;
}

static ssize_t proc_reg_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct proc_dir_entry *de = PDE(file_inode(iocb->ki_filp));
	ssize_t ret = -EIO;

	if (enter(de)) {
		ret = de->ops->proc_read_iter(iocb, iter);
		leave(de);
	}
	return ret;
}

static ssize_t proc_reg_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t ret = -EIO;

	if (enter(de)) {
		if (de->ops->proc_write)
			ret = de->ops->proc_write(file, buf, count, ppos);
		leave(de);
	}
	return ret;
}

static __poll_t proc_reg_poll(struct file *file, struct poll_table_struct *pt)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	__poll_t ret = DEFAULT_POLLMASK;

	if (enter(de)) {
		if (de->ops->proc_poll)
			ret = de->ops->proc_poll(file, pt);
		leave(de);
	}
	return ret;
}

static long proc_reg_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	long ret = -ENOTTY;

	if (enter(de)) {
		if (de->ops->proc_ioctl)
			ret = de->ops->proc_ioctl(file, cmd, arg);
		leave(de);
	}
	return ret;
}

static int proc_reg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	int ret = -EIO;

	if (enter(de)) {
		ret = de->ops->proc_mmap ? de->ops->proc_mmap(file, vma) : -ENODEV;
		leave(de);
	}
	return ret;
}

static unsigned long proc_reg_get_unmapped_area(struct file *file, unsigned long addr,
						unsigned long len, unsigned long pgoff,
						unsigned long flags)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	unsigned long ret = -EIO;

	if (enter(de)) {
		if (de->ops->proc_get_unmapped_area)
			ret = de->ops->proc_get_unmapped_area(file, addr, len, pgoff, flags);
		else
			ret = get_unmapped_area(NULL, addr, len, pgoff, flags);
		leave(de);
	}
	return ret;
}

/*
 * Remembers the open file, so that the remover can release it. It is allocated before proc_open(),
 * as there would be no way back afterwards.
 */
static int proc_reg_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	const struct proc_ops *ops = de->ops;
	struct pde_opener *op = NULL;
	int ret = 0;

	if (!ops->proc_lseek)
		file->f_mode &= ~FMODE_LSEEK;
	if (de->permanent)
		return ops->proc_open ? ops->proc_open(inode, file) : 0;

	if (!enter(de))
		return -ENOENT;
	if (ops->proc_release) {
		op = kmem_cache_alloc(pde_opener_cache, GFP_KERNEL);
		if (!op) {
			ret = -ENOMEM;
			goto out;
		}
	}
	if (ops->proc_open)
		ret = ops->proc_open(inode, file);
	if (!op)
		goto out;
	if (ret) {
		kmem_cache_free(pde_opener_cache, op);
		goto out;
	}
	op->file = file;
	op->closing = false;
	op->closed = NULL;
	spin_lock(&de->opener_lock);
	list_add(&op->list, &de->openers);
	spin_unlock(&de->opener_lock);
out:
	leave(de);
	return ret;
}

static int proc_reg_release(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	struct pde_opener *op;

	if (de->permanent)
		return de->ops->proc_release ? de->ops->proc_release(inode, file) : 0;

	/*
	 * The list alone decides who calls proc_release(): once the remover has been through,
	 * de->ops may point into a module that is no longer there.
	 */
	spin_lock(&de->opener_lock);
	list_for_each_entry (op, &de->openers, list) {
		if (op->file == file) {
			close_opener(de, op);
			return 0;
		}
	}
	spin_unlock(&de->opener_lock);
	return 0;
}

static const struct file_operations proc_reg_file_ops = {
	.llseek = proc_reg_llseek,
	.read = proc_reg_read,
	.write = proc_reg_write,
	.poll = proc_reg_poll,
	.unlocked_ioctl = proc_reg_ioctl,
	.mmap = proc_reg_mmap,
	.get_unmapped_area = proc_reg_get_unmapped_area,
	.open = proc_reg_open,
	.release = proc_reg_release,
};

static const struct file_operations proc_iter_file_ops = {
	.llseek = proc_reg_llseek,
	.read_iter = proc_reg_read_iter,
	.write = proc_reg_write,
	.poll = proc_reg_poll,
	.unlocked_ioctl = proc_reg_ioctl,
	.mmap = proc_reg_mmap,
	.get_unmapped_area = proc_reg_get_unmapped_area,
	.open = proc_reg_open,
	.release = proc_reg_release,
};

static const char *proc_get_link(struct dentry *dentry, struct inode *inode,
				 struct delayed_call *done)
{
	/* The inode holds the entry, and the entry its text. */
	return PDE(inode)->link;
}

const struct inode_operations proc_link_inode_operations = {
	.get_link = proc_get_link,
};

/* An inode for de, whose reference it takes over, also on failure (NULL: no memory). */
struct inode *proc_get_inode(struct super_block *sb, struct proc_dir_entry *de)
{
	struct inode *inode = new_inode(sb);

	if (!inode) {
		pde_put(de);
		return NULL;
	}
	inode->i_private = de->data;
	inode->i_ino = de->low_ino;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	PROC_I(inode)->pde = de;
	inode->i_mode = de->mode;
	inode->i_uid = de->uid;
	inode->i_gid = de->gid;
	if (de->size)
		inode->i_size = de->size;
	set_nlink(inode, de->nlink);
	inode->i_op = de->iops;
	if (S_ISREG(inode->i_mode))
		inode->i_fop = de->ops->proc_read_iter ? &proc_iter_file_ops : &proc_reg_file_ops;
	else if (S_ISDIR(inode->i_mode))
		inode->i_fop = de->dir_fops;
	return inode;
}
