/* SPDX-License-Identifier: MIT */
/* What code tells those who watch for tasks that hang, before they report it. */
#ifndef _LINUX_NMI_H
#define _LINUX_NMI_H

/*
 * There was a reason for tasks to sleep uninterruptibly as long as they did: the next look at them
 * is left out. Any context.
 */
void reset_hung_task_detector(void);

#endif
