// SPDX-License-Identifier: MIT
/* Between fork, exit and task.c: making and freeing the parts of a process. */
#ifndef _KERNEL_PROC_TASK_H
#define _KERNEL_PROC_TASK_H

struct sighand_struct;
struct signal_struct;
struct task_struct;

struct task_struct *dup_task_struct(void);
void free_task(struct task_struct *tsk);
struct signal_struct *alloc_signal_struct(void);
void put_signal_struct(struct signal_struct *sig);
struct sighand_struct *alloc_sighand_struct(void);
void task_caches_init(void);
void count_process(int delta);

#endif /* _KERNEL_PROC_TASK_H */
