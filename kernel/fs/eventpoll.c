// SPDX-License-Identifier: MIT
/*
 * epoll(7): sets of files, epoll_create(2) and epoll_ctl(2). How events are taken is in
 * epoll_wait.c; the rules of both in eventpoll.h.
 */
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/eventpoll.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "eventpoll.h"

/* Sets in sets, this deep at most. */
#define MAX_DEPTH 5

#define EXCLUSIVE_BITS                                                                             \
	(EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLWAKEUP | EPOLLET | EPOLLEXCLUSIVE)

/* Guards every file's f_ep, and with it which sets are in which. Sleeps. */
static DEFINE_MUTEX(epoll_mutex);

/* ---- Hooks on wait queues ---- */

bool epoll_item_ready(struct epoll_item *item)
{
	struct eventpoll *ep = item->ep;
	unsigned long flags;
	bool waited_for;

	spin_lock_irqsave(&ep->lock, flags);
	if (list_empty(&item->ready_link))
		list_add_tail(&item->ready_link, &ep->ready);
	spin_unlock_irqrestore(&ep->lock, flags);
	waited_for = wq_has_sleeper(&ep->wq);
	wake_up(&ep->wq);
	wake_up_poll(&ep->poll_wait, EPOLLIN | EPOLLRDNORM);
	return waited_for;
}

/* Called by a waker, perhaps in an interrupt, with the queue's lock held. */
static int hook_woken(wait_queue_entry_t *wait, unsigned int mode, int sync, void *key)
{
	struct epoll_hook *hook = container_of(wait, struct epoll_hook, wait);
	__poll_t wanted = READ_ONCE(hook->item->event.events), events = key_to_poll(key);
	bool told = false;

	/* Without private bits nothing is left of one that has been told once (EPOLLONESHOT). */
	if ((wanted & ~EPOLL_PRIVATE_BITS) && (!events || events & wanted))
		told = epoll_item_ready(hook->item);
	if (events & POLLFREE) {
		/* The queue's memory goes after an RCU grace period: unhook() must not use it. */
		list_del_init(&wait->entry);
		smp_store_release(&hook->queue, NULL);
	}
	/* One wake-up for all exclusive sets is not used up by one where nobody waits for it. */
	return told || !(wanted & EPOLLEXCLUSIVE);
}

struct hooking {
	poll_table pt;
	struct epoll_item *item;
	int err;
};

/* What poll_wait() in the file's ->poll comes to. */
static void add_hook(struct file *file, wait_queue_head_t *queue, poll_table *pt)
{
	struct hooking *hooking = container_of(pt, struct hooking, pt);
	struct epoll_item *item = hooking->item;
	struct epoll_hook *hook = kmalloc(sizeof(*hook), GFP_KERNEL);

	if (!hook) {
		hooking->err = -ENOMEM;
		return;
	}
	hook->item = item;
	hook->queue = queue;
	hook->next = item->hooks;
	item->hooks = hook;
	init_waitqueue_func_entry(&hook->wait, hook_woken);
	if (item->event.events & EPOLLEXCLUSIVE)
		add_wait_queue_exclusive(queue, &hook->wait);
	else
		add_wait_queue(queue, &hook->wait);
}

static void unhook(struct epoll_item *item)
{
	struct epoll_hook *hook;

	while ((hook = item->hooks)) {
		wait_queue_head_t *queue;

		rcu_read_lock();
		queue = smp_load_acquire(&hook->queue);
		if (queue)
			remove_wait_queue(queue, &hook->wait);
		rcu_read_unlock();
		item->hooks = hook->next;
		kfree(hook);
	}
}

/* ---- Items; ep->mtx is held ---- */

static int item_order(const struct file *file, int fd, const struct epoll_item *item)
{
	if (file != item->file)
		return file < item->file ? -1 : 1;
	return fd - item->fd;
}

static struct epoll_item *find_item(struct eventpoll *ep, const struct file *file, int fd)
{
	struct rb_node *node = ep->items.rb_node;

	while (node) {
		struct epoll_item *item = rb_entry(node, struct epoll_item, node);
		int order = item_order(file, fd, item);

		if (!order)
			return item;
		node = order < 0 ? node->rb_left : node->rb_right;
	}
	return NULL;
}

static void insert_item(struct eventpoll *ep, struct epoll_item *item)
{
	struct rb_node **link = &ep->items.rb_node, *above = NULL;

	while (*link) {
		above = *link;
		link = item_order(item->file, item->fd, rb_entry(above, struct epoll_item, node)) <
				       0
			       ? &above->rb_left
			       : &above->rb_right;
	}
	rb_link_node(&item->node, above, link);
	rb_insert_color(&item->node, &ep->items);
}

