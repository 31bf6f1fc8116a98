// SPDX-License-Identifier: MIT
/*
 * Open files: struct file from allocation to the last fput().
 *
 * The last fput() may come anywhere in process context, under whatever locks its caller holds (an
 * munmap() drops files under mmap_lock). What closing a file needs, a driver's ->release say, must
 * not run under those. So a user task does it as task work, on its way back to user mode and before
 * the system call is seen to return; a kernel thread, which holds no such locks, does it at once.
 */
#include <linux/atomic.h>
#include <linux/cdev.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/eventpoll.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/task_work.h>

#include <kernel/fs.h>

#include "internal.h"

#define MIN_FILES	1024
#define FILES_PER_PAGES 4 /* one file allowed for so many pages of memory */

static struct kmem_cache *filp_cache;
static atomic_long_t nr_files = ATOMIC_LONG_INIT(0);
static long max_files;

void __init files_init(void)
{
	filp_cache = kmem_cache_create("filp", sizeof(struct file), 0, SLAB_PANIC, NULL);
	max_files = max_t(long, totalram_pages() / FILES_PER_PAGES, MIN_FILES);
}

unsigned long nr_open_files(void)
{
	return atomic_long_read(&nr_files);
}

/*
 * A file with one reference that is not open yet: fput() ends it at any stage. flags: O_*. ERR_PTR:
 * -ENFILE (root may go on), -ENOMEM.
 */
struct file *alloc_empty_file(int flags, const struct cred *cred)
{
	struct file *f;

	if (atomic_long_inc_return(&nr_files) > max_files && !capable(CAP_SYS_ADMIN)) {
		atomic_long_dec(&nr_files);
		pr_info_ratelimited("VFS: file-max limit %ld reached\n", max_files);
		return ERR_PTR(-ENFILE);
	}
	f = kmem_cache_zalloc(filp_cache, GFP_KERNEL);
	if (!f) {
		atomic_long_dec(&nr_files);
		return ERR_PTR(-ENOMEM);
	}
	f->f_cred = get_cred(cred);
	atomic_long_set(&f->f_count, 1);
	rwlock_init(&f->f_owner.lock);
	spin_lock_init(&f->f_lock);
	mutex_init(&f->f_pos_lock);
	f->f_flags = flags;
	f->f_mode = OPEN_FMODE(flags);
	return f;
}

/*
 * An open file on an inode that no path leads to, in a kernel mount; name is what d_path shows.
 * Takes over the inode's reference, unless it fails: ERR_PTR.
 */
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, const char *name,
			       int flags, const struct file_operations *fops)
{
	struct qstr this = QSTR_INIT(name, strlen(name));
	struct dentry *dentry;
	struct file *f;

	dentry = d_alloc_pseudo(mnt->mnt_sb, &this);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	f = alloc_empty_file(flags, current_cred());
	if (IS_ERR(f)) {
		dput(dentry);
		return f;
	}
	d_instantiate(dentry, inode);
	f->f_path.mnt = mntget(mnt);
	f->f_path.dentry = dentry;
	f->f_inode = inode;
	f->f_mapping = inode->i_mapping;
	f->f_mode |= FMODE_OPENED;
	if ((f->f_mode & FMODE_READ) && (fops->read || fops->read_iter))
		f->f_mode |= FMODE_CAN_READ;
	if ((f->f_mode & FMODE_WRITE) && (fops->write || fops->write_iter))
		f->f_mode |= FMODE_CAN_WRITE;
	if (fops->llseek)
		f->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	f->f_op = fops;
	__module_get(fops->owner);
	return f;
}
EXPORT_SYMBOL(alloc_file_pseudo);

/* The file has no user left. Sleeps. */
static void __fput(struct file *file)
{
	struct inode *inode = file->f_inode;

	if (file->f_mode & FMODE_OPENED) {
		eventpoll_release(file);
		locks_remove_file(file);
		if ((file->f_flags & FASYNC) && file->f_op->fasync)
			file->f_op->fasync(-1, file, 0);
		if (file->f_op->release)
			file->f_op->release(inode, file);
	}
	/* chrdev_open() took one reference to the device for each file it let through. */
	if ((file->f_mode & FMODE_OPENED) && !(file->f_mode & FMODE_PATH) &&
	    S_ISCHR(inode->i_mode) && inode->i_cdev)
		cdev_put(inode->i_cdev);
	fops_put(file->f_op);
	if (file->f_mode & FMODE_WRITER) {
		put_write_access(inode);
		mnt_drop_write(file->f_path.mnt);
	}
	path_put(&file->f_path);
	put_cred(file->f_cred);
	kmem_cache_free(filp_cache, file);
	atomic_long_dec(&nr_files);
}

static void fput_work(struct callback_head *work)
{
	__fput(container_of(work, struct file, f_task_work));
}

/* Drop a reference. Process context; see the top for when the end happens. */
void fput(struct file *file)
{
	struct task_struct *task = current;

	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	if (!(task->flags & PF_KTHREAD)) {
		init_task_work(&file->f_task_work, fput_work);
		if (!task_work_add(task, &file->f_task_work, TWA_RESUME))
			return;
		/* It is exiting and past that point: it has given up its locks by now. */
	}
	__fput(file);
}
EXPORT_SYMBOL(fput);

/* Drop a reference, ending the file here and now. The caller may sleep and holds no lock. */
void __fput_sync(struct file *file)
{
	if (atomic_long_dec_and_test(&file->f_count))
		__fput(file);
}
EXPORT_SYMBOL(__fput_sync);

/* All files that this task has put the last reference of are closed when this returns. */
void flush_delayed_fput(void)
{
	task_work_run();
}
EXPORT_SYMBOL_GPL(flush_delayed_fput);
