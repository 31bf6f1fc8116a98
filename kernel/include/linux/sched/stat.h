// SPDX-License-Identifier: MIT
/* Counts over all CPUs, for views. Snapshots, without a lock. */
#ifndef _LINUX_SCHED_STAT_H
#define _LINUX_SCHED_STAT_H

#include <linux/sched/task.h>

unsigned int nr_running(void);
unsigned int nr_iowait(void);
unsigned int nr_iowait_cpu(int cpu);
bool single_task_running(void);
unsigned long long nr_context_switches(void);

#endif /* _LINUX_SCHED_STAT_H */
