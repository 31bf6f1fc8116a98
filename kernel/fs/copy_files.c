// SPDX-License-Identifier: MIT
/*
 * Copies from one open file to another that never visit user space: sendfile(2),
 * copy_file_range(2).
 *
 * Both go through a small buffer, with ->read_iter on one side and ->write_iter on the other; a
 * file that lacks these gives EINVAL, on which programs copy by hand.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

#define COPY_CHUNK (4 * PAGE_SIZE)

/* kernel_write() until all is written. Returns the bytes written, or an error if none were. */
static ssize_t write_all(struct file *out, const char *buf, size_t len, loff_t *pos)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = kernel_write(out, buf + done, len - done, pos);

		if (n <= 0)
			return done ? done : n;
		done += n;
	}
	return done;
}

/*
 * Move up to len bytes. Both positions move by what was written: what was read beyond that is read
 * again next time, which is why in must have a position. Returns the bytes moved, 0 at its end.
 */
static ssize_t copy_through_buffer(struct file *in, loff_t *in_pos, struct file *out,
				   loff_t *out_pos, size_t len)
{
	char *buf = kmalloc(COPY_CHUNK, GFP_KERNEL);
	ssize_t done = 0, n = 0;

	if (!buf)
		return -ENOMEM;
	while (done < len) {
		loff_t pos = *in_pos;
		ssize_t written;

		n = kernel_read(in, buf, min_t(size_t, len - done, COPY_CHUNK), &pos);
		if (n <= 0)
			break;
		written = write_all(out, buf, n, out_pos);
		if (written > 0) {
			*in_pos += written;
			done += written;
		}
		if (written != n) {
			n = written;
			break;
		}
		if (fatal_signal_pending(current)) {
			n = -EINTR;
			break;
		}
		cond_resched();
	}
	kfree(buf);
	return done ? done : n;
}

/* offset: where in in to start, moved on; NULL: at its own position. */
static ssize_t do_sendfile(int out_fd, int in_fd, loff_t *offset, size_t count)
{
	struct fd in = fdget(in_fd), out;
	loff_t in_pos, out_pos;
	bool stream;
	ssize_t ret;

	if (!in.file)
		return -EBADF;
	ret = -EBADF;
	if (!(in.file->f_mode & FMODE_READ))
		goto put_in;
	ret = -ESPIPE;
	if (offset && !(in.file->f_mode & FMODE_PREAD))
		goto put_in;
	in_pos = offset ? *offset : in.file->f_pos;
	count = min_t(size_t, count, MAX_RW_COUNT);
	ret = rw_verify_area(READ, in.file, &in_pos, count);
	if (ret)
		goto put_in;
	out = fdget(out_fd);
	ret = -EBADF;
	if (!out.file)
		goto put_in;
	if (!(out.file->f_mode & FMODE_WRITE))
		goto put_out;
	ret = -EINVAL;
	if ((out.file->f_flags & O_APPEND) || !(in.file->f_mode & FMODE_LSEEK))
		goto put_out;
	stream = out.file->f_mode & FMODE_STREAM;
	out_pos = out.file->f_pos;
	ret = copy_through_buffer(in.file, &in_pos, out.file, stream ? NULL : &out_pos, count);
	if (ret > 0) {
		if (!stream)
			out.file->f_pos = out_pos;
		if (offset)
			*offset = in_pos;
		else
			in.file->f_pos = in_pos;
	}
put_out:
	fdput(out);
put_in:
	fdput(in);
	return ret;
}

SYSCALL_DEFINE4(sendfile, int, out_fd, int, in_fd, loff_t __user *, offset, size_t, count)
{
	loff_t pos;
	ssize_t ret;

	if (!offset)
		return do_sendfile(out_fd, in_fd, NULL, count);
	if (copy_from_user(&pos, offset, sizeof(pos)))
		return -EFAULT;
	ret = do_sendfile(out_fd, in_fd, &pos, count);
	if (put_user(pos, offset))
		return -EFAULT;
	return ret;
}

/* What must hold of the two files and ranges. *len is cut to what in has. */
static ssize_t copy_range_checks(struct file *in, loff_t pos_in, struct file *out, loff_t pos_out,
				 size_t *len)
{
	struct inode *inode_in = file_inode(in), *inode_out = file_inode(out);
	loff_t size_in;

	if (S_ISDIR(inode_in->i_mode) || S_ISDIR(inode_out->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode_in->i_mode) || !S_ISREG(inode_out->i_mode))
		return -EINVAL;
	if (!(in->f_mode & FMODE_READ) || !(out->f_mode & FMODE_WRITE) || (out->f_flags & O_APPEND))
		return -EBADF;
	if (inode_in->i_sb != inode_out->i_sb)
		return -EXDEV;
	if (IS_IMMUTABLE(inode_out))
		return -EPERM;
	if (pos_in + (loff_t)*len < pos_in || pos_out + (loff_t)*len < pos_out)
		return -EOVERFLOW;
	size_in = i_size_read(inode_in);
	if (pos_in >= size_in)
		*len = 0;
	else
		*len = min_t(u64, *len, size_in - pos_in);
	if (inode_in == inode_out && pos_out < pos_in + (loff_t)*len &&
	    pos_in < pos_out + (loff_t)*len)
		return -EINVAL;
	return 0;
}

ssize_t vfs_copy_file_range(struct file *in, loff_t pos_in, struct file *out, loff_t pos_out,
			    size_t len, unsigned int flags)
{
	ssize_t ret;

	if (flags)
		return -EINVAL;
	len = min_t(size_t, len, MAX_RW_COUNT);
	ret = copy_range_checks(in, pos_in, out, pos_out, &len);
	if (ret || !len)
		return ret;
	if (out->f_op->copy_file_range)
		return out->f_op->copy_file_range(in, pos_in, out, pos_out, len, flags);
	return copy_through_buffer(in, &pos_in, out, &pos_out, len);
}
EXPORT_SYMBOL(vfs_copy_file_range);

/* Where a copy starts: the user's offset, or the file's own position. -EFAULT, -EINVAL. */
static int get_offset(const struct file *file, loff_t __user *off, loff_t *pos)
{
	*pos = file->f_pos;
	if (off && copy_from_user(pos, off, sizeof(*pos)))
		return -EFAULT;
	return *pos < 0 ? -EINVAL : 0;
}

static int put_offset(struct file *file, loff_t __user *off, loff_t pos)
{
	if (off)
		return put_user(pos, off) ? -EFAULT : 0;
	file->f_pos = pos;
	return 0;
}

SYSCALL_DEFINE6(copy_file_range, int, fd_in, loff_t __user *, off_in, int, fd_out, loff_t __user *,
		off_out, size_t, len, unsigned int, flags)
{
	struct fd in = fdget(fd_in), out;
	loff_t pos_in, pos_out;
	ssize_t ret = -EBADF;

	if (!in.file)
		return -EBADF;
	out = fdget(fd_out);
	if (!out.file)
		goto put_in;
	ret = get_offset(in.file, off_in, &pos_in);
	if (!ret)
		ret = get_offset(out.file, off_out, &pos_out);
	if (ret)
		goto put_out;
	ret = vfs_copy_file_range(in.file, pos_in, out.file, pos_out, len, flags);
	if (ret > 0) {
		if (put_offset(in.file, off_in, pos_in + ret) ||
		    put_offset(out.file, off_out, pos_out + ret))
			ret = -EFAULT;
	}
put_out:
	fdput(out);
put_in:
	fdput(in);
	return ret;
}
