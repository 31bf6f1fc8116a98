// SPDX-License-Identifier: MIT
/*
 * Pipes and fifos: moving the bytes, and saying when they can be moved (pipe(7)).
 *
 * A pipe is a ring of pages. A write first adds to the newest page if there is room, then fills new
 * ones; so a write of at most PIPE_BUF bytes, for which one free slot is enough, goes in whole or
 * waits: that is what makes it atomic. The pipe's mutex is held while a call moves bytes, and the
 * user memory is touched under it.
 *
 * Wakes: readers when the ring stops being empty, or a byte is added; writers when it stops being
 * full. A sleeper looks again under the mutex.
 */
#include <asm/ioctls.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "pipe.h"

static struct pipe_buffer *slot(const struct pipe_inode_info *pipe, unsigned int n)
{
	return &pipe->bufs[n & (pipe->ring_size - 1)];
}

/* The buffer is empty: keep its page for the next write, or give it back. The mutex is held. */
void pipe_release_page(struct pipe_inode_info *pipe, struct pipe_buffer *buf)
{
	if (!pipe->tmp_page)
		pipe->tmp_page = buf->page;
	else
		__free_page(buf->page);
	buf->page = NULL;
}

static bool ring_empty(const struct pipe_inode_info *pipe)
{
	return pipe_empty(READ_ONCE(pipe->head), READ_ONCE(pipe->tail));
}

static bool ring_full(const struct pipe_inode_info *pipe)
{
	return pipe_full(READ_ONCE(pipe->head), READ_ONCE(pipe->tail), READ_ONCE(pipe->ring_size));
}

static void wake_readers(struct pipe_inode_info *pipe)
{
	wake_up_interruptible_sync_poll(&pipe->rd_wait, EPOLLIN | EPOLLRDNORM);
	kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
}

static void wake_writers(struct pipe_inode_info *pipe)
{
	wake_up_interruptible_sync_poll(&pipe->wr_wait, EPOLLOUT | EPOLLWRNORM);
	kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
}

/* ----------------------------------------------------------------------------------------- read */

/*
 * Move what is there. *was_full is set if that made room where there was none. Returns the bytes;
 * an error counts only if nothing was moved.
 */
static ssize_t read_available(struct pipe_inode_info *pipe, struct iov_iter *to, bool *was_full)
{
	ssize_t done = 0;

	while (iov_iter_count(to) && !ring_empty(pipe)) {
		struct pipe_buffer *buf = slot(pipe, pipe->tail);
		size_t chars = min_t(size_t, buf->len, iov_iter_count(to));
		size_t copied = copy_page_to_iter(buf->page, buf->offset, chars, to);
		bool packet = buf->packet;

		done += copied;
		buf->offset += copied;
		buf->len -= copied;
		if (copied < chars)
			return done ? done : -EFAULT;
		if (packet)
			buf->len = 0; /* what did not fit is lost: pipe(2), O_DIRECT */
		if (!buf->len) {
			*was_full |= ring_full(pipe);
			pipe_release_page(pipe, buf);
			WRITE_ONCE(pipe->tail, pipe->tail + 1);
		}
		if (packet)
			break;
	}
	return done;
}

ssize_t pipe_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *filp = iocb->ki_filp;
	struct pipe_inode_info *pipe = filp->private_data;
	bool nonblock = (filp->f_flags & O_NONBLOCK) || (iocb->ki_flags & IOCB_NOWAIT);
	bool was_full = false;
	ssize_t ret;

	if (!iov_iter_count(to))
		return 0;
	mutex_lock(&pipe->mutex);
	for (;;) {
		ret = read_available(pipe, to, &was_full);
		if (ret || !pipe->writers)
			break;
		ret = -EAGAIN;
		if (nonblock)
			break;
		mutex_unlock(&pipe->mutex);
		ret = wait_event_interruptible(pipe->rd_wait,
					       !ring_empty(pipe) || !READ_ONCE(pipe->writers));
		if (ret)
			return ret;
		mutex_lock(&pipe->mutex);
	}
	mutex_unlock(&pipe->mutex);
	if (was_full)
		wake_writers(pipe);
	if (ret > 0)
		file_accessed(filp);
	return ret;
}

/* ---------------------------------------------------------------------------------------- write */

/* The part of from that fits behind the newest bytes. Not between packets. 0 or -EFAULT. */
static int append_to_newest(struct pipe_inode_info *pipe, struct iov_iter *from, size_t chars,
			    ssize_t *done)
{
	struct pipe_buffer *buf = slot(pipe, pipe->head - 1);

	if (buf->packet || buf->offset + buf->len + chars > PAGE_SIZE)
		return 0;
	if (copy_page_from_iter(buf->page, buf->offset + buf->len, chars, from) < chars)
		return -EFAULT;
	buf->len += chars;
	*done += chars;
	return 0;
}

