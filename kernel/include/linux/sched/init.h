// SPDX-License-Identifier: MIT
#ifndef _LINUX_SCHED_INIT_H
#define _LINUX_SCHED_INIT_H

/* The run queues; the running code becomes CPU 0's idle task. Before interrupts are on. */
void sched_init(void);

#endif /* _LINUX_SCHED_INIT_H */
