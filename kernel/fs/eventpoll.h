/* SPDX-License-Identifier: MIT */
/*
 * epoll(7) from the inside: eventpoll.c keeps the sets of files, epoll_wait.c tells what is ready.
 *
 * An item is one descriptor in one set. It hangs on the file's wait queues from the time it is
 * added; a waker puts it on its set's ready list. Whoever takes events off that list asks the file
 * again, so an item on it may turn out not to be ready.
 *
 * Locks: epoll_mutex > eventpoll::mtx (an outer set's before an inner's) > a wait queue's lock >
 * eventpoll::lock.
 */
#ifndef _FS_EVENTPOLL_H
#define _FS_EVENTPOLL_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/rbtree.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

/* What in epoll_event::events is no event. */
#define EPOLL_PRIVATE_BITS (EPOLLWAKEUP | EPOLLONESHOT | EPOLLET | EPOLLEXCLUSIVE)

struct eventpoll {
	struct mutex mtx;	     /* items, each one's event; held while events are taken */
	struct rb_root items;	     /* by file and descriptor; mtx */
	spinlock_t lock;	     /* ready; interrupts off */
	struct list_head ready;	     /* items that may have events */
	bool taken;		     /* ready is being looked at, by who has mtx; lock */
	wait_queue_head_t wq;	     /* who is in epoll_wait(2) */
	wait_queue_head_t poll_wait; /* who polls the set itself, other sets among them */
	struct file *file;	     /* the set's own; not referenced */
};

/* An item on one wait queue of its file. */
struct epoll_hook {
	struct epoll_hook *next; /* in item->hooks */
	struct epoll_item *item;
	wait_queue_head_t *queue; /* NULL: it has been freed; RCU */
	wait_queue_entry_t wait;
};

struct epoll_item {
	struct rb_node node;	     /* ep->items */
	struct list_head ready_link; /* in ep->ready, or nowhere; ep->lock */
	struct hlist_node file_link; /* in file->f_ep; epoll_mutex */
	struct epoll_hook *hooks;    /* constant once it is added */
	struct eventpoll *ep;	     /* constant, as the next two */
	struct file *file;	     /* not referenced: it takes the item out when it is released */
	int fd;
	struct epoll_event event; /* mtx; its events are also read by wakers */
};

extern const struct file_operations eventpoll_fops;

static inline bool is_file_epoll(const struct file *file)
{
	return file->f_op == &eventpoll_fops;
}

/* Asks the item's file, inside other sets too; with a table, hooks it on. ep->mtx is held. */
__poll_t epoll_item_poll(struct epoll_item *item, poll_table *pt);
/* Puts it on the ready list and wakes whoever waits in epoll_wait(2): true if somebody does. */
bool epoll_item_ready(struct epoll_item *item);
/* epoll_wait.c */
__poll_t eventpoll_poll(struct file *file, poll_table *pt);

#endif
