// SPDX-License-Identifier: MIT
/*
 * Listing directories: getdents64(2) and the older getdents(2).
 *
 * The file system's ->iterate_shared calls back for each entry; the callback copies a record to the
 * user's buffer and says stop when the next does not fit. The directory's i_rwsem is held shared
 * throughout, so the user memory is touched under it.
 */
#include <linux/dirent.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

/* getdents(2)'s record; d_type is its last byte. */
struct linux_dirent {
	unsigned long d_ino;
	unsigned long d_off;
	unsigned short d_reclen;
	char d_name[];
};

/* List from file's position on. -ENOTDIR, -ENOENT for a removed directory. */
int iterate_dir(struct file *file, struct dir_context *ctx)
{
	struct inode *inode = file_inode(file);
	bool shared = file->f_op->iterate_shared;
	int err;

	if (!shared && !file->f_op->iterate)
		return -ENOTDIR;
	if (shared)
		inode_lock_shared(inode);
	else
		inode_lock(inode);
	err = -ENOENT;
	if (!IS_DEADDIR(inode)) {
		ctx->pos = file->f_pos;
		err = shared ? file->f_op->iterate_shared(file, ctx)
			     : file->f_op->iterate(file, ctx);
		file->f_pos = ctx->pos;
		file_accessed(file);
	}
	if (shared)
		inode_unlock_shared(inode);
	else
		inode_unlock(inode);
	return err;
}
EXPORT_SYMBOL(iterate_dir);

/* A name that a file system must not come up with: it would lead programs elsewhere. */
static int verify_name(const char *name, int len)
{
	if (len <= 0 || len >= PATH_MAX)
		return -EIO;
	return memchr(name, '/', len) ? -EIO : 0;
}

struct getdents_callback {
	struct dir_context ctx;
	char __user *current_rec; /* where the next record goes */
	char __user *prev_rec;	  /* whose d_off is still to be written, or NULL */
	int room;		  /* bytes left */
	int error;
	bool old; /* struct linux_dirent */
};

/* The previous record's d_off is this entry's position: where to go on after that record. */
static int put_prev_off(struct getdents_callback *cb, loff_t off)
{
	if (!cb->prev_rec)
		return 0;
	if (cb->old)
		return put_user((unsigned long)off,
				&((struct linux_dirent __user *)cb->prev_rec)->d_off);
	return put_user(off, &((struct linux_dirent64 __user *)cb->prev_rec)->d_off);
}

static int put_record64(char __user *to, const char *name, int namlen, u64 ino, unsigned int type,
			int reclen)
{
	struct linux_dirent64 __user *rec = (void __user *)to;

	if (put_user(ino, &rec->d_ino) || put_user((s64)0, &rec->d_off) ||
	    put_user((unsigned short)reclen, &rec->d_reclen) ||
	    put_user((unsigned char)type, &rec->d_type) ||
	    copy_to_user(rec->d_name, name, namlen) ||
	    clear_user(rec->d_name + namlen,
		       reclen - offsetof(struct linux_dirent64, d_name) - namlen))
		return -EFAULT;
	return 0;
}

static int put_record(char __user *to, const char *name, int namlen, u64 ino, unsigned int type,
		      int reclen)
{
	struct linux_dirent __user *rec = (void __user *)to;

	if (put_user((unsigned long)ino, &rec->d_ino) || put_user(0ul, &rec->d_off) ||
	    put_user((unsigned short)reclen, &rec->d_reclen) ||
	    copy_to_user(rec->d_name, name, namlen) ||
	    clear_user(rec->d_name + namlen,
		       reclen - 1 - offsetof(struct linux_dirent, d_name) - namlen) ||
	    put_user((char)type, to + reclen - 1))
		return -EFAULT;
	return 0;
}

static bool fill_record(struct dir_context *ctx, const char *name, int namlen, loff_t offset,
			u64 ino, unsigned int type)
{
	struct getdents_callback *cb = container_of(ctx, struct getdents_callback, ctx);
	size_t header = cb->old ? offsetof(struct linux_dirent, d_name) + 1
				: offsetof(struct linux_dirent64, d_name);
	int reclen = ALIGN(header + namlen + 1, sizeof(u64));

	cb->error = verify_name(name, namlen);
	if (cb->error)
		return false;
	cb->error = -EINVAL; /* if not even the first fits */
	if (reclen > cb->room)
		return false;
	if (cb->prev_rec && signal_pending(current))
		return false;
	cb->error = -EFAULT;
	if (put_prev_off(cb, offset))
		return false;
	if (cb->old ? put_record(cb->current_rec, name, namlen, ino, type, reclen)
		    : put_record64(cb->current_rec, name, namlen, ino, type, reclen))
		return false;
	cb->error = 0;
	cb->prev_rec = cb->current_rec;
	cb->current_rec += reclen;
	cb->room -= reclen;
	return true;
}

static int do_getdents(unsigned int fd, void __user *dirent, unsigned int count, bool old)
{
	struct getdents_callback cb = {
		.ctx.actor = fill_record,
		.room = min_t(unsigned int, count, INT_MAX),
		.current_rec = dirent,
		.old = old,
	};
	struct fd f;
	int err;

	if (!access_ok(dirent, count))
		return -EFAULT;
	f = fdget_pos(fd);
	if (!f.file)
		return -EBADF;
	err = iterate_dir(f.file, &cb.ctx);
	if (err >= 0)
		err = cb.error;
	if (cb.prev_rec) {
		if (put_prev_off(&cb, cb.ctx.pos))
			err = -EFAULT;
		else
			err = cb.current_rec - (char __user *)dirent;
	}
	fdput_pos(f);
	return err;
}

SYSCALL_DEFINE3(getdents64, unsigned int, fd, struct linux_dirent64 __user *, dirent, unsigned int,
		count)
{
	return do_getdents(fd, dirent, count, false);
}

SYSCALL_DEFINE3(getdents, unsigned int, fd, struct linux_dirent __user *, dirent, unsigned int,
		count)
{
	return do_getdents(fd, dirent, count, true);
}
