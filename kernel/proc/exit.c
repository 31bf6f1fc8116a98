// SPDX-License-Identifier: MIT
/*
 * The end of a task: it gives back what it holds, one thing after the other, tells its family
 * (reap.c), and switches away for the last time.
 *
 * Until its parent has waited for it a process stays as a zombie: a task_struct with an exit code
 * and nothing else.
 */
#include <kernel/holds.h>
#include <kernel/mm.h>
#include <kernel/module.h>
#include <kernel/sched.h>
#include <kernel/time.h>
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/syscalls.h>
#include <linux/task_work.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <asm/fpu.h>
#include "reap.h"

/* A vfork parent may have its memory back. */
static void complete_vfork_done(struct task_struct *tsk)
{
	struct completion *vfork;

	task_lock(tsk);
	vfork = tsk->vfork_done;
	if (vfork) {
		tsk->vfork_done = NULL;
		complete(vfork);
	}
	task_unlock(tsk);
}

/*
 * The task is about to leave @mm, which is still loaded: what other users of it wait for. The
 * futex at clear_child_tid is how pthread_join() learns of the end (set_tid_address(2)).
 */
static void mm_release(struct task_struct *tsk, struct mm_struct *mm)
{
	if (tsk->clear_child_tid) {
		if (atomic_read(&mm->mm_users) > 1) {
			/* Errors are the program's own: nobody is there to be told. */
			if (!put_user(0, tsk->clear_child_tid))
				futex_wake_user((u32 __user *)tsk->clear_child_tid, 1);
		}
		tsk->clear_child_tid = NULL;
	}
	if (tsk->vfork_done)
		complete_vfork_done(tsk);
}

void exit_mm_release(struct task_struct *tsk, struct mm_struct *mm)
{
	futex_exit_release(tsk);
	mm_release(tsk, mm);
}

void exec_mm_release(struct task_struct *tsk, struct mm_struct *mm)
{
	futex_exit_release(tsk);
	mm_release(tsk, mm);
}

/* The most memory the process ever had, for getrusage(2). */
static void record_maxrss(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;

	if (tsk->mm)
		sig->maxrss = max(sig->maxrss, get_mm_hiwater_rss(tsk->mm));
}

static void exit_mm(struct task_struct *tsk)
{
	if (!tsk->mm) {
		/* A kernel thread: this is what kthread_stop() waits for. */
		if (tsk->vfork_done)
			complete_vfork_done(tsk);
		return;
	}
	exit_mm_release(tsk, tsk->mm);
	exit_mm_drop();
}

/* Tasks of whose end others may know, but which are not off their stacks yet. */
static atomic_t nr_leaving;
static DECLARE_WAIT_QUEUE_HEAD(leaving_wait);

static void begin_leaving(struct task_struct *tsk)
{
	if (tsk->leaving)
		return;
	tsk->leaving = 1;
	atomic_inc(&nr_leaving);
}

/* The scheduler: a task has switched away for the last time. Any context that may wake. */
void task_has_left(void)
{
	if (atomic_dec_and_test(&nr_leaving))
		wake_up_all(&leaving_wait);
}

/*
 * Waits until what has been waited for (wait4(2)), or is known to have ended in another way, does
 * not run any more. Sleeps; a signal that kills ends the wait.
 */
void wait_for_leaving_tasks(void)
{
	wait_event_killable(leaving_wait, !atomic_read(&nr_leaving));
}

/* The last switch: never returns. finish_task_switch() drops the running task's hold on itself. */
void __noreturn do_task_dead(void)
{
	/* A waker that is late can't set the state back: it would have to see it first. */
	set_special_state(TASK_DEAD);
	schedule();
	BUG();
}

/* What must not happen in do_exit(), and cannot be gone on from. */
static void check_exit_allowed(struct task_struct *tsk)
{
	if (unlikely(in_interrupt()))
		panic("Aiee, killing interrupt handler!");
	if (unlikely(!tsk->pid))
		panic("Attempted to kill the idle task!");
}

/* The process ends with this thread. */
static void exit_process(struct task_struct *tsk, long code)
{
	if (unlikely(is_global_init(tsk)))
		panic("Attempted to kill init! exitcode=0x%08x\n",
		      tsk->signal->group_exit_code ?: (int)code);
	itimer_stop(tsk->signal);
	record_maxrss(tsk);
}

/*
 * The task ends in the middle of kernel code, by a fault there or since a module called do_exit():
 * the locks and counts of the frames below are given back, and the module takes the consequences.
 */
