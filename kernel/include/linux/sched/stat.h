// SPDX-License-Identifier: MIT
/* Counts over all CPUs, for views. Snapshots, without a lock. */
#ifndef _LINUX_SCHED_STAT_H
#define _LINUX_SCHED_STAT_H

#include <linux/sched/task.h>

extern int nr_threads;		  /* tasks but idle ones; tasklist_lock */
extern unsigned long total_forks; /* tasklist_lock */
extern int max_threads;		  /* more are refused */

unsigned int nr_running(void);
unsigned int nr_iowait(void);
unsigned int nr_iowait_cpu(int cpu);
bool single_task_running(void);
unsigned long long nr_context_switches(void);

#endif /* _LINUX_SCHED_STAT_H */
