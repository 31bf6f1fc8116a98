// SPDX-License-Identifier: MIT
/* Between the files that end tasks. */
#ifndef _KERNEL_PROC_REAP_H
#define _KERNEL_PROC_REAP_H

#include <linux/compiler.h>
#include <linux/types.h>

struct task_struct;

void exit_notify(struct task_struct *tsk, bool group_dead);
void __noreturn do_task_dead(void);

#endif /* _KERNEL_PROC_REAP_H */