/* epoll_mutex is held, too. */
static void remove_item(struct epoll_item *item)
{
	struct eventpoll *ep = item->ep;

	unhook(item); /* from here on no waker knows it */
	hlist_del(&item->file_link);
	rb_erase(&item->node, &ep->items);
	spin_lock_irq(&ep->lock);
	list_del_init(&item->ready_link);
	spin_unlock_irq(&ep->lock);
	kfree(item);
}

__poll_t epoll_item_poll(struct epoll_item *item, poll_table *pt)
{
	pt->_key = item->event.events;
	return vfs_poll(item->file, pt) & item->event.events;
}

/* It may be ready already. */
static void look_at(struct epoll_item *item, poll_table *pt)
{
	if (epoll_item_poll(item, pt))
		epoll_item_ready(item);
}

static int add_item(struct eventpoll *ep, struct file *file, int fd,
		    const struct epoll_event *event)
{
	struct epoll_item *item = kzalloc(sizeof(*item), GFP_KERNEL);
	struct hooking hooking = {.item = item};

	if (!item)
		return -ENOMEM;
	INIT_LIST_HEAD(&item->ready_link);
	item->ep = ep;
	item->file = file;
	item->fd = fd;
	item->event = *event;
	insert_item(ep, item);
	hlist_add_head(&item->file_link, &file->f_ep);
	init_poll_funcptr(&hooking.pt, add_hook);
	look_at(item, &hooking.pt);
	if (hooking.err)
		remove_item(item);
	return hooking.err;
}

static void modify_item(struct epoll_item *item, const struct epoll_event *event)
{
	poll_table pt;

	init_poll_funcptr(&pt, NULL);
	WRITE_ONCE(item->event.events, event->events);
	item->event.data = event->data;
	smp_mb(); /* a waker sees the new events, or we see what it has made ready */
	look_at(item, &pt);
}

/* ---- Sets ---- */

static int release_set(struct inode *inode, struct file *file);

static void eventpoll_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct eventpoll *ep = file->private_data;
	struct rb_node *node;

	mutex_lock(&ep->mtx);
	for (node = rb_first(&ep->items); node; node = rb_next(node)) {
		struct epoll_item *item = rb_entry(node, struct epoll_item, node);
		struct inode *inode = file_inode(item->file);

		seq_printf(m, "tfd: %8d events: %8x data: %16llx  pos:%lli ino:%lx sdev:%x\n",
			   item->fd, item->event.events, (long long)item->event.data,
			   (long long)item->file->f_pos, inode->i_ino, inode->i_sb->s_dev);
	}
	mutex_unlock(&ep->mtx);
}

const struct file_operations eventpoll_fops = {
	.release = release_set,
	.poll = eventpoll_poll,
	.show_fdinfo = eventpoll_show_fdinfo,
	.llseek = noop_llseek,
};

static int release_set(struct inode *inode, struct file *file)
{
	struct eventpoll *ep = file->private_data;
	struct rb_node *node;

	mutex_lock(&epoll_mutex);
	mutex_lock(&ep->mtx);
	while ((node = rb_first(&ep->items)))
		remove_item(rb_entry(node, struct epoll_item, node));
	mutex_unlock(&ep->mtx);
	mutex_unlock(&epoll_mutex);
	kfree(ep);
	return 0;
}

void eventpoll_release_file(struct file *file)
{
	struct epoll_item *item;
	struct eventpoll *ep;

	mutex_lock(&epoll_mutex);
	while (!hlist_empty(&file->f_ep)) {
		item = hlist_entry(file->f_ep.first, struct epoll_item, file_link);
		ep = item->ep;
		mutex_lock(&ep->mtx);
		remove_item(item);
		mutex_unlock(&ep->mtx);
	}
	mutex_unlock(&epoll_mutex);
}

static int do_epoll_create(int flags)
{
	struct eventpoll *ep;
	struct file *file;
	int fd;

	if (flags & ~EPOLL_CLOEXEC)
		return -EINVAL;
	ep = kzalloc(sizeof(*ep), GFP_KERNEL);
	if (!ep)
		return -ENOMEM;
	mutex_init(&ep->mtx);
	spin_lock_init(&ep->lock);
	INIT_LIST_HEAD(&ep->ready);
	init_waitqueue_head(&ep->wq);
	init_waitqueue_head(&ep->poll_wait);
	fd = get_unused_fd_flags(flags);
	if (fd < 0)
		goto free_ep;
	file = anon_inode_getfile("[eventpoll]", &eventpoll_fops, ep, O_RDWR | flags);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		fd = PTR_ERR(file);
		goto free_ep;
	}
	ep->file = file;
	fd_install(fd, file);
	return fd;
