// SPDX-License-Identifier: MIT
#ifndef _KERNEL_PROC_RUSAGE_H
#define _KERNEL_PROC_RUSAGE_H

struct task_struct;

/* The tick: the current process's timers by CPU time. Interrupts off. */
void itimer_tick(struct task_struct *p);
void check_cpu_limit(struct task_struct *p);
void check_rt_limit(struct task_struct *p); /* of a real-time task */

#endif /* _KERNEL_PROC_RUSAGE_H */
