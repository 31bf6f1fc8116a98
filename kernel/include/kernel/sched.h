// SPDX-License-Identifier: MIT
/* The scheduler and process control, between the rooms of the kernel. */
#ifndef _KERNEL_SCHED_H
#define _KERNEL_SCHED_H

#include <linux/sched.h>
#include <linux/sched/init.h>
#include <linux/sched/signal.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>

struct mm_struct;
struct pt_regs;

void __noreturn cpu_idle_loop(void);

/* The CPU's idle task never sleeps; the rest of boot runs as it. */
void init_idle(struct task_struct *idle, int cpu);

/* A copy of current is to be a new task, which nobody knows yet: its policy and priority. */
void sched_fork(struct task_struct *p);

/* Whether @p is the current task's effective user's. */
bool sched_same_owner(struct task_struct *p);
bool sched_policy_exists(int policy);
void sched_rt_sysctl_init(void);
void hung_task_init(void);

/* The tick's part of the scheduler: charges the current task. Interrupts off. */
void scheduler_tick(void);
void account_process_tick(struct task_struct *p, int user_tick);

/* What a CPU did with its time since boot, in ns, sampled by the tick. */
struct cpu_times {
	u64 user;
	u64 nice;
	u64 system;
	u64 idle;
	u64 iowait;
	u64 irq;
	u64 softirq;
};
void cpu_times(int cpu, struct cpu_times *times);

/* Sum over all CPUs of runnable tasks and of uninterruptible ones, for the load average. */
long nr_active_tasks(void);

/* Called by schedule() of a worker that goes to sleep, or has woken; workqueue pools. */
void wq_worker_sleeping(struct task_struct *task);
void wq_worker_running(struct task_struct *task);
/* The end of a task that died in a work item. */
void wq_worker_died(struct task_struct *task);

/*
 * The context switch passes a quiescent state of RCU; so does a tick that finds user mode or
 * idling. Interrupts off.
 */
void rcu_note_context_switch(void);
void rcu_sched_clock_irq(int user);
void rcu_init(void);
void rcu_scheduler_starting(void);

/* The task leaves its address space: futexes, clear_child_tid, a waiting vfork parent. */
void exit_mm_release(struct task_struct *tsk, struct mm_struct *mm);
void exec_mm_release(struct task_struct *tsk, struct mm_struct *mm);

/* Tasks on their way out (exit.c): one has gone; wait until all have. */
void task_has_left(void);
void wait_for_leaving_tasks(void);

/* execve by a thread: the others die and the caller becomes the leader. 0 or -EAGAIN. Sleeps. */
int de_thread(struct task_struct *tsk);

/* Futexes. */
void futex_init(void);
void futex_exit_release(struct task_struct *tsk); /* robust list, at the end of an address space */
int futex_wake_user(u32 __user *uaddr, int nr);	  /* shared key */

/* Job control; under tasklist_lock. */
int is_current_pgrp_orphaned(void);
bool will_become_orphaned_pgrp(struct pid *pgrp, struct task_struct *ignored);
bool has_stopped_jobs(struct pid *pgrp);
void kill_orphaned_pgrp(struct task_struct *tsk, struct task_struct *parent);

void set_special_pids(struct pid *pid);

/* start_kernel()'s end: starts pid 1, which runs @init, and pid 2, and becomes the idle task. */
void __noreturn rest_init(int (*init)(void *));

#endif /* _KERNEL_SCHED_H */