free_ep:
	kfree(ep);
	return fd;
}

SYSCALL_DEFINE1(epoll_create1, int, flags)
{
	return do_epoll_create(flags);
}

SYSCALL_DEFINE1(epoll_create, int, size)
{
	return size <= 0 ? -EINVAL : do_epoll_create(0);
}

/* ---- epoll_ctl(2) ---- */

/* Levels of sets from file down; MAX_DEPTH + 1: too many, or `ep` is among them. epoll_mutex. */
static int depth_below(const struct file *file, const struct eventpoll *ep, int level)
{
	const struct eventpoll *set = file->private_data;
	struct rb_node *node;
	int depth = 1;

	if (!is_file_epoll(file))
		return 0;
	if (set == ep || level > MAX_DEPTH)
		return MAX_DEPTH + 1;
	for (node = rb_first(&set->items); node; node = rb_next(node))
		depth = max(depth, 1 + depth_below(rb_entry(node, struct epoll_item, node)->file,
						   ep, level + 1));
	return depth;
}

/* Levels of sets from file's own up. */
static int depth_above(const struct file *file)
{
	struct epoll_item *item;
	int depth = 1;

	hlist_for_each_entry (item, &file->f_ep, file_link)
		depth = max(depth, 1 + depth_above(item->ep->file));
	return depth;
}

/* -ELOOP: the set would be in itself, or too deep in others. */
static int check_nesting(struct eventpoll *ep, const struct file *target)
{
	if (!is_file_epoll(target))
		return 0;
	return depth_below(target, ep, 1) + depth_above(ep->file) > MAX_DEPTH ? -ELOOP : 0;
}

/* epoll_mutex is held. */
static int change_set(struct eventpoll *ep, int op, struct file *file, int fd,
		      struct epoll_event *event)
{
	struct epoll_item *item = find_item(ep, file, fd);

	event->events |= EPOLLERR | EPOLLHUP;
	if (op == EPOLL_CTL_ADD)
		return item ? -EEXIST : add_item(ep, file, fd, event);
	if (!item)
		return -ENOENT;
	if (op == EPOLL_CTL_DEL)
		remove_item(item);
	else if (item->event.events & EPOLLEXCLUSIVE)
		return -EINVAL;
	else
		modify_item(item, event);
	return 0;
}

/* -EPERM: the file can't be polled; -EINVAL. */
static int check_request(const struct file *set, int op, struct file *file, __poll_t events)
{
	if (!file_can_poll(file))
		return -EPERM;
	if (set == file || !is_file_epoll(set))
		return -EINVAL;
	if (op != EPOLL_CTL_ADD && op != EPOLL_CTL_MOD && op != EPOLL_CTL_DEL)
		return -EINVAL;
	if (op == EPOLL_CTL_DEL || !(events & EPOLLEXCLUSIVE))
		return 0;
	if (op == EPOLL_CTL_MOD || is_file_epoll(file) || events & ~EXCLUSIVE_BITS)
		return -EINVAL;
	return 0;
}

SYSCALL_DEFINE4(epoll_ctl, int, epfd, int, op, int, fd, struct epoll_event __user *, uevent)
{
	struct epoll_event event = {};
	struct eventpoll *ep;
	struct fd set, f;
	int err = -EBADF;

	if (op != EPOLL_CTL_DEL && copy_from_user(&event, uevent, sizeof(event)))
		return -EFAULT;
	set = fdget(epfd);
	if (!set.file)
		return -EBADF;
	f = fdget(fd);
	if (!f.file)
		goto put_set;
	err = check_request(set.file, op, f.file, event.events);
	if (err)
		goto put_file;
	event.events &= ~EPOLLWAKEUP; /* nothing here suspends */
	ep = set.file->private_data;
	mutex_lock(&epoll_mutex);
	if (op == EPOLL_CTL_ADD)
		err = check_nesting(ep, f.file);
	if (!err) {
		mutex_lock(&ep->mtx);
		err = change_set(ep, op, f.file, fd, &event);
		mutex_unlock(&ep->mtx);
	}
	mutex_unlock(&epoll_mutex);
put_file:
	fdput(f);
put_set:
	fdput(set);
	return err;
}
