// SPDX-License-Identifier: MIT
/*
 * "trace_pipe": each record once, to whoever reads first; a read waits for one. What was read here
 * is not in "trace" any more.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <kernel/trace.h>
#include "internal.h"

/* Held while a record is taken out, so that each goes to one reader. */
static DEFINE_MUTEX(taking);

struct pipe_reader {
	struct mutex lock; /* guards what follows; readers may share a file */
	struct trace_record record;
	size_t at, len; /* of text: what was handed out, and all */
	char text[TRACE_LINES_MAX];
};

static int pipe_open(struct inode *inode, struct file *file)
{
	struct pipe_reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->lock);
	file->private_data = reader;
	return nonseekable_open(inode, file);
}

static int pipe_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

/* The oldest record, taken out: true. False, and *seq the number to wait for. */
static bool take(struct trace_record *record, u64 *seq)
{
	enum trace_found found;

	mutex_lock(&taking);
	do {
		*seq = trace_first();
		found = trace_read(*seq, record);
		/* GONE: a new one came just now, and trace_first() has moved on. */
	} while (found == TRACE_GONE);
	if (found == TRACE_FOUND)
		trace_consume(*seq + 1);
	mutex_unlock(&taking);
	return found == TRACE_FOUND;
}

/* Until the reader has text: 0; or -EAGAIN, or -ERESTARTSYS. */
static int fetch(struct pipe_reader *reader, bool nonblock)
{
	u64 seq;
	int err;

	while (!take(&reader->record, &seq)) {
		if (nonblock)
			return -EAGAIN;
		err = trace_wait(seq);
		if (err)
			return err;
	}
	reader->len = trace_format(&reader->record, reader->text, sizeof(reader->text));
	reader->at = 0;
	return 0;
}

static ssize_t pipe_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct pipe_reader *reader = file->private_data;
	size_t done = 0, n;
	int err;

	if (mutex_lock_interruptible(&reader->lock))
		return -ERESTARTSYS;
	while (done < count) {
		if (reader->at == reader->len) {
			/* It waits for the first only, and then gives what there is. */
			err = fetch(reader, done || (file->f_flags & O_NONBLOCK));
			if (err) {
				mutex_unlock(&reader->lock);
				return done ?: err;
			}
		}
		n = min(count - done, reader->len - reader->at);
		if (copy_to_user(buf + done, reader->text + reader->at, n)) {
			mutex_unlock(&reader->lock);
			return done ?: -EFAULT;
		}
		reader->at += n;
		done += n;
	}
	mutex_unlock(&reader->lock);
	return done;
}

static __poll_t pipe_poll(struct file *file, struct poll_table_struct *wait)
{
	struct pipe_reader *reader = file->private_data;

	trace_poll_wait(file, wait);
	if (READ_ONCE(reader->at) < READ_ONCE(reader->len) || trace_first() < trace_next())
		return EPOLLIN | EPOLLRDNORM;
	return 0;
}

const struct file_operations tracefs_pipe_fops = {
	.open = pipe_open,
	.read = pipe_read,
	.poll = pipe_poll,
	.release = pipe_release,
	.llseek = no_llseek,
};
