// SPDX-License-Identifier: MIT
/* Signals, between the signal code, the architecture's frames and the exit path. */
#ifndef _KERNEL_SIGNAL_H
#define _KERNEL_SIGNAL_H

#include <linux/sched/signal.h>
#include <linux/signal.h>

struct pt_regs;
struct task_struct;

/* --- kernel/proc/signal*.c --- */

/**
 * do_signal() - deliver what is pending before the return to user mode
 * @regs: the current task's user registers
 *
 * Enters a handler, or carries out the default action (which may not return), or restarts the
 * interrupted system call. Process context, interrupts on; may sleep.
 */
void do_signal(struct pt_regs *regs);

/* The mask that a frame must save: the one rt_sigsuspend put aside, or the current one. */
static inline const sigset_t *sigmask_to_save(void)
{
	return test_restore_sigmask() ? &current->saved_sigmask : &current->blocked;
}

/* uc_stack for a frame of a program whose stack pointer was sp. */
stack_t current_sigaltstack(unsigned long sp);

/* --- kernel/arch/x86_64/signal.c --- */

/**
 * setup_rt_frame() - build a signal frame and aim @regs at the handler
 *
 * Returns 0, or -EFAULT when the user's stack can't take the frame; @regs is then unchanged. May
 * sleep.
 */
int setup_rt_frame(const struct ksignal *ksig, struct pt_regs *regs);

/* The most bytes of stack that one frame takes: AT_MINSIGSTKSZ. */
unsigned int signal_frame_size(void);

/* Makes the return to user mode repeat the system call that @regs came in with. */
void syscall_restart_setup(struct pt_regs *regs);

#endif
