// SPDX-License-Identifier: MIT
/*
 * The contents of ramfs and tmpfs files: page by page in the page cache, holes where nothing was
 * written. Also files without a name: shmem_file_setup(), memfd_create(2).
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/falloc.h>
#include <uapi/linux/memfd.h>

#include <kernel/fs.h>

#include "internal.h"
#include "ramfs.h"

/* ------------------------------------------------------------------------------------------ pages
 */

static const struct ram_page_account ramfs_page_account = {
	.charge = ramfs_charge_page,
	.uncharge = ramfs_uncharge_pages,
};

static struct page *ramfs_get_page(struct address_space *mapping, pgoff_t index, bool create)
{
	return ram_get_page(mapping, index, create, &ramfs_page_account);
}

static int ramfs_write_begin(struct file *file, struct address_space *mapping, loff_t pos,
			     unsigned int len, struct page **pagep, void **fsdata)
{
	return ram_write_begin(mapping, pos, pagep, &ramfs_page_account);
}

static void ramfs_removed(struct address_space *mapping, unsigned long nr)
{
	ramfs_uncharge_pages(mapping->host, nr);
}

const struct address_space_operations ramfs_aops = {
	.write_begin = ramfs_write_begin,
	.write_end = ram_write_end,
	.get_page = ramfs_get_page,
	.removed = ramfs_removed,
};

/* ------------------------------------------------------------------------------- holes and
 * lseek(2) */

/* The index of the first page at or after index, or ~0. */
static pgoff_t next_data(struct address_space *mapping, pgoff_t index)
{
	struct page *page;
	pgoff_t found = ~0UL;

	if (page_tree_gang(mapping, index, ~0UL, &page, 1)) {
		found = page->index;
		put_page(page);
	}
	return found;
}

static pgoff_t next_hole(struct address_space *mapping, pgoff_t index, pgoff_t end)
{
	struct page *page;

	for (; index < end; index++) {
		page = page_tree_get(mapping, index);
		if (!page)
			break;
		put_page(page);
	}
	return index;
}

static loff_t ramfs_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);
	struct address_space *mapping = file->f_mapping;
	pgoff_t first = offset >> PAGE_SHIFT, found;
	loff_t size, at;

	if (whence != SEEK_DATA && whence != SEEK_HOLE)
		return generic_file_llseek(file, offset, whence);
	inode_lock(inode);
	size = i_size_read(inode);
	at = -ENXIO;
	if (offset < 0 || offset >= size)
		goto unlock;
	if (whence == SEEK_DATA)
		found = next_data(mapping, first);
	else
		found = next_hole(mapping, first, DIV_ROUND_UP((u64)size, PAGE_SIZE));
	if (found == first)
		at = offset;
	else if (found <= (u64)size >> PAGE_SHIFT)
		at = found << PAGE_SHIFT;
	else
		at = size;
	if (whence == SEEK_DATA && at >= size)
		at = -ENXIO;
	else
		at = vfs_setpos(file, min(at, size), inode->i_sb->s_maxbytes);
unlock:
	inode_unlock(inode);
	return at;
}

/* i_rwsem is held. */
static void punch_hole(struct inode *inode, loff_t offset, loff_t len)
{
	struct address_space *mapping = inode->i_mapping;
	loff_t start = round_up(offset, PAGE_SIZE), end = round_down(offset + len, PAGE_SIZE);

	filemap_invalidate_lock(mapping);
	if (end > start)
		unmap_mapping_range(mapping, start, end - start, 0);
	truncate_inode_pages_range(mapping, offset, offset + len - 1);
	filemap_invalidate_unlock(mapping);
}

