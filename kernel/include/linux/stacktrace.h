// SPDX-License-Identifier: MIT
/* Backtraces as arrays of return addresses, to keep and to print later. */
#ifndef __LINUX_STACKTRACE_H
#define __LINUX_STACKTRACE_H

#include <linux/types.h>
#include <asm/errno.h>

struct pt_regs;
struct task_struct;

/* Our caller's callers, the first skipnr left out: how many were put into store. Any context. */
unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skipnr);
/* Of a task that sleeps, or of current; of what was interrupted at regs. */
unsigned int stack_trace_save_tsk(struct task_struct *task, unsigned long *store, unsigned int size,
				  unsigned int skipnr);
unsigned int stack_trace_save_regs(struct pt_regs *regs, unsigned long *store, unsigned int size,
				   unsigned int skipnr);
/* A line each, after so many blanks; into a buffer, as snprintf() does. */
void stack_trace_print(const unsigned long *trace, unsigned int nr_entries, int spaces);
int stack_trace_snprint(char *buf, size_t size, const unsigned long *entries,
			unsigned int nr_entries, int spaces);

#endif
