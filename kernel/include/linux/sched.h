// SPDX-License-Identifier: MIT
/*
 * The task: everything the kernel knows of one thread of execution, and the calls that put it to
 * sleep and wake it.
 *
 * Lifetime: a task is held by its own running, until it has switched away for the last time, and
 * by its place in the task lists, until release_task(). A grace period of RCU after both are over
 * it is freed, or when the last get_task_struct() (linux/sched/task.h) is put, if that is later.
 * So whoever finds one under rcu_read_lock() may take a reference.
 *
 * Sleeping without losing a wake-up (linux/wait.h has it ready-made):
 *
 *	for (;;) {
 *		set_current_state(TASK_INTERRUPTIBLE);
 *		if (condition)
 *			break;
 *		schedule();
 *	}
 *	__set_current_state(TASK_RUNNING);
 *
 * set_current_state() has a full barrier between the store of the state and the look at the
 * condition; try_to_wake_up() has one between the waker's store of the condition and its look at
 * the state. So one of the two always sees the other.
 *
 * Over 500 lines, since struct task_struct is long, and each field's rule stands beside it.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <uapi/linux/sched.h>

#include <asm/current.h>
#include <asm/processor.h>
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/lockdep_types.h>
#include <linux/log2.h>
#include <linux/pid.h>
#include <linux/preempt.h>
#include <linux/refcount.h>
#include <linux/resource.h>
#include <linux/restart_block.h>
#include <linux/sched/prio.h>
#include <linux/sched/types.h>
#include <linux/signal_types.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/thread_info.h>
#include <linux/time64.h>
#include <linux/types.h>

struct completion;
struct cred;
struct files_struct;
struct fs_struct;
struct mm_struct;
struct log_lines;
struct kunit;
struct nameidata;
struct robust_list_head;
struct rseq;
struct sighand_struct;
struct signal_struct;
struct kretprobe_instance;
struct task_struct;

/* task_struct.__state: what a task waits for. More than one bit is one wait with several ends. */
#define TASK_RUNNING	     0x00000000
#define TASK_INTERRUPTIBLE   0x00000001
#define TASK_UNINTERRUPTIBLE 0x00000002
#define __TASK_STOPPED	     0x00000004
#define __TASK_TRACED	     0x00000008
/* task_struct.exit_state */
#define EXIT_DEAD   0x00000010 /* being removed; nobody may wait for it any more */
#define EXIT_ZOMBIE 0x00000020
#define EXIT_TRACE  (EXIT_ZOMBIE | EXIT_DEAD)
/* task_struct.__state again */
#define TASK_PARKED   0x00000040
#define TASK_DEAD     0x00000080 /* switches away for the last time */
#define TASK_WAKEKILL 0x00000100 /* a fatal signal ends the wait */
#define TASK_WAKING   0x00000200 /* claimed by a waker, not yet on a run queue */
#define TASK_NOLOAD   0x00000400 /* the wait doesn't count as load */
#define TASK_NEW      0x00000800 /* forked, not yet woken */

#define TASK_KILLABLE (TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_STOPPED  (TASK_WAKEKILL | __TASK_STOPPED)
#define TASK_TRACED   __TASK_TRACED
#define TASK_IDLE     (TASK_UNINTERRUPTIBLE | TASK_NOLOAD)

/* What wake_up() ends. */
#define TASK_NORMAL (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)

/* What get_task_state-like views show. */
#define TASK_REPORT                                                                                \
	(TASK_RUNNING | TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE | __TASK_STOPPED |               \
	 __TASK_TRACED | EXIT_DEAD | EXIT_ZOMBIE | TASK_PARKED)

#define task_is_running(task) (READ_ONCE((task)->__state) == TASK_RUNNING)
#define task_is_traced(task)  ((READ_ONCE((task)->jobctl) & JOBCTL_TRACED) != 0)
#define task_is_stopped(task) ((READ_ONCE((task)->jobctl) & JOBCTL_STOPPED) != 0)
#define task_is_stopped_or_traced(task)                                                            \
	((READ_ONCE((task)->jobctl) & (JOBCTL_STOPPED | JOBCTL_TRACED)) != 0)

