// SPDX-License-Identifier: MIT
/*
 * Path names on their way into the kernel: copied once, measured once, then only read.
 *
 * A name is at most PATH_MAX bytes with its NUL, and not empty unless the caller allows it. The
 * copy is reference counted; putname() drops it, and ignores ERR_PTRs, so that a caller may pass on
 * what getname() returned unchecked: every user of a struct filename checks first.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/limits.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internal.h"

/* One object holds the header and a name of any allowed length. */
#define NAME_OBJECT_SIZE (offsetof(struct filename, iname) + PATH_MAX)

static struct kmem_cache *names_cache;

void __init names_init(void)
{
	names_cache = kmem_cache_create("names_cache", NAME_OBJECT_SIZE, 0, SLAB_PANIC, NULL);
}

/*
 * ERR_PTR: -EFAULT, -ENAMETOOLONG, -ENOMEM, and -ENOENT for "" unless LOOKUP_EMPTY is in flags.
 * *empty, if given, is set to 1 for "".
 */
struct filename *getname_flags(const char __user *filename, int flags, int *empty)
{
	struct filename *result = kmem_cache_alloc(names_cache, GFP_KERNEL);
	char *text;
	long len;

	if (!result)
		return ERR_PTR(-ENOMEM);
	text = (char *)result->iname;
	len = strncpy_from_user(text, filename, PATH_MAX);
	if (len < 0)
		goto fail;
	if (len == PATH_MAX) {
		len = -ENAMETOOLONG;
		goto fail;
	}
	if (len == 0) {
		if (empty)
			*empty = 1;
		len = -ENOENT;
		if (!(flags & LOOKUP_EMPTY))
			goto fail;
	}
	result->name = text;
	result->uptr = filename;
	result->refcnt = 1;
	return result;
fail:
	kmem_cache_free(names_cache, result);
	return ERR_PTR(len);
}

struct filename *getname(const char __user *filename)
{
	return getname_flags(filename, 0, NULL);
}

/* uflags: AT_* of a system call; AT_EMPTY_PATH allows "". */
struct filename *getname_uflags(const char __user *filename, int uflags)
{
	return getname_flags(filename, uflags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0, NULL);
}

/* The same for a string of the kernel's, which is copied. */
struct filename *getname_kernel(const char *filename)
{
	size_t size = strlen(filename) + 1;
	struct filename *result;

	if (size > PATH_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	result = kmem_cache_alloc(names_cache, GFP_KERNEL);
	if (!result)
		return ERR_PTR(-ENOMEM);
	memcpy((char *)result->iname, filename, size);
	result->name = result->iname;
	result->uptr = NULL;
	result->refcnt = 1;
	return result;
}
EXPORT_SYMBOL(getname_kernel);

void putname(struct filename *name)
{
	if (IS_ERR_OR_NULL(name))
		return;
	if (--name->refcnt == 0)
		kmem_cache_free(names_cache, name);
}
EXPORT_SYMBOL(putname);
