// SPDX-License-Identifier: MIT
/*
 * ioctl(2): the few requests that any file has, and the way to the driver for all others.
 */
#include <asm/ioctls.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

/* What the driver says; -ENOTTY when the file knows no such request. */
long vfs_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	long err;

	if (!filp->f_op->unlocked_ioctl)
		return -ENOTTY;
	err = filp->f_op->unlocked_ioctl(filp, cmd, arg);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}
EXPORT_SYMBOL(vfs_ioctl);

/* For a ->compat_ioctl whose argument is a pointer: the same as the 64-bit one. */
long compat_ptr_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (!file->f_op->unlocked_ioctl)
		return -ENOIOCTLCMD;
	return file->f_op->unlocked_ioctl(file, cmd, (u32)arg);
}
EXPORT_SYMBOL(compat_ptr_ioctl);

static int ioctl_fionbio(struct file *filp, int __user *argp)
{
	int on;

	if (get_user(on, argp))
		return -EFAULT;
	spin_lock(&filp->f_lock);
	if (on)
		filp->f_flags |= O_NONBLOCK;
	else
		filp->f_flags &= ~O_NONBLOCK;
	spin_unlock(&filp->f_lock);
	return 0;
}

static int ioctl_fioasync(unsigned int fd, struct file *filp, int __user *argp)
{
	int on, err;

	if (get_user(on, argp))
		return -EFAULT;
	if (!on == !(filp->f_flags & FASYNC))
		return 0;
	if (!filp->f_op->fasync)
		return -ENOTTY;
	err = filp->f_op->fasync(fd, filp, on != 0);
	return err < 0 ? err : 0;
}

/* For a regular file: the bytes from the position to the end. */
static int ioctl_fionread(struct file *filp, int __user *argp)
{
	loff_t left = i_size_read(file_inode(filp)) - filp->f_pos;

	return put_user((int)left, argp);
}

static long do_vfs_ioctl(struct file *filp, unsigned int fd, unsigned int cmd, unsigned long arg)
{
	struct inode *inode = file_inode(filp);
	void __user *argp = (void __user *)arg;

	switch (cmd) {
	case FIOCLEX:
		set_close_on_exec(fd, 1);
		return 0;
	case FIONCLEX:
		set_close_on_exec(fd, 0);
		return 0;
	case FIONBIO:
		return ioctl_fionbio(filp, argp);
	case FIOASYNC:
		return ioctl_fioasync(fd, filp, argp);
	case FIOQSIZE:
		if (S_ISDIR(inode->i_mode) || S_ISREG(inode->i_mode) || S_ISLNK(inode->i_mode)) {
			loff_t size = i_size_read(inode);

			return copy_to_user(argp, &size, sizeof(size)) ? -EFAULT : 0;
		}
		return -ENOTTY;
	case FIGETBSZ:
		return put_user((int)inode->i_sb->s_blocksize, (int __user *)argp);
	case FIONREAD:
		if (S_ISREG(inode->i_mode))
			return ioctl_fionread(filp, argp);
		break;
	}
	return vfs_ioctl(filp, cmd, arg);
}

SYSCALL_DEFINE3(ioctl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget(fd);
	long err;

	if (!f.file)
		return -EBADF;
	err = do_vfs_ioctl(f.file, fd, cmd, arg);
	fdput(f);
	return err;
}