#define get_current_state() READ_ONCE(current->__state)

/* Without a barrier: for TASK_RUNNING, or where a lock orders it. */
#define __set_current_state(state_value) WRITE_ONCE(current->__state, (state_value))
/* With a full barrier after the store; see the top of this file. */
#define set_current_state(state_value) smp_store_mb(current->__state, (state_value))
/*
 * For states that a waker must not undo by an older wake-up (TASK_STOPPED, TASK_DEAD, …):
 * ordered against try_to_wake_up() by its lock.
 */
#define set_special_state(state_value)                                                             \
	do {                                                                                       \
		unsigned long __special_flags;                                                     \
		raw_spin_lock_irqsave(&current->pi_lock, __special_flags);                         \
		WRITE_ONCE(current->__state, (state_value));                                       \
		raw_spin_unlock_irqrestore(&current->pi_lock, __special_flags);                    \
	} while (0)

#define TASK_COMM_LEN 16

#define MAX_SCHEDULE_TIMEOUT LONG_MAX

/* task_struct.flags */
#define PF_VCPU		  0x00000001
#define PF_IDLE		  0x00000002 /* an idle task */
#define PF_EXITING	  0x00000004 /* in do_exit() */
#define PF_POSTCOREDUMP	  0x00000008 /* no more signals: nothing of it will run in user mode */
#define PF_IO_WORKER	  0x00000010
#define PF_WQ_WORKER	  0x00000020 /* runs work items */
#define PF_FORKNOEXEC	  0x00000040 /* forked and not yet exec'ed */
#define PF_SUPERPRIV	  0x00000100 /* has used a capability */
#define PF_DUMPCORE	  0x00000200
#define PF_SIGNALED	  0x00000400 /* killed by a signal */
#define PF_MEMALLOC	  0x00000800 /* is freeing memory: may use the reserve */
#define PF_NPROC_EXCEEDED 0x00001000 /* set*uid went over RLIMIT_NPROC: execve will fail */
#define PF_NOFREEZE	  0x00008000
#define PF_KTHREAD	  0x00200000 /* has no user half */
#define PF_NO_SETAFFINITY 0x04000000 /* bound to its CPUs for good */

/* task_struct.atomic_flags, by bit number; set by the task itself, inherited by fork. */
#define PFA_NO_NEW_PRIVS 0

/* A task's place in the scheduler. Changed under the run queue's lock (kernel/sched.h). */
struct sched_entity {
	struct list_head run_node; /* on a queue of its CPU; empty when it is not */
	u64 exec_start;		   /* rq clock when its time was last charged; ns */
	u64 sum_exec_runtime;	   /* ns on a CPU since fork */
	s64 slice;		   /* ns left in this round; may be overdrawn */
	u64 round;		   /* the queue's round in which the slice was given */
};

struct prev_cputime {
	u64 utime, stime;    /* ns, as last shown; never go back */
	raw_spinlock_t lock; /* both */
};

struct wake_q_node {
	struct wake_q_node *next;
};

/* What a task must give back, should it die in the middle of kernel code: kernel/holds.h. */
#define TASK_HOLDS 16
struct task_hold {
	void *what;
	void (*release)(void *what);
};

struct task_struct {
	struct thread_info thread_info; /* first: entry code finds the flags at offset 0 */

	unsigned int __state; /* TASK_*; by itself freely, by wakers under pi_lock */
	void *stack;	      /* lowest address; freed with the task */
	refcount_t usage;     /* get_task_struct(); frees it */
	refcount_t rcu_users; /* being on the lists, and running: all together one usage */
	unsigned int flags;   /* PF_*; only the task itself writes, after fork */

