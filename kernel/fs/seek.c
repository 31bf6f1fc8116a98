// SPDX-License-Identifier: MIT
/*
 * File positions: lseek(2), and the ready-made ->llseek functions.
 *
 * A position is changed under f_lock; reads and writes of regular files, and lseek(2) itself, are
 * also serialised by f_pos_lock (fdget_pos()).
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* Set the position, if it may be so. Returns it; -EINVAL. */
loff_t vfs_setpos(struct file *file, loff_t offset, loff_t maxsize)
{
	if (offset < 0 && !(file->f_mode & FMODE_UNSIGNED_OFFSET))
		return -EINVAL;
	if (offset > maxsize)
		return -EINVAL;
	if (offset != file->f_pos) {
		file->f_pos = offset;
		file->f_version = 0;
	}
	return offset;
}
EXPORT_SYMBOL(vfs_setpos);

/* All whences, for a file of eof bytes that may reach maxsize. Holes are not told from data. */
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence, loff_t maxsize,
				loff_t eof)
{
	loff_t pos;

	switch (whence) {
	case SEEK_END:
		if (__builtin_add_overflow(offset, eof, &pos))
			return -EOVERFLOW;
		return vfs_setpos(file, pos, maxsize);
	case SEEK_CUR:
		if (offset == 0) /* "where am I" changes nothing */
			return file->f_pos;
		spin_lock(&file->f_lock);
		if (__builtin_add_overflow(offset, file->f_pos, &pos))
			pos = -EOVERFLOW;
		else
			pos = vfs_setpos(file, pos, maxsize);
		spin_unlock(&file->f_lock);
		return pos;
	case SEEK_DATA:
		if ((unsigned long long)offset >= eof)
			return -ENXIO;
		return vfs_setpos(file, offset, maxsize);
	case SEEK_HOLE:
		if ((unsigned long long)offset >= eof)
			return -ENXIO;
		return vfs_setpos(file, eof, maxsize);
	default:
		return vfs_setpos(file, offset, maxsize);
	}
}
EXPORT_SYMBOL(generic_file_llseek_size);

loff_t generic_file_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);

	return generic_file_llseek_size(file, offset, whence, inode->i_sb->s_maxbytes,
					i_size_read(inode));
}
EXPORT_SYMBOL(generic_file_llseek);

/* For a device of size bytes. */
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence, loff_t size)
{
	if (whence != SEEK_SET && whence != SEEK_CUR && whence != SEEK_END)
		return -EINVAL;
	return generic_file_llseek_size(file, offset, whence, size, size);
}
EXPORT_SYMBOL(fixed_size_llseek);

/* For a file without an end. */
loff_t no_seek_end_llseek(struct file *file, loff_t offset, int whence)
{
	if (whence != SEEK_SET && whence != SEEK_CUR)
		return -EINVAL;
	return generic_file_llseek_size(file, offset, whence, OFFSET_MAX, 0);
}
EXPORT_SYMBOL(no_seek_end_llseek);

/* Succeeds without moving: for files where programs seek and it means nothing. */
loff_t noop_llseek(struct file *file, loff_t offset, int whence)
{
	return file->f_pos;
}
EXPORT_SYMBOL(noop_llseek);

loff_t no_llseek(struct file *file, loff_t offset, int whence)
{
	return -ESPIPE;
}
EXPORT_SYMBOL(no_llseek);

/* As generic_file_llseek(), under the inode's lock, without an upper limit. */
loff_t default_llseek(struct file *file, loff_t offset, int whence)
{
	struct inode *inode = file_inode(file);
	loff_t pos;

	inode_lock(inode);
	pos = generic_file_llseek_size(file, offset, whence, OFFSET_MAX, i_size_read(inode));
	inode_unlock(inode);
	return pos;
}
EXPORT_SYMBOL(default_llseek);

loff_t vfs_llseek(struct file *file, loff_t offset, int whence)
{
	if (!(file->f_mode & FMODE_LSEEK))
		return -ESPIPE;
	return file->f_op->llseek(file, offset, whence);
}
EXPORT_SYMBOL(vfs_llseek);

SYSCALL_DEFINE3(lseek, unsigned int, fd, long, offset, unsigned int, whence)
{
	struct fd f = fdget_pos(fd);
	loff_t pos = -EINVAL;

	if (!f.file)
		return -EBADF;
	if (whence <= SEEK_MAX)
		pos = vfs_llseek(f.file, offset, whence);
	fdput_pos(f);
	return pos;
}
