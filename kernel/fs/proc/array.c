// SPDX-License-Identifier: MIT
/*
 * /proc/PID/{stat,statm,limits}: numbers in a row or a table, in the order and units that proc(5)
 * gives. ps(1), top(1) and their kin parse them by position, so every field is there; those that
 * count what does not exist here (swap, a priority of one's own) hold the value that Linux shows
 * when it is not in use.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kdev_t.h>
#include <linux/mm.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/signal.h>
#include <kernel/tty.h>
#include "internal.h"

/* What siglock guards of a process, taken in one go */
struct stat_sample {
	pid_t ppid, pgid, sid;
	int tty_nr, tty_pgrp;
	int num_threads;
	u64 utime, stime, cutime, cstime; /* ns */
	unsigned long min_flt, maj_flt, cmin_flt, cmaj_flt;
	unsigned long rsslim;
	int exit_code;
	sigset_t ignored, caught;
};

/* Dispositions as two sets. siglock is held. */
void proc_collect_sigs(struct task_struct *task, sigset_t *ignored, sigset_t *caught)
{
	int sig;

	for (sig = 1; sig <= _NSIG; sig++) {
		__sighandler_t handler = task->sighand->action[sig - 1].sa.sa_handler;

		if (handler == SIG_IGN)
			sigaddset(ignored, sig);
		else if (handler != SIG_DFL)
			sigaddset(caught, sig);
	}
}

/* The thread's own numbers, or with whole those of its process. */
static void sample(struct task_struct *task, bool whole, struct stat_sample *s)
{
	struct signal_struct *sig = task->signal;
	unsigned long flags;

	memset(s, 0, sizeof(*s));
	s->tty_pgrp = -1;
	if (lock_task_sighand(task, &flags)) {
		if (sig->tty) {
			struct pid *pgrp = tty_get_pgrp(sig->tty);

			s->tty_pgrp = pid_nr(pgrp);
			put_pid(pgrp);
			s->tty_nr = new_encode_dev(tty_devnum(sig->tty));
		}
		s->num_threads = get_nr_threads(task);
		proc_collect_sigs(task, &s->ignored, &s->caught);
		s->cmin_flt = sig->cmin_flt;
		s->cmaj_flt = sig->cmaj_flt;
		s->cutime = sig->cutime;
		s->cstime = sig->cstime;
		s->rsslim = READ_ONCE(sig->rlim[RLIMIT_RSS].rlim_cur);
		if (whole) {
			struct task_struct *t = task;

			s->min_flt = sig->min_flt;
			s->maj_flt = sig->maj_flt;
			do {
				s->min_flt += t->min_flt;
				s->maj_flt += t->maj_flt;
			}
			while_each_thread(task, t);
			thread_group_cputime_adjusted(task, &s->utime, &s->stime);
		}
		s->sid = task_session_vnr(task);
		s->pgid = task_pgrp_vnr(task);
		s->ppid = task_ppid_nr(task);
		unlock_task_sighand(task, &flags);
	}
	if (!whole) {
		s->min_flt = task->min_flt;
		s->maj_flt = task->maj_flt;
		task_cputime_adjusted(task, &s->utime, &s->stime);
	}
}

static void put_ull(struct seq_file *m, unsigned long long v)
{
	seq_put_decimal_ull(m, " ", v);
}

static void put_ll(struct seq_file *m, long long v)
{
	seq_put_decimal_ll(m, " ", v);
}

/* Fields 1 to 19 */
static void stat_who(struct seq_file *m, struct pid *pid, struct task_struct *task,
		     const struct stat_sample *s)
{
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, task);
	seq_put_decimal_ull(m, "", pid_nr(pid));
	seq_puts(m, " (");
	seq_escape(m, comm, "\n\\");
	seq_puts(m, ") ");
	seq_putc(m, task_state_to_char(task));
	put_ll(m, s->ppid);
	put_ll(m, s->pgid);
	put_ll(m, s->sid);
	put_ll(m, s->tty_nr);
	put_ll(m, s->tty_pgrp);
	put_ull(m, task->flags);
	put_ull(m, s->min_flt);
	put_ull(m, s->cmin_flt);
	put_ull(m, s->maj_flt);
	put_ull(m, s->cmaj_flt);
	put_ull(m, nsec_to_clock_t(s->utime));
	put_ull(m, nsec_to_clock_t(s->stime));
	put_ll(m, nsec_to_clock_t(s->cutime));
	put_ll(m, nsec_to_clock_t(s->cstime));
	put_ll(m, task_prio(task));
	put_ll(m, task_nice(task));
}