	/* Scheduler. */
	int on_cpu;		/* 1 from being picked until it has been switched away from */
	int on_rq;		/* 1 while runnable; cpu's run queue lock */
	raw_spinlock_t pi_lock; /* wake-ups, thread_info.cpu; outside the run queue locks */
	struct sched_entity se;
	struct wake_q_node wake_q; /* owned by whoever set it from NULL; linux/sched/wake_q.h */
	int nr_cpus_allowed;
	/* These five with pi_lock and the run queue's lock; linux/sched/prio.h. */
	int prio;		  /* by which it is queued now */
	int static_prio;	  /* NICE_TO_PRIO(its nice value) */
	int normal_prio;	  /* by policy: a real-time one's, or static_prio */
	unsigned int rt_priority; /* 1 to 99, the most urgent; 0: not real-time */
	unsigned int policy;	  /* SCHED_* */
	bool sched_reset_on_fork; /* a child is not real-time, nor less nice than 0 */
	/* RLIMIT_RTTIME; only its CPU's tick writes them. */
	unsigned long rt_sleeps; /* nvcsw when it last began */
	unsigned long rt_ticks;	 /* since then, while real-time */
	cpumask_t cpus_mask;	 /* where it may run; pi_lock and the run queue's lock */
	unsigned int sched_contributes_to_load; /* while asleep; rq lock */

	/* Bits that only the task itself touches. */
	unsigned restore_sigmask : 1; /* saved_sigmask is to be put back */
	unsigned in_iowait : 1;	      /* sleeps for a device */
	unsigned leaving : 1;	      /* counted as one that is about to switch for the last time */
	unsigned long atomic_flags;   /* PFA_* */

	struct list_head tasks; /* all processes, from init_task; tasklist_lock, RCU readers */

	struct mm_struct *mm;	     /* NULL: kernel thread. task_lock() against other readers */
	struct mm_struct *active_mm; /* whose page tables are loaded; the scheduler's */
	int pagefault_disabled;	     /* nesting of pagefault_disable(); itself only */

	int exit_state;	      /* EXIT_*; tasklist_lock */
	int exit_code;	      /* as wait4(2) shows it */
	int exit_signal;      /* sent to the parent; -1 in threads that are not leaders */
	int pdeath_signal;    /* sent to us when the parent dies */
	u32 self_exec_id;     /* counts its execves; itself only writes */
	u32 parent_exec_id;   /* what the parent's was when it chose exit_signal */
	unsigned long jobctl; /* JOBCTL_*; siglock */

	struct restart_block restart_block;

	pid_t pid;  /* of the thread */
	pid_t tgid; /* of the process: the leader's pid */

	/* The family; tasklist_lock for writing, or RCU or tasklist_lock to read. */
	struct task_struct *real_parent; /* the process that forked it, or its heir */
	struct task_struct *parent;	 /* who is told of its end; the same here */
	struct list_head children;	 /* through sibling */
	struct list_head sibling;
	struct task_struct *group_leader;
	struct pid *thread_pid; /* NULL once released; without a reference */
	struct hlist_node pid_links[PIDTYPE_MAX];
	struct list_head thread_group; /* circular through the threads; used by de_thread */
	struct list_head thread_node;  /* on signal->thread_head; RCU readers */
	struct list_head dead_entry;   /* exit: to be released by whoever has the list */

	struct completion *vfork_done; /* a vfork parent waits here; alloc_lock */
	int __user *set_child_tid;     /* CLONE_CHILD_SETTID; kernel threads: none */
	int __user *clear_child_tid;   /* CLONE_CHILD_CLEARTID */
	void *worker_private;	       /* kernel threads: struct kthread */

	/* Accounting; ns unless said otherwise. The tick and the scheduler write. */
	u64 utime, stime;
	struct prev_cputime prev_cputime;
	unsigned long nvcsw, nivcsw;			   /* switches: by sleeping, by force */
	unsigned long last_switch_count, last_switch_time; /* as khungtaskd last saw; jiffies */
	u64 start_time;					   /* monotonic */
	u64 start_boottime;
	unsigned long min_flt, maj_flt;

