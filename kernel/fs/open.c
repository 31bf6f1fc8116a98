// SPDX-License-Identifier: MIT
/*
 * From a place to an open file: what open(2) does once the walk is over, what its flags mean, and
 * the kernel's own ways to open. The calls themselves are in open_calls.c.
 */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>

#include "internal.h"
#include "open.h"

/* An O_PATH file: none of the calls that need more than its place. */
static const struct file_operations empty_fops;

static bool is_special(umode_t mode)
{
	return S_ISCHR(mode) || S_ISBLK(mode) || S_ISFIFO(mode) || S_ISSOCK(mode);
}

/*
 * Count a writer: of the inode against deny_write_access(), and of the mount against read-only.
 * -EROFS, -ETXTBSY.
 */
static int begin_writing(struct file *f, struct inode *inode)
{
	int err;

	if (is_special(inode->i_mode))
		return 0; /* what is written goes elsewhere */
	err = get_write_access(inode);
	if (err)
		return err;
	err = mnt_want_write(f->f_path.mnt);
	if (err) {
		put_write_access(inode);
		return err;
	}
	f->f_mode |= FMODE_WRITER;
	return 0;
}

/* What can be done with the file follows from its operations, once ->open is through. */
static void set_abilities(struct file *f)
{
	if ((f->f_mode & FMODE_READ) && (f->f_op->read || f->f_op->read_iter))
		f->f_mode |= FMODE_CAN_READ;
	if ((f->f_mode & FMODE_WRITE) && (f->f_op->write || f->f_op->write_iter))
		f->f_mode |= FMODE_CAN_WRITE;
	if (!f->f_op->llseek)
		f->f_mode &= ~FMODE_LSEEK;
}

/*
 * Open f at f->f_path, whose references it takes over now. On failure f is as if never opened:
 * fput() drops its path.
 */
static int do_dentry_open(struct file *f, struct inode *inode)
{
	int err;

	f->f_inode = inode;
	f->f_mapping = inode->i_mapping;
	if (f->f_flags & O_PATH) {
		f->f_mode = FMODE_PATH | FMODE_OPENED;
		f->f_op = &empty_fops;
		return 0;
	}
	if (f->f_mode & FMODE_WRITE) {
		err = begin_writing(f, inode);
		if (err)
			return err;
	}
	/* POSIX: reads and writes of a regular file share its position one at a time. */
	if (S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode))
		f->f_mode |= FMODE_ATOMIC_POS;
	f->f_op = fops_get(inode->i_fop);
	if (!f->f_op)
		return -ENODEV;				       /* its module is leaving */
	f->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE; /* ->open may take them off */
	if (f->f_op->open) {
		err = f->f_op->open(inode, f);
		if (err)
			return err;
	}
	f->f_mode |= FMODE_OPENED;
	set_abilities(f);
	f->f_flags &= ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);
	/* No file system here moves data past the page cache. */
	return f->f_flags & O_DIRECT ? -EINVAL : 0;
}

/* Open file, fresh from alloc_empty_file(), at path. On failure only fput() is left to do. */
int vfs_open(const struct path *path, struct file *file)
{
	file->f_path = *path;
	path_get(&file->f_path);
	return do_dentry_open(file, d_inode(path->dentry));
}

/* A file at path, with no permission asked. ERR_PTR. */
struct file *dentry_open(const struct path *path, int flags, const struct cred *cred)
{
	struct file *f = alloc_empty_file(flags, cred);
	int err;

	if (IS_ERR(f))
		return f;
	err = vfs_open(path, f);
	if (err) {
		fput(f);
		return ERR_PTR(err);
	}
	return f;
}
EXPORT_SYMBOL(dentry_open);

/* For a regular file's ->open: nothing to do. */
int generic_file_open(struct inode *inode, struct file *filp)
{
	return 0;
}
EXPORT_SYMBOL(generic_file_open);

