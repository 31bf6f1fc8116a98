// SPDX-License-Identifier: MIT
/*
 * One variable of the kernel's as a file of debugfs.
 *
 * Each type has three sets of operations: by the bits of its mode a file can be read, written or
 * both, and a chmod(2) of root's does not give it what its creator did not want.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "internal.h"

struct value_fops {
	const struct file_operations *both, *read_only, *write_only;
};

static void create_value(const char *name, umode_t mode, struct dentry *parent, void *value,
			 const struct value_fops *fops)
{
	const struct file_operations *which = fops->both;

	if (!(mode & S_IWUGO))
		which = fops->read_only;
	else if (!(mode & S_IRUGO))
		which = fops->write_only;
	debugfs_create_file_unsafe(name, mode, parent, value, which);
}

/* The family of one type; format is printf's for an unsigned long long. */
#define DEFINE_VALUE(name, type, format, XSIGNED, load, store)                                     \
	static int name##_get(void *data, u64 *val)                                                \
	{                                                                                          \
		*val = load((type *)data);                                                         \
		return 0;                                                                          \
	}                                                                                          \
	static int name##_set(void *data, u64 val)                                                 \
	{                                                                                          \
		store((type *)data, val);                                                          \
		return 0;                                                                          \
	}                                                                                          \
	DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(name##_rw, name##_get, name##_set, format, XSIGNED);      \
	DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(name##_ro, name##_get, NULL, format, XSIGNED);            \
	DEFINE_DEBUGFS_ATTRIBUTE_XSIGNED(name##_wo, NULL, name##_set, format, XSIGNED);            \
	static const struct value_fops name##_fops = {&name##_rw, &name##_ro, &name##_wo};         \
	void debugfs_create_##name(const char *file, umode_t mode, struct dentry *parent,          \
				   type *value)                                                    \
	{                                                                                          \
		create_value(file, mode, parent, value, &name##_fops);                             \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(debugfs_create_##name)

#define LOAD(p)	    READ_ONCE(*(p))
#define STORE(p, v) WRITE_ONCE(*(p), v)

DEFINE_VALUE(u8, u8, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(u16, u16, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(u32, u32, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(u64, u64, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(ulong, unsigned long, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(size_t, size_t, "%llu\n", false, LOAD, STORE);
DEFINE_VALUE(x8, u8, "0x%02llx\n", false, LOAD, STORE);
DEFINE_VALUE(x16, u16, "0x%04llx\n", false, LOAD, STORE);
DEFINE_VALUE(x32, u32, "0x%08llx\n", false, LOAD, STORE);
DEFINE_VALUE(x64, u64, "0x%016llx\n", false, LOAD, STORE);
DEFINE_VALUE(atomic_t, atomic_t, "%lld\n", true, atomic_read, atomic_set);

/* ---- Y and N ---- */

ssize_t debugfs_read_file_bool(struct file *file, char __user *user_buf, size_t count, loff_t *ppos)
{
	struct dentry *dentry = file->f_path.dentry;
	int err = debugfs_file_get(dentry);
	char text[2];

	if (err)
		return err;
	text[0] = READ_ONCE(*(bool *)file->private_data) ? 'Y' : 'N';
	text[1] = '\n';
	debugfs_file_put(dentry);
	return simple_read_from_buffer(user_buf, count, ppos, text, sizeof(text));
}
EXPORT_SYMBOL_GPL(debugfs_read_file_bool);

ssize_t debugfs_write_file_bool(struct file *file, const char __user *user_buf, size_t count,
				loff_t *ppos)
{
	struct dentry *dentry = file->f_path.dentry;
	bool value;
	int err = kstrtobool_from_user(user_buf, count, &value);

	err = err ?: debugfs_file_get(dentry);
	if (err)
		return err;
	WRITE_ONCE(*(bool *)file->private_data, value);
	debugfs_file_put(dentry);
	return count;
}
EXPORT_SYMBOL_GPL(debugfs_write_file_bool);

#define TEXT_FOPS(name, reader, writer)                                                            \
	static const struct file_operations name = {                                               \
		.read = reader,                                                                    \
		.write = writer,                                                                   \
		.open = simple_open,                                                               \
		.llseek = default_llseek,                                                          \
	}

TEXT_FOPS(bool_rw, debugfs_read_file_bool, debugfs_write_file_bool);
TEXT_FOPS(bool_ro, debugfs_read_file_bool, NULL);
TEXT_FOPS(bool_wo, NULL, debugfs_write_file_bool);
static const struct value_fops bool_fops = {&bool_rw, &bool_ro, &bool_wo};

void debugfs_create_bool(const char *name, umode_t mode, struct dentry *parent, bool *value)
{
	create_value(name, mode, parent, value, &bool_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_bool);

/* ---- Strings ---- */

ssize_t debugfs_read_file_str(struct file *file, char __user *user_buf, size_t count, loff_t *ppos)
{
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);
	char *text;

	if (ret)
		return ret;
	text = kasprintf(GFP_KERNEL, "%s\n", *(char **)file->private_data);
	debugfs_file_put(dentry);
	if (!text)
		return -ENOMEM;
	ret = simple_read_from_buffer(user_buf, count, ppos, text, strlen(text));
	kfree(text);
	return ret;
}
EXPORT_SYMBOL_GPL(debugfs_read_file_str);

/* Who owns the memory of a new string, only the variable's owner could say. */
static ssize_t refuse_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return -EINVAL;
}

TEXT_FOPS(str_rw, debugfs_read_file_str, refuse_write);
TEXT_FOPS(str_ro, debugfs_read_file_str, NULL);
TEXT_FOPS(str_wo, NULL, refuse_write);
static const struct value_fops str_fops = {&str_rw, &str_ro, &str_wo};

void debugfs_create_str(const char *name, umode_t mode, struct dentry *parent, char **value)
{
	create_value(name, mode, parent, value, &str_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_str);
