// SPDX-License-Identifier: MIT
/*
 * select(2) and pselect6(2).
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "poll_wait.h"

/* What counts as readable, writable, exceptional: poll(2) of the file, select(2) of the set. */
#define POLLIN_SET  (EPOLLRDNORM | EPOLLRDBAND | EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLNVAL)
#define POLLOUT_SET (EPOLLWRBAND | EPOLLWRNORM | EPOLLOUT | EPOLLERR | EPOLLNVAL)
#define POLLEX_SET  (EPOLLPRI | EPOLLNVAL)

/* Words of a set of n descriptors; a set is copied in whole words. */
#define FDS_LONGS(n) BITS_TO_LONGS(n)
#define FDS_BYTES(n) (FDS_LONGS(n) * sizeof(long))

#define SELECT_STACK_LONGS 24 /* six sets of 256 descriptors */

struct fd_sets {
	unsigned long *in, *out, *ex;		  /* asked for */
	unsigned long *res_in, *res_out, *res_ex; /* what is so */
};

/* Look at one descriptor. Returns how many of its three answers are yes. */
static int select_one(struct fd_sets *s, unsigned int fd, poll_table *pt)
{
	bool in = test_bit(fd, s->in), out = test_bit(fd, s->out), ex = test_bit(fd, s->ex);
	__poll_t mask = EPOLLNVAL;
	int yes = 0;
	struct fd f;

	if (!in && !out && !ex)
		return 0;
	f = fdget(fd);
	if (f.file) {
		pt->_key = (in ? POLLIN_SET : 0) | (out ? POLLOUT_SET : 0) | (ex ? POLLEX_SET : 0);
		mask = vfs_poll(f.file, pt);
		fdput(f);
	}
	if (in && (mask & POLLIN_SET)) {
		__set_bit(fd, s->res_in);
		yes++;
	}
	if (out && (mask & POLLOUT_SET)) {
		__set_bit(fd, s->res_out);
		yes++;
	}
	if (ex && (mask & POLLEX_SET)) {
		__set_bit(fd, s->res_ex);
		yes++;
	}
	return yes;
}

static int select_scan(struct fd_sets *s, unsigned int n, poll_table *pt)
{
	unsigned int fd;
	int count = 0;

	for (fd = 0; fd < n; fd++) {
		int yes = select_one(s, fd, pt);

		if (yes)
			pt->_qproc = NULL; /* it won't come to sleeping */
		count += yes;
	}
	pt->_qproc = NULL;
	return count;
}

/* As do_poll(). The result sets start out empty. */
static int do_select(struct fd_sets *s, unsigned int n, ktime_t deadline)
{
	bool time_left = deadline != DEADLINE_NOW;
	struct poll_wqueues table;
	int count;

	poll_initwait(&table);
	if (!time_left)
		table.pt._qproc = NULL;
	for (;;) {
		count = select_scan(s, n, &table.pt);
		if (!count) {
			count = table.error;
			if (!count && signal_pending(current))
				count = -ERESTARTNOHAND;
		}
		if (count || !time_left)
			break;
		time_left = poll_sleep(&table, deadline);
	}
	poll_freewait(&table);
	return count;
}

static int get_fd_set(unsigned int n, const fd_set __user *ufdset, unsigned long *set)
{
	if (!ufdset) {
		memset(set, 0, FDS_BYTES(n));
		return 0;
	}
	return copy_from_user(set, ufdset, FDS_BYTES(n)) ? -EFAULT : 0;
}

static int put_fd_set(unsigned int n, fd_set __user *ufdset, const unsigned long *set)
{
	return ufdset && copy_to_user(ufdset, set, FDS_BYTES(n)) ? -EFAULT : 0;
}

/* select(2), EBADF: a set names a descriptor that is not open. Bits from n up don't count. */
static int check_open(const struct fd_sets *s, unsigned int n)
{
	struct files_struct *files = current->files;
	unsigned int fd;
	int err = 0;

	spin_lock(&files->file_lock);
	for (fd = 0; fd < n && !err; fd++) {
		bool wanted = test_bit(fd, s->in) || test_bit(fd, s->out) || test_bit(fd, s->ex);

		if (wanted && !fd_is_open(fd, files->fdt))
			err = -EBADF;
	}
	spin_unlock(&files->file_lock);
	return err;
}

/* Cut n to the size of the table: no descriptor above it is open. */
static unsigned int cut_to_table(unsigned int n)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	n = min(n, files->fdt->max_fds);
	spin_unlock(&files->file_lock);
	return n;
}

