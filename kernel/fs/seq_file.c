// SPDX-License-Identifier: MIT
/*
 * seq_file: turns a producer of records into a file that reads like any other.
 *
 * A read wants "the bytes from offset N on"; a producer knows "record I, print it". Between them
 * stands one buffer per open file. It is filled with whole records: one at least, grown until that
 * one fits, then as many as the reader asked for. What the reader did not take stays for its next
 * read. A reader that jumps to another offset makes us print from the first record again and drop
 * the bytes before it.
 *
 * start() and stop() bracket every run of next() and show(), so that the producer's locks are never
 * held over a copy to user space or between reads.
 *
 * Rules for callers are in <linux/seq_file.h>. All of this may sleep.
 */
#include <linux/seq_file.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/uio.h>

/**
 * seq_open() - make @file a sequence of @op's records
 *
 * For an ->open() or ->proc_open(). file->private_data becomes the struct seq_file, whose private
 * field is the caller's to set. seq_release() undoes it. -ENOMEM.
 */
int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *m;

	WARN_ON(file->private_data);
	m = kzalloc(sizeof(*m), GFP_KERNEL);
	if (!m)
		return -ENOMEM;
	mutex_init(&m->lock);
	m->op = op;
	m->file = file;
	file->private_data = m;
	/* A position of its own is kept for each open file; pwrite(2) has no meaning here. */
	file->f_mode &= ~FMODE_PWRITE;
	return 0;
}
EXPORT_SYMBOL(seq_open);

/* Gives m a fresh, empty buffer of size bytes in place of its own. -ENOMEM leaves it with none. */
static int seq_set_buffer(struct seq_file *m, size_t size)
{
	kvfree(m->buf);
	m->count = 0;
	m->from = 0;
	m->buf = size <= MAX_RW_COUNT ? kvmalloc(size, GFP_KERNEL_ACCOUNT) : NULL;
	m->size = m->buf ? size : 0;
	return m->buf ? 0 : -ENOMEM;
}

/* Shows record p at the buffer's end; a skipped one leaves no trace. 0, or show()'s errno. */
static int seq_show_one(struct seq_file *m, void *p)
{
	size_t before = m->count;
	int err = m->op->show(m, p);

	if (err) {
		m->count = before;
		m->pad_until = 0;
	}
	return err > 0 ? 0 : err;
}

/* The record after p. A producer that forgot to move the position would loop for ever. */
static void *seq_next_record(struct seq_file *m, void *p)
{
	loff_t pos = m->index;

	p = m->op->next(m, p, &m->index);
	if (pos == m->index) {
		pr_info_ratelimited("seq_file: %ps did not update its position\n", m->op->next);
		m->index++;
	}
	return p;
}

/*
 * Prints from the first record on until offset bytes have gone by, leaving in the buffer what is
 * left of the record that offset falls into. -EAGAIN: a record was too large and the buffer has
 * been doubled; begin again.
 */
static int seq_traverse_once(struct seq_file *m, loff_t offset)
{
	loff_t pos = 0;
	void *p;
	int err = 0;

	m->index = 0;
	m->count = m->from = 0;
	if (!offset)
		return 0;
	if (!m->buf && seq_set_buffer(m, PAGE_SIZE))
		return -ENOMEM;

	p = m->op->start(m, &m->index);
	while (p) {
		err = PTR_ERR_OR_ZERO(p);
		if (!err)
			err = seq_show_one(m, p);
		if (err)
			break;
		if (seq_has_overflowed(m)) {
			m->op->stop(m, p);
			err = seq_set_buffer(m, m->size * 2);
			return err ?: -EAGAIN;
		}
		p = seq_next_record(m, p);
		if (pos + m->count > offset) {
			m->from = offset - pos;
			m->count -= m->from;
			break;
		}
		pos += m->count;
		m->count = 0;
		if (pos == offset)
			break;
	}
	m->op->stop(m, p);
	return err;
}

