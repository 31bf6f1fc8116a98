// SPDX-License-Identifier: MIT
/*
 * The first root file system: members of a cpio archive become files under "/".
 *
 * cpio.c has checked each member before this code sees it. Hard links: members with the same device
 * and inode number are one file, whose data comes with any one of them (GNU cpio: the last). What
 * is in the way of a member, of another type, is removed; a file is written over; so a later
 * archive adds to and replaces what an earlier one made. Directories get their times at the end,
 * since making files in them changes those.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <kernel/fs.h>

#include "cpio.h"

/* A file with several names, of which path was the first. */
struct link_origin {
	struct list_head list;
	u32 dev_major, dev_minor, ino, type;
	char path[];
};

struct dir_time {
	struct list_head list;
	u32 mtime;
	char path[];
};

struct unpacker {
	char *path; /* PATH_MAX + 1 bytes: "/" and the member's name */
	char *text; /* PATH_MAX bytes: a link's text */
	struct list_head links;
	struct list_head dirs;
};

static struct timespec64 *__init times_of(struct timespec64 *t, u32 mtime)
{
	t[0] = t[1] = (struct timespec64){.tv_sec = mtime};
	return t;
}

/* Remove what is at the path, if it is of another type, or can't be written over. */
static int __init clear_path(const char *path, umode_t mode)
{
	struct kstat st;
	int err = init_stat(path, &st, AT_SYMLINK_NOFOLLOW);

	if (err == -ENOENT)
		return 0;
	if (err)
		return err;
	if (S_ISDIR(st.mode))
		return S_ISDIR(mode) ? 0 : init_rmdir(path);
	if (S_ISREG(mode) && S_ISREG(st.mode) && st.nlink == 1)
		return 0;
	return init_unlink(path);
}

static int __init remember_dir(struct unpacker *u, u32 mtime)
{
	size_t len = strlen(u->path) + 1;
	struct dir_time *dir = kmalloc(sizeof(*dir) + len, GFP_KERNEL);

	if (!dir)
		return -ENOMEM;
	dir->mtime = mtime;
	memcpy(dir->path, u->path, len);
	list_add(&dir->list, &u->dirs);
	return 0;
}

static void __init set_dir_times(struct unpacker *u)
{
	struct dir_time *dir, *next;
	struct timespec64 t[2];

	list_for_each_entry_safe (dir, next, &u->dirs, list) {
		init_utimes(dir->path, times_of(t, dir->mtime));
		list_del(&dir->list);
		kfree(dir);
	}
}

static void __init forget_links(struct unpacker *u)
{
	struct link_origin *origin, *next;

	list_for_each_entry_safe (origin, next, &u->links, list) {
		list_del(&origin->list);
		kfree(origin);
	}
}

static bool __init same_file(const struct link_origin *origin, const struct cpio_member *m)
{
	return origin->dev_major == m->dev_major && origin->dev_minor == m->dev_minor &&
	       origin->ino == m->ino && origin->type == (m->mode & S_IFMT);
}

/*
 * If m is a further name of a file, make it one: 1. If it is the first of several, remember it: 0.
 * A negative errno.
 */
static int __init try_link(struct unpacker *u, const struct cpio_member *m)
{
	size_t len = strlen(u->path) + 1;
	struct link_origin *origin;
	int err;

	if (m->nlink < 2)
		return 0;
	list_for_each_entry (origin, &u->links, list) {
		if (same_file(origin, m)) {
			err = init_link(origin->path, u->path);
			return err ? err : 1;
		}
	}
	origin = kmalloc(sizeof(*origin) + len, GFP_KERNEL);
	if (!origin)
		return -ENOMEM;
	origin->dev_major = m->dev_major;
	origin->dev_minor = m->dev_minor;
	origin->ino = m->ino;
	origin->type = m->mode & S_IFMT;
	memcpy(origin->path, u->path, len);
	list_add(&origin->list, &u->links);
	return 0;
}

