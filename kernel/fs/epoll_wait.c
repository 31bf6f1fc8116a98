// SPDX-License-Identifier: MIT
/*
 * epoll(7), continued: taking events, epoll_wait(2).
 *
 * An item is taken off the ready list before its file is asked, so a wake-up that comes while we
 * look puts it there again and is not lost. One that still has something to tell, and is not
 * edge-triggered, goes to the end of the list by itself.
 */
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "eventpoll.h"
#include "poll_wait.h"

/* The whole ready list, to be looked at once. */
static void take_ready(struct eventpoll *ep, struct list_head *taken)
{
	INIT_LIST_HEAD(taken);
	spin_lock_irq(&ep->lock);
	list_splice_init(&ep->ready, taken);
	ep->taken = true;
	spin_unlock_irq(&ep->lock);
}

/*
 * What has not been looked at: before those that came meanwhile. The next one that waits looks, as
 * the one that was woken for it may have been us.
 */
static void give_back(struct eventpoll *ep, struct list_head *taken)
{
	bool more;

	spin_lock_irq(&ep->lock);
	list_splice(taken, &ep->ready);
	ep->taken = false;
	more = !list_empty(&ep->ready);
	spin_unlock_irq(&ep->lock);
	if (more)
		wake_up(&ep->wq);
}

static struct epoll_item *next_taken(struct eventpoll *ep, struct list_head *taken)
{
	struct epoll_item *item;

	spin_lock_irq(&ep->lock);
	item = list_first_entry_or_null(taken, struct epoll_item, ready_link);
	if (item)
		list_del_init(&item->ready_link);
	spin_unlock_irq(&ep->lock);
	return item;
}

/* To one end of the ready list, unless a waker was faster. */
static void put_ready(struct epoll_item *item)
{
	struct eventpoll *ep = item->ep;

	spin_lock_irq(&ep->lock);
	if (list_empty(&item->ready_link))
		list_add_tail(&item->ready_link, &ep->ready);
	spin_unlock_irq(&ep->lock);
}

/* 1: told; 0: it has nothing to tell; -EFAULT, and it is as before. */
static int send_event(struct epoll_item *item, struct epoll_event __user *to)
{
	struct epoll_event event = {.data = item->event.data};
	poll_table pt;

	init_poll_funcptr(&pt, NULL);
	event.events = epoll_item_poll(item, &pt);
	if (!event.events)
		return 0;
	if (copy_to_user(to, &event, sizeof(event))) {
		put_ready(item);
		return -EFAULT;
	}
	if (item->event.events & EPOLLONESHOT)
		WRITE_ONCE(item->event.events, item->event.events & EPOLL_PRIVATE_BITS);
	else if (!(item->event.events & EPOLLET))
		put_ready(item);
	return 1;
}

/* How many were told, up to max. -EFAULT if none was. */
static int send_events(struct eventpoll *ep, struct epoll_event __user *to, int max)
{
	struct epoll_item *item;
	struct list_head taken;
	int num = 0, ret = 0;

	mutex_lock(&ep->mtx);
	take_ready(ep, &taken);
	while (num < max && (item = next_taken(ep, &taken))) {
		ret = send_event(item, to + num);
		if (ret < 0)
			break;
		num += ret;
	}
	give_back(ep, &taken);
	mutex_unlock(&ep->mtx);
	return num ?: ret;
}

/* A set is readable while one of its items has something to tell. */
__poll_t eventpoll_poll(struct file *file, poll_table *wait)
{
	struct eventpoll *ep = file->private_data;
	struct epoll_item *item;
	struct list_head taken;
	__poll_t events = 0;
	poll_table pt;

	init_poll_funcptr(&pt, NULL);
	poll_wait(file, &ep->poll_wait, wait);
	mutex_lock(&ep->mtx);
	take_ready(ep, &taken);
	while (!events && (item = next_taken(ep, &taken))) {
		if (!epoll_item_poll(item, &pt))
			continue;
		put_ready(item);
		events = EPOLLIN | EPOLLRDNORM;
	}
	give_back(ep, &taken);
	mutex_unlock(&ep->mtx);
	return events;
}

