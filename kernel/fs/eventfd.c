// SPDX-License-Identifier: MIT
/*
 * eventfd(2): a counter behind a descriptor. Writing adds to it, reading takes all (or one, with
 * EFD_SEMAPHORE) and waits while it is 0.
 */
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/eventfd.h>

struct eventfd {
	wait_queue_head_t wait; /* readers, writers and pollers; its lock guards `count` */
	u64 count;
	bool semaphore; /* constant */
};

/* Takes from the counter. False: there is nothing. wait.lock. */
static bool take_count(struct eventfd *e, u64 *value)
{
	*value = e->semaphore && e->count ? 1 : e->count;
	e->count -= *value;
	return *value;
}

/* Adds to it. False: it would reach the value that is no count. wait.lock. */
static bool add_count(struct eventfd *e, u64 *value)
{
	if (ULLONG_MAX - e->count <= *value)
		return false;
	e->count += *value;
	return true;
}

/* Until @step can be done. 0, -EAGAIN, -ERESTARTSYS. wait.lock held, given up while asleep. */
static int wait_for_step(struct eventfd *e, bool (*step)(struct eventfd *, u64 *), u64 *value,
			 bool nonblock)
{
	DECLARE_WAITQUEUE(wait, current);
	int ret = 0;

	if (step(e, value))
		return 0;
	if (nonblock)
		return -EAGAIN;
	__add_wait_queue(&e->wait, &wait);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (step(e, value))
			break;
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		spin_unlock_irq(&e->wait.lock);
		schedule();
		spin_lock_irq(&e->wait.lock);
	}
	__set_current_state(TASK_RUNNING);
	__remove_wait_queue(&e->wait, &wait);
	return ret;
}

/* A step, after which those who wait for its `events` look. */
static int do_step(struct file *file, bool (*step)(struct eventfd *, u64 *), u64 *value,
		   __poll_t events)
{
	struct eventfd *e = file->private_data;
	int ret;

	spin_lock_irq(&e->wait.lock);
	ret = wait_for_step(e, step, value, file->f_flags & O_NONBLOCK);
	spin_unlock_irq(&e->wait.lock);
	if (!ret)
		wake_up_interruptible_poll(&e->wait, events);
	return ret;
}

static ssize_t eventfd_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	u64 value;
	int ret;

	if (count < sizeof(value))
		return -EINVAL;
	ret = do_step(file, take_count, &value, EPOLLOUT);
	if (ret)
		return ret;
	return put_user(value, (u64 __user *)buf) ? -EFAULT : (ssize_t)sizeof(value);
}

static ssize_t eventfd_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	u64 value;
	int ret;

	if (count < sizeof(value))
		return -EINVAL;
	if (get_user(value, (const u64 __user *)buf))
		return -EFAULT;
	if (value == ULLONG_MAX)
		return -EINVAL;
	ret = do_step(file, add_count, &value, EPOLLIN);
	return ret ? ret : (ssize_t)sizeof(value);
}

static __poll_t eventfd_poll(struct file *file, poll_table *pt)
{
	struct eventfd *e = file->private_data;
	__poll_t events = 0;
	u64 count;

	poll_wait(file, &e->wait, pt);
	count = READ_ONCE(e->count);
	if (count)
		events |= EPOLLIN;
	if (count < ULLONG_MAX - 1)
		events |= EPOLLOUT;
	return events;
}

static void eventfd_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct eventfd *e = file->private_data;

	seq_printf(m, "eventfd-count: %16llx\n", READ_ONCE(e->count));
}

static int eventfd_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations eventfd_fops = {
	.read = eventfd_read,
	.write = eventfd_write,
	.poll = eventfd_poll,
	.show_fdinfo = eventfd_show_fdinfo,
	.release = eventfd_release,
	.llseek = noop_llseek,
};

/* The descriptor, or -EINVAL, -ENOMEM, -EMFILE, -ENFILE. */
static int do_eventfd(unsigned int count, int flags)
{
	struct eventfd *e;
	int fd;

	if (flags & ~(EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE))
		return -EINVAL;
	e = kmalloc(sizeof(*e), GFP_KERNEL);
	if (!e)
		return -ENOMEM;
	init_waitqueue_head(&e->wait);
	e->count = count;
	e->semaphore = flags & EFD_SEMAPHORE;
	fd = anon_inode_getfd("[eventfd]", &eventfd_fops, e,
			      O_RDWR | (flags & (EFD_CLOEXEC | EFD_NONBLOCK)));
	if (fd < 0)
		kfree(e);
	return fd;
}

SYSCALL_DEFINE2(eventfd2, unsigned int, count, int, flags)
{
	return do_eventfd(count, flags);
}

SYSCALL_DEFINE1(eventfd, unsigned int, count)
{
	return do_eventfd(count, 0);
}
