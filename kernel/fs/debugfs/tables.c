// SPDX-License-Identifier: MIT
/*
 * More than one value as a file of debugfs: memory as it is, device registers, an array of numbers.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"

/* ---- Memory ---- */

static ssize_t read_blob(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct debugfs_blob_wrapper *blob = file->private_data;
	struct dentry *dentry = file->f_path.dentry;
	ssize_t ret = debugfs_file_get(dentry);

	if (ret)
		return ret;
	ret = simple_read_from_buffer(buf, count, ppos, blob->data, blob->size);
	debugfs_file_put(dentry);
	return ret;
}

static const struct file_operations blob_fops = {
	.read = read_blob,
	.open = simple_open,
	.llseek = default_llseek,
};

struct dentry *debugfs_create_blob(const char *name, umode_t mode, struct dentry *parent,
				   struct debugfs_blob_wrapper *blob)
{
	return debugfs_create_file_unsafe(name, mode & 0444, parent, blob, &blob_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_blob);

/* ---- Registers ---- */

void debugfs_print_regs32(struct seq_file *s, const struct debugfs_reg32 *regs, int nregs,
			  void __iomem *base, char *prefix)
{
	for (int i = 0; i < nregs && !seq_has_overflowed(s); i++)
		seq_printf(s, "%s%s = 0x%08x\n", prefix ?: "", regs[i].name,
			   readl(base + regs[i].offset));
}
EXPORT_SYMBOL_GPL(debugfs_print_regs32);

static int regset32_show(struct seq_file *s, void *unused)
{
	const struct debugfs_regset32 *regset = s->private;

	debugfs_print_regs32(s, regset->regs, regset->nregs, regset->base, "");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(regset32);

void debugfs_create_regset32(const char *name, umode_t mode, struct dentry *parent,
			     struct debugfs_regset32 *regset)
{
	debugfs_create_file(name, mode, parent, regset, &regset32_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_regset32);

/* ---- Numbers ---- */

/* Ten digits and what separates them, for each; and a NUL. */
#define U32_TEXT 11

static int open_u32_array(struct inode *inode, struct file *file)
{
	const struct debugfs_u32_array *array = inode->i_private;
	size_t size = array->n_elements * U32_TEXT + 1, len = 0;
	char *text = kmalloc(size, GFP_KERNEL);

	if (!text)
		return -ENOMEM;
	text[0] = '\0';
	for (u32 i = 0; i < array->n_elements; i++)
		len += scnprintf(text + len, size - len, "%u%c", READ_ONCE(array->array[i]),
				 i + 1 < array->n_elements ? ' ' : '\n');
	file->private_data = text;
	return nonseekable_open(inode, file);
}

static ssize_t read_u32_array(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	const char *text = file->private_data;

	return simple_read_from_buffer(buf, count, ppos, text, strlen(text));
}

static int release_u32_array(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations u32_array_fops = {
	.open = open_u32_array,
	.release = release_u32_array,
	.read = read_u32_array,
	.llseek = no_llseek,
};

void debugfs_create_u32_array(const char *name, umode_t mode, struct dentry *parent,
			      struct debugfs_u32_array *array)
{
	debugfs_create_file_unsafe(name, mode, parent, array, &u32_array_fops);
}
EXPORT_SYMBOL_GPL(debugfs_create_u32_array);
