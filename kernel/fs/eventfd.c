// SPDX-License-Identifier: MIT
/*
 * eventfd(2): a counter behind a descriptor. Writing adds to it, reading takes all (or one, with
 * EFD_SEMAPHORE) and waits while it is 0. The kernel's side is <linux/eventfd.h>.
 */
#include <linux/anon_inodes.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/eventfd.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kref.h>
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

/* Lives while the file or a module has a reference. */
struct eventfd_ctx {
	struct kref kref;
	wait_queue_head_t wait; /* readers, writers and pollers; its lock guards `count` */
	u64 count;
	bool semaphore; /* constant */
};

/* Takes from the counter. False: there is nothing. wait.lock. */
static bool take_count(struct eventfd_ctx *e, u64 *value)
{
	*value = e->semaphore && e->count ? 1 : e->count;
	e->count -= *value;
	return *value;
}

/* Adds to it. False: it would reach the value that is no count. wait.lock. */
static bool add_count(struct eventfd_ctx *e, u64 *value)
{
	if (ULLONG_MAX - e->count <= *value)
		return false;
	e->count += *value;
	return true;
}

/* Until @step can be done. 0, -EAGAIN, -ERESTARTSYS. wait.lock held, given up while asleep. */
static int wait_for_step(struct eventfd_ctx *e, bool (*step)(struct eventfd_ctx *, u64 *),
			 u64 *value, bool nonblock)
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
static int do_step(struct file *file, bool (*step)(struct eventfd_ctx *, u64 *), u64 *value,
		   __poll_t events)
{
	struct eventfd_ctx *e = file->private_data;
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
	struct eventfd_ctx *e = file->private_data;
	__poll_t events = 0;
	u64 count;

	poll_wait(file, &e->wait, pt);
	count = READ_ONCE(e->count);
	if (count)
		events |= EPOLLIN;
	if (count == ULLONG_MAX)
		events |= EPOLLERR;
	if (count < ULLONG_MAX - 1)
		events |= EPOLLOUT;
	return events;
}

static void eventfd_show_fdinfo(struct seq_file *m, struct file *file)
{
	struct eventfd_ctx *e = file->private_data;

	seq_printf(m, "eventfd-count: %16llx\n", READ_ONCE(e->count));
}

static void eventfd_free(struct kref *kref)
{
	kfree(container_of(kref, struct eventfd_ctx, kref));
}

void eventfd_ctx_put(struct eventfd_ctx *ctx)
{
	kref_put(&ctx->kref, eventfd_free);
}
EXPORT_SYMBOL_GPL(eventfd_ctx_put);

static int eventfd_release(struct inode *inode, struct file *file)
{
	struct eventfd_ctx *e = file->private_data;

	wake_up_poll(&e->wait, EPOLLHUP); /* for those who wait by eventfd_ctx alone */
	eventfd_ctx_put(e);
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

/* ---- For the kernel ---- */

__u64 eventfd_signal(struct eventfd_ctx *ctx, __u64 n)
{
	unsigned long flags;

	spin_lock_irqsave(&ctx->wait.lock, flags);
	n = min_t(u64, n, ULLONG_MAX - ctx->count);
	ctx->count += n;
	if (waitqueue_active(&ctx->wait))
		wake_up_locked_poll(&ctx->wait, EPOLLIN);
	spin_unlock_irqrestore(&ctx->wait.lock, flags);
	return n;
}
EXPORT_SYMBOL_GPL(eventfd_signal);

void eventfd_ctx_do_read(struct eventfd_ctx *ctx, __u64 *cnt)
{
	lockdep_assert_held(&ctx->wait.lock);
	take_count(ctx, cnt);
}
EXPORT_SYMBOL_GPL(eventfd_ctx_do_read);

int eventfd_ctx_remove_wait_queue(struct eventfd_ctx *ctx, wait_queue_entry_t *wait, __u64 *cnt)
{
	unsigned long flags;
	bool any;

	spin_lock_irqsave(&ctx->wait.lock, flags);
	any = take_count(ctx, cnt);
	__remove_wait_queue(&ctx->wait, wait);
	if (any && waitqueue_active(&ctx->wait))
		wake_up_locked_poll(&ctx->wait, EPOLLOUT);
	spin_unlock_irqrestore(&ctx->wait.lock, flags);
	return any ? 0 : -EAGAIN;
}
EXPORT_SYMBOL_GPL(eventfd_ctx_remove_wait_queue);

struct file *eventfd_fget(int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return ERR_PTR(-EBADF);
	if (file->f_op == &eventfd_fops)
		return file;
	fput(file);
	return ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(eventfd_fget);

struct eventfd_ctx *eventfd_ctx_fileget(struct file *file)
{
	struct eventfd_ctx *ctx = file->private_data;

	if (file->f_op != &eventfd_fops)
		return ERR_PTR(-EINVAL);
	kref_get(&ctx->kref);
	return ctx;
}
EXPORT_SYMBOL_GPL(eventfd_ctx_fileget);

struct eventfd_ctx *eventfd_ctx_fdget(int fd)
{
	struct file *file = fget(fd);
	struct eventfd_ctx *ctx;

	if (!file)
		return ERR_PTR(-EBADF);
	ctx = eventfd_ctx_fileget(file);
	fput(file);
	return ctx;
}
EXPORT_SYMBOL_GPL(eventfd_ctx_fdget);

/* ---- For programs ---- */

/* The descriptor, or -EINVAL, -ENOMEM, -EMFILE, -ENFILE. */
static int do_eventfd(unsigned int count, int flags)
{
	struct eventfd_ctx *e;
	int fd;

	if (flags & ~(EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE))
		return -EINVAL;
	e = kmalloc(sizeof(*e), GFP_KERNEL);
	if (!e)
		return -ENOMEM;
	kref_init(&e->kref);
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
