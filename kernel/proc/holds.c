// SPDX-License-Identifier: MIT
/*
 * What a task has noted that it must give back; kernel/holds.h has the rules.
 */
#include <kernel/holds.h>
#include <linux/printk.h>

/* Not the newest: a lock given back out of order, or one that another task took (then nothing). */
void hold_drop_elsewhere(struct task_struct *tsk, void *what)
{
	unsigned int noted = min_t(unsigned int, tsk->nr_holds, TASK_HOLDS);

	for (unsigned int i = noted; i--;) {
		if (tsk->holds[i].what != what)
			continue;
		for (; i + 1 < noted; i++)
			tsk->holds[i] = tsk->holds[i + 1];
		/* A gap among the noted ones can't be filled from those that weren't. */
		if (tsk->nr_holds > TASK_HOLDS)
			tsk->holds[noted - 1] = (struct task_hold){};
		else
			tsk->nr_holds--;
		return;
	}
	if (tsk->nr_holds > TASK_HOLDS)
		tsk->nr_holds--;
}

void release_holds(struct task_struct *tsk)
{
	if (tsk->nr_holds > TASK_HOLDS) {
		pr_warn("note: %s[%d] held %u locks more than were noted\n", tsk->comm, tsk->pid,
			tsk->nr_holds - TASK_HOLDS);
		tsk->nr_holds = TASK_HOLDS;
	}
	while (tsk->nr_holds) {
		unsigned int n = tsk->nr_holds - 1;
		struct task_hold hold = tsk->holds[n];

		if (hold.what) {
			pr_info("note: %s[%d] gives back %pS (%ps)\n", tsk->comm, tsk->pid,
				hold.what, hold.release);
			hold.release(hold.what);
		}
		/* As a rule the function has dropped the note. */
		if (tsk->nr_holds > n)
			tsk->nr_holds = n;
	}
}
