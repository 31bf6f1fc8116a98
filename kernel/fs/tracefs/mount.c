// SPDX-License-Identifier: MIT
/*
 * tracefs: the trace buffer as files, on /sys/kernel/tracing and, as of old, on
 * /sys/kernel/debug/tracing. One instance; its files are fixed. trace.c and pipe.c have the two
 * that show the buffer.
 */
#include <linux/debugfs.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/magic.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>
#include <kernel/fs.h>
#include <kernel/trace.h>
#include "internal.h"

static int show_on(void *data, u64 *val)
{
	*val = tracing_is_on();
	return 0;
}

static int set_on(void *data, u64 val)
{
	if (val)
		tracing_on();
	else
		tracing_off();
	return 0;
}
DEFINE_SIMPLE_ATTRIBUTE(on_fops, show_on, set_on, "%llu\n");

static int show_size_kb(void *data, u64 *val)
{
	*val = NR_TRACE_RECORDS * sizeof(struct trace_record) / 1024;
	return 0;
}
DEFINE_SIMPLE_ATTRIBUTE(size_fops, show_size_kb, NULL, "%llu\n");

/* What is written becomes a message, as if the kernel had said it; as much as one holds. */
static ssize_t write_marker(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char text[TRACE_TEXT_MAX];
	size_t len = min(count, sizeof(text) - 1);

	if (copy_from_user(text, buf, len))
		return -EFAULT;
	text[len] = '\0';
	if (!tracing_is_on())
		return -EBADF;
	__trace_puts((unsigned long)tracing_mark_write, text);
	return len;
}

/* Names what programs write. */
void tracing_mark_write(void)
{
}

static const struct file_operations marker_fops = {
	.open = nonseekable_open,
	.write = write_marker,
};

static ssize_t read_tracer(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return simple_read_from_buffer(buf, count, pos, "nop\n", 4);
}

/* There is but the one. */
static ssize_t write_tracer(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	char name[8] = "";

	if (count >= sizeof(name))
		return -EINVAL;
	if (copy_from_user(name, buf, count))
		return -EFAULT;
	return sysfs_streq(name, "nop") ? count : -EINVAL;
}

static const struct file_operations tracer_fops = {
	.read = read_tracer,
	.write = write_tracer,
	.llseek = default_llseek,
};

static const struct file_operations tracers_fops = {
	.read = read_tracer,
	.llseek = default_llseek,
};

static int fill_super(struct super_block *sb, void *data, int silent)
{
	static const struct tree_descr files[] = {
		[1] = {"trace", &tracefs_trace_fops, 0640},
		{"trace_pipe", &tracefs_pipe_fops, 0440},
		{"trace_marker", &marker_fops, 0220},
		{"tracing_on", &on_fops, 0640},
		{"buffer_total_size_kb", &size_fops, 0440},
		{"current_tracer", &tracer_fops, 0640},
		{"available_tracers", &tracers_fops, 0440},
		{""},
	};
	int err = simple_fill_super(sb, TRACEFS_MAGIC, files);

	if (!err)
		d_inode(sb->s_root)->i_mode = S_IFDIR | 0700;
	return err;
}

static struct dentry *mount(struct file_system_type *type, int flags, const char *dev_name,
			    void *data)
{
	return mount_single(type, flags, data, fill_super);
}

static struct file_system_type tracefs_type = {
	.name = "tracefs",
	.mount = mount,
	.kill_sb = kill_litter_super,
};

void __init tracefs_init(void)
{
	if (sysfs_create_mount_point(kernel_kobj, "tracing") || register_filesystem(&tracefs_type))
		panic("tracefs: can't register");
	debugfs_create_dir("tracing", NULL);
}
