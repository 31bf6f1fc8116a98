// SPDX-License-Identifier: MIT
/*
 * The names of directory entries: hashing them, and where their text is kept.
 *
 * A short name lies in the entry itself. A long one is allocated, and shared by entries that have
 * had the same name in a rename; so it is counted. d_name.name points at whichever it is.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "dcache.h"

/* A name too long for d_iname, shared between entries after a rename. */
struct external_name {
	refcount_t count;
	unsigned char name[];
};

const struct qstr slash_name = QSTR_INIT("/", 1);
const struct qstr dotdot_name = QSTR_INIT("..", 2);
EXPORT_SYMBOL(slash_name);
EXPORT_SYMBOL(dotdot_name);

/* FNV-1a, started from the directory's address so that a common name does not make one chain. */
unsigned int full_name_hash(const void *salt, const char *name, unsigned int len)
{
	u32 hash = 2166136261u ^ hash_ptr(salt, 32);

	while (len--)
		hash = (hash ^ (unsigned char)*name++) * 16777619u;
	return hash;
}
EXPORT_SYMBOL(full_name_hash);

u64 hashlen_string(const void *salt, const char *name)
{
	unsigned int len = strlen(name);

	return hashlen_create(full_name_hash(salt, name, len), len);
}
EXPORT_SYMBOL(hashlen_string);

static struct external_name *external_name(const struct dentry *dentry)
{
	return container_of(dentry->d_name.name, struct external_name, name[0]);
}

static bool has_external_name(const struct dentry *dentry)
{
	return dentry->d_name.name != dentry->d_iname;
}

/* Let go of the text. */
void __d_put_name(struct dentry *dentry)
{
	if (has_external_name(dentry) && refcount_dec_and_test(&external_name(dentry)->count))
		kfree(external_name(dentry));
}

/* Give a new entry its name. -ENOMEM. */
int __d_set_name(struct dentry *dentry, const struct qstr *name)
{
	unsigned char *to = dentry->d_iname;

	if (name->len >= DNAME_INLINE_LEN) {
		struct external_name *ext = kmalloc(sizeof(*ext) + name->len + 1, GFP_KERNEL);

		if (!ext)
			return -ENOMEM;
		refcount_set(&ext->count, 1);
		to = ext->name;
	}
	memcpy(to, name->name, name->len);
	to[name->len] = '\0';
	dentry->d_name.name = to;
	dentry->d_name.hash_len = name->hash_len;
	return 0;
}

/*
 * Give dentry the name and hash of target: the text is copied or, when long, shared. dcache_lock is
 * held, dentry is unhashed.
 */
void __d_take_name(struct dentry *dentry, const struct dentry *target)
{
	__d_put_name(dentry);
	if (has_external_name(target)) {
		refcount_inc(&external_name(target)->count);
		dentry->d_name.name = target->d_name.name;
	} else {
		memcpy(dentry->d_iname, target->d_iname, DNAME_INLINE_LEN);
		dentry->d_name.name = dentry->d_iname;
	}
	dentry->d_name.hash_len = target->d_name.hash_len;
}

/* Exchange the names of two unhashed entries. dcache_lock is held. */
void __d_swap_names(struct dentry *one, struct dentry *two)
{
	unsigned char iname[DNAME_INLINE_LEN];
	struct qstr name = one->d_name;
	bool one_inline = !has_external_name(one);
	bool two_inline = !has_external_name(two);

	memcpy(iname, one->d_iname, DNAME_INLINE_LEN);
	memcpy(one->d_iname, two->d_iname, DNAME_INLINE_LEN);
	memcpy(two->d_iname, iname, DNAME_INLINE_LEN);
	one->d_name = two->d_name;
	two->d_name = name;
	if (two_inline)
		one->d_name.name = one->d_iname;
	if (one_inline)
		two->d_name.name = two->d_iname;
}
