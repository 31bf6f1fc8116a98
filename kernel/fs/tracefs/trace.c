// SPDX-License-Identifier: MIT
/*
 * "trace": the buffer as it stands. Reading takes nothing from it; opening it for writing with
 * O_TRUNC (`echo > trace`) empties it, and what is written is nothing to it.
 *
 * A position is 0 for the heading, then 1 + a record's number.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <kernel/trace.h>
#include "internal.h"

struct trace_view {
	u64 end; /* what comes while it is read isn't shown: it would never end */
	struct trace_record record;
	char text[TRACE_LINES_MAX];
};

/* The first record at or behind *pos that can be shown; NULL at the end. */
static void *find(struct seq_file *m, loff_t *pos)
{
	struct trace_view *view = m->private;
	u64 seq = max((u64)*pos - 1, trace_first());

	for (; seq < view->end; seq++) {
		if (trace_read(seq, &view->record) == TRACE_FOUND) {
			*pos = seq + 1;
			return &view->record;
		}
	}
	return NULL;
}

static void *trace_seq_start(struct seq_file *m, loff_t *pos)
{
	struct trace_view *view = m->private;

	if (*pos)
		return find(m, pos);
	view->end = trace_next();
	return SEQ_START_TOKEN;
}

static void *trace_seq_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return find(m, pos);
}

static void trace_seq_stop(struct seq_file *m, void *v)
{
}

static void show_heading(struct seq_file *m)
{
	const struct trace_view *view = m->private;

	seq_printf(m,
		   "# tracer: nop\n"
		   "#\n"
		   "# entries-in-buffer/entries-written: %llu/%llu   #P:%u\n"
		   "#\n",
		   view->end - min(view->end, trace_first()),
		   view->end - min(view->end, trace_start()), num_online_cpus());
	seq_puts(m, "#                                _-----=> irqs-off/BH-disabled\n"
		    "#                               / _----=> need-resched\n"
		    "#                              | / _---=> hardirq/softirq\n"
		    "#                              || / _--=> preempt-depth\n"
		    "#                              ||| / _-=> migrate-disable\n"
		    "#                              |||| /     delay\n"
		    "#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n"
		    "#              | |         |   |||||     |         |\n");
}

static int trace_seq_show(struct seq_file *m, void *v)
{
	struct trace_view *view = m->private;

	if (v == SEQ_START_TOKEN) {
		show_heading(m);
		return 0;
	}
	seq_write(m, view->text, trace_format(v, view->text, sizeof(view->text)));
	return 0;
}

static const struct seq_operations trace_seq_ops = {
	.start = trace_seq_start,
	.next = trace_seq_next,
	.stop = trace_seq_stop,
	.show = trace_seq_show,
};

static int trace_open(struct inode *inode, struct file *file)
{
	if ((file->f_mode & FMODE_WRITE) && (file->f_flags & O_TRUNC))
		trace_clear();
	if (!(file->f_mode & FMODE_READ))
		return 0;
	return __seq_open_private(file, &trace_seq_ops, sizeof(struct trace_view)) ? 0 : -ENOMEM;
}

static ssize_t trace_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return count;
}

static loff_t trace_lseek(struct file *file, loff_t offset, int whence)
{
	if (file->f_mode & FMODE_READ)
		return seq_lseek(file, offset, whence);
	return file->f_pos = 0;
}

static int trace_release(struct inode *inode, struct file *file)
{
	return file->f_mode & FMODE_READ ? seq_release_private(inode, file) : 0;
}

const struct file_operations tracefs_trace_fops = {
	.open = trace_open,
	.read = seq_read,
	.write = trace_write,
	.llseek = trace_lseek,
	.release = trace_release,
};