/* Fill one new slot. 0, -ENOMEM, -EFAULT. */
static int fill_slot(struct pipe_inode_info *pipe, struct iov_iter *from, bool packet,
		     ssize_t *done)
{
	struct pipe_buffer *buf = slot(pipe, pipe->head);
	struct page *page = pipe->tmp_page;
	size_t copied;

	if (!page)
		page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return -ENOMEM;
	pipe->tmp_page = page; /* ours until the slot is taken */
	copied = copy_page_from_iter(page, 0, PAGE_SIZE, from);
	if (!copied)
		return -EFAULT;
	*buf = (struct pipe_buffer){.page = page, .len = copied, .packet = packet};
	pipe->tmp_page = NULL;
	WRITE_ONCE(pipe->head, pipe->head + 1);
	*done += copied;
	return copied < PAGE_SIZE && iov_iter_count(from) ? -EFAULT : 0;
}

/* Sleep until there is room. The mutex is held, and dropped meanwhile. */
static int wait_for_room(struct pipe_inode_info *pipe)
{
	int err;

	mutex_unlock(&pipe->mutex);
	err = wait_event_interruptible(pipe->wr_wait,
				       !ring_full(pipe) || !READ_ONCE(pipe->readers));
	mutex_lock(&pipe->mutex);
	return err;
}

static int no_readers(void)
{
	send_sig(SIGPIPE, current, 0);
	return -EPIPE;
}

ssize_t pipe_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *filp = iocb->ki_filp;
	struct pipe_inode_info *pipe = filp->private_data;
	bool nonblock = (filp->f_flags & O_NONBLOCK) || (iocb->ki_flags & IOCB_NOWAIT);
	bool packet = filp->f_flags & O_DIRECT;
	size_t odd = iov_iter_count(from) & (PAGE_SIZE - 1);
	ssize_t done = 0;
	int err = 0;

	if (!iov_iter_count(from))
		return 0;
	mutex_lock(&pipe->mutex);
	if (!pipe->readers)
		err = no_readers();
	/* The odd bytes first, so that the rest is whole pages. */
	else if (odd && !packet && !ring_empty(pipe))
		err = append_to_newest(pipe, from, odd, &done);

	while (!err && iov_iter_count(from)) {
		if (!pipe->readers) {
			err = no_readers();
		} else if (!ring_full(pipe)) {
			err = fill_slot(pipe, from, packet, &done);
		} else if (nonblock) {
			err = -EAGAIN;
		} else {
			if (done)
				wake_readers(pipe); /* they must make the room we wait for */
			err = wait_for_room(pipe);
		}
	}
	mutex_unlock(&pipe->mutex);
	if (done) {
		wake_readers(pipe);
		file_update_time(filp);
	}
	return done ? done : err;
}

/* -------------------------------------------------------------------------------------- readiness
 */

__poll_t pipe_poll(struct file *filp, struct poll_table_struct *wait)
{
	struct pipe_inode_info *pipe = filp->private_data;
	__poll_t mask = 0;

	if (filp->f_mode & FMODE_READ)
		poll_wait(filp, &pipe->rd_wait, wait);
	if (filp->f_mode & FMODE_WRITE)
		poll_wait(filp, &pipe->wr_wait, wait);
	if (filp->f_mode & FMODE_READ) {
		if (!ring_empty(pipe))
			mask |= EPOLLIN | EPOLLRDNORM;
		/* A fifo opened before any writer came is not hung up; f_version: see fifo_open().
		 */
		if (!READ_ONCE(pipe->writers) && filp->f_version != READ_ONCE(pipe->w_counter))
			mask |= EPOLLHUP;
	}
	if (filp->f_mode & FMODE_WRITE) {
		if (!ring_full(pipe))
			mask |= EPOLLOUT | EPOLLWRNORM;
		if (!READ_ONCE(pipe->readers))
			mask |= EPOLLERR;
	}
	return mask;
}

/* FIONREAD: the unread bytes. */
long pipe_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = filp->private_data;
	unsigned int n;
	int count = 0;

	if (cmd != FIONREAD)
		return -ENOIOCTLCMD;
	mutex_lock(&pipe->mutex);
	for (n = pipe->tail; n != pipe->head; n++)
		count += slot(pipe, n)->len;
	mutex_unlock(&pipe->mutex);
	return put_user(count, (int __user *)arg);
}

int pipe_fasync(int fd, struct file *filp, int on)
{
	struct pipe_inode_info *pipe = filp->private_data;
	int ret = 0;

	mutex_lock(&pipe->mutex);
	if (filp->f_mode & FMODE_READ)
		ret = fasync_helper(fd, filp, on, &pipe->fasync_readers);
	if (ret >= 0 && (filp->f_mode & FMODE_WRITE)) {
		ret = fasync_helper(fd, filp, on, &pipe->fasync_writers);
		if (ret < 0 && (filp->f_mode & FMODE_READ))
			fasync_helper(-1, filp, 0, &pipe->fasync_readers);
	}
	mutex_unlock(&pipe->mutex);
	return ret;
}