	struct kunit *kunit_test; /* the test case that it runs, <kunit/test.h>; itself only */

	unsigned int fail_nth; /* allocations until one fails; 0: none. kernel/fault_inject.h */

	/* Credentials; linux/cred.h. */
	const struct cred __rcu *real_cred; /* how others see it */
	const struct cred __rcu *cred;	    /* how it acts; itself only */

	char comm[TASK_COMM_LEN]; /* name without path; alloc_lock to write */

	struct fs_struct *fs;		  /* root, cwd, umask; alloc_lock to change the pointer */
	struct files_struct *files;	  /* descriptors; alloc_lock to change the pointer */
	struct nameidata *nameidata;	  /* the path walk in progress; itself only */
	const struct log_lines *log_hush; /* messages it does not log, <kernel/printk.h>; itself */

	/* Signals; sighand->siglock unless said otherwise. */
	struct signal_struct *signal;	      /* the process's; valid while the task is */
	struct sighand_struct __rcu *sighand; /* NULL once released; lock_task_sighand() */
	sigset_t blocked;		      /* itself only, under siglock */
	sigset_t real_blocked;
	sigset_t saved_sigmask; /* valid while restore_sigmask */
	struct sigpending pending;
	unsigned long sas_ss_sp; /* alternate stack; itself only */
	size_t sas_ss_size;
	unsigned int sas_ss_flags;

	struct callback_head *task_works; /* linux/task_work.h; lock-free */

	spinlock_t alloc_lock; /* task_lock(): mm, fs, files, comm, vfork_done */

	struct robust_list_head __user *robust_list; /* futexes to release at exit */

	struct rseq __user *rseq; /* registered by rseq(2), or NULL; itself only */
	u32 rseq_sig;

	/* Deaths in kernel code; itself only, until it is dead. */
	struct task_hold holds[TASK_HOLDS]; /* oldest first */
	unsigned int nr_holds;		    /* may be more than are noted */
	unsigned int module_calls;	    /* modules that it is in the init or exit of */
	struct module *crashed_module;	    /* whose code it crashed in: kernel/module/crash.c */
	struct kretprobe_instance
		*kretprobe_instances;	 /* calls it is in that are followed; its own */
	struct task_struct *next_victim; /* of the same module; module_mutex */

	/* Locks that it holds, innermost last, if their order is checked: linux/lockdep.h; itself
	 * only */
	struct held_lock held_locks[MAX_LOCK_DEPTH];
	unsigned int lockdep_depth;
	unsigned int lockdep_recursion; /* lockdep_off() */

	struct rcu_head rcu; /* frees it */

	struct thread_struct thread; /* the CPU state while switched away; asm/processor.h */
};

static inline struct pid *task_pid(struct task_struct *task)
{
	return task->thread_pid;
}

static inline pid_t task_pid_nr(struct task_struct *tsk)
{
	return tsk->pid;
}

static inline pid_t task_tgid_nr(struct task_struct *tsk)
{
	return tsk->tgid;
}

pid_t __task_pid_nr(struct task_struct *task, enum pid_type type);

/* The caller's namespace is the only one, so the virtual numbers are the numbers. */
static inline pid_t task_pid_vnr(struct task_struct *tsk)
{
	return tsk->pid;
}

static inline pid_t task_tgid_vnr(struct task_struct *tsk)
{
	return tsk->tgid;
}

/* Its process group and session by number; 0 for a task that has been released. */
static inline pid_t task_pgrp_nr(struct task_struct *tsk)
{
	return __task_pid_nr(tsk, PIDTYPE_PGID);
}

static inline pid_t task_session_nr(struct task_struct *tsk)
{
	return __task_pid_nr(tsk, PIDTYPE_SID);
}

