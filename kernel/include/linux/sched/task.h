// SPDX-License-Identifier: MIT
/* Making, holding and ending tasks. */
#ifndef _LINUX_SCHED_TASK_H
#define _LINUX_SCHED_TASK_H

#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>

struct pt_regs;
struct rusage;

/* What a new task is to be; clone(2), clone3(2) and the kernel's own threads all end here. */
struct kernel_clone_args {
	u64 flags; /* CLONE_*, without CSIGNAL */
	int __user *child_tid;
	int __user *parent_tid;
	int exit_signal;
	unsigned long stack; /* initial stack pointer; 0: the parent's */
	unsigned long stack_size;
	unsigned long tls;
	int kthread;	   /* no user half */
	int idle;	   /* the idle task of a CPU */
	int (*fn)(void *); /* kernel threads and user-mode helpers begin here */
	void *fn_arg;
	const char *comm;
};

/*
 * Processes and their kinship: the tasks list, children, parents, thread groups, pid links and
 * exit states. Readers that don't sleep may take it for reading, from any context with
 * interrupts as they are; writers disable interrupts. Order: tasklist_lock, then siglock.
 */
extern rwlock_t tasklist_lock;

pid_t kernel_clone(struct kernel_clone_args *kargs);
pid_t kernel_thread(int (*fn)(void *), void *arg, unsigned long flags);
pid_t user_mode_thread(int (*fn)(void *), void *arg, unsigned long flags);
struct task_struct *fork_idle(int cpu);
struct task_struct *copy_process(struct pid *pid, struct kernel_clone_args *args);
void fork_init(void);
unsigned int nr_processes(void);

void __noreturn do_exit(long code);
void __noreturn make_task_dead(int signr);
void __noreturn do_group_exit(int exit_code);
void release_task(struct task_struct *p);
void exit_files(struct task_struct *tsk);
long kernel_wait4(pid_t upid, int __user *stat_addr, int options, struct rusage *ru);
int kernel_wait(pid_t pid, int *stat);

asmlinkage void schedule_tail(struct task_struct *prev);

void __put_task_struct(struct task_struct *t);

static inline struct task_struct *get_task_struct(struct task_struct *t)
{
	refcount_inc(&t->usage);
	return t;
}

/* Any context but NMI. */
static inline void put_task_struct(struct task_struct *t)
{
	if (refcount_dec_and_test(&t->usage))
		__put_task_struct(t);
}

static inline void put_task_struct_many(struct task_struct *t, int nr)
{
	if (refcount_sub_and_test(nr, &t->usage))
		__put_task_struct(t);
}

void put_task_struct_rcu_user(struct task_struct *task);

/* By number, under rcu_read_lock() or tasklist_lock; _get_: with a reference, from anywhere. */
struct task_struct *find_task_by_vpid(pid_t nr);
struct task_struct *find_get_task_by_vpid(pid_t nr);

/*
 * Guards ->mm, ->fs, ->files, ->vfork_done and ->comm of @p against the task's own changes. Not
 * irq-safe; nests inside tasklist_lock for reading.
 */
static inline void task_lock(struct task_struct *p)
{
	spin_lock(&p->alloc_lock);
}

static inline void task_unlock(struct task_struct *p)
{
	spin_unlock(&p->alloc_lock);
}

#endif /* _LINUX_SCHED_TASK_H */
