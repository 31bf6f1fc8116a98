// SPDX-License-Identifier: MIT
/*
 * /proc/PID/status: a process in words, a "Name:\tvalue" line for each thing that proc(5) lists and
 * this kernel has.
 */
#include <linux/capability.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/user.h>
#include <linux/seq_file.h>
#include <linux/signal.h>
#include <kernel/mm.h>
#include "internal.h"

static const char *state_name(char state)
{
	switch (state) {
	case 'R':
		return "R (running)";
	case 'S':
		return "S (sleeping)";
	case 'D':
		return "D (disk sleep)";
	case 'T':
		return "T (stopped)";
	case 't':
		return "t (tracing stop)";
	case 'X':
		return "X (dead)";
	case 'Z':
		return "Z (zombie)";
	case 'P':
		return "P (parked)";
	default:
		return "I (idle)";
	}
}

static void show_ids(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	const struct cred *cred;
	unsigned int max_fds = 0;
	int umask = -1;
	int g;

	task_lock(task);
	if (task->fs)
		umask = task->fs->umask;
	if (task->files) {
		spin_lock(&task->files->file_lock);
		max_fds = files_fdtable(task->files)->max_fds;
		spin_unlock(&task->files->file_lock);
	}
	task_unlock(task);
	if (umask >= 0)
		seq_printf(m, "Umask:\t%#04o\n", umask);
	seq_printf(m, "State:\t%s\n", state_name(task_state_to_char(task)));
	seq_printf(m, "Tgid:\t%d\nNgid:\t0\nPid:\t%d\nPPid:\t%d\nTracerPid:\t0\n",
		   task_tgid_nr(task), pid_nr(pid), task_ppid_nr(task));

	cred = get_task_cred(task);
	seq_printf(m, "Uid:\t%u\t%u\t%u\t%u\n", __kuid_val(cred->uid), __kuid_val(cred->euid),
		   __kuid_val(cred->suid), __kuid_val(cred->fsuid));
	seq_printf(m, "Gid:\t%u\t%u\t%u\t%u\n", __kgid_val(cred->gid), __kgid_val(cred->egid),
		   __kgid_val(cred->sgid), __kgid_val(cred->fsgid));
	seq_printf(m, "FDSize:\t%u\nGroups:\t", max_fds);
	for (g = 0; g < cred->group_info->ngroups; g++)
		seq_put_decimal_ull(m, g ? " " : "", __kgid_val(cred->group_info->gid[g]));
	put_cred(cred);
	/* The blank at the end has always been there, and a parser may count on it. */
	seq_puts(m, " \n");
}

static void show_kb(struct seq_file *m, const char *name, unsigned long pages)
{
	seq_printf(m, "%s:\t%8lu kB\n", name, pages << (PAGE_SHIFT - 10));
}

static void show_mm(struct seq_file *m, struct mm_struct *mm)
{
	unsigned long text, lib;

	text = (PAGE_ALIGN(mm->end_code) - (mm->start_code & PAGE_MASK)) >> PAGE_SHIFT;
	text = min(text, mm->exec_vm);
	lib = mm->exec_vm - text;
	show_kb(m, "VmPeak", get_mm_hiwater_vm(mm));
	show_kb(m, "VmSize", mm->total_vm);
	show_kb(m, "VmLck", mm->locked_vm);
	show_kb(m, "VmPin", 0);
	show_kb(m, "VmHWM", get_mm_hiwater_rss(mm));
	show_kb(m, "VmRSS", get_mm_rss(mm));
	show_kb(m, "RssAnon", get_mm_counter(mm, MM_ANONPAGES));
	show_kb(m, "RssFile", get_mm_counter(mm, MM_FILEPAGES));
	show_kb(m, "RssShmem", get_mm_counter(mm, MM_SHMEMPAGES));
	show_kb(m, "VmData", mm->data_vm);
	show_kb(m, "VmStk", mm->stack_vm);
	show_kb(m, "VmExe", text);
	show_kb(m, "VmLib", lib);
	show_kb(m, "VmPTE", mm_nr_tables(mm));
	show_kb(m, "VmSwap", 0);
	seq_puts(m, "CoreDumping:\t0\n");
}

static void show_sigset(struct seq_file *m, const char *name, const sigset_t *set)
{
	seq_printf(m, "%s:\t%016lx\n", name, set->sig[0]);
}

static void show_signals(struct seq_file *m, struct task_struct *task)
{
	sigset_t pending = {}, shared = {}, blocked = {}, ignored = {}, caught = {};
	unsigned long flags, qlim = 0;
	int threads = 0;
	long queued;

	if (lock_task_sighand(task, &flags)) {
		pending = task->pending.signal;
		shared = task->signal->shared_pending.signal;
		blocked = task->blocked;
		proc_collect_sigs(task, &ignored, &caught);
		threads = get_nr_threads(task);
		qlim = task_rlimit(task, RLIMIT_SIGPENDING);
		unlock_task_sighand(task, &flags);
	}
	rcu_read_lock();
	queued = atomic_long_read(&__task_cred(task)->user->sigpending);
	rcu_read_unlock();
	seq_printf(m, "Threads:\t%d\nSigQ:\t%ld/%lu\n", threads, queued, qlim);
	show_sigset(m, "SigPnd", &pending);
	show_sigset(m, "ShdPnd", &shared);
	show_sigset(m, "SigBlk", &blocked);
	show_sigset(m, "SigIgn", &ignored);
	show_sigset(m, "SigCgt", &caught);
}

static void show_cap(struct seq_file *m, const char *name, const kernel_cap_t *cap)
{
	seq_printf(m, "%s:\t%08x%08x\n", name, cap->cap[1], cap->cap[0]);
}

static void show_caps(struct seq_file *m, struct task_struct *task)
{
	const struct cred *cred = get_task_cred(task);

	show_cap(m, "CapInh", &cred->cap_inheritable);
	show_cap(m, "CapPrm", &cred->cap_permitted);
	show_cap(m, "CapEff", &cred->cap_effective);
	show_cap(m, "CapBnd", &cred->cap_bset);
	show_cap(m, "CapAmb", &cred->cap_ambient);
	put_cred(cred);
	seq_printf(m, "NoNewPrivs:\t%d\n", task_no_new_privs(task));
}

int proc_pid_status(struct seq_file *m, struct pid *pid, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, task);
	seq_puts(m, "Name:\t");
	seq_escape(m, comm, "\n\\");
	seq_putc(m, '\n');
	show_ids(m, pid, task);
	if (mm) {
		show_mm(m, mm);
		mmput(mm);
	}
	show_signals(m, task);
	show_caps(m, task);
	seq_printf(m, "Cpus_allowed:\t%lx\n", cpumask_bits(&task->cpus_mask)[0]);
	seq_printf(m, "Cpus_allowed_list:\t%*pbl\n", NR_CPUS, cpumask_bits(&task->cpus_mask));
	seq_printf(m, "voluntary_ctxt_switches:\t%lu\nnonvoluntary_ctxt_switches:\t%lu\n",
		   task->nvcsw, task->nivcsw);
	return 0;
}