static void abandon_frames(struct task_struct *tsk)
{
	if (likely(!tsk->nr_holds && !tsk->module_calls && !tsk->crashed_module &&
		   !(tsk->flags & PF_WQ_WORKER)))
		return;
	release_holds(tsk);
	if (tsk->flags & PF_WQ_WORKER)
		wq_worker_died(tsk);
	module_task_died(tsk);
}

/**
 * do_exit() - end the current task
 * @code: as wait4(2) shows it: the status shifted left by 8, or a signal's number
 *
 * Process context, interrupts on, no spinlocks held.
 */
void __noreturn do_exit(long code)
{
	struct task_struct *tsk = current;
	bool group_dead;

	check_exit_allowed(tsk);
	WARN_ON(irqs_disabled());
	debug_check_no_locks_held(); /* after an oops nothing is known, and nothing said */
	abandon_frames(tsk);

	exit_signals(tsk); /* sets PF_EXITING: no signal is meant for it any more */
	group_dead = atomic_dec_and_test(&tsk->signal->live);
	if (group_dead)
		exit_process(tsk, code);
	tsk->exit_code = code;

	exit_mm(tsk);
	exit_files(tsk);
	exit_fs(tsk);
	if (group_dead) {
		module_report_at_exit();
		disassociate_ctty(1);
	}
	exit_task_work(tsk); /* puts the files; none can be added from here on */

	begin_leaving(tsk);
	exit_notify(tsk, group_dead);
	do_task_dead();
}
EXPORT_SYMBOL(do_exit);

/*
 * A fault in do_exit(): the steps that were left are not made, but for the last one, so that a
 * parent doesn't wait for ever.
 */
static void __noreturn finish_faulty_exit(struct task_struct *tsk)
{
	if (!tsk->exit_state) {
		pr_alert("note: %s[%d] crashed while it ended, and keeps what it had\n", tsk->comm,
			 tsk->pid);
		abandon_frames(tsk);
		exit_task_work(tsk);
		begin_leaving(tsk);
		exit_notify(tsk, !atomic_read(&tsk->signal->live));
		do_task_dead();
	}
	pr_alert("Fixing recursive fault but reboot is needed!\n");
	tsk->exit_state = EXIT_DEAD;
	refcount_inc(&tsk->rcu_users);
	begin_leaving(tsk);
	do_task_dead();
}

/**
 * make_task_dead() - end the current task after a fault of the kernel itself
 * @signr: the signal that its parent sees
 *
 * Any state of locks and interrupts. What it has noted as held (kernel/holds.h) is given back;
 * spinlocks stay held. A second fault while it ends leaves what it had not given back by then; its
 * family still learns of its end, unless that is what faulted.
 */
void __noreturn make_task_dead(int signr)
{
	struct task_struct *tsk = current;

	check_exit_allowed(tsk);
	if (unlikely(irqs_disabled())) {
		pr_info("note: %s[%d] exited with irqs disabled\n", tsk->comm, tsk->pid);
		local_irq_enable();
	}
	if (unlikely(in_atomic())) {
		pr_info("note: %s[%d] exited with preempt_count %d\n", tsk->comm, tsk->pid,
			preempt_count());
		preempt_count_set(0);
		kernel_fpu_abandon();
	}
	if (unlikely(tsk->flags & PF_EXITING))
		finish_faulty_exit(tsk);
	do_exit(signr);
}

/**
 * do_group_exit() - end the current process, all its threads with it
 * @exit_code: as do_exit(); whoever comes first determines it
 */
void __noreturn do_group_exit(int exit_code)
{
	struct signal_struct *sig = current->signal;

	if (sig->flags & SIGNAL_GROUP_EXIT) {
		exit_code = sig->group_exit_code;
	} else if (sig->group_exec_task) {
		exit_code = 0; /* the others die for an execve: it is not the process's end */
	} else {
		struct sighand_struct *sighand = current->sighand;

		spin_lock_irq(&sighand->siglock);
		if (sig->flags & SIGNAL_GROUP_EXIT) {
			exit_code = sig->group_exit_code;
		} else if (sig->group_exec_task) {
			exit_code = 0;
		} else {
			sig->group_exit_code = exit_code;
			sig->flags = SIGNAL_GROUP_EXIT;
			zap_other_threads(current);
		}
		spin_unlock_irq(&sighand->siglock);
	}
	do_exit(exit_code);
}

/* _exit(2) of one thread. */
SYSCALL_DEFINE1(exit, int, error_code)
{
	do_exit((error_code & 0xff) << 8);
}

SYSCALL_DEFINE1(exit_group, int, error_code)
{
	do_group_exit((error_code & 0xff) << 8);
}
