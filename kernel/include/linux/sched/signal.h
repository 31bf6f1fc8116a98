// SPDX-License-Identifier: MIT
/*
 * What the threads of a process share: dispositions (sighand_struct) and everything else that
 * belongs to the process rather than to a thread (signal_struct). Also the walks over processes
 * and threads, and the questions that sleeping code asks about signals.
 */
#ifndef _LINUX_SCHED_SIGNAL_H
#define _LINUX_SCHED_SIGNAL_H

#include <linux/cred.h>
#include <linux/kref.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/jobctl.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/timer.h>
#include <linux/wait.h>

struct tty_struct;

/* Shared with CLONE_SIGHAND. siglock is also the lock of the process's signal_struct. */
struct sighand_struct {
	spinlock_t siglock; /* taken with interrupts off; inside tasklist_lock */
	refcount_t count;
	wait_queue_head_t signalfd_wqh; /* woken for each signal that is sent */
	struct k_sigaction action[_NSIG];
	struct rcu_head rcu; /* frees it: lock_task_sighand() may still be looking */
};

/* signal_struct.flags */
#define SIGNAL_STOP_STOPPED   0x00000001 /* all threads have stopped */
#define SIGNAL_STOP_CONTINUED 0x00000002 /* SIGCONT came, and no wait4() has seen it */
#define SIGNAL_GROUP_EXIT     0x00000004 /* every thread is to die */
#define SIGNAL_CLD_STOPPED    0x00000010 /* tell the parent of the stop */
#define SIGNAL_CLD_CONTINUED  0x00000020
#define SIGNAL_CLD_MASK	      (SIGNAL_CLD_STOPPED | SIGNAL_CLD_CONTINUED)
#define SIGNAL_UNKILLABLE     0x00000040 /* init: no fatal signal without a handler */
#define SIGNAL_STOP_MASK      (SIGNAL_CLD_MASK | SIGNAL_STOP_STOPPED | SIGNAL_STOP_CONTINUED)

/* The process. siglock guards every field that names no other lock. */
struct signal_struct {
	refcount_t sigcnt;	      /* task_structs that point here; frees it */
	atomic_t live;		      /* threads that have not begun to exit */
	int nr_threads;		      /* threads not yet released */
	int quick_threads;	      /* threads not yet in exit_signals() */
	struct list_head thread_head; /* through thread_node; tasklist_lock, RCU readers */

	wait_queue_head_t wait_chldexit; /* wait4() sleeps here; wakers hold tasklist_lock */

	struct task_struct *curr_target; /* whose turn it is to take a signal */
	struct sigpending shared_pending;

	int group_exit_code;
	int notify_count;		     /* de_thread(): threads still to die, -1: the leader */
	struct task_struct *group_exec_task; /* the thread in de_thread(), or NULL */
	int group_stop_count;		     /* threads that have yet to stop */
	unsigned int flags;		     /* SIGNAL_* */

	unsigned int is_child_subreaper : 1;  /* adopts orphans below it */
	unsigned int has_child_subreaper : 1; /* an ancestor does */

	/* ITIMER_REAL, alarm(2) */
	struct timer_list real_timer;
	ktime_t it_real_expires; /* monotonic; 0 when not armed */
	ktime_t it_real_incr;	 /* 0: once */
	/* ITIMER_VIRTUAL and ITIMER_PROF, ns of CPU time of the process */
	struct cpu_itimer {
		u64 expires; /* 0 when not armed */
		u64 incr;    /* 0: once */
	} it_cpu[2];

	struct pid *pids[PIDTYPE_MAX]; /* TGID, PGID and SID; tasklist_lock; no references */
	struct pid *tty_old_pgrp;      /* our reference */
	int leader;		       /* of its session; tasklist_lock */
	struct tty_struct *tty;	       /* controlling terminal, or NULL */