/* While somebody looks at the list it may be empty, and what was on it be there again at once. */
static bool maybe_ready(struct eventpoll *ep)
{
	bool any;

	spin_lock_irq(&ep->lock);
	any = ep->taken || !list_empty(&ep->ready);
	spin_unlock_irq(&ep->lock);
	return any;
}

/* Sleeps until something may be ready. 0: look; 1: the time is over; -EINTR. */
static int wait_for_events(struct eventpoll *ep, ktime_t deadline)
{
	DEFINE_WAIT(wait);
	int ret = 0;

	for (;;) {
		long ticks;

		prepare_to_wait_exclusive(&ep->wq, &wait, TASK_INTERRUPTIBLE);
		if (maybe_ready(ep))
			break;
		ret = signal_pending(current) ? -EINTR : 0;
		if (ret)
			break;
		ticks = poll_ticks_until(deadline);
		ret = !ticks;
		if (ret)
			break;
		schedule_timeout(ticks);
	}
	finish_wait(&ep->wq, &wait);
	return ret;
}

static int do_epoll_wait(int epfd, struct epoll_event __user *events, int max, ktime_t deadline)
{
	struct fd f;
	struct eventpoll *ep;
	int ret, waited = 0;

	if (max <= 0 || max > INT_MAX / (int)sizeof(struct epoll_event))
		return -EINVAL;
	if (!access_ok(events, max * sizeof(struct epoll_event)))
		return -EFAULT;
	f = fdget(epfd);
	if (!f.file)
		return -EBADF;
	if (!is_file_epoll(f.file)) {
		fdput(f);
		return -EINVAL;
	}
	ep = f.file->private_data;
	for (;;) {
		ret = maybe_ready(ep) ? send_events(ep, events, max) : 0;
		if (ret || waited || deadline == DEADLINE_NOW)
			break;
		waited = wait_for_events(ep, deadline);
		if (waited < 0) {
			ret = waited;
			break;
		}
	}
	fdput(f);
	return ret;
}

static ktime_t deadline_of(int timeout_msecs)
{
	struct timespec64 ts;
	ktime_t deadline = NO_DEADLINE;

	if (timeout_msecs >= 0) {
		ts.tv_sec = timeout_msecs / MSEC_PER_SEC;
		ts.tv_nsec = (timeout_msecs % MSEC_PER_SEC) * NSEC_PER_MSEC;
		poll_deadline(&ts, &deadline);
	}
	return deadline;
}

SYSCALL_DEFINE4(epoll_wait, int, epfd, struct epoll_event __user *, events, int, maxevents, int,
		timeout)
{
	return do_epoll_wait(epfd, events, maxevents, deadline_of(timeout));
}

static int do_epoll_pwait(int epfd, struct epoll_event __user *events, int max, ktime_t deadline,
			  const sigset_t __user *sigmask, size_t sigsetsize)
{
	int ret = set_user_sigmask(sigmask, sigsetsize);

	if (ret)
		return ret;
	ret = do_epoll_wait(epfd, events, max, deadline);
	restore_saved_sigmask_unless(ret == -EINTR);
	return ret;
}

SYSCALL_DEFINE6(epoll_pwait, int, epfd, struct epoll_event __user *, events, int, maxevents, int,
		timeout, const sigset_t __user *, sigmask, size_t, sigsetsize)
{
	return do_epoll_pwait(epfd, events, maxevents, deadline_of(timeout), sigmask, sigsetsize);
}

SYSCALL_DEFINE6(epoll_pwait2, int, epfd, struct epoll_event __user *, events, int, maxevents,
		const struct __kernel_timespec __user *, timeout, const sigset_t __user *, sigmask,
		size_t, sigsetsize)
{
	ktime_t deadline = NO_DEADLINE;
	struct timespec64 ts;
	int err;

	if (timeout) {
		if (get_timespec64(&ts, timeout))
			return -EFAULT;
		err = poll_deadline(&ts, &deadline);
		if (err)
			return err;
	}
	return do_epoll_pwait(epfd, events, maxevents, deadline, sigmask, sigsetsize);
}
