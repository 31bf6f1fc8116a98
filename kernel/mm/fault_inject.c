// SPDX-License-Identifier: MIT
/*
 * Fault injection: the current task's count of requests, down to the one that fails. Rules for
 * callers: <kernel/fault_inject.h>.
 */
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <kernel/fault_inject.h>

/* Which request failed, and who made it: the leak or the oops that follows is its fault. */
static void report(const char *name, size_t size, gfp_t gfp)
{
	pr_notice("FAULT_INJECTION: forcing a failure.\n");
	pr_notice("name %s, size %zu, mode %#x, task %s[%d]\n", name, size, gfp, current->comm,
		  task_pid_nr(current));
	dump_stack();
}

bool fault_inject(const char *name, size_t size, gfp_t gfp)
{
	unsigned int n = READ_ONCE(current->fail_nth);

	if (!in_task() || gfp & __GFP_NOFAIL || !n)
		return false;
	WRITE_ONCE(current->fail_nth, --n);
	if (n)
		return false;
	report(name, size, gfp);
	return true;
}