	/* Of threads that were released, ns and counts. The live ones' are in their tasks. */
	u64 utime, stime;
	u64 sum_sched_runtime;
	unsigned long nvcsw, nivcsw, min_flt, maj_flt;
	/* Of children that were waited for. */
	u64 cutime, cstime;
	unsigned long cnvcsw, cnivcsw, cmin_flt, cmaj_flt;
	unsigned long maxrss, cmaxrss; /* pages */
	struct prev_cputime prev_cputime;

	struct rlimit rlim[RLIM_NLIMITS]; /* group_leader's alloc_lock to write */

	int oom_score_adj;

	struct rw_semaphore exec_update_lock; /* held while execve changes mm and credentials */
};

/* Whether the whole process is on its way out (group exit, or execve by another thread). */
static inline int signal_group_exit(const struct signal_struct *sig)
{
	return (sig->flags & SIGNAL_GROUP_EXIT) || sig->group_exec_task != NULL;
}

static inline void signal_set_stop_flags(struct signal_struct *sig, unsigned int flags)
{
	sig->flags = (sig->flags & ~SIGNAL_STOP_MASK) | flags;
}

extern struct signal_struct init_signals;
extern struct sighand_struct init_sighand;

static inline int signal_pending(struct task_struct *p)
{
	return unlikely(test_tsk_thread_flag(p, TIF_NOTIFY_SIGNAL)) ||
	       unlikely(test_tsk_thread_flag(p, TIF_SIGPENDING));
}

static inline int task_sigpending(struct task_struct *p)
{
	return unlikely(test_tsk_thread_flag(p, TIF_SIGPENDING));
}

static inline int __fatal_signal_pending(struct task_struct *p)
{
	return unlikely(sigismember(&p->pending.signal, SIGKILL));
}

static inline int fatal_signal_pending(struct task_struct *p)
{
	return task_sigpending(p) && __fatal_signal_pending(p);
}

/* Whether a signal keeps @p from sleeping in @state. */
static inline int signal_pending_state(unsigned int state, struct task_struct *p)
{
	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))
		return 0;
	if (!signal_pending(p))
		return 0;
	return (state & TASK_INTERRUPTIBLE) || __fatal_signal_pending(p);
}

/* The signal mask that sigsuspend(2), ppoll(2) and pselect(2) put back when they end. */
static inline void set_restore_sigmask(void)
{
	current->restore_sigmask = 1;
}

static inline void clear_restore_sigmask(void)
{
	current->restore_sigmask = 0;
}

static inline bool test_restore_sigmask(void)
{
	return current->restore_sigmask;
}

static inline bool test_tsk_restore_sigmask(struct task_struct *task)
{
	return task->restore_sigmask;
}

static inline bool test_and_clear_restore_sigmask(void)
{
	bool set = current->restore_sigmask;

	current->restore_sigmask = 0;
	return set;
}

static inline void restore_saved_sigmask(void)
{
	if (test_and_clear_restore_sigmask())
		__set_current_blocked(&current->saved_sigmask);
}

/* At a call's end: @interrupted leaves the mask to the handler that will run. */
static inline void restore_saved_sigmask_unless(bool interrupted)
{
	if (interrupted)
		WARN_ON(!signal_pending(current));
	else
		restore_saved_sigmask();
}

/* Sending and taking signals is declared in linux/signal.h. */

/* Wakes the parent's threads that sleep in wait4(); tasklist_lock held. kernel/proc/wait4.c. */
void __wake_up_parent(struct task_struct *p, struct task_struct *parent);

static inline void signal_wake_up(struct task_struct *t, bool fatal)
{
	unsigned int state = 0;

	if (fatal) {
		t->jobctl &= ~JOBCTL_STOPPED;
		state = TASK_WAKEKILL | __TASK_TRACED;
	}
	signal_wake_up_state(t, state);
}

/* With siglock held, or NULL for a task that has been released. Any context. */
struct sighand_struct *lock_task_sighand(struct task_struct *task, unsigned long *flags);
void __cleanup_sighand(struct sighand_struct *sighand);

