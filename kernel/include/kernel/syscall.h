// SPDX-License-Identifier: MIT
/* Where the architecture's entry code enters C, and the table of system calls. */
#ifndef _KERNEL_SYSCALL_H
#define _KERNEL_SYSCALL_H

#include <linux/linkage.h>
#include <linux/types.h>
#include <linux/unistd.h>

struct pt_regs;

typedef long (*sys_call_ptr_t)(const struct pt_regs *);

/* NULL where there is no such call. */
extern const sys_call_ptr_t sys_call_table[NR_syscalls];

/*
 * The SYSCALL instruction: @nr from rax. Called with interrupts off on the task's stack, with its
 * whole user state in @regs; returns so too, ready to go back to user mode.
 */
void do_syscall_64(struct pt_regs *regs, int nr);

/*
 * Every return to user mode, interrupts off: switches tasks, delivers signals and runs task work
 * until none is left; turns interrupts on meanwhile and returns with them off.
 */
void exit_to_user_mode(struct pt_regs *regs);

#endif /* _KERNEL_SYSCALL_H */
