/* SPDX-License-Identifier: MIT */
/*
 * Restartable sequences, for the code that interrupts a thread: the scheduler, signals, fork and
 * execve. Each is one test of a field for the threads that registered none.
 */
#ifndef _LINUX_RSEQ_H
#define _LINUX_RSEQ_H

#include <linux/sched.h>
#include <uapi/linux/rseq.h>

struct pt_regs;

/* Does the work below; may sleep. A thread whose memory can't be used gets SIGSEGV. */
void __rseq_resume(struct pt_regs *regs);

/* The task is being switched away from: it must look before it runs user code again. Any context.
 */
static inline void rseq_preempt(struct task_struct *t)
{
	if (t->rseq)
		set_tsk_thread_flag(t, TIF_NOTIFY_RESUME);
}

/*
 * Before user code goes on somewhere else than it was (another CPU, a signal handler): tells the
 * thread its CPU, and if it was in a critical section moves regs->ip to the section's way out.
 */
static inline void rseq_resume(struct pt_regs *regs)
{
	if (current->rseq)
		__rseq_resume(regs);
}

/* A new thread has its own registration to make; a new process has its parent's memory, and so its.
 */
static inline void rseq_fork(struct task_struct *t, unsigned long clone_flags)
{
	if (clone_flags & CLONE_VM)
		t->rseq = NULL;
}

static inline void rseq_execve(struct task_struct *t)
{
	t->rseq = NULL;
}

#endif