static inline void unlock_task_sighand(struct task_struct *task, unsigned long *flags)
{
	spin_unlock_irqrestore(&rcu_dereference_protected(task->sighand, 1)->siglock, *flags);
}

/* Whether the stack pointer is on the alternate stack . */
static inline int __on_sig_stack(unsigned long sp)
{
	return sp > current->sas_ss_sp && sp - current->sas_ss_sp <= current->sas_ss_size;
}

static inline int on_sig_stack(unsigned long sp)
{
	/* With SS_AUTODISARM the stack is disarmed while in use, so it never counts. */
	if (current->sas_ss_flags & SS_AUTODISARM)
		return 0;
	return __on_sig_stack(sp);
}

static inline int sas_ss_flags(unsigned long sp)
{
	if (!current->sas_ss_size)
		return SS_DISABLE;
	return on_sig_stack(sp) ? SS_ONSTACK : 0;
}

static inline void sas_ss_reset(struct task_struct *p)
{
	p->sas_ss_sp = 0;
	p->sas_ss_size = 0;
	p->sas_ss_flags = SS_DISABLE;
}

static inline unsigned long sigsp(unsigned long sp, struct ksignal *ksig)
{
	if (unlikely(ksig->ka.sa.sa_flags & SA_ONSTACK) && !sas_ss_flags(sp))
		return current->sas_ss_sp + current->sas_ss_size;
	return sp;
}

/* All processes; tasklist_lock or RCU. */
#define next_task(p)	    list_entry_rcu((p)->tasks.next, struct task_struct, tasks)
#define for_each_process(p) for (p = &init_task; (p = next_task(p)) != &init_task;)

/* All threads of all processes. A break leaves the inner loop only. */
#define do_each_thread(g, t)                                                                       \
	for (g = t = &init_task; (g = t = next_task(g)) != &init_task;)                            \
		do
#define while_each_thread(g, t) while ((t = next_thread(t)) != g)

#define __for_each_thread(signal, t)  list_for_each_entry_rcu(t, &(signal)->thread_head, thread_node)
#define for_each_thread(p, t)	      __for_each_thread((p)->signal, t)
#define for_each_process_thread(p, t) for_each_process(p) for_each_thread(p, t)

static inline struct pid *task_pid_type(struct task_struct *task, enum pid_type type)
{
	return type == PIDTYPE_PID ? task_pid(task) : task->signal->pids[type];
}

static inline struct pid *task_tgid(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_TGID];
}

/* Without a reference: under RCU or tasklist_lock. */
static inline struct pid *task_pgrp(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_PGID];
}

static inline struct pid *task_session(struct task_struct *task)
{
	return task->signal->pids[PIDTYPE_SID];
}

static inline int get_nr_threads(struct task_struct *task)
{
	return task->signal->nr_threads;
}

static inline bool thread_group_leader(struct task_struct *p)
{
	return p->exit_signal >= 0;
}

static inline bool same_thread_group(struct task_struct *p1, struct task_struct *p2)
{
	return p1->signal == p2->signal;
}

static inline struct task_struct *next_thread(const struct task_struct *p)
{
	return list_entry_rcu(p->thread_group.next, struct task_struct, thread_group);
}

static inline int thread_group_empty(struct task_struct *p)
{
	return list_empty(&p->thread_group);
}

/* A leader that has exited while other threads of its process live on. */
#define delay_group_leader(p) (thread_group_leader(p) && !thread_group_empty(p))

static inline unsigned long task_rlimit(const struct task_struct *task, unsigned int limit)
{
	return READ_ONCE(task->signal->rlim[limit].rlim_cur);
}

static inline unsigned long task_rlimit_max(const struct task_struct *task, unsigned int limit)
{
	return READ_ONCE(task->signal->rlim[limit].rlim_max);
}

static inline unsigned long rlimit(unsigned int limit)
{
	return task_rlimit(current, limit);
}

static inline unsigned long rlimit_max(unsigned int limit)
{
	return task_rlimit_max(current, limit);
}

#endif /* _LINUX_SCHED_SIGNAL_H */
