// SPDX-License-Identifier: MIT
/*
 * System calls for the kernel's own start: the same functions, on the kernel's own strings.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <kernel/fs.h>

#include "internal.h"

/* data: NULL or options as a string, which is copied. */
int init_mount(const char *dev_name, const char *dir_name, const char *type, unsigned long flags,
	       void *data)
{
	char *page = NULL;
	struct path path;
	int err;

	if (data) {
		page = kzalloc(PAGE_SIZE, GFP_KERNEL); /* path_mount() takes a page */
		if (!page)
			return -ENOMEM;
		strscpy(page, data, PAGE_SIZE);
	}
	err = kern_path(dir_name, LOOKUP_FOLLOW, &path);
	if (!err) {
		err = path_mount(dev_name, &path, type, flags, page);
		path_put(&path);
	}
	kfree(page);
	return err;
}

int init_umount(const char *name, int flags)
{
	int lookup = flags & UMOUNT_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err = kern_path(name, lookup, &path);

	return err ? err : path_umount(&path, flags);
}

int init_chdir(const char *name)
{
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	err = do_chdir_path(&path);
	path_put(&path);
	return err;
}

int init_chroot(const char *name)
{
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	err = do_chroot_path(&path);
	path_put(&path);
	return err;
}

int init_chown(const char *name, uid_t user, gid_t group, int flags)
{
	int lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err = kern_path(name, lookup, &path);

	if (err)
		return err;
	err = chown_common(&path, user, group);
	path_put(&path);
	return err;
}

int init_chmod(const char *name, umode_t mode)
{
	struct path path;
	int err = kern_path(name, LOOKUP_FOLLOW, &path);

	if (err)
		return err;
	err = chmod_common(&path, mode);
	path_put(&path);
	return err;
}

/* Whether name can be executed. */
int init_eaccess(const char *name)
{
	return do_faccessat(AT_FDCWD, getname_kernel(name), MAY_EXEC, AT_EACCESS);
}

int init_stat(const char *name, struct kstat *stat, int flags)
{
	int lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct path path;
	int err = kern_path(name, lookup, &path);

	if (err)
		return err;
	err = vfs_getattr(&path, stat, STATX_BASIC_STATS, AT_NO_AUTOMOUNT);
	path_put(&path);
	return err;
}

/* dev as the kernel has it: MKDEV(). */
int init_mknod(const char *name, umode_t mode, dev_t dev)
{
	return do_mknodat(AT_FDCWD, getname_kernel(name), mode, new_encode_dev(dev));
}

int init_link(const char *oldname, const char *newname)
{
	return do_linkat(AT_FDCWD, getname_kernel(oldname), AT_FDCWD, getname_kernel(newname), 0);
}

int init_symlink(const char *oldname, const char *newname)
{
	return do_symlinkat(getname_kernel(oldname), AT_FDCWD, getname_kernel(newname));
}

int init_unlink(const char *name)
{
	return do_unlinkat(AT_FDCWD, getname_kernel(name));
}

int init_mkdir(const char *name, umode_t mode)
{
	return do_mkdirat(AT_FDCWD, getname_kernel(name), mode);
}

int init_rmdir(const char *name)
{
	return do_rmdir(AT_FDCWD, getname_kernel(name));
}

/* The time of a link itself, not of what it leads to. */
int init_utimes(const char *name, struct timespec64 *times)
{
	struct path path;
	int err = kern_path(name, 0, &path);

	if (err)
		return err;
	err = vfs_utimes(&path, times);
	path_put(&path);
	return err;
}

/* Another descriptor for file, in the current task. */
int init_dup(struct file *file)
{
	int fd = get_unused_fd_flags(0);

	if (fd < 0)
		return fd;
	fd_install(fd, get_file(file));
	return 0;
}

int init_write_file(const char *path, const void *data, size_t len, umode_t mode)
{
	struct file *file = filp_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_LARGEFILE, mode);
	loff_t pos = 0;
	int err = 0;

	if (IS_ERR(file))
		return PTR_ERR(file);
	while (len && !err) {
		ssize_t n = kernel_write(file, data, len, &pos);

		if (n <= 0) {
			err = n ? n : -EIO;
		} else {
			data += n;
			len -= n;
		}
	}
	filp_close(file, NULL);
	return err;
}
