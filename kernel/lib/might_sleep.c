// SPDX-License-Identifier: MIT
/*
 * Catching those who may sleep where that is forbidden.
 *
 * A function that may sleep says might_sleep() even on the paths on which it does not, so that a
 * wrong caller shows at its first call and not on the rare day on which it has to wait.
 */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>

void __might_sleep(const char *file, int line)
{
	static unsigned long last_report; /* jiffies; a race costs one report more */
	int count = preempt_count();

	if (likely(!count && !irqs_disabled()))
		return;
	/* While starting and ending the rules don't hold; idle and reports are exempt, too. */
	if (system_state == SYSTEM_BOOTING || system_state > SYSTEM_RUNNING || oops_in_progress ||
	    is_idle_task(current))
		return;
	if (last_report && time_before(jiffies, last_report + 5 * HZ))
		return;
	last_report = jiffies | 1;

	pr_err("BUG: sleeping function called from invalid context at %s:%d\n", file, line);
	pr_err("in_atomic(): %d, irqs_disabled(): %d, pid: %d, name: %s\n", in_atomic(),
	       irqs_disabled(), task_pid_nr(current), current->comm);
	pr_err("preempt_count: %x, expected: 0\n", count);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}
EXPORT_SYMBOL(__might_sleep);