/* Fields 26 to 28 and 45 to 51 tell addresses, so they are 0 unless the reader may look. */
static int do_task_stat(struct seq_file *m, struct pid *pid, struct task_struct *task, bool whole)
{
	bool permitted = proc_may_access(task);
	struct mm_struct *mm = get_task_mm(task);
	struct mm_struct *shown = permitted ? mm : NULL;
	struct stat_sample s;

	sample(task, whole, &s);
	stat_who(m, pid, task, &s);
	put_ll(m, s.num_threads);
	put_ull(m, 0); /* itrealvalue: 0 since Linux 2.6.17 */
	put_ull(m, nsec_to_clock_t(task->start_boottime));
	put_ull(m, mm ? mm->total_vm << PAGE_SHIFT : 0);
	put_ull(m, mm ? get_mm_rss(mm) : 0);
	put_ull(m, s.rsslim);
	put_ull(m, shown ? mm->start_code : mm ? 1 : 0);
	put_ull(m, shown ? mm->end_code : mm ? 1 : 0);
	put_ull(m, shown ? mm->start_stack : 0);
	put_ull(m, 0); /* kstkesp, kstkeip: of a live process never shown */
	put_ull(m, 0);
	put_ull(m, task->pending.signal.sig[0] & 0x7fffffffUL);
	put_ull(m, task->blocked.sig[0] & 0x7fffffffUL);
	put_ull(m, s.ignored.sig[0] & 0x7fffffffUL);
	put_ull(m, s.caught.sig[0] & 0x7fffffffUL);
	put_ull(m, permitted && !task_is_running(task)); /* wchan: whether it waits */
	put_ull(m, 0);					 /* nswap, cnswap */
	put_ull(m, 0);
	put_ll(m, task->exit_signal);
	put_ll(m, task_cpu(task));
	put_ull(m, task->rt_priority);
	put_ull(m, task->policy);
	put_ull(m, 0); /* delayacct_blkio_ticks, guest_time, cguest_time */
	put_ull(m, 0);
	put_ll(m, 0);
	put_ull(m, shown ? mm->start_data : 0);
	put_ull(m, shown ? mm->end_data : 0);
	put_ull(m, shown ? mm->start_brk : 0);
	put_ull(m, shown ? mm->arg_start : 0);
	put_ull(m, shown ? mm->arg_end : 0);
	put_ull(m, shown ? mm->env_start : 0);
	put_ull(m, shown ? mm->env_end : 0);
	put_ll(m, permitted ? task->exit_code : 0);
	seq_putc(m, '\n');
	if (mm)
		mmput(mm);
	return 0;
}

int proc_tid_stat(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	return do_task_stat(m, pid, task, false);
}

int proc_tgid_stat(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	return do_task_stat(m, pid, task, true);
}

/* In pages: size resident shared text lib data dt */
int proc_pid_statm(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	unsigned long shared, text;

	if (!mm) {
		seq_puts(m, "0 0 0 0 0 0 0\n");
		return 0;
	}
	shared = get_mm_counter(mm, MM_FILEPAGES) + get_mm_counter(mm, MM_SHMEMPAGES);
	text = (PAGE_ALIGN(mm->end_code) - (mm->start_code & PAGE_MASK)) >> PAGE_SHIFT;
	seq_printf(m, "%lu %lu %lu %lu 0 %lu 0\n", mm->total_vm, get_mm_rss(mm), shared, text,
		   mm->data_vm + mm->stack_vm);
	mmput(mm);
	return 0;
}

/* --- limits --- */

static const struct {
	const char *name, *unit;
} limit_names[RLIM_NLIMITS] = {
	[RLIMIT_CPU] = {"Max cpu time", "seconds"},
	[RLIMIT_FSIZE] = {"Max file size", "bytes"},
	[RLIMIT_DATA] = {"Max data size", "bytes"},
	[RLIMIT_STACK] = {"Max stack size", "bytes"},
	[RLIMIT_CORE] = {"Max core file size", "bytes"},
	[RLIMIT_RSS] = {"Max resident set", "bytes"},
	[RLIMIT_NPROC] = {"Max processes", "processes"},
	[RLIMIT_NOFILE] = {"Max open files", "files"},
	[RLIMIT_MEMLOCK] = {"Max locked memory", "bytes"},
	[RLIMIT_AS] = {"Max address space", "bytes"},
	[RLIMIT_LOCKS] = {"Max file locks", "locks"},
	[RLIMIT_SIGPENDING] = {"Max pending signals", "signals"},
	[RLIMIT_MSGQUEUE] = {"Max msgqueue size", "bytes"},
	[RLIMIT_NICE] = {"Max nice priority", NULL},
	[RLIMIT_RTPRIO] = {"Max realtime priority", NULL},
	[RLIMIT_RTTIME] = {"Max realtime timeout", "us"},
};

static void show_limit(struct seq_file *m, unsigned long value)
{
	if (value == RLIM_INFINITY)
		seq_printf(m, "%-20s ", "unlimited");
	else
		seq_printf(m, "%-20lu ", value);
}

int proc_pid_limits(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	struct rlimit rlim[RLIM_NLIMITS];
	unsigned long flags;
	unsigned int i;

	if (!lock_task_sighand(task, &flags))
		return 0;
	memcpy(rlim, task->signal->rlim, sizeof(rlim));
	unlock_task_sighand(task, &flags);

	seq_puts(
		m,
		"Limit                     Soft Limit           Hard Limit           Units     \n");
	for (i = 0; i < RLIM_NLIMITS; i++) {
		seq_printf(m, "%-25s ", limit_names[i].name);
		show_limit(m, rlim[i].rlim_cur);
		show_limit(m, rlim[i].rlim_max);
		if (limit_names[i].unit)
			seq_printf(m, "%-10s", limit_names[i].unit);
		seq_putc(m, '\n');
	}
	return 0;
}
