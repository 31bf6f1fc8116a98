// SPDX-License-Identifier: MIT
/*
 * Switching tasks.
 */
#ifndef _ASM_X86_SWITCH_TO_H
#define _ASM_X86_SWITCH_TO_H

struct task_struct;
struct thread_struct;

/* What __switch_to_asm() leaves on the stack of a task that doesn't run; asm and C agree here. */
struct inactive_task_frame {
	unsigned long r15;
	unsigned long r14;
	unsigned long r13;
	unsigned long r12;
	unsigned long bx;
	unsigned long bp;
	unsigned long ret_addr;
};

struct task_struct *__switch_to_asm(struct thread_struct *prev, struct thread_struct *next,
				    struct task_struct *last);
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next);

/*
 * Run `next` where `prev` ran. Interrupts off, the run queue's lock held; the page table is already
 * switched. Returns when someone switches back; `last` is the task that ran just before.
 */
#define switch_to(prev, next, last)                                                                \
	do {                                                                                       \
		((last) = __switch_to((prev), (next)));                                            \
	} while (0)

/* Where a new task starts (entry.S): schedule_tail(last), then fn or user mode. */
void ret_from_fork(void);

#endif
