// SPDX-License-Identifier: MIT
/*
 * Waiting for memory that has been freed, but not at once. Rules for callers: <kernel/mm.h>.
 */
#include <linux/rcupdate.h>
#include <linux/workqueue.h>
#include <kernel/mm.h>
#include <kernel/sched.h>

void mm_finish_frees(void)
{
	wait_for_leaving_tasks();
	/* Twice, as a task's callback drops credentials, which wait for a period of their own. */
	rcu_barrier();
	rcu_barrier();
	/* What callbacks and closed files left to others: vmalloc ranges, terminals. */
	flush_workqueue(system_wq);
	rcu_barrier();
}
