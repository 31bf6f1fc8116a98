// SPDX-License-Identifier: MIT
/*
 * Readiness: how a file's ->poll tells who waits where.
 *
 * A ->poll calls poll_wait() once for each wait queue that is woken when its answer could
 * change, then returns the events that hold now (EPOLLIN | EPOLLRDNORM, ...). It must not
 * sleep. It must call poll_wait() before it looks, or a wake between the two is lost.
 */
#ifndef _LINUX_POLL_H
#define _LINUX_POLL_H

#include <linux/fs.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/eventpoll.h>
#include <uapi/linux/poll.h>

#define DEFAULT_POLLMASK (EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM)

struct poll_table_struct;
struct task_struct;

typedef void (*poll_queue_proc)(struct file *file, wait_queue_head_t *head,
				struct poll_table_struct *table);

typedef struct poll_table_struct {
	poll_queue_proc _qproc; /* NULL: nobody is going to sleep, so nothing is queued */
	__poll_t _key;		/* events that matter to the caller */
} poll_table;

static inline void poll_wait(struct file *filp, wait_queue_head_t *wait_address, poll_table *p)
{
	if (p && p->_qproc && wait_address)
		p->_qproc(filp, wait_address, p);
}

/* True if the caller will not sleep, so that costly preparations can be left out. */
static inline bool poll_does_not_wait(const poll_table *p)
{
	return p == NULL || p->_qproc == NULL;
}

static inline __poll_t poll_requested_events(const poll_table *p)
{
	return p ? p->_key : ~(__poll_t)0;
}

static inline void init_poll_funcptr(poll_table *pt, poll_queue_proc qproc)
{
	pt->_qproc = qproc;
	pt->_key = ~(__poll_t)0;
}

static inline bool file_can_poll(struct file *file)
{
	return file->f_op->poll;
}

/* A file without ->poll (a regular file) is always ready: poll(2). */
static inline __poll_t vfs_poll(struct file *file, struct poll_table_struct *pt)
{
	if (unlikely(!file->f_op->poll))
		return DEFAULT_POLLMASK;
	return file->f_op->poll(file, pt);
}

struct poll_table_entry {
	struct file *filp; /* referenced: the queue lives as long as the file */
	__poll_t key;
	wait_queue_entry_t wait;
	wait_queue_head_t *wait_address;
};

/* Entries kept inside the caller's own frame, before pages are taken for more. */
#define N_INLINE_POLL_ENTRIES 8

struct poll_table_page;

struct poll_wqueues {
	poll_table pt;
	struct poll_table_page *table;
	struct task_struct *polling_task;
	int triggered; /* a wake came; set by the waker, cleared before each scan */
	int error;     /* -ENOMEM: an entry could not be queued */
	int inline_index;
	struct poll_table_entry inline_entries[N_INLINE_POLL_ENTRIES];
};

void poll_initwait(struct poll_wqueues *pwq);
void poll_freewait(struct poll_wqueues *pwq);

/* The on-the-wire bits and __poll_t are the same numbers on x86-64. */
static inline __poll_t demangle_poll(u16 val)
{
	return (__force __poll_t)val;
}

static inline u16 mangle_poll(__poll_t val)
{
	return (__force u16)val;
}

#endif
