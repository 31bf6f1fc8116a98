// SPDX-License-Identifier: MIT
/*
 * A whole file into kernel memory, for who needs it as it is: module images above all.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/vmalloc.h>

/* Read len bytes from pos. Fewer only if the file is shorter: -EIO, as it was measured just now. */
static ssize_t read_exactly(struct file *file, char *buf, size_t len, loff_t pos)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = kernel_read(file, buf + done, len - done, &pos);

		if (n < 0)
			return n;
		if (n == 0)
			return -EIO;
		done += n;
	}
	return done;
}

/* offset other than 0 reads a part; then file_size must be given. See <linux/fs_ops.h>. */
ssize_t kernel_read_file(struct file *file, loff_t offset, void **buf, size_t buf_size,
			 size_t *file_size, enum kernel_read_file_id id)
{
	bool allocate = !*buf;
	loff_t size;
	size_t want;
	ssize_t ret;

	if (offset != 0 && (allocate || !file_size))
		return -EINVAL;
	if (!S_ISREG(file_inode(file)->i_mode))
		return -EINVAL;
	/* Nobody may change it while it is read: what is checked later is what was read. */
	ret = deny_write_access(file);
	if (ret)
		return ret;
	size = i_size_read(file_inode(file));
	ret = -EINVAL;
	if (size <= 0 || offset >= size)
		goto allow;
	ret = -EFBIG;
	if (size > SSIZE_MAX || (!file_size && size > buf_size) || (allocate && size > buf_size))
		goto allow;
	if (file_size)
		*file_size = size;
	want = min_t(u64, size - offset, buf_size);
	if (allocate) {
		*buf = vmalloc(want);
		ret = -ENOMEM;
		if (!*buf)
			goto allow;
	}
	ret = read_exactly(file, *buf, want, offset);
	if (ret < 0 && allocate) {
		vfree(*buf);
		*buf = NULL;
	}
allow:
	allow_write_access(file);
	return ret;
}
EXPORT_SYMBOL_GPL(kernel_read_file);

ssize_t kernel_read_file_from_path(const char *path, loff_t offset, void **buf, size_t buf_size,
				   size_t *file_size, enum kernel_read_file_id id)
{
	struct file *file;
	ssize_t ret;

	if (!path || !*path)
		return -EINVAL;
	file = filp_open(path, O_RDONLY, 0);
	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_read_file(file, offset, buf, buf_size, file_size, id);
	fput(file);
	return ret;
}
EXPORT_SYMBOL_GPL(kernel_read_file_from_path);

/* -EBADF: not open, or not for reading. */
ssize_t kernel_read_file_from_fd(int fd, loff_t offset, void **buf, size_t buf_size,
				 size_t *file_size, enum kernel_read_file_id id)
{
	struct fd f = fdget(fd);
	ssize_t ret = -EBADF;

	if (f.file && (f.file->f_mode & FMODE_READ))
		ret = kernel_read_file(f.file, offset, buf, buf_size, file_size, id);
	fdput(f);
	return ret;
}
EXPORT_SYMBOL_GPL(kernel_read_file_from_fd);