static int core_sys_select(int nfds, fd_set __user *inp, fd_set __user *outp, fd_set __user *exp,
			   ktime_t deadline)
{
	unsigned long stack[SELECT_STACK_LONGS], *bits = stack;
	struct fd_sets s;
	unsigned int n, longs;
	int ret;

	if (nfds < 0)
		return -EINVAL;
	n = cut_to_table(nfds);
	longs = FDS_LONGS(n);
	if (6 * longs > SELECT_STACK_LONGS) {
		bits = kvmalloc_array(6 * longs, sizeof(long), GFP_KERNEL);
		if (!bits)
			return -ENOMEM;
	}
	s = (struct fd_sets){bits,
			     bits + longs,
			     bits + 2 * longs,
			     bits + 3 * longs,
			     bits + 4 * longs,
			     bits + 5 * longs};
	ret = -EFAULT;
	if (get_fd_set(n, inp, s.in) || get_fd_set(n, outp, s.out) || get_fd_set(n, exp, s.ex))
		goto free;
	ret = check_open(&s, n);
	if (ret)
		goto free;
	memset(s.res_in, 0, 3 * longs * sizeof(long));
	ret = do_select(&s, n, deadline);
	if (ret < 0)
		goto free;
	if (put_fd_set(n, inp, s.res_in) || put_fd_set(n, outp, s.res_out) ||
	    put_fd_set(n, exp, s.res_ex))
		ret = -EFAULT;
free:
	if (bits != stack)
		kvfree(bits);
	return ret;
}

SYSCALL_DEFINE5(select, int, n, fd_set __user *, inp, fd_set __user *, outp, fd_set __user *, exp,
		struct __kernel_old_timeval __user *, tvp)
{
	ktime_t deadline = NO_DEADLINE;
	struct __kernel_old_timeval tv;
	struct timespec64 ts;
	int ret;

	if (tvp) {
		if (copy_from_user(&tv, tvp, sizeof(tv)))
			return -EFAULT;
		if (tv.tv_sec < 0 || tv.tv_usec < 0)
			return -EINVAL;
		/* Microseconds beyond a second have always been taken. */
		ts.tv_sec = tv.tv_sec + tv.tv_usec / USEC_PER_SEC;
		ts.tv_nsec = (tv.tv_usec % USEC_PER_SEC) * NSEC_PER_USEC;
		ret = poll_deadline(&ts, &deadline);
		if (ret)
			return ret;
	}
	ret = core_sys_select(n, inp, outp, exp, deadline);
	if (tvp && deadline != NO_DEADLINE && deadline != DEADLINE_NOW) {
		ts = poll_time_left(deadline);
		tv.tv_sec = ts.tv_sec;
		tv.tv_usec = ts.tv_nsec / NSEC_PER_USEC;
		if (copy_to_user(tvp, &tv, sizeof(tv)) && ret == -ERESTARTNOHAND)
			ret = -EINTR; /* a restart would wait the whole time again */
	}
	return ret;
}

/* pselect6(2)'s last argument points at two words, as six are all that a call can pass. */
struct sigset_argpack {
	sigset_t __user *p;
	size_t size;
};

SYSCALL_DEFINE6(pselect6, int, n, fd_set __user *, inp, fd_set __user *, outp, fd_set __user *, exp,
		struct __kernel_timespec __user *, tsp, void __user *, sig)
{
	struct sigset_argpack mask = {NULL, 0};
	ktime_t deadline = NO_DEADLINE;
	struct timespec64 ts;
	int ret;

	if (sig && copy_from_user(&mask, sig, sizeof(mask)))
		return -EFAULT;
	if (tsp) {
		if (get_timespec64(&ts, tsp))
			return -EFAULT;
		ret = poll_deadline(&ts, &deadline);
		if (ret)
			return ret;
	}
	ret = set_user_sigmask(mask.p, mask.size);
	if (ret)
		return ret;
	ret = core_sys_select(n, inp, outp, exp, deadline);
	restore_saved_sigmask_unless(ret == -ERESTARTNOHAND);
	if (tsp && deadline != NO_DEADLINE && deadline != DEADLINE_NOW) {
		ts = poll_time_left(deadline);
		if (put_timespec64(&ts, tsp) && ret == -ERESTARTNOHAND)
			ret = -EINTR;
	}
	return ret;
}
