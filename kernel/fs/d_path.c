// SPDX-License-Identifier: MIT
/*
 * From a location back to text: d_path() and its kin, and getcwd(2).
 *
 * The text is built from its end towards the front of the buffer, as the way leads from the file
 * up to the root. mount_lock and dcache_lock together freeze the whole way.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

/* The unused front of a buffer; len < 0 once something did not fit. */
struct prepend_buffer {
	char *buf; /* first byte written so far */
	int len;   /* bytes free in front of it */
};

static void prepend(struct prepend_buffer *p, const char *text, int len)
{
	p->len -= len;
	if (p->len < 0)
		return;
	p->buf -= len;
	memcpy(p->buf, text, len);
}

static void prepend_name(struct prepend_buffer *p, const struct qstr *name)
{
	prepend(p, (const char *)name->name, name->len);
	prepend(p, "/", 1);
}

static char *prepend_result(const struct prepend_buffer *p)
{
	return p->len >= 0 ? p->buf : ERR_PTR(-ENAMETOOLONG);
}

enum reach {
	REACHED_ROOT, /* the given root is above it */
	OUTSIDE_ROOT, /* the way ended at the root of all mounts instead */
	UNREACHABLE,  /* detached from the tree */
};

/* mount_lock and dcache_lock are held. */
static enum reach prepend_path(const struct path *path, const struct path *root,
			       struct prepend_buffer *p)
{
	struct path at = *path;

	while (!path_equal(&at, root)) {
		if (at.dentry == at.mnt->mnt_root) {
			if (path_up_locked(&at))
				continue;
			return at.mnt->mnt_flags & (MNT_DETACHED | MNT_INTERNAL) ? UNREACHABLE
										 : OUTSIDE_ROOT;
		}
		if (IS_ROOT(at.dentry))
			return UNREACHABLE;
		prepend_name(p, &at.dentry->d_name);
		at.dentry = at.dentry->d_parent;
	}
	return REACHED_ROOT;
}

/* Text of path below root, "/" for root itself, into p. */
static enum reach path_text(const struct path *path, const struct path *root,
			    struct prepend_buffer *p)
{
	const char *end = p->buf;
	enum reach reach;

	spin_lock(&mount_lock);
	spin_lock(&dcache_lock);
	reach = prepend_path(path, root, p);
	spin_unlock(&dcache_lock);
	spin_unlock(&mount_lock);
	if (p->buf == end && p->len >= 0)
		prepend(p, "/", 1);
	return reach;
}

char *__d_path(const struct path *path, const struct path *root, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};

	prepend(&p, "", 1);
	if (path_text(path, root, &p) != REACHED_ROOT)
		return NULL;
	return prepend_result(&p);
}

/* From the root of all mounts, whatever the caller's own root is. -EINVAL when detached. */
char *d_absolute_path(const struct path *path, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};
	const struct path nowhere = {NULL, NULL};

	prepend(&p, "", 1);
	if (path_text(path, &nowhere, &p) == UNREACHABLE)
		return ERR_PTR(-EINVAL);
	return prepend_result(&p);
}

/* As the current task names it. */
char *d_path(const struct path *path, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};
	struct dentry *dentry = path->dentry;
	struct path root;

	if (dentry->d_op && dentry->d_op->d_dname &&
	    (!IS_ROOT(dentry) || dentry != path->mnt->mnt_root))
		return dentry->d_op->d_dname(dentry, buf, buflen);

	prepend(&p, "", 1);
	if (d_unlinked(dentry)) {
		p.buf++; /* the suffix brings its own NUL */
		p.len++;
		prepend(&p, " (deleted)", 11);
	}
	get_fs_root(current->fs, &root);
	path_text(path, &root, &p);
	path_put(&root);
	return prepend_result(&p);
}
EXPORT_SYMBOL(d_path);

char *file_path(struct file *filp, char *buf, int buflen)
{
	return d_path(&filp->f_path, buf, buflen);
}
EXPORT_SYMBOL(file_path);

static void dentry_text(const struct dentry *dentry, struct prepend_buffer *p)
{
	const char *end = p->buf;

	spin_lock(&dcache_lock);
	for (; !IS_ROOT(dentry); dentry = dentry->d_parent)
		prepend_name(p, &dentry->d_name);
	spin_unlock(&dcache_lock);
	if (p->buf == end && p->len >= 0)
		prepend(p, "/", 1);
}

/* Inside its own file system only, wherever that is mounted. */
char *dentry_path_raw(const struct dentry *dentry, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};

	prepend(&p, "", 1);
	dentry_text(dentry, &p);
	return prepend_result(&p);
}
EXPORT_SYMBOL(dentry_path_raw);

char *dentry_path(const struct dentry *dentry, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};

	if (d_unlinked(dentry))
		prepend(&p, "//deleted", 10);
	else
		prepend(&p, "", 1);
	dentry_text(dentry, &p);
	return prepend_result(&p);
}

/* For a d_dname: printf into the buffer's end. */
char *dynamic_dname(struct dentry *dentry, char *buf, int buflen, const char *fmt, ...)
{
	char text[64];
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(text, sizeof(text), fmt, args) + 1;
	va_end(args);
	if (len > sizeof(text) || len > buflen)
		return ERR_PTR(-ENAMETOOLONG);
	return memcpy(buf + buflen - len, text, len);
}

/* For a d_dname: the entry's name, and that no directory has it. */
char *simple_dname(struct dentry *dentry, char *buf, int buflen)
{
	struct prepend_buffer p = {buf + buflen, buflen};

	prepend(&p, " (deleted)", 11);
	spin_lock(&dcache_lock);
	prepend(&p, (const char *)dentry->d_name.name, dentry->d_name.len);
	spin_unlock(&dcache_lock);
	prepend(&p, "/", 1);
	return prepend_result(&p);
}

/*
 * getcwd(2): returns the length with the NUL. ENOENT: the directory was removed; ERANGE: size is
 * too small. A directory outside the root is shown with "(unreachable)" in front.
 */
SYSCALL_DEFINE2(getcwd, char __user *, buf, unsigned long, size)
{
	struct path pwd, root;
	struct prepend_buffer p;
	int error, len;
	char *page = (char *)__get_free_page(GFP_KERNEL);

	if (!page)
		return -ENOMEM;
	get_fs_pwd(current->fs, &pwd);
	get_fs_root(current->fs, &root);
	error = -ENOENT;
	if (d_unlinked(pwd.dentry))
		goto put_paths;

	p = (struct prepend_buffer){page + PAGE_SIZE, PAGE_SIZE};
	prepend(&p, "", 1);
	if (path_text(&pwd, &root, &p) != REACHED_ROOT)
		prepend(&p, "(unreachable)", 13);
	len = PAGE_SIZE - p.len;
	if (p.len < 0)
		error = -ENAMETOOLONG;
	else if (len > size)
		error = -ERANGE;
	else
		error = copy_to_user(buf, p.buf, len) ? -EFAULT : len;
put_paths:
	path_put(&root);
	path_put(&pwd);
	free_page((unsigned long)page);
	return error;
}