static inline pid_t task_pgrp_vnr(struct task_struct *tsk)
{
	return __task_pid_nr(tsk, PIDTYPE_PGID);
}

static inline pid_t task_session_vnr(struct task_struct *tsk)
{
	return __task_pid_nr(tsk, PIDTYPE_SID);
}

/* Whether @p is still in the task lists; a dead one's links lead nowhere. */
static inline int pid_alive(const struct task_struct *p)
{
	return READ_ONCE(p->thread_pid) != NULL;
}

static inline pid_t task_ppid_nr(const struct task_struct *tsk)
{
	pid_t pid = 0;

	rcu_read_lock();
	if (pid_alive(tsk))
		pid = READ_ONCE(tsk->real_parent)->tgid;
	rcu_read_unlock();
	return pid;
}

static inline int is_global_init(struct task_struct *tsk)
{
	return tsk->tgid == 1;
}

static inline bool is_idle_task(const struct task_struct *p)
{
	return p->flags & PF_IDLE;
}

#define TASK_REPORT_IDLE (TASK_REPORT + 1)
#define TASK_REPORT_MAX	 (TASK_REPORT_IDLE << 1)

/* The position of the state's highest bit, from 1; 0 for running. Idle sleeps have their own. */
static inline unsigned int task_state_index(struct task_struct *tsk)
{
	unsigned int tsk_state = READ_ONCE(tsk->__state);
	unsigned int state = (tsk_state | tsk->exit_state) & TASK_REPORT;

	if ((tsk_state & TASK_IDLE) == TASK_IDLE)
		state = TASK_REPORT_IDLE;
	return fls(state);
}

/* As /proc/PID/stat and ps(1) show it: R, S, D, T, t, X, Z, P, I. */
static inline char task_index_to_char(unsigned int state)
{
	static const char state_char[] = "RSDTtXZPI";

	BUILD_BUG_ON(1 + ilog2(TASK_REPORT_MAX) != sizeof(state_char) - 1);
	return state < sizeof(state_char) - 1 ? state_char[state] : '?';
}

static inline char task_state_to_char(struct task_struct *tsk)
{
	return task_index_to_char(task_state_index(tsk));
}

extern struct task_struct init_task;
extern struct pid *cad_pid; /* whom Ctrl-Alt-Del is told; init */

#define task_thread_info(task) (&(task)->thread_info)
#define task_stack_page(task)  ((task)->stack)

/* Sleeping and waking; kernel/proc/sched.c, timeouts in jiffies in kernel/proc/sleep.c. */
asmlinkage void schedule(void);
void schedule_preempt_disabled(void);
long schedule_timeout(long timeout);
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_killable(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long schedule_timeout_idle(long timeout);
void io_schedule(void);
long io_schedule_timeout(long timeout);
bool __schedule_until(ktime_t deadline);

int try_to_wake_up(struct task_struct *p, unsigned int state, int wake_flags);
/* Nice values: -20, which gets most of the CPU, to 19; kernel/proc/sched_policy.c. */
static inline int task_nice(const struct task_struct *p)
{
	return PRIO_TO_NICE(READ_ONCE(p->static_prio));
}

/* Any context. A value outside of that range changes nothing. */
void set_user_nice(struct task_struct *p, long nice);
int can_nice(const struct task_struct *p, const int nice);
/* As /proc/PID/stat shows it: 0 to 39 by niceness, below -1 for real-time tasks. */
static inline int task_prio(const struct task_struct *p)
{
	return READ_ONCE(p->prio) - MAX_RT_PRIO;
}

/*
 * Policies (sched(7)), of a task that the caller holds; any context that isn't an interrupt. The
 * forms with "nocheck" don't ask whether the current task may. -EINVAL, -EPERM.
 */
int sched_setscheduler(struct task_struct *p, int policy, const struct sched_param *param);
int sched_setscheduler_nocheck(struct task_struct *p, int policy, const struct sched_param *param);
int sched_setattr(struct task_struct *p, const struct sched_attr *attr);
int sched_setattr_nocheck(struct task_struct *p, const struct sched_attr *attr);
/* For threads that drive a device: SCHED_FIFO in the middle; at its bottom; and no more. */
void sched_set_fifo(struct task_struct *p);
void sched_set_fifo_low(struct task_struct *p);
void sched_set_normal(struct task_struct *p, int nice);

/* Where it may run, by kernel/proc/sched_affinity.c: -EINVAL when no such CPU is online. */
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *new_mask);
void do_set_cpus_allowed(struct task_struct *p, const struct cpumask *new_mask);
long sched_setaffinity(pid_t pid, const struct cpumask *new_mask);
long sched_getaffinity(pid_t pid, struct cpumask *mask);

