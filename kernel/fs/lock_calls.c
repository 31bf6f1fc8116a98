// SPDX-License-Identifier: MIT
/*
 * fcntl(2)'s F_GETLK, F_SETLK, F_SETLKW and their F_OFD_ forms, and flock(2).
 */
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

#include "internal.h"
#include "locks.h"

/* Where l_whence says that l_start counts from. */
static int flock_base(struct file *filp, short whence, loff_t *base)
{
	switch (whence) {
	case SEEK_SET:
		*base = 0;
		return 0;
	case SEEK_CUR:
		*base = filp->f_pos;
		return 0;
	case SEEK_END:
		*base = i_size_read(file_inode(filp));
		return 0;
	default:
		return -EINVAL;
	}
}

/* A negative length reaches back from the start; 0 reaches to the end. -EINVAL, -EOVERFLOW. */
static int flock_to_range(struct file *filp, struct file_lock *fl, const struct flock *l)
{
	loff_t base;
	int err = flock_base(filp, l->l_whence, &base);

	if (err)
		return err;
	if (l->l_start > OFFSET_MAX - base)
		return -EOVERFLOW;
	fl->fl_start = base + l->l_start;
	if (fl->fl_start < 0)
		return -EINVAL;
	fl->fl_end = OFFSET_MAX;
	if (l->l_len > 0) {
		if (l->l_len - 1 > OFFSET_MAX - fl->fl_start)
			return -EOVERFLOW;
		fl->fl_end = fl->fl_start + (l->l_len - 1);
	} else if (l->l_len < 0) {
		if (fl->fl_start + l->l_len < 0)
			return -EINVAL;
		fl->fl_end = fl->fl_start - 1;
		fl->fl_start += l->l_len;
	}
	return 0;
}

static int flock_to_posix_lock(struct file *filp, struct file_lock *fl, const struct flock *l)
{
	if (l->l_type != F_RDLCK && l->l_type != F_WRLCK && l->l_type != F_UNLCK)
		return -EINVAL;
	fl->fl_type = l->l_type;
	fl->fl_flags = FL_POSIX;
	fl->fl_owner = current->files;
	fl->fl_pid = current->tgid;
	fl->fl_file = filp;
	return flock_to_range(filp, fl, l);
}

/* The owner of an OFD lock is the open file, and no process: fcntl(2). */
static int use_ofd_owner(struct file_lock *fl, const struct flock *l)
{
	if (l->l_pid != 0)
		return -EINVAL;
	fl->fl_flags |= FL_OFDLCK;
	fl->fl_owner = fl->fl_file;
	fl->fl_pid = -1;
	return 0;
}

int fcntl_getlk(struct file *filp, unsigned int cmd, struct flock *flock)
{
	struct file_lock *fl = locks_alloc_lock();
	int err;

	if (!fl)
		return -ENOMEM;
	err = -EINVAL;
	if (flock->l_type != F_RDLCK && flock->l_type != F_WRLCK)
		goto free;
	err = flock_to_posix_lock(filp, fl, flock);
	if (!err && cmd == F_OFD_GETLK)
		err = use_ofd_owner(fl, flock);
	if (err)
		goto free;
	if (filp->f_op->lock) {
		err = filp->f_op->lock(filp, F_GETLK, fl);
		if (err)
			goto free;
	} else {
		posix_test_lock(filp, fl);
	}
	flock->l_type = fl->fl_type;
	if (fl->fl_type != F_UNLCK) {
		flock->l_pid = fl->fl_pid;
		flock->l_whence = SEEK_SET;
		flock->l_start = fl->fl_start;
		flock->l_len = fl->fl_end == OFFSET_MAX ? 0 : fl->fl_end - fl->fl_start + 1;
	}
free:
	locks_free_lock(fl);
	return err;
}

/* Try until the request holds, fails, or a signal comes (-ERESTARTSYS). */
static int lock_and_wait(struct file *filp, unsigned int cmd, struct file_lock *fl)
{
	int err;

	for (;;) {
		if (filp->f_op->lock)
			err = filp->f_op->lock(filp, cmd, fl);
		else
			err = posix_lock_inode(file_inode(filp), fl, NULL);
		if (err != FILE_LOCK_DEFERRED)
			break;
		err = wait_event_interruptible(fl->fl_wait, !READ_ONCE(fl->fl_blocker));
		if (err)
			break;
	}
	locks_delete_block(fl);
	return err;
}

static bool lock_mode_ok(const struct file *filp, short type)
{
	if (type == F_RDLCK)
		return filp->f_mode & FMODE_READ;
	if (type == F_WRLCK)
		return filp->f_mode & FMODE_WRITE;
	return true;
}

/* Whether fd still is filp: another thread may have closed it while we locked. */
static bool still_open(unsigned int fd, const struct file *filp)
{
	struct files_struct *files = current->files;
	bool same;

	spin_lock(&files->file_lock);
	same = files_lookup_fd_locked(files, fd) == filp;
	spin_unlock(&files->file_lock);
	return same;
}

int fcntl_setlk(unsigned int fd, struct file *filp, unsigned int cmd, struct flock *flock)
{
	bool ofd = cmd == F_OFD_SETLK || cmd == F_OFD_SETLKW;
	bool wait = cmd == F_SETLKW || cmd == F_OFD_SETLKW;
	struct file_lock *fl = locks_alloc_lock();
	int err;

	if (!fl)
		return -ENOLCK;
	err = flock_to_posix_lock(filp, fl, flock);
	if (!err && !lock_mode_ok(filp, flock->l_type))
		err = -EBADF;
	if (!err && ofd)
		err = use_ofd_owner(fl, flock);
	if (err)
		goto free;
	if (wait)
		fl->fl_flags |= FL_SLEEP;
	err = lock_and_wait(filp, wait ? F_SETLKW : F_SETLK, fl);
	/* Closing drops the process's locks; one that came just after that would stay for ever. */
	if (!err && fl->fl_type != F_UNLCK && !ofd && !still_open(fd, filp)) {
		locks_remove_posix(filp, current->files);
		err = -EBADF;
	}
free:
	locks_free_lock(fl);
	return err;
}

