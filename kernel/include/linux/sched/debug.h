// SPDX-License-Identifier: MIT
#ifndef _LINUX_SCHED_DEBUG_H
#define _LINUX_SCHED_DEBUG_H

struct pid;
struct task_struct;

/* One line about @p, and its stack. */
void sched_show_task(struct task_struct *p);
/* All tasks that are in one of the states (0: all). */
void show_state_filter(unsigned int state_filter);

static inline void show_state(void)
{
	show_state_filter(0);
}

#endif /* _LINUX_SCHED_DEBUG_H */
