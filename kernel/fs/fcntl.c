// SPDX-License-Identifier: MIT
/*
 * fcntl(2): descriptors, status flags, locks, pipes, and who is signalled.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

#define SETFL_MASK (O_APPEND | O_NONBLOCK | O_NDELAY | O_DIRECT | O_NOATIME)

/* F_SETFL: only SETFL_MASK and FASYNC change; everything else in arg is ignored, as POSIX says. */
static int setfl(int fd, struct file *filp, unsigned int arg)
{
	struct inode *inode = file_inode(filp);
	int err = 0;

	if ((arg & O_NOATIME) && !(filp->f_flags & O_NOATIME) &&
	    !inode_owner_or_capable(&init_user_ns, inode))
		return -EPERM;
	/* Pipes have packet mode by this name; no file system here has unbuffered I/O. */
	if ((arg & O_DIRECT) && !S_ISFIFO(inode->i_mode))
		return -EINVAL;
	if (IS_APPEND(inode) && (filp->f_flags & O_APPEND) && !(arg & O_APPEND))
		return -EPERM;
	if (filp->f_op->check_flags)
		err = filp->f_op->check_flags(arg);
	if (err)
		return err;
	/* ->fasync changes the FASYNC bit itself, by fasync_helper(). */
	if (((arg ^ filp->f_flags) & FASYNC) && filp->f_op->fasync) {
		err = filp->f_op->fasync(fd, filp, (arg & FASYNC) != 0);
		if (err < 0)
			return err;
	}
	spin_lock(&filp->f_lock);
	filp->f_flags = (arg & SETFL_MASK) | (filp->f_flags & ~SETFL_MASK);
	spin_unlock(&filp->f_lock);
	return 0;
}

static long fcntl_lock(int fd, struct file *filp, unsigned int cmd, struct flock __user *uflock)
{
	struct flock flock;
	int err;

	if (copy_from_user(&flock, uflock, sizeof(flock)))
		return -EFAULT;
	if (cmd != F_GETLK && cmd != F_OFD_GETLK)
		return fcntl_setlk(fd, filp, cmd, &flock);
	err = fcntl_getlk(filp, cmd, &flock);
	if (!err && copy_to_user(uflock, &flock, sizeof(flock)))
		err = -EFAULT;
	return err;
}

static long do_fcntl(int fd, unsigned int cmd, unsigned long arg, struct file *filp)
{
	switch (cmd) {
	case F_DUPFD:
		return f_dupfd(arg, filp, 0);
	case F_DUPFD_CLOEXEC:
		return f_dupfd(arg, filp, O_CLOEXEC);
	case F_GETFD:
		return get_close_on_exec(fd) ? FD_CLOEXEC : 0;
	case F_SETFD:
		set_close_on_exec(fd, arg & FD_CLOEXEC);
		return 0;
	case F_GETFL:
		return filp->f_flags;
	case F_SETFL:
		return setfl(fd, filp, arg);
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
	case F_OFD_GETLK:
	case F_OFD_SETLK:
	case F_OFD_SETLKW:
		return fcntl_lock(fd, filp, cmd, (struct flock __user *)arg);
	case F_GETOWN:
		return f_getown(filp);
	case F_SETOWN:
		return f_setown(filp, arg, 1);
	case F_GETSIG:
		return filp->f_owner.signum;
	case F_SETSIG:
		if (arg > _NSIG)
			return -EINVAL;
		filp->f_owner.signum = arg;
		return 0;
	case F_SETPIPE_SZ:
	case F_GETPIPE_SZ:
		return pipe_fcntl(filp, cmd, arg);
	default:
		return -EINVAL;
	}
}

/* What may be asked of an O_PATH file: open(2). */
static bool allowed_on_o_path(unsigned int cmd)
{
	return cmd == F_DUPFD || cmd == F_DUPFD_CLOEXEC || cmd == F_GETFD || cmd == F_SETFD ||
	       cmd == F_GETFL;
}

SYSCALL_DEFINE3(fcntl, unsigned int, fd, unsigned int, cmd, unsigned long, arg)
{
	struct fd f = fdget_raw(fd);
	long err = -EBADF;

	if (!f.file)
		return -EBADF;
	if (!(f.file->f_mode & FMODE_PATH) || allowed_on_o_path(cmd))
		err = do_fcntl(fd, cmd, arg, f.file);
	fdput(f);
	return err;
}