/* For an ->open: the file has no position. */
int nonseekable_open(struct inode *inode, struct file *filp)
{
	filp->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE);
	return 0;
}
EXPORT_SYMBOL(nonseekable_open);

/* For an ->open: the file has no position, and its reads and writes don't wait for each other. */
int stream_open(struct inode *inode, struct file *filp)
{
	filp->f_mode &= ~(FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE | FMODE_ATOMIC_POS);
	filp->f_mode |= FMODE_STREAM;
	return 0;
}
EXPORT_SYMBOL(stream_open);

/* ---------------------------------------------------------------------------------------- flags */

/* What open(2) makes of its arguments: it has always dropped what it does not know. */
struct open_how build_open_how(int flags, umode_t mode)
{
	struct open_how how = {
		.flags = flags & VALID_OPEN_FLAGS,
		.mode = mode & S_IALLUGO,
	};

	if (how.flags & O_PATH)
		how.flags &= O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC;
	if (!(how.flags & (O_CREAT | __O_TMPFILE)))
		how.mode = 0;
	return how;
}

static int resolve_flags(u64 resolve)
{
	int lookup = 0;

	if (resolve & RESOLVE_NO_XDEV)
		lookup |= LOOKUP_NO_XDEV;
	if (resolve & RESOLVE_NO_MAGICLINKS)
		lookup |= LOOKUP_NO_MAGICLINKS;
	if (resolve & RESOLVE_NO_SYMLINKS)
		lookup |= LOOKUP_NO_SYMLINKS | LOOKUP_NO_MAGICLINKS;
	if (resolve & RESOLVE_BENEATH)
		lookup |= LOOKUP_BENEATH;
	if (resolve & RESOLVE_IN_ROOT)
		lookup |= LOOKUP_IN_ROOT;
	return lookup;
}

/*
 * Check flags, mode and resolve against one another and work out what the walk and the open need.
 * -EINVAL as open(2) and openat2(2) list; -EOPNOTSUPP: O_TMPFILE.
 */
int build_open_flags(const struct open_how *how, struct open_flags *op)
{
	u64 flags = how->flags;
	int acc_mode = ACC_MODE(flags);

	if (flags & ~(u64)(VALID_OPEN_FLAGS | __FMODE_EXEC))
		return -EINVAL;
	if (how->resolve & ~(RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS |
			     RESOLVE_BENEATH | RESOLVE_IN_ROOT))
		return -EINVAL;
	if ((how->resolve & RESOLVE_BENEATH) && (how->resolve & RESOLVE_IN_ROOT))
		return -EINVAL;
	if (flags & (O_CREAT | __O_TMPFILE)) {
		if (how->mode & ~(u64)S_IALLUGO)
			return -EINVAL;
		op->mode = how->mode | S_IFREG;
	} else {
		if (how->mode)
			return -EINVAL;
		op->mode = 0;
	}
	if ((flags & (O_DIRECTORY | O_CREAT)) == (O_DIRECTORY | O_CREAT))
		return -EINVAL;
	if (flags & __O_TMPFILE) {
		if ((flags & O_TMPFILE_MASK) != O_TMPFILE || !(acc_mode & MAY_WRITE))
			return -EINVAL;
		return -EOPNOTSUPP;
	}
	if (flags & O_PATH) {
		if (flags & ~(u64)(O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC))
			return -EINVAL;
		acc_mode = 0;
	}
	if (flags & __O_SYNC)
		flags |= O_DSYNC;
	if (flags & O_TRUNC) /* truncation is writing, whatever the access mode says */
		acc_mode |= MAY_WRITE;
	if (flags & O_APPEND)
		acc_mode |= MAY_APPEND;
	if (flags & __FMODE_EXEC)
		acc_mode = MAY_EXEC;

	op->intent = flags & O_PATH ? 0 : LOOKUP_OPEN;
	if (flags & O_CREAT) {
		op->intent |= LOOKUP_CREATE;
		if (flags & O_EXCL) {
			op->intent |= LOOKUP_EXCL;
			flags |= O_NOFOLLOW; /* a link there means "exists", dangling or not */
		}
	}
	op->lookup_flags = resolve_flags(how->resolve);
	if (flags & O_DIRECTORY)
		op->lookup_flags |= LOOKUP_DIRECTORY;
	if (!(flags & O_NOFOLLOW))
		op->lookup_flags |= LOOKUP_FOLLOW;
	op->open_flag = flags;
	op->acc_mode = acc_mode;
	return 0;
}