int wake_up_process(struct task_struct *tsk);
int wake_up_state(struct task_struct *tsk, unsigned int state);
void wake_up_new_task(struct task_struct *tsk);
void kick_process(struct task_struct *tsk);
void yield(void);
unsigned long wait_task_inactive(struct task_struct *p, unsigned int match_state);

/* Flags of try_to_wake_up(). */
#define WF_SYNC 0x10 /* the waker is about to sleep: no need to make way for the other */
#define WF_FORK 0x08

void set_task_comm(struct task_struct *tsk, const char *from);
void __set_task_comm(struct task_struct *tsk, const char *from, bool exec);
char *__get_task_comm(char *to, size_t len, struct task_struct *tsk);

#define get_task_comm(buf, tsk)                                                                    \
	({                                                                                         \
		BUILD_BUG_ON(sizeof(buf) != TASK_COMM_LEN);                                        \
		__get_task_comm(buf, sizeof(buf), tsk);                                            \
	})

static inline void set_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	set_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline void clear_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	clear_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_and_set_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	return test_and_set_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_and_clear_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	return test_and_clear_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline int test_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	return test_ti_thread_flag(task_thread_info(tsk), flag);
}

static inline void set_tsk_need_resched(struct task_struct *tsk)
{
	set_tsk_thread_flag(tsk, TIF_NEED_RESCHED);
}

static inline void clear_tsk_need_resched(struct task_struct *tsk)
{
	clear_tsk_thread_flag(tsk, TIF_NEED_RESCHED);
}

static inline int test_tsk_need_resched(struct task_struct *tsk)
{
	return unlikely(test_tsk_thread_flag(tsk, TIF_NEED_RESCHED));
}

/* Whether the current task should let others run: long loops in the kernel ask. */
static __always_inline bool need_resched(void)
{
	return unlikely(test_tsk_need_resched(current));
}

/*
 * The kernel isn't preempted while it runs: a loop that may take long calls cond_resched(),
 * outside of locks. Returns 1 when others ran meanwhile.
 */
int __cond_resched(void);
int __cond_resched_lock(spinlock_t *lock);

#define cond_resched()                                                                             \
	({                                                                                         \
		might_sleep();                                                                     \
		__cond_resched();                                                                  \
	})
/* With @lock held: gives it up meanwhile when somebody waits for it or for the CPU. */
#define cond_resched_lock(lock) __cond_resched_lock(lock)

static inline unsigned int task_cpu(const struct task_struct *p)
{
	return READ_ONCE(task_thread_info(p)->cpu);
}

static inline bool task_on_cpu(const struct task_struct *p)
{
	return READ_ONCE(p->on_cpu);
}

int task_curr(const struct task_struct *p);
int idle_cpu(int cpu);
struct task_struct *idle_task(int cpu);

static inline bool task_no_new_privs(struct task_struct *p)
{
	return test_bit(PFA_NO_NEW_PRIVS, &p->atomic_flags);
}

static inline void task_set_no_new_privs(struct task_struct *p)
{
	set_bit(PFA_NO_NEW_PRIVS, &p->atomic_flags);
}

#endif /* _LINUX_SCHED_H */
