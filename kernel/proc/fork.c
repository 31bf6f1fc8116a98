// SPDX-License-Identifier: MIT
/*
 * Making a task: copy_process() is the list of what a new one shares with its maker and what it
 * gets a copy of, by the CLONE_* flags (clone(2)). Starting it, and the system calls, are in
 * clone.c.
 */
#include <kernel/mm.h>
#include <kernel/sched.h>
#include <kernel/time.h>
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/rculist.h>
#include <linux/rseq.h>
#include <linux/sched/coredump.h>
#include <linux/sched/stat.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include "task.h"

rwlock_t tasklist_lock = __RW_LOCK_UNLOCKED(tasklist_lock);

int nr_threads;
int max_threads;
unsigned long total_forks;

static unsigned int nr_process_count; /* tasklist_lock */

unsigned int nr_processes(void)
{
	return READ_ONCE(nr_process_count);
}

/* Called by release_task() as well; tasklist_lock for writing. */
void count_process(int delta)
{
	WRITE_ONCE(nr_process_count, nr_process_count + delta);
}

/* Namespaces don't exist here; as on a Linux that was built without them. */
#define CLONE_UNSUPPORTED                                                                          \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |             \
	 CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWTIME | CLONE_PIDFD | CLONE_INTO_CGROUP)

/* 0, or -EINVAL for flags that contradict each other (clone(2), ERRORS) or that we don't have. */
static int check_flags(u64 flags)
{
	if (flags & CLONE_UNSUPPORTED)
		return -EINVAL;
	/* Threads share their signals, and who shares dispositions shares the memory with them. */
	if ((flags & CLONE_THREAD) && !(flags & CLONE_SIGHAND))
		return -EINVAL;
	if ((flags & CLONE_SIGHAND) && !(flags & CLONE_VM))
		return -EINVAL;
	if ((flags & CLONE_CLEAR_SIGHAND) && (flags & CLONE_SIGHAND))
		return -EINVAL;
	/* init's siblings would be nobody's children. */
	if ((flags & CLONE_PARENT) && (current->signal->flags & SIGNAL_UNKILLABLE))
		return -EINVAL;
	return 0;
}

/* 0, or -EAGAIN when its user or the system has no room for another task. @p has its creds. */
static int check_limits(struct task_struct *p)
{
	if (atomic_long_read(&p->real_cred->user->processes) > task_rlimit(p, RLIMIT_NPROC) &&
	    p->real_cred->user != INIT_USER && !capable(CAP_SYS_RESOURCE) &&
	    !capable(CAP_SYS_ADMIN))
		return -EAGAIN;
	current->flags &= ~PF_NPROC_EXCEEDED;
	if (READ_ONCE(nr_threads) >= max_threads)
		return -EAGAIN;
	return 0;
}

/* Everything in a copied task_struct that is a task's own from birth. */
static void init_own_fields(struct task_struct *p, const struct kernel_clone_args *args)
{
	p->flags &= ~(PF_SUPERPRIV | PF_WQ_WORKER | PF_IDLE | PF_NO_SETAFFINITY | PF_KTHREAD |
		      PF_MEMALLOC | PF_NPROC_EXCEEDED | PF_SIGNALED);
	p->flags |= PF_FORKNOEXEC;
	if (args->kthread)
		p->flags |= PF_KTHREAD;
	if (args->idle)
		p->flags |= PF_IDLE;

	p->__state = TASK_NEW;
	p->on_cpu = 0;
	p->on_rq = 0;
	p->wake_q.next = NULL;
	lockdep_init_task(p);
	raw_spin_lock_init(&p->pi_lock);
	memset(&p->se, 0, sizeof(p->se));
	INIT_LIST_HEAD(&p->se.run_node);
	sched_fork(p);
	p->sched_contributes_to_load = 0;
	p->restore_sigmask = 0;
	p->in_iowait = 0;

	spin_lock_init(&p->alloc_lock);
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->sibling);
	INIT_LIST_HEAD(&p->thread_group);
	INIT_LIST_HEAD(&p->dead_entry);
	p->vfork_done = NULL;
	p->set_child_tid = (args->flags & CLONE_CHILD_SETTID) ? args->child_tid : NULL;
	p->clear_child_tid = (args->flags & CLONE_CHILD_CLEARTID) ? args->child_tid : NULL;
	p->robust_list = NULL;
	rseq_fork(p, args->flags);
	p->nameidata = NULL;
	p->task_works = NULL;
	p->pagefault_disabled = 0;
	p->exit_state = 0;
	p->exit_code = 0;
	p->pdeath_signal = 0;
	p->jobctl = 0;
	p->restart_block.fn = do_no_restart_syscall;
	init_sigpending(&p->pending);
	clear_tsk_thread_flag(p, TIF_SIGPENDING);
	clear_tsk_thread_flag(p, TIF_NOTIFY_SIGNAL);
	clear_tsk_thread_flag(p, TIF_NOTIFY_RESUME);
	clear_tsk_thread_flag(p, TIF_MEMDIE);

	p->utime = p->stime = 0;
	prev_cputime_init(&p->prev_cputime);
	p->nvcsw = p->nivcsw = 0;
	p->last_switch_count = 0;
	p->min_flt = p->maj_flt = 0;
	p->start_time = ktime_get_ns();
	p->start_boottime = ktime_get_boottime_ns();

	/* A thread on a new stack must not use its creator's alternate one. */
	if ((args->flags & (CLONE_VM | CLONE_VFORK)) == CLONE_VM)
		sas_ss_reset(p);
	if (args->comm)
		strscpy_pad(p->comm, args->comm, sizeof(p->comm));
}