/* Owner before mode: chown takes set-id bits away. */
static int __init set_owner_mode(const char *path, const struct cpio_member *m)
{
	int err = init_chown(path, m->uid, m->gid, 0);

	return err ? err : init_chmod(path, m->mode & S_IALLUGO);
}

static int __init set_attributes(const char *path, const struct cpio_member *m)
{
	struct timespec64 t[2];
	int err = set_owner_mode(path, m);

	return err ? err : init_utimes(path, times_of(t, m->mtime));
}

static int __init unpack_file(struct unpacker *u, const struct cpio_member *m)
{
	int linked = try_link(u, m);
	int err;

	if (linked < 0)
		return linked;
	if (linked && !m->size)
		return 0; /* the data came with another name, or comes yet */
	err = init_write_file(u->path, m->data, m->size, m->mode & S_IRWXUGO);
	return err ? err : set_attributes(u->path, m);
}

static int __init unpack_dir(struct unpacker *u, const struct cpio_member *m)
{
	int err = init_mkdir(u->path, m->mode & S_IALLUGO);

	if (err && err != -EEXIST)
		return err;
	err = set_owner_mode(u->path, m);
	return err ? err : remember_dir(u, m->mtime);
}

static int __init unpack_special(struct unpacker *u, const struct cpio_member *m)
{
	int linked = try_link(u, m);
	int err;

	if (linked)
		return linked < 0 ? linked : 0;
	err = init_mknod(u->path, m->mode, MKDEV(m->rdev_major, m->rdev_minor));
	return err ? err : set_attributes(u->path, m);
}

static int __init unpack_symlink(struct unpacker *u, const struct cpio_member *m)
{
	struct timespec64 t[2];
	int err;

	memcpy(u->text, m->data, m->size);
	u->text[m->size] = '\0';
	err = init_symlink(u->text, u->path);
	if (!err)
		err = init_chown(u->path, m->uid, m->gid, AT_SYMLINK_NOFOLLOW);
	return err ? err : init_utimes(u->path, times_of(t, m->mtime));
}

static int __init unpack_member(struct unpacker *u, const struct cpio_member *m)
{
	int err;

	u->path[0] = '/';
	strscpy(u->path + 1, m->name, PATH_MAX); /* names are shorter: cpio.c */
	err = clear_path(u->path, m->mode);
	if (err)
		return err;
	switch (m->mode & S_IFMT) {
	case S_IFREG:
		return unpack_file(u, m);
	case S_IFDIR:
		return unpack_dir(u, m);
	case S_IFLNK:
		return unpack_symlink(u, m);
	default:
		return unpack_special(u, m);
	}
}

/* The archive member by member; the first fault ends it. */
static int __init unpack(struct unpacker *u, const void *cpio, size_t len)
{
	struct cpio_reader r;
	struct cpio_member m;
	int ret;

	cpio_open(&r, cpio, len);
	while ((ret = cpio_next(&r, &m)) > 0) {
		int err;

		if (ret == CPIO_TRAILER) {
			forget_links(u);
			continue;
		}
		err = unpack_member(u, &m);
		if (err) {
			pr_err("initramfs: \"%s\" at offset %zu: can't be made (error %d)\n",
			       m.name, m.offset, err);
			return err;
		}
	}
	if (ret < 0)
		pr_err("initramfs: header at offset %zu of %zu: %s\n", r.where, len, r.problem);
	return ret;
}

int __init populate_rootfs(const void *cpio, size_t len)
{
	struct unpacker u = {
		.path = kmalloc(PATH_MAX + 1, GFP_KERNEL),
		.text = kmalloc(PATH_MAX, GFP_KERNEL),
		.links = LIST_HEAD_INIT(u.links),
		.dirs = LIST_HEAD_INIT(u.dirs),
	};
	int err = -ENOMEM;

	if (u.path && u.text)
		err = unpack(&u, cpio, len);
	set_dir_times(&u);
	forget_links(&u);
	kfree(u.text);
	kfree(u.path);
	flush_delayed_fput(); /* what was written can be executed now, not ETXTBSY */
	return err;
}
