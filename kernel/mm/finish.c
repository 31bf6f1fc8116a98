// SPDX-License-Identifier: MIT
/*
 * Waiting for memory that has been freed, but not at once. Rules for callers: <kernel/mm.h>.
 */
#include <linux/rcupdate.h>
#include <linux/workqueue.h>
#include <kernel/mm.h>
#include <kernel/sched.h>
#include "vmap.h"

void mm_finish_frees(void)
{
	wait_for_leaving_tasks();
	/* Twice, as a task's callback drops credentials, which wait for a period of their own. */
	rcu_barrier();
	rcu_barrier();
	flush_work(&vmap_deferred_work);
}