static int copy_files(u64 flags, struct task_struct *p)
{
	struct files_struct *old = current->files;
	int error = 0;

	if (!old)
		return 0; /* a kernel thread that was told to do without */
	if (flags & CLONE_FILES) {
		atomic_inc(&old->count);
		return 0;
	}
	p->files = dup_fd(old, NR_OPEN_MAX, &error);
	return p->files ? 0 : error;
}

static int copy_fs(u64 flags, struct task_struct *p)
{
	struct fs_struct *fs = current->fs;
	int error = 0;

	if (flags & CLONE_FS) {
		spin_lock(&fs->lock);
		if (fs->in_exec)
			error = -EAGAIN; /* execve counts on being its only user */
		else
			fs->users++;
		spin_unlock(&fs->lock);
		return error;
	}
	p->fs = copy_fs_struct(fs);
	return p->fs ? 0 : -ENOMEM;
}

static int copy_sighand(u64 flags, struct task_struct *p)
{
	struct sighand_struct *sig;

	if (flags & CLONE_SIGHAND) {
		refcount_inc(&current->sighand->count);
		return 0;
	}
	sig = alloc_sighand_struct();
	if (!sig)
		return -ENOMEM;
	spin_lock_irq(&current->sighand->siglock);
	memcpy(sig->action, current->sighand->action, sizeof(sig->action));
	spin_unlock_irq(&current->sighand->siglock);
	RCU_INIT_POINTER(p->sighand, sig);
	/* Handlers are the maker's functions: back to default. What it ignores stays ignored. */
	if (flags & CLONE_CLEAR_SIGHAND)
		flush_signal_handlers(p, 0);
	return 0;
}

static int copy_signal(u64 flags, struct task_struct *p)
{
	struct signal_struct *sig, *old = current->signal;

	if (flags & CLONE_THREAD)
		return 0;
	sig = alloc_signal_struct();
	if (!sig)
		return -ENOMEM;
	p->signal = sig;
	itimer_init(sig);
	task_lock(current->group_leader);
	memcpy(sig->rlim, old->rlim, sizeof(sig->rlim));
	task_unlock(current->group_leader);
	sig->oom_score_adj = old->oom_score_adj;
	return 0;
}

static int copy_mm(u64 flags, struct task_struct *p)
{
	struct mm_struct *old = current->mm;

	p->mm = NULL;
	p->active_mm = NULL;
	if (!old)
		return 0;
	if (flags & CLONE_VM) {
		mmget(old);
		p->mm = old;
	} else {
		p->mm = dup_mm(p, old);
		if (!p->mm)
			return -ENOMEM;
	}
	p->active_mm = p->mm;
	return 0;
}

/* Whose child it is, and what it says at its end. tasklist_lock for writing. */
static void set_parent(struct task_struct *p, const struct kernel_clone_args *args)
{
	if (args->flags & (CLONE_PARENT | CLONE_THREAD)) {
		p->real_parent = current->real_parent;
		p->parent_exec_id = current->parent_exec_id;
		if (args->flags & CLONE_THREAD)
			p->exit_signal = -1;
		else
			p->exit_signal = current->group_leader->exit_signal;
	} else {
		p->real_parent = current;
		p->parent_exec_id = current->self_exec_id;
		p->exit_signal = args->exit_signal;
	}
	p->parent = p->real_parent;
}

/* A new thread joins its process. tasklist_lock for writing, siglock. */
static void join_thread_group(struct task_struct *p)
{
	struct signal_struct *sig = current->signal;

	sig->nr_threads++;
	sig->quick_threads++;
	atomic_inc(&sig->live);
	refcount_inc(&sig->sigcnt);
	list_add_tail_rcu(&p->thread_group, &p->group_leader->thread_group);
	list_add_tail_rcu(&p->thread_node, &sig->thread_head);
}

/* A new process joins its parent's group and session. tasklist_lock for writing, siglock. */
static void join_process_list(struct task_struct *p)
{
	struct signal_struct *sig = p->signal, *parent = p->real_parent->signal;

	if (p->pid == 1)
		sig->flags |= SIGNAL_UNKILLABLE;
	sig->pids[PIDTYPE_TGID] = p->thread_pid;
	sig->pids[PIDTYPE_PGID] = task_pgrp(current);
	sig->pids[PIDTYPE_SID] = task_session(current);
	sig->tty = tty_kref_get(current->signal->tty);
	sig->has_child_subreaper = parent->has_child_subreaper || parent->is_child_subreaper;

	list_add_tail(&p->sibling, &p->real_parent->children);
	list_add_tail_rcu(&p->tasks, &init_task.tasks);
	list_add_tail_rcu(&p->thread_node, &sig->thread_head);
	attach_pid(p, PIDTYPE_TGID);
	attach_pid(p, PIDTYPE_PGID);
	attach_pid(p, PIDTYPE_SID);
	count_process(1);
}

