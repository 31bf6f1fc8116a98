// SPDX-License-Identifier: MIT
/*
 * A pipe: a ring of page-sized buffers between writers and readers.
 */
#ifndef _LINUX_PIPE_FS_I_H
#define _LINUX_PIPE_FS_I_H

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/wait.h>

#define PIPE_DEF_BUFFERS 16

struct page;

struct pipe_buffer {
	struct page *page;   /* referenced by the buffer */
	unsigned int offset; /* of the unread bytes */
	unsigned int len;    /* of the unread bytes */
	bool packet; /* one write of O_DIRECT mode: a read ends with it, and drops its rest */
};

/* head and tail run freely; the slot is the low bits, since ring_size is a power of two. */
struct pipe_inode_info {
	struct mutex mutex;	   /* guards all but the wait queues' own lists and files */
	wait_queue_head_t rd_wait; /* readers; and writers opening a fifo */
	wait_queue_head_t wr_wait; /* writers; and readers opening a fifo */
	unsigned int head;	   /* next slot to fill */
	unsigned int tail;	   /* next slot to read */
	unsigned int ring_size;	   /* slots; changed by F_SETPIPE_SZ */
	unsigned int readers;	   /* open read ends */
	unsigned int writers;	   /* open write ends */
	unsigned int files;	   /* struct files that point here; i_lock of the inode */
	unsigned int r_counter;	   /* read ends ever opened: what a fifo's open waits on */
	unsigned int w_counter;	   /* write ends ever opened */
	struct page *tmp_page;	   /* one page kept for the next write, or NULL */
	struct fasync_struct *fasync_readers;
	struct fasync_struct *fasync_writers;
	struct pipe_buffer *bufs; /* ring_size of them */
};

static inline bool pipe_empty(unsigned int head, unsigned int tail)
{
	return head == tail;
}

/* Slots in use. */
static inline unsigned int pipe_occupancy(unsigned int head, unsigned int tail)
{
	return head - tail;
}

static inline bool pipe_full(unsigned int head, unsigned int tail, unsigned int limit)
{
	return pipe_occupancy(head, tail) >= limit;
}

/* Two new files, not yet in any table: read end first. flags: O_NONBLOCK, O_CLOEXEC, O_DIRECT. */
int create_pipe_files(struct file **files, int flags);
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg);

#endif
