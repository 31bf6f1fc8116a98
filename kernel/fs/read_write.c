// SPDX-License-Identifier: MIT
/*
 * read(2) and write(2): the checks that hold for every file, then its own operation.
 *
 * A file has ->read or ->read_iter (or both: ->read wins for one plain buffer), and likewise for
 * writing. A call moves at most MAX_RW_COUNT bytes. Scattered buffers are in readv.c.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

/* The range must be one that an offset can express. -EINVAL, -EOVERFLOW. */
int rw_verify_area(int read_write, struct file *file, const loff_t *ppos, size_t count)
{
	if ((ssize_t)count < 0)
		return -EINVAL;
	if (!ppos)
		return 0;
	if (*ppos < 0) {
		if (!(file->f_mode & FMODE_UNSIGNED_OFFSET))
			return -EINVAL;
		if (count >= -*ppos) /* both ends are "negative", or it wraps */
			return -EOVERFLOW;
	} else if (*ppos + (loff_t)count < 0 && !(file->f_mode & FMODE_UNSIGNED_OFFSET)) {
		return -EINVAL;
	}
	return 0;
}
EXPORT_SYMBOL(rw_verify_area);

/* One call of ->read_iter or ->write_iter at *ppos (NULL: a stream), which it moves on. */
static ssize_t rw_iter(struct file *file, int rw, struct iov_iter *iter, loff_t *ppos)
{
	struct kiocb kiocb;
	ssize_t ret;

	init_sync_kiocb(&kiocb, file);
	kiocb.ki_pos = ppos ? *ppos : 0;
	ret = rw == READ ? call_read_iter(file, &kiocb, iter) : call_write_iter(file, &kiocb, iter);
	if (ppos)
		*ppos = kiocb.ki_pos;
	return ret;
}

ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct iov_iter iter;
	int err;

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_READ))
		return -EINVAL;
	if (!access_ok(buf, count))
		return -EFAULT;
	err = rw_verify_area(READ, file, pos, count);
	if (err)
		return err;
	count = min_t(size_t, count, MAX_RW_COUNT);
	if (file->f_op->read)
		return file->f_op->read(file, buf, count, pos);
	iov_iter_ubuf(&iter, READ, buf, count);
	return rw_iter(file, READ, &iter, pos);
}

ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct iov_iter iter;
	int err;

	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_WRITE))
		return -EINVAL;
	if (!access_ok(buf, count))
		return -EFAULT;
	err = rw_verify_area(WRITE, file, pos, count);
	if (err)
		return err;
	count = min_t(size_t, count, MAX_RW_COUNT);
	if (file->f_op->write)
		return file->f_op->write(file, buf, count, pos);
	iov_iter_ubuf(&iter, WRITE, (char __user *)buf, count);
	return rw_iter(file, WRITE, &iter, pos);
}

/* Into or out of any kind of memory. -EINVAL: the file can't do that (->read alone can't). */
ssize_t vfs_iter_read(struct file *file, struct iov_iter *iter, loff_t *pos, rwf_t flags)
{
	int err;

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_READ) || !file->f_op->read_iter)
		return -EINVAL;
	if (!iov_iter_count(iter))
		return 0;
	err = rw_verify_area(READ, file, pos, iov_iter_count(iter));
	return err ? err : rw_iter(file, READ, iter, pos);
}
EXPORT_SYMBOL(vfs_iter_read);

ssize_t vfs_iter_write(struct file *file, struct iov_iter *iter, loff_t *pos, rwf_t flags)
{
	int err;

	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!(file->f_mode & FMODE_CAN_WRITE) || !file->f_op->write_iter)
		return -EINVAL;
	if (!iov_iter_count(iter))
		return 0;
	err = rw_verify_area(WRITE, file, pos, iov_iter_count(iter));
	return err ? err : rw_iter(file, WRITE, iter, pos);
}
EXPORT_SYMBOL(vfs_iter_write);

/* read(2) into kernel memory. *pos moves on; NULL for a stream. */
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos)
{
	struct kvec kvec = {buf, min_t(size_t, count, MAX_RW_COUNT)};
	struct iov_iter iter;

	iov_iter_kvec(&iter, READ, &kvec, 1, kvec.iov_len);
	return vfs_iter_read(file, &iter, pos, 0);
}
EXPORT_SYMBOL(kernel_read);

ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos)
{
	struct kvec kvec = {(void *)buf, min_t(size_t, count, MAX_RW_COUNT)};
	struct iov_iter iter;

	iov_iter_kvec(&iter, WRITE, &kvec, 1, kvec.iov_len);
	return vfs_iter_write(file, &iter, pos, 0);
}
EXPORT_SYMBOL(kernel_write);

/* The position to use and update, NULL for what has none. */
static loff_t *file_ppos(struct file *file)
{
	return file->f_mode & FMODE_STREAM ? NULL : &file->f_pos;
}

/*
 * The operation gets a copy of the position: a file whose position is not locked (a device) may be
 * read by two threads at once, and neither must see the other's half-made steps.
 */
SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	loff_t pos, *ppos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ppos = file_ppos(f.file);
	pos = f.file->f_pos;
	ret = vfs_read(f.file, buf, count, ppos ? &pos : NULL);
	if (ret >= 0 && ppos)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE3(write, unsigned int, fd, const char __user *, buf, size_t, count)
{
	struct fd f = fdget_pos(fd);
	loff_t pos, *ppos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	ppos = file_ppos(f.file);
	pos = f.file->f_pos;
	ret = vfs_write(f.file, buf, count, ppos ? &pos : NULL);
	if (ret >= 0 && ppos)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

SYSCALL_DEFINE4(pread64, unsigned int, fd, char __user *, buf, size_t, count, loff_t, pos)
{
	struct fd f;
	ssize_t ret = -ESPIPE;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_PREAD)
		ret = vfs_read(f.file, buf, count, &pos);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE4(pwrite64, unsigned int, fd, const char __user *, buf, size_t, count, loff_t, pos)
{
	struct fd f;
	ssize_t ret = -ESPIPE;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & FMODE_PWRITE)
		ret = vfs_write(f.file, buf, count, &pos);
	fdput(f);
	return ret;
}
