// SPDX-License-Identifier: MIT
/*
 * poll(2) and ppoll(2).
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/restart_block.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "poll_wait.h"

#define POLL_STACK_FDS 16

/* Look at one file, queueing on it if pt says so. Returns whether it has something to report. */
static bool poll_one(struct pollfd *pfd, poll_table *pt)
{
	__poll_t filter, mask = 0;
	struct fd f;

	if (pfd->fd >= 0) {
		f = fdget(pfd->fd);
		mask = EPOLLNVAL;
		if (f.file) {
			filter = demangle_poll(pfd->events) | EPOLLERR | EPOLLHUP;
			pt->_key = filter;
			mask = vfs_poll(f.file, pt) & filter;
			fdput(f);
		}
	}
	pfd->revents = mangle_poll(mask);
	return mask;
}

static int poll_scan(struct pollfd *fds, unsigned int nfds, poll_table *pt)
{
	unsigned int i;
	int count = 0;

	for (i = 0; i < nfds; i++) {
		if (poll_one(&fds[i], pt)) {
			count++;
			pt->_qproc = NULL; /* it won't come to sleeping */
		}
	}
	pt->_qproc = NULL; /* queued on all: once is enough */
	return count;
}

/* Returns the number of ready files, 0 at the deadline, -ERESTARTNOHAND, -ENOMEM. */
static int do_poll(struct pollfd *fds, unsigned int nfds, struct poll_wqueues *pwq,
		   ktime_t deadline)
{
	bool time_left = deadline != DEADLINE_NOW;
	int count;

	if (!time_left)
		pwq->pt._qproc = NULL;
	for (;;) {
		count = poll_scan(fds, nfds, &pwq->pt);
		if (!count) {
			count = pwq->error;
			if (!count && signal_pending(current))
				count = -ERESTARTNOHAND;
		}
		if (count || !time_left)
			return count;
		time_left = poll_sleep(pwq, deadline);
	}
}

static int copy_revents(struct pollfd __user *ufds, const struct pollfd *fds, unsigned int nfds)
{
	unsigned int i;

	for (i = 0; i < nfds; i++)
		if (put_user(fds[i].revents, &ufds[i].revents))
			return -EFAULT;
	return 0;
}

static int do_sys_poll(struct pollfd __user *ufds, unsigned int nfds, ktime_t deadline)
{
	struct pollfd stack_fds[POLL_STACK_FDS], *fds = stack_fds;
	struct poll_wqueues table;
	int err;

	if (nfds > rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	if (nfds > POLL_STACK_FDS) {
		fds = kvmalloc_array(nfds, sizeof(*fds), GFP_KERNEL);
		if (!fds)
			return -ENOMEM;
	}
	err = -EFAULT;
	if (copy_from_user(fds, ufds, nfds * sizeof(*fds)))
		goto free;
	poll_initwait(&table);
	err = do_poll(fds, nfds, &table, deadline);
	poll_freewait(&table);
	if (copy_revents(ufds, fds, nfds))
		err = -EFAULT;
free:
	if (fds != stack_fds)
		kvfree(fds);
	return err;
}

/* restart_syscall(2) after a stop signal: go on to the same deadline. */
static long do_restart_poll(struct restart_block *restart)
{
	ktime_t deadline = NO_DEADLINE;
	int ret;

	if (restart->poll.has_timeout)
		deadline = ktime_set(restart->poll.tv_sec, restart->poll.tv_nsec);
	ret = do_sys_poll(restart->poll.ufds, restart->poll.nfds, deadline);
	return ret == -ERESTARTNOHAND ? -ERESTART_RESTARTBLOCK : ret;
}

SYSCALL_DEFINE3(poll, struct pollfd __user *, ufds, unsigned int, nfds, int, timeout_msecs)
{
	struct restart_block *restart = &current->restart_block;
	ktime_t deadline = NO_DEADLINE;
	struct timespec64 ts;
	int ret;

	if (timeout_msecs >= 0) {
		ts.tv_sec = timeout_msecs / MSEC_PER_SEC;
		ts.tv_nsec = (timeout_msecs % MSEC_PER_SEC) * NSEC_PER_MSEC;
		poll_deadline(&ts, &deadline);
	}
	ret = do_sys_poll(ufds, nfds, deadline);
	if (ret != -ERESTARTNOHAND)
		return ret;
	ts = ktime_to_timespec64(deadline);
	restart->fn = do_restart_poll;
	restart->poll.ufds = ufds;
	restart->poll.nfds = nfds;
	restart->poll.has_timeout = deadline != NO_DEADLINE;
	restart->poll.tv_sec = ts.tv_sec;
	restart->poll.tv_nsec = ts.tv_nsec;
	return -ERESTART_RESTARTBLOCK;
}

SYSCALL_DEFINE5(ppoll, struct pollfd __user *, ufds, unsigned int, nfds,
		struct __kernel_timespec __user *, tsp, const sigset_t __user *, sigmask, size_t,
		sigsetsize)
{
	ktime_t deadline = NO_DEADLINE;
	struct timespec64 ts;
	int ret;

	if (tsp) {
		if (get_timespec64(&ts, tsp))
			return -EFAULT;
		ret = poll_deadline(&ts, &deadline);
		if (ret)
			return ret;
	}
	ret = set_user_sigmask(sigmask, sigsetsize);
	if (ret)
		return ret;
	ret = do_sys_poll(ufds, nfds, deadline);
	restore_saved_sigmask_unless(ret == -ERESTARTNOHAND);
	if (tsp && deadline != NO_DEADLINE && deadline != DEADLINE_NOW) {
		ts = poll_time_left(deadline);
		/* Restarted with what is left, so that must be written; otherwise say EINTR. */
		if (put_timespec64(&ts, tsp) && ret == -ERESTARTNOHAND)
			ret = -EINTR;
	}
	return ret;
}