/* Makes offset the place that the buffer's first unread byte stands for. */
static int seq_traverse(struct seq_file *m, loff_t offset)
{
	int err;

	do {
		err = seq_traverse_once(m, offset);
	} while (err == -EAGAIN);

	if (err) {
		/* Nothing that is known stands for any offset: the next read starts over. */
		m->read_pos = 0;
		m->index = 0;
		m->count = 0;
	} else {
		m->read_pos = offset;
	}
	return err;
}

/* Copies unread bytes out; returns how many, less than there are if the reader's room ended. */
static size_t seq_drain(struct seq_file *m, struct iov_iter *iter)
{
	size_t n = copy_to_iter(m->buf + m->from, m->count, iter);

	m->count -= n;
	m->from += n;
	return n;
}

/*
 * Puts the next record that prints anything into the empty buffer, growing it as needed, then as
 * many more as fit into both the buffer and want bytes. A record that fails or does not fit after
 * the first is left for the next read. Returns 0 with m->count the bytes, 0 at the end.
 */
static int seq_fill(struct seq_file *m, size_t want)
{
	void *p = m->op->start(m, &m->index);
	int err;

	m->from = 0;
	for (;;) {
		err = p ? PTR_ERR_OR_ZERO(p) : 0;
		if (!p || err)
			goto stop;
		err = seq_show_one(m, p);
		if (err)
			goto stop;
		if (seq_has_overflowed(m)) {
			m->op->stop(m, p);
			err = seq_set_buffer(m, m->size * 2);
			if (err)
				return err;
			p = m->op->start(m, &m->index);
			continue;
		}
		if (m->count)
			break;
		p = seq_next_record(m, p);
	}

	for (;;) {
		size_t whole = m->count;

		p = seq_next_record(m, p);
		if (!p || IS_ERR(p) || whole >= want)
			break;
		if (seq_show_one(m, p) || seq_has_overflowed(m)) {
			m->count = whole;
			break;
		}
	}
stop:
	m->op->stop(m, p);
	if (err)
		m->count = 0;
	return err;
}

/**
 * seq_read_iter() - ->read_iter() of a sequence
 *
 * Returns the bytes copied, 0 at the end, -EFAULT, -ENOMEM, or what the producer returned.
 */
ssize_t seq_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct seq_file *m = iocb->ki_filp->private_data;
	size_t copied = 0;
	int err = 0;

	if (!iov_iter_count(iter))
		return 0;

	mutex_lock(&m->lock);
	/* From offset 0 the reader wants today's contents, not the rest of an old record. */
	if (iocb->ki_pos == 0) {
		m->index = 0;
		m->count = 0;
		m->read_pos = 0;
	} else if (iocb->ki_pos != m->read_pos) {
		err = seq_traverse(m, iocb->ki_pos);
		if (err)
			goto out;
	}
	if (!m->buf) {
		err = seq_set_buffer(m, PAGE_SIZE);
		if (err)
			goto out;
	}

	if (m->count) {
		copied = seq_drain(m, iter);
		if (m->count || !iov_iter_count(iter))
			goto out;
	}
	m->count = 0;
	err = seq_fill(m, iov_iter_count(iter));
	if (!err && m->count)
		copied += seq_drain(m, iter);
out:
	if (!copied)
		copied = m->count && !err ? -EFAULT : err;
	else {
		iocb->ki_pos += copied;
		m->read_pos += copied;
	}
	mutex_unlock(&m->lock);
	return copied;
}
EXPORT_SYMBOL(seq_read_iter);

/**
 * seq_read() - ->read() of a sequence
 */
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos)
{
	struct iov_iter iter;
	struct kiocb kiocb;
	ssize_t ret;

	iov_iter_ubuf(&iter, ITER_DEST, buf, size);
	init_sync_kiocb(&kiocb, file);
	kiocb.ki_pos = *ppos;
	ret = seq_read_iter(&kiocb, &iter);
	*ppos = kiocb.ki_pos;
	return ret;
}
EXPORT_SYMBOL(seq_read);