/* ---------------------------------------------------------------------------------------- flock */

static struct file_lock *flock_find(struct file_lock_context *ctx, const struct file *filp)
{
	struct file_lock *fl;

	list_for_each_entry (fl, &ctx->flc_flock, fl_list)
		if (fl->fl_file == filp)
			return fl;
	return NULL;
}

static struct file_lock *flock_find_conflict(struct file_lock_context *ctx,
					     const struct file_lock *request)
{
	struct file_lock *fl;

	list_for_each_entry (fl, &ctx->flc_flock, fl_list)
		if (fl->fl_file != request->fl_file &&
		    (fl->fl_type == F_WRLCK || request->fl_type == F_WRLCK))
			return fl;
	return NULL;
}

/*
 * Take, convert or drop an open file's lock without waiting. A conversion drops the old lock first
 * (flock(2): it is not atomic). 0, -EAGAIN, FILE_LOCK_DEFERRED, -ENOLCK.
 */
static int flock_lock_inode(struct inode *inode, struct file_lock *request)
{
	struct file_lock_context *ctx = locks_get_context(inode, request->fl_type != F_UNLCK);
	struct file_lock *new = NULL, *held, *blocker;
	int err = 0;

	if (!ctx)
		return request->fl_type == F_UNLCK ? 0 : -ENOLCK;
	if (request->fl_type != F_UNLCK) {
		new = locks_alloc_lock();
		if (!new)
			return -ENOLCK;
	}
	spin_lock(&ctx->flc_lock);
	held = flock_find(ctx, request->fl_file);
	if (held && held->fl_type == request->fl_type)
		goto unlock;
	if (held)
		locks_delete_lock(held);
	if (!new)
		goto unlock;
	blocker = flock_find_conflict(ctx, request);
	if (!blocker) {
		locks_copy_lock(new, request);
		list_add_tail(&new->fl_list, &ctx->flc_flock);
		new = NULL;
	} else if (request->fl_flags & FL_SLEEP) {
		err = FILE_LOCK_DEFERRED;
		locks_insert_block(blocker, request);
	} else {
		err = -EAGAIN;
	}
unlock:
	spin_unlock(&ctx->flc_lock);
	locks_free_lock(new);
	return err;
}

static void flock_make_lock(struct file *filp, struct file_lock *fl, unsigned char type)
{
	locks_init_lock(fl);
	fl->fl_file = filp;
	fl->fl_owner = filp;
	fl->fl_pid = current->tgid;
	fl->fl_flags = FL_FLOCK;
	fl->fl_type = type;
	fl->fl_end = OFFSET_MAX;
}

static int flock_and_wait(struct file *filp, struct file_lock *fl)
{
	int err;

	for (;;) {
		err = flock_lock_inode(file_inode(filp), fl);
		if (err != FILE_LOCK_DEFERRED)
			break;
		err = wait_event_interruptible(fl->fl_wait, !READ_ONCE(fl->fl_blocker));
		if (err)
			break;
	}
	locks_delete_block(fl);
	return err;
}

/* LOCK_SH, LOCK_EX and LOCK_UN to F_*; -EINVAL. */
static int flock_type(unsigned int cmd)
{
	switch (cmd & ~LOCK_NB) {
	case LOCK_SH:
		return F_RDLCK;
	case LOCK_EX:
		return F_WRLCK;
	case LOCK_UN:
		return F_UNLCK;
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE2(flock, unsigned int, fd, unsigned int, cmd)
{
	int type = flock_type(cmd), err;
	struct file_lock fl;
	struct fd f;

	if (cmd & LOCK_MAND) { /* what is left of them in Linux: a warning */
		pr_warn_once("%s: attempt to set a LOCK_MAND lock via flock(2). It is ignored.\n",
			     current->comm);
		return 0;
	}
	if (type < 0)
		return type;
	f = fdget(fd);
	if (!f.file)
		return -EBADF;
	err = -EBADF;
	if (type != F_UNLCK && !(f.file->f_mode & (FMODE_READ | FMODE_WRITE)))
		goto put;
	flock_make_lock(f.file, &fl, type);
	if (!(cmd & LOCK_NB))
		fl.fl_flags |= FL_SLEEP;
	if (f.file->f_op->flock)
		err = f.file->f_op->flock(f.file, cmd & LOCK_NB ? F_SETLK : F_SETLKW, &fl);
	else
		err = flock_and_wait(f.file, &fl);
put:
	fdput(f);
	return err;
}

/* The open file ends: drop its flock and OFD locks. */
void locks_remove_file(struct file *filp)
{
	struct file_lock_context *ctx = locks_get_context(file_inode(filp), false);
	struct file_lock fl;

	if (!ctx)
		return;
	locks_remove_posix(filp, filp);
	if (list_empty(&ctx->flc_flock))
		return;
	flock_make_lock(filp, &fl, F_UNLCK);
	if (filp->f_op->flock)
		filp->f_op->flock(filp, F_SETLKW, &fl);
	else
		flock_lock_inode(file_inode(filp), &fl);
}
