// SPDX-License-Identifier: MIT
/* Starting programs from inside the kernel, and what the executable formats share. */
#ifndef _KERNEL_EXEC_H
#define _KERNEL_EXEC_H

struct task_struct;

/* Registers the built-in formats, ELF and #! scripts. Once, at boot, before the first execve. */
void exec_init(void);

/**
 * kernel_execve() - run a program in the current task
 * @filename: absolute path
 * @argv, @envp: kernel strings, NULL ended
 *
 * For a kernel thread that is to become a user process: returns 0 with its user registers set, and
 * the thread's function then returns to enter the program; or a negative errno as execve(2)'s.
 * May sleep.
 */
int kernel_execve(const char *filename, const char *const *argv, const char *const *envp);

/* What execve(2) resets of the signal state besides the handlers: the alternate stack. */
void exec_reset_signal_state(struct task_struct *tsk);

#endif