/*
 * Makes the task visible. From here on it is found, signalled and waited for. -ERESTARTNOINTR
 * when the maker has a signal to take first: one sent to the whole group or terminal must reach
 * either the maker before the fork, or both.
 */
static int publish(struct task_struct *p, struct pid *pid, const struct kernel_clone_args *args)
{
	int ret = 0;

	write_lock_irq(&tasklist_lock);
	set_parent(p, args);
	spin_lock(&current->sighand->siglock);
	recalc_sigpending();
	if (signal_pending(current)) {
		ret = -ERESTARTNOINTR;
		goto unlock;
	}
	p->thread_pid = pid;
	if (args->flags & CLONE_THREAD)
		join_thread_group(p);
	else
		join_process_list(p);
	attach_pid(p, PIDTYPE_PID);
	WRITE_ONCE(nr_threads, nr_threads + 1);
	total_forks++;
unlock:
	spin_unlock(&current->sighand->siglock);
	write_unlock_irq(&tasklist_lock);
	return ret;
}

/* Its ids. A thread's process is its maker's. */
static void set_ids(struct task_struct *p, struct pid *pid, u64 flags)
{
	p->pid = pid_nr(pid);
	if (flags & CLONE_THREAD) {
		p->group_leader = current->group_leader;
		p->tgid = current->tgid;
	} else {
		p->group_leader = p;
		p->tgid = p->pid;
	}
}

/**
 * copy_process() - a new task, on all lists but not running
 * @pid: for an idle task, its struct pid; NULL: a new number is taken
 * @args: what it is to be; checked here
 *
 * Process context; may sleep. The caller starts it with wake_up_new_task(). ERR_PTR: -EINVAL
 * (flags), -EAGAIN (limits), -ENOMEM, -ERESTARTNOINTR.
 */
struct task_struct *copy_process(struct pid *pid, struct kernel_clone_args *args)
{
	struct task_struct *p;
	int ret = check_flags(args->flags);

	if (ret)
		return ERR_PTR(ret);
	p = dup_task_struct();
	if (!p)
		return ERR_PTR(-ENOMEM);

	ret = copy_creds(p, args->flags);
	if (ret)
		goto free_task;
	ret = check_limits(p);
	if (ret)
		goto exit_creds;
	init_own_fields(p, args);
	if (args->kthread && !set_kthread_struct(p)) {
		ret = -ENOMEM;
		goto exit_creds;
	}
	ret = copy_files(args->flags, p);
	if (ret)
		goto exit_creds;
	ret = copy_fs(args->flags, p);
	if (ret)
		goto exit_files;
	ret = copy_sighand(args->flags, p);
	if (ret)
		goto exit_fs;
	ret = copy_signal(args->flags, p);
	if (ret)
		goto cleanup_sighand;
	ret = copy_mm(args->flags, p);
	if (ret)
		goto put_signal;
	ret = copy_thread(p, args->flags, args->stack, args->tls, args->fn, args->fn_arg);
	if (ret)
		goto put_mm;

	/* The task is whole; what follows makes it known. */
	if (!pid) {
		pid = alloc_pid();
		if (IS_ERR(pid)) {
			ret = PTR_ERR(pid);
			goto put_mm;
		}
	}
	set_ids(p, pid, args->flags);
	if (args->idle) {
		p->thread_pid = pid;
		return p;
	}
	ret = publish(p, pid, args);
	if (ret)
		goto free_pid;
	return p;

free_pid:
	if (pid != &init_struct_pid)
		free_pid(pid);
put_mm:
	if (p->mm)
		mmput(p->mm);
put_signal:
	if (!(args->flags & CLONE_THREAD))
		put_signal_struct(p->signal);
cleanup_sighand:
	__cleanup_sighand(p->sighand);
exit_fs:
	exit_fs(p);
exit_files:
	exit_files(p);
exit_creds:
	atomic_long_dec(&p->cred->user->processes);
	exit_creds(p);
free_task:
	free_task(p);
	return ERR_PTR(ret);
}

/* A kernel stack for each task may take an eighth of memory. Boot; pages are counted by then. */
void __init fork_init(void)
{
	u64 threads = (u64)totalram_pages() * PAGE_SIZE / (THREAD_SIZE * 8);
	struct rlimit *rlim = init_signals.rlim;

	task_caches_init();
	max_threads = clamp_t(u64, threads, 20, 30000);
	rlim[RLIMIT_NPROC].rlim_cur = rlim[RLIMIT_NPROC].rlim_max = max_threads / 2;
	rlim[RLIMIT_SIGPENDING] = rlim[RLIMIT_NPROC];
}
