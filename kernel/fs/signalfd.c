// SPDX-License-Identifier: MIT
/*
 * signalfd(2): taking signals by read(2). The signals belong to whoever reads, not to the
 * descriptor: each thread gets its own and its process's. They should be blocked, or a handler may
 * be faster.
 *
 * Readers and pollers wait on the signalfd_wqh of their sighand, which every sending wakes.
 */
#include <linux/anon_inodes.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/signalfd.h>

struct signalfd {
	sigset_t mask; /* what is not taken; the siglock of whoever sets it */
};

_Static_assert(sizeof(struct signalfd_siginfo) == 128, "what read(2) gives for a signal");

/* The fields that a fault, a child or a file's readiness have, by the signal. */
static void fill_by_signal(struct signalfd_siginfo *to, const kernel_siginfo_t *info)
{
	switch (info->si_signo) {
	case SIGILL:
	case SIGFPE:
	case SIGSEGV:
	case SIGBUS:
	case SIGTRAP:
		to->ssi_addr = (unsigned long)info->si_addr;
		break;
	case SIGCHLD:
		to->ssi_pid = info->si_pid;
		to->ssi_uid = info->si_uid;
		to->ssi_status = info->si_status;
		to->ssi_utime = info->si_utime;
		to->ssi_stime = info->si_stime;
		break;
	case SIGPOLL:
		to->ssi_band = info->si_band;
		to->ssi_fd = info->si_fd;
		break;
	default:
		to->ssi_pid = info->si_pid;
		to->ssi_uid = info->si_uid;
	}
}

static int put_siginfo(struct signalfd_siginfo __user *uinfo, const kernel_siginfo_t *info)
{
	struct signalfd_siginfo to = {
		.ssi_signo = info->si_signo,
		.ssi_errno = info->si_errno,
		.ssi_code = info->si_code,
	};

	if (info->si_code > SI_USER && info->si_code < SI_KERNEL) {
		fill_by_signal(&to, info);
	} else {
		to.ssi_pid = info->si_pid;
		to.ssi_uid = info->si_uid;
		/* A value comes with what a program has sent, but for kill(2). */
		if (info->si_code < 0) {
			to.ssi_ptr = (unsigned long)info->si_value.sival_ptr;
			to.ssi_int = info->si_value.sival_int;
		}
	}
	return copy_to_user(uinfo, &to, sizeof(to)) ? -EFAULT : 0;
}

/* The next signal of ours. Its number, -EAGAIN, or -ERESTARTSYS for one that isn't. */
static int take_signal(struct signalfd *ctx, kernel_siginfo_t *info, bool nonblock)
{
	struct sighand_struct *sighand = current->sighand;
	DECLARE_WAITQUEUE(wait, current);
	enum pid_type type;
	int sig;

	add_wait_queue(&sighand->signalfd_wqh, &wait);
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		spin_lock_irq(&sighand->siglock);
		sig = dequeue_signal(current, &ctx->mask, info, &type);
		spin_unlock_irq(&sighand->siglock);
		if (!sig && nonblock)
			sig = -EAGAIN;
		else if (!sig && signal_pending(current))
			sig = -ERESTARTSYS;
		if (sig)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	remove_wait_queue(&sighand->signalfd_wqh, &wait);
	return sig;
}

/* As many as there are and fit; waits for the first. */
static ssize_t signalfd_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct signalfd_siginfo __user *uinfo = (struct signalfd_siginfo __user *)buf;
	bool nonblock = file->f_flags & O_NONBLOCK;
	struct signalfd *ctx = file->private_data;
	size_t room = count / sizeof(*uinfo);
	kernel_siginfo_t info;
	ssize_t done = 0;
	int ret = 0;

	if (!room)
		return -EINVAL;
	while (room--) {
		ret = take_signal(ctx, &info, nonblock || done);
		if (ret > 0)
			ret = put_siginfo(uinfo++, &info);
		if (ret)
			break;
		done += sizeof(*uinfo);
	}
	return done ? done : ret;
}

static __poll_t signalfd_poll(struct file *file, poll_table *pt)
{
	struct signalfd *ctx = file->private_data;
	struct sighand_struct *sighand = current->sighand;
	unsigned long pending;

	poll_wait(file, &sighand->signalfd_wqh, pt);
	spin_lock_irq(&sighand->siglock);
	pending = current->pending.signal.sig[0] | current->signal->shared_pending.signal.sig[0];
	pending &= ~ctx->mask.sig[0];
	spin_unlock_irq(&sighand->siglock);
	return pending ? EPOLLIN : 0;
}

static int signalfd_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations signalfd_fops = {
	.read = signalfd_read,
	.poll = signalfd_poll,
	.release = signalfd_release,
	.llseek = noop_llseek,
};

static int new_signalfd(const sigset_t *mask, int flags)
{
	struct signalfd *ctx = kmalloc(sizeof(*ctx), GFP_KERNEL);
	int fd;

	if (!ctx)
		return -ENOMEM;
	ctx->mask = *mask;
	fd = anon_inode_getfd("[signalfd]", &signalfd_fops, ctx,
			      O_RDWR | (flags & (SFD_CLOEXEC | SFD_NONBLOCK)));
	if (fd < 0)
		kfree(ctx);
	return fd;
}

/* What a descriptor that exists takes from now on. */
static int change_signalfd(int ufd, const sigset_t *mask)
{
	struct fd f = fdget(ufd);
	int ret = ufd;

	if (!f.file)
		return -EBADF;
	if (f.file->f_op == &signalfd_fops) {
		struct signalfd *ctx = f.file->private_data;

		spin_lock_irq(&current->sighand->siglock);
		ctx->mask = *mask;
		spin_unlock_irq(&current->sighand->siglock);
		wake_up(&current->sighand->signalfd_wqh);
	} else {
		ret = -EINVAL;
	}
	fdput(f);
	return ret;
}

static int do_signalfd(int ufd, const sigset_t __user *umask, size_t size, int flags)
{
	sigset_t mask;

	if (size != sizeof(mask))
		return -EINVAL;
	if (copy_from_user(&mask, umask, sizeof(mask)))
		return -EFAULT;
	if (flags & ~(SFD_CLOEXEC | SFD_NONBLOCK))
		return -EINVAL;
	sigdelsetmask(&mask, SIG_KERNEL_ONLY_MASK);
	signotset(&mask); /* dequeue_signal() takes what is outside */
	return ufd == -1 ? new_signalfd(&mask, flags) : change_signalfd(ufd, &mask);
}

SYSCALL_DEFINE4(signalfd4, int, ufd, sigset_t __user *, user_mask, size_t, sizemask, int, flags)
{
	return do_signalfd(ufd, user_mask, sizemask, flags);
}

SYSCALL_DEFINE3(signalfd, int, ufd, sigset_t __user *, user_mask, size_t, sizemask)
{
	return do_signalfd(ufd, user_mask, sizemask, 0);
}