/* Give every hole in the range a page. On failure what was added stays. i_rwsem is held. */
static int fill_holes(struct inode *inode, loff_t offset, loff_t len)
{
	pgoff_t index = offset >> PAGE_SHIFT, last = (offset + len - 1) >> PAGE_SHIFT;

	for (; index <= last; index++) {
		struct page *page = ramfs_get_page(inode->i_mapping, index, true);

		if (IS_ERR(page))
			return PTR_ERR(page);
		put_page(page);
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	return 0;
}

static long ramfs_fallocate(struct file *file, int mode, loff_t offset, loff_t len)
{
	struct inode *inode = file_inode(file);
	loff_t oldsize, newsize = offset + len;
	int err = 0;

	inode_lock(inode);
	oldsize = i_size_read(inode);
	err = file_modified(file);
	if (err)
		goto unlock;
	if (mode & FALLOC_FL_PUNCH_HOLE) {
		punch_hole(inode, offset, len);
		goto unlock;
	}
	if (!(mode & FALLOC_FL_KEEP_SIZE) && newsize > oldsize)
		err = inode_newsize_ok(inode, newsize);
	if (err)
		goto unlock;
	err = fill_holes(inode, offset, len);
	if (err) {
		truncate_pagecache(inode, oldsize); /* nothing stays beyond the end */
		goto unlock;
	}
	if (!(mode & FALLOC_FL_KEEP_SIZE) && newsize > oldsize)
		truncate_setsize(inode, newsize);
unlock:
	inode_unlock(inode);
	return err;
}

const struct file_operations ramfs_file_operations = {
	.read_iter = generic_file_read_iter,
	.write_iter = generic_file_write_iter,
	.mmap = generic_file_mmap,
	.fsync = noop_fsync,
	.llseek = ramfs_llseek,
	.fallocate = ramfs_fallocate,
};

const struct inode_operations ramfs_file_inode_operations = {
	.setattr = simple_setattr,
};

/* ---------------------------------------------------------------------------- files without a name
 */

static struct vfsmount *shm_mnt;

void __init shmem_init(struct file_system_type *type)
{
	shm_mnt = kern_mount(type);
	if (IS_ERR(shm_mnt))
		panic("VFS: can't mount tmpfs for shared memory: error %ld", PTR_ERR(shm_mnt));
}

struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags)
{
	struct inode *inode;
	struct file *file;

	if (size < 0 || size > MAX_LFS_FILESIZE)
		return ERR_PTR(-EINVAL);
	inode = ramfs_make_inode(shm_mnt->mnt_sb, NULL, S_IFREG | S_IRWXUGO, 0);
	if (IS_ERR(inode))
		return ERR_CAST(inode);
	clear_nlink(inode);
	i_size_write(inode, size);
	file = alloc_file_pseudo(inode, shm_mnt, name, O_RDWR, &ramfs_file_operations);
	if (IS_ERR(file))
		iput(inode);
	return file;
}
EXPORT_SYMBOL_GPL(shmem_file_setup);

int shmem_zero_setup(struct vm_area_struct *vma)
{
	struct file *file =
		shmem_file_setup("dev/zero", vma->vm_end - vma->vm_start, vma->vm_flags);

	if (IS_ERR(file))
		return PTR_ERR(file);
	if (vma->vm_file)
		fput(vma->vm_file);
	vma->vm_file = file;
	vma->vm_pgoff = 0;
	vma->vm_ops = &generic_file_vm_ops;
	return 0;
}
EXPORT_SYMBOL_GPL(shmem_zero_setup);

#define MEMFD_PREFIX	 "memfd:"
#define MEMFD_PREFIX_LEN (sizeof(MEMFD_PREFIX) - 1)
#define MEMFD_NAME_MAX	 (NAME_MAX - MEMFD_PREFIX_LEN)

/* "memfd:" and the user's name, kmalloc'ed. ERR_PTR. */
static char *memfd_name(const char __user *uname)
{
	long len = strnlen_user(uname, MEMFD_NAME_MAX + 1); /* counts the NUL */
	char *name;

	if (len <= 0)
		return ERR_PTR(-EFAULT);
	if (len > MEMFD_NAME_MAX + 1)
		return ERR_PTR(-EINVAL);
	name = kmalloc(MEMFD_PREFIX_LEN + len, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	memcpy(name, MEMFD_PREFIX, MEMFD_PREFIX_LEN);
	if (copy_from_user(name + MEMFD_PREFIX_LEN, uname, len)) {
		kfree(name);
		return ERR_PTR(-EFAULT);
	}
	name[MEMFD_PREFIX_LEN + len - 1] = '\0'; /* it may have changed since it was measured */
	return name;
}

/* memfd_create(2). Seals are not implemented: a request for them is EINVAL, as before Linux 3.17.
 */
SYSCALL_DEFINE2(memfd_create, const char __user *, uname, unsigned int, flags)
{
	struct file *file;
	char *name;
	int fd;

	if (flags & ~MFD_CLOEXEC)
		return -EINVAL;
	name = memfd_name(uname);
	if (IS_ERR(name))
		return PTR_ERR(name);
	fd = get_unused_fd_flags(flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
	if (fd < 0)
		goto free_name;
	file = shmem_file_setup(name, 0, 0);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		fd = PTR_ERR(file);
		goto free_name;
	}
	fd_install(fd, file);
free_name:
	kfree(name);
	return fd;
}
