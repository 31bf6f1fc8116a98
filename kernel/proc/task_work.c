// SPDX-License-Identifier: MIT
/*
 * Task work; linux/task_work.h. A lock-free list per task: anybody adds in front, the task takes
 * all at once. When the task is past looking, in its exit, the list ends in a mark, and nothing can
 * be added any more.
 */
#include <kernel/sched.h>
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/task_work.h>

static struct callback_head work_exited; /* all that a task_works that takes none points at */

int task_work_add(struct task_struct *task, struct callback_head *work,
		  enum task_work_notify_mode notify)
{
	struct callback_head *head = READ_ONCE(task->task_works);

	do {
		if (unlikely(head == &work_exited))
			return -ESRCH;
		work->next = head;
	} while (!try_cmpxchg(&task->task_works, &head, work));

	switch (notify) {
	case TWA_NONE:
		break;
	case TWA_RESUME:
		if (!test_and_set_tsk_thread_flag(task, TIF_NOTIFY_RESUME))
			kick_process(task);
		break;
	case TWA_SIGNAL:
	case TWA_SIGNAL_NO_IPI:
		/* Ends an interruptible sleep as a signal does; a running task sees the flag. */
		if (!test_and_set_tsk_thread_flag(task, TIF_NOTIFY_SIGNAL) &&
		    !wake_up_state(task, TASK_INTERRUPTIBLE) && notify == TWA_SIGNAL)
			kick_process(task);
		break;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(task_work_add);

/*
 * Takes the first entry that @match likes out of the list. pi_lock keeps two of these, and the
 * task's running of what it has taken, apart.
 */
struct callback_head *task_work_cancel_match(struct task_struct *task,
					     bool (*match)(struct callback_head *, void *data),
					     void *data)
{
	struct callback_head **pprev = &task->task_works, *work;
	unsigned long flags;

	if (likely(!task_work_pending(task)))
		return NULL;
	raw_spin_lock_irqsave(&task->pi_lock, flags);
	work = READ_ONCE(*pprev);
	while (work && work != &work_exited) {
		if (!match(work, data)) {
			pprev = &work->next;
			work = READ_ONCE(*pprev);
		} else if (try_cmpxchg(pprev, &work, work->next)) {
			break;
		}
		/* A new first entry came in between: try_cmpxchg() has loaded it. */
	}
	raw_spin_unlock_irqrestore(&task->pi_lock, flags);
	return work == &work_exited ? NULL : work;
}

static bool func_matches(struct callback_head *cb, void *func)
{
	return cb->func == func;
}

struct callback_head *task_work_cancel(struct task_struct *task, task_work_func_t func)
{
	return task_work_cancel_match(task, func_matches, func);
}
EXPORT_SYMBOL(task_work_cancel);

/* The oldest first. A function may add more. */
static void run_reversed(struct callback_head *work)
{
	struct callback_head *next, *reversed = NULL;

	for (; work; work = next) {
		next = work->next;
		work->next = reversed;
		reversed = work;
	}
	for (work = reversed; work; work = next) {
		next = work->next;
		work->func(work);
		cond_resched();
	}
}

void task_work_run(void)
{
	struct task_struct *task = current;
	struct callback_head *work, *head;

	for (;;) {
		work = READ_ONCE(task->task_works);
		do {
			head = NULL;
			if (!work) {
				/* The last look of a task that exits closes the list. */
				if (!(task->flags & PF_EXITING))
					return;
				head = &work_exited;
			} else if (work == &work_exited) {
				return;
			}
		} while (!try_cmpxchg(&task->task_works, &work, head));
		if (!work)
			return;
		/* task_work_cancel() may be looking at what we have taken: let it finish. */
		raw_spin_lock_irq(&task->pi_lock);
		raw_spin_unlock_irq(&task->pi_lock);
		run_reversed(work);
	}
}