/**
 * seq_lseek() - ->llseek() of a sequence
 *
 * SEEK_SET and SEEK_CUR: a sequence has no size to seek from the end of. -EINVAL.
 */
loff_t seq_lseek(struct file *file, loff_t offset, int whence)
{
	struct seq_file *m = file->private_data;
	loff_t ret = -EINVAL;

	mutex_lock(&m->lock);
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence != SEEK_SET)
		goto out;
	if (offset < 0)
		goto out;

	ret = offset;
	if (offset != m->read_pos) {
		int err = seq_traverse(m, offset);

		file->f_pos = err ? 0 : offset;
		if (err)
			ret = err;
	} else {
		file->f_pos = offset;
	}
out:
	mutex_unlock(&m->lock);
	return ret;
}
EXPORT_SYMBOL(seq_lseek);

/**
 * seq_release() - ->release() of what seq_open() opened
 */
int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kvfree(m->buf);
	kfree(m);
	return 0;
}
EXPORT_SYMBOL(seq_release);

/* --- one record --- */

void *single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *single_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void single_stop(struct seq_file *m, void *v)
{
}

/**
 * single_open() - a file that one call of @show prints
 * @data: for m->private
 *
 * single_release() undoes it. -ENOMEM.
 */
int single_open(struct file *file, int (*show)(struct seq_file *, void *), void *data)
{
	struct seq_operations *op = kmalloc(sizeof(*op), GFP_KERNEL_ACCOUNT);
	int err;

	if (!op)
		return -ENOMEM;
	op->start = single_start;
	op->next = single_next;
	op->stop = single_stop;
	op->show = show;
	err = seq_open(file, op);
	if (err)
		kfree(op);
	else
		((struct seq_file *)file->private_data)->private = data;
	return err;
}
EXPORT_SYMBOL(single_open);

/**
 * single_open_size() - single_open() with a first buffer of @size bytes
 *
 * For a show() that is costly to run twice.
 */
int single_open_size(struct file *file, int (*show)(struct seq_file *, void *), void *data,
		     size_t size)
{
	char *buf = kvmalloc(size, GFP_KERNEL_ACCOUNT);
	struct seq_file *m;
	int err;

	if (!buf)
		return -ENOMEM;
	err = single_open(file, show, data);
	if (err) {
		kvfree(buf);
		return err;
	}
	m = file->private_data;
	m->buf = buf;
	m->size = size;
	return 0;
}
EXPORT_SYMBOL(single_open_size);

int single_release(struct inode *inode, struct file *file)
{
	const struct seq_operations *op = ((struct seq_file *)file->private_data)->op;
	int err = seq_release(inode, file);

	kfree(op);
	return err;
}
EXPORT_SYMBOL(single_release);

/* --- records with state of their own --- */

/**
 * __seq_open_private() - seq_open() with @psize zeroed bytes as m->private
 *
 * Returns the bytes, or NULL without memory. seq_release_private() frees them.
 */
void *__seq_open_private(struct file *file, const struct seq_operations *op, int psize)
{
	void *private = kzalloc(psize, GFP_KERNEL_ACCOUNT);

	if (!private)
		return NULL;
	if (seq_open(file, op)) {
		kfree(private);
		return NULL;
	}
	((struct seq_file *)file->private_data)->private = private;
	return private;
}
EXPORT_SYMBOL(__seq_open_private);

int seq_open_private(struct file *file, const struct seq_operations *op, int psize)
{
	return __seq_open_private(file, op, psize) ? 0 : -ENOMEM;
}
EXPORT_SYMBOL(seq_open_private);

int seq_release_private(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kfree(m->private);
	m->private = NULL;
	return seq_release(inode, file);
}
EXPORT_SYMBOL(seq_release_private);