/* -------------------------------------------------------------------------------- kernel opens */

/* name is not consumed. ERR_PTR. */
struct file *file_open_name(struct filename *name, int flags, umode_t mode)
{
	struct open_how how = build_open_how(flags, mode);
	struct open_flags op;
	int err = build_open_flags(&how, &op);

	return err ? ERR_PTR(err) : do_filp_open(AT_FDCWD, name, &op);
}

/* open(2) for the kernel, with the current task's root, umask and permissions. filp_close() it. */
struct file *filp_open(const char *filename, int flags, umode_t mode)
{
	struct filename *name = getname_kernel(filename);
	struct file *file = ERR_CAST(name);

	if (!IS_ERR(name)) {
		file = file_open_name(name, flags, mode);
		putname(name);
	}
	return file;
}
EXPORT_SYMBOL(filp_open);

struct file *file_open_root(const struct path *root, const char *filename, int flags, umode_t mode)
{
	struct open_how how = build_open_how(flags, mode);
	struct open_flags op;
	int err = build_open_flags(&how, &op);

	return err ? ERR_PTR(err) : do_file_open_root(root, filename, &op);
}
EXPORT_SYMBOL(file_open_root);

/*
 * The file of an execve(2): regular, executable by the caller, not open for writing, and from now
 * on not to be opened so. flags: AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH. name is not consumed. -EACCES,
 * -ETXTBSY, -ELOOP, ...
 */
struct file *do_open_execat(int fd, struct filename *name, int flags)
{
	struct open_flags op = {
		.open_flag = O_LARGEFILE | O_RDONLY | __FMODE_EXEC,
		.acc_mode = MAY_EXEC,
		.intent = LOOKUP_OPEN,
		.lookup_flags = LOOKUP_FOLLOW,
	};
	struct file *file;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return ERR_PTR(-EINVAL);
	if (flags & AT_SYMLINK_NOFOLLOW)
		op.lookup_flags &= ~LOOKUP_FOLLOW;
	if (flags & AT_EMPTY_PATH)
		op.lookup_flags |= LOOKUP_EMPTY;
	file = do_filp_open(fd, name, &op);
	if (IS_ERR(file))
		return file;
	err = -EACCES;
	if (!S_ISREG(file_inode(file)->i_mode) || path_noexec(&file->f_path))
		goto put_file;
	err = deny_write_access(file);
	if (err)
		goto put_file;
	return file;
put_file:
	fput(file);
	return ERR_PTR(err);
}

struct file *open_exec(const char *name)
{
	struct filename *filename = getname_kernel(name);
	struct file *file = ERR_CAST(filename);

	if (!IS_ERR(filename)) {
		file = do_open_execat(AT_FDCWD, filename, 0);
		putname(filename);
	}
	return file;
}
EXPORT_SYMBOL(open_exec);

/*
 * One descriptor's end of an open file: the driver's flush, record locks of the owner, the
 * reference. Returns what flush said. id: current->files.
 */
int filp_close(struct file *filp, fl_owner_t id)
{
	int err = 0;

	if (filp->f_op->flush)
		err = filp->f_op->flush(filp, id);
	if (!(filp->f_mode & FMODE_PATH))
		locks_remove_posix(filp, id);
	fput(filp);
	return err;
}
EXPORT_SYMBOL(filp_close);
