// SPDX-License-Identifier: MIT
/*
 * The report of a system call that we don't have: once for each number and program, so that one can
 * see what a program misses, and a loop doesn't fill the log.
 */
#include <linux/array_size.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include "unknown.h"

#define MAX_REPORTS 256

static DEFINE_SPINLOCK(report_lock);

/* What has been reported; report_lock. */
static struct {
	int nr;
	char comm[TASK_COMM_LEN];
} reported[MAX_REPORTS];
static unsigned int nr_reported;

/* Whether this is news; remembers it. When there is no room to remember, nothing is. */
static bool first_time(int nr, const char *comm)
{
	unsigned int i;
	bool news = false;

	spin_lock(&report_lock);
	for (i = 0; i < nr_reported; i++) {
		if (reported[i].nr == nr && !strncmp(reported[i].comm, comm, TASK_COMM_LEN))
			goto unlock;
	}
	if (nr_reported < ARRAY_SIZE(reported)) {
		reported[nr_reported].nr = nr;
		strscpy(reported[nr_reported].comm, comm, TASK_COMM_LEN);
		nr_reported++;
		news = true;
	}
unlock:
	spin_unlock(&report_lock);
	return news;
}

/* The current task has asked for call @nr. Process context. */
void report_unknown_syscall(int nr)
{
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, current);
	if (first_time(nr, comm))
		pr_info("graft: %s[%d]: unknown system call %d\n", comm, task_pid_nr(current), nr);
}
