// SPDX-License-Identifier: MIT
/*
 * The page cache's users: reading and writing files by way of their pages, and handing pages to
 * mappings. Taking pages out is in filemap_truncate.c.
 *
 * A page is zeroed or filled before it enters the tree, so what is found there is always valid and
 * no page lock exists. Writers hold i_rwsem; readers hold nothing but a reference to the page, and
 * may see a write half done, as on any system that does not lock reads.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/uio.h>

#include "internal.h"

/* What stays true from one use of the memory to the next; see inode_init_once(). */
void address_space_init_once(struct address_space *mapping)
{
	memset(mapping, 0, sizeof(*mapping));
	spin_lock_init(&mapping->i_pages.lock);
	init_rwsem(&mapping->invalidate_lock);
	init_rwsem(&mapping->i_mmap_rwsem);
	INIT_LIST_HEAD(&mapping->i_mmap);
}

struct page *find_get_page(struct address_space *mapping, pgoff_t index)
{
	return page_tree_get(mapping, index);
}
EXPORT_SYMBOL(find_get_page);

struct page *address_space_get_page(struct address_space *mapping, pgoff_t index)
{
	loff_t size = i_size_read(mapping->host);

	if (!mapping->a_ops->get_page)
		return ERR_PTR(-ENODEV);
	if (index >= DIV_ROUND_UP((u64)size, PAGE_SIZE))
		return ERR_PTR(-EFAULT);
	return mapping->a_ops->get_page(mapping, index, true);
}
EXPORT_SYMBOL_GPL(address_space_get_page);

/* ------------------------------------------------------------------------------------------ read
 */

/* The bytes [pos, pos+len) of one page to the iterator; a hole as zeros. Returns the bytes copied.
 */
static ssize_t read_page_part(struct address_space *mapping, loff_t pos, size_t len,
			      struct iov_iter *iter)
{
	struct page *page = page_tree_get(mapping, pos >> PAGE_SHIFT);
	size_t copied;

	if (!page && mapping->a_ops->get_page)
		page = mapping->a_ops->get_page(mapping, pos >> PAGE_SHIFT, false);
	if (IS_ERR(page))
		return PTR_ERR(page);
	if (!page)
		return iov_iter_zero(len, iter);
	copied = copy_page_to_iter(page, offset_in_page(pos), len, iter);
	put_page(page);
	return copied;
}

/* For a ->read_iter: up to the end of the file, as it is at each page. */
ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	struct address_space *mapping = file->f_mapping;
	ssize_t done = 0, n = 0;

	while (iov_iter_count(iter)) {
		loff_t size = i_size_read(mapping->host);
		size_t len = PAGE_SIZE - offset_in_page(iocb->ki_pos);

		if (iocb->ki_pos >= size)
			break;
		len = min_t(u64, len, size - iocb->ki_pos);
		len = min(len, iov_iter_count(iter));
		n = read_page_part(mapping, iocb->ki_pos, len, iter);
		if (n > 0) {
			iocb->ki_pos += n;
			done += n;
		}
		if (n < (ssize_t)len) {
			n = n < 0 ? n : -EFAULT;
			break;
		}
		n = 0;
		cond_resched();
	}
	if (done)
		file_accessed(file);
	return done ? done : n;
}
EXPORT_SYMBOL(generic_file_read_iter);

/* ----------------------------------------------------------------------------------------- write
 */

/* RLIMIT_FSIZE and the file system's limit, on a write at pos. Cuts *count; -EFBIG. */
static int write_limits(struct file *file, loff_t pos, size_t *count)
{
	unsigned long limit = rlimit(RLIMIT_FSIZE);
	loff_t max = file_inode(file)->i_sb->s_maxbytes;

	if (limit != RLIM_INFINITY) {
		if (pos >= limit) {
			send_sig(SIGXFSZ, current, 0);
			return -EFBIG;
		}
		*count = min_t(u64, *count, limit - pos);
	}
	if (pos >= max)
		return -EFBIG;
	*count = min_t(u64, *count, max - pos);
	return 0;
}

/*
 * Where the write goes (O_APPEND) and how far. Cuts from. Returns the bytes, 0 for nothing to do.
 * i_rwsem is held exclusive.
 */
ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	size_t count = iov_iter_count(from);
	int err;

	if (!count)
		return 0;
	if (iocb->ki_flags & IOCB_APPEND)
		iocb->ki_pos = i_size_read(file_inode(file));
	err = write_limits(file, iocb->ki_pos, &count);
	if (err)
		return err;
	iov_iter_truncate(from, count);
	return iov_iter_count(from);
}
EXPORT_SYMBOL(generic_write_checks);

/* One page's part of a write. Returns the bytes written, or an error. */
static ssize_t write_page_part(struct file *file, loff_t pos, size_t len, struct iov_iter *iter)
{
	struct address_space *mapping = file->f_mapping;
	const struct address_space_operations *ops = mapping->a_ops;
	struct page *page;
	void *fsdata = NULL;
	size_t copied;
	int err;

	/* Nothing is set up for data that can't be read at all. */
	if (fault_in_iov_iter_readable(iter, len) == len)
		return -EFAULT;
	err = ops->write_begin(file, mapping, pos, len, &page, &fsdata);
	if (err)
		return err;
	copied = copy_page_from_iter(page, offset_in_page(pos), len, iter);
	err = ops->write_end(file, mapping, pos, len, copied, page, fsdata);
	if (err < 0)
		return err;
	return copied ? copied : -EFAULT;
}

/* Write all of iter through the cache. i_rwsem is held exclusive. Moves iocb->ki_pos. */
ssize_t generic_perform_write(struct kiocb *iocb, struct iov_iter *iter)
{
	ssize_t done = 0, n = 0;

	while (iov_iter_count(iter)) {
		size_t len = min_t(size_t, PAGE_SIZE - offset_in_page(iocb->ki_pos),
				   iov_iter_count(iter));

		if (fatal_signal_pending(current)) {
			n = -EINTR;
			break;
		}
		n = write_page_part(iocb->ki_filp, iocb->ki_pos, len, iter);
		if (n < 0)
			break;
		iocb->ki_pos += n;
		done += n;
		cond_resched();
	}
	return done ? done : n;
}
EXPORT_SYMBOL(generic_perform_write);

/* Bytes of the page that holds from, from there on, are zero: what a mapping left behind the end.
 */
void pagecache_zero_tail(struct address_space *mapping, loff_t from)
{
	struct page *page;

	if (!offset_in_page(from))
		return;
	page = page_tree_get(mapping, from >> PAGE_SHIFT);
	if (page) {
		zero_user_segment(page, offset_in_page(from), PAGE_SIZE);
		put_page(page);
	}
}

/* For a ->write_iter. */
ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file_inode(file);
	ssize_t ret;

	inode_lock(inode);
	ret = generic_write_checks(iocb, from);
	if (ret > 0) {
		int err = file_modified(file);

		if (err) {
			ret = err;
		} else {
			if (iocb->ki_pos > i_size_read(inode))
				pagecache_zero_tail(file->f_mapping, i_size_read(inode));
			ret = generic_perform_write(iocb, from);
		}
	}
	inode_unlock(inode);
	if (ret > 0 && (iocb->ki_flags & IOCB_DSYNC)) {
		int err = vfs_fsync_range(file, iocb->ki_pos - ret, iocb->ki_pos - 1,
					  !(file->f_flags & __O_SYNC));

		if (err)
			ret = err;
	}
	return ret;
}
EXPORT_SYMBOL(generic_file_write_iter);
