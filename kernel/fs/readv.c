// SPDX-License-Identifier: MIT
/*
 * readv(2), writev(2), preadv(2), pwritev(2) and the preadv2 forms.
 *
 * A file with ->read_iter gets the whole of a scattered buffer at once, so that a pipe's atomic
 * write stays atomic. One with only ->read is called per segment.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

/* RWF_* of one call. -EOPNOTSUPP for those that this file or kernel does not know. */
static int kiocb_set_rw_flags(struct kiocb *ki, rwf_t flags)
{
	if (!flags)
		return 0;
	if (flags & ~RWF_SUPPORTED)
		return -EOPNOTSUPP;
	if ((flags & RWF_NOWAIT) && !(ki->ki_filp->f_mode & FMODE_NOWAIT))
		return -EOPNOTSUPP;
	if (flags & RWF_SYNC)
		ki->ki_flags |= IOCB_DSYNC;
	ki->ki_flags |= (__force int)flags;
	return 0;
}

static ssize_t do_iter(struct file *file, int rw, struct iov_iter *iter, loff_t *ppos, rwf_t flags)
{
	struct kiocb kiocb;
	ssize_t ret;

	init_sync_kiocb(&kiocb, file);
	ret = kiocb_set_rw_flags(&kiocb, flags);
	if (ret)
		return ret;
	kiocb.ki_pos = ppos ? *ppos : 0;
	ret = rw == READ ? call_read_iter(file, &kiocb, iter) : call_write_iter(file, &kiocb, iter);
	if (ppos)
		*ppos = kiocb.ki_pos;
	return ret;
}

/* Segment by segment, until one comes short. An error counts only if nothing was moved before. */
static ssize_t do_loop(struct file *file, int rw, struct iov_iter *iter, loff_t *ppos, rwf_t flags)
{
	ssize_t ret = 0;

	if (flags & ~RWF_HIPRI)
		return -EOPNOTSUPP;
	while (iov_iter_count(iter)) {
		size_t len = iov_iter_single_seg_count(iter);
		void __user *base = iter->iov->iov_base + iter->iov_offset;
		ssize_t n;

		if (rw == READ)
			n = file->f_op->read(file, base, len, ppos);
		else
			n = file->f_op->write(file, base, len, ppos);
		if (n < 0)
			return ret ? ret : n;
		ret += n;
		if (n != len)
			break;
		iov_iter_advance(iter, n);
	}
	return ret;
}

static bool has_iter(const struct file *file, int rw)
{
	return rw == READ ? file->f_op->read_iter != NULL : file->f_op->write_iter != NULL;
}

static int may_rw(const struct file *file, int rw)
{
	if (!(file->f_mode & (rw == READ ? FMODE_READ : FMODE_WRITE)))
		return -EBADF;
	if (!(file->f_mode & (rw == READ ? FMODE_CAN_READ : FMODE_CAN_WRITE)))
		return -EINVAL;
	return 0;
}

static ssize_t vfs_rwv(struct file *file, int rw, const struct iovec __user *vec,
		       unsigned long vlen, loff_t *ppos, rwf_t flags)
{
	struct iovec fast[UIO_FASTIOV], *iov = fast;
	struct iov_iter iter;
	ssize_t ret = may_rw(file, rw);

	if (ret)
		return ret;
	if (vlen > UIO_MAXIOV)
		return -EINVAL;
	ret = import_iovec(rw, vec, vlen, ARRAY_SIZE(fast), &iov, &iter);
	if (ret < 0)
		return ret;
	if (ret > 0) {
		ssize_t err = rw_verify_area(rw, file, ppos, ret);

		if (err)
			ret = err;
		else if (has_iter(file, rw))
			ret = do_iter(file, rw, &iter, ppos, flags);
		else
			ret = do_loop(file, rw, &iter, ppos, flags);
	}
	kfree(iov);
	return ret;
}

/* At the file's own position. */
static ssize_t do_rwv(unsigned int fd, int rw, const struct iovec __user *vec, unsigned long vlen,
		      rwf_t flags)
{
	struct fd f = fdget_pos(fd);
	bool stream;
	loff_t pos;
	ssize_t ret;

	if (!f.file)
		return -EBADF;
	stream = f.file->f_mode & FMODE_STREAM;
	pos = f.file->f_pos;
	ret = vfs_rwv(f.file, rw, vec, vlen, stream ? NULL : &pos, flags);
	if (ret >= 0 && !stream)
		f.file->f_pos = pos;
	fdput_pos(f);
	return ret;
}

/* At pos. */
static ssize_t do_prwv(unsigned int fd, int rw, const struct iovec __user *vec, unsigned long vlen,
		       loff_t pos, rwf_t flags)
{
	struct fd f;
	ssize_t ret = -ESPIPE;

	if (pos < 0)
		return -EINVAL;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_mode & (rw == READ ? FMODE_PREAD : FMODE_PWRITE))
		ret = vfs_rwv(f.file, rw, vec, vlen, &pos, flags);
	fdput(f);
	return ret;
}

SYSCALL_DEFINE3(readv, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen)
{
	return do_rwv(fd, READ, vec, vlen, 0);
}

SYSCALL_DEFINE3(writev, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen)
{
	return do_rwv(fd, WRITE, vec, vlen, 0);
}

/* The offset comes in two halves for 32-bit machines' sake; on x86-64 the low one is all of it. */
SYSCALL_DEFINE5(preadv, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen,
		unsigned long, pos_l, unsigned long, pos_h)
{
	return do_prwv(fd, READ, vec, vlen, pos_l, 0);
}

SYSCALL_DEFINE5(pwritev, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen,
		unsigned long, pos_l, unsigned long, pos_h)
{
	return do_prwv(fd, WRITE, vec, vlen, pos_l, 0);
}

SYSCALL_DEFINE6(preadv2, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen,
		unsigned long, pos_l, unsigned long, pos_h, rwf_t, flags)
{
	if ((loff_t)pos_l == -1) /* "at the file's own position" */
		return do_rwv(fd, READ, vec, vlen, flags);
	return do_prwv(fd, READ, vec, vlen, pos_l, flags);
}

SYSCALL_DEFINE6(pwritev2, unsigned long, fd, const struct iovec __user *, vec, unsigned long, vlen,
		unsigned long, pos_l, unsigned long, pos_h, rwf_t, flags)
{
	if ((loff_t)pos_l == -1)
		return do_rwv(fd, WRITE, vec, vlen, flags);
	return do_prwv(fd, WRITE, vec, vlen, pos_l, flags);
}
