// SPDX-License-Identifier: MIT
/*
 * Walking kernel stacks by frame pointers.
 *
 * for (unwind_start(&s, task, regs, NULL); !unwind_done(&s); unwind_next(&s))
 *	if ((addr = unwind_get_return_address(&s))) …
 *
 * The walk reads memory only inside the stack it is on, goes up only, and so ends whatever a broken
 * stack holds. A task other than current must not run meanwhile.
 */
#ifndef _ASM_X86_STACKTRACE_H
#define _ASM_X86_STACKTRACE_H

#include <linux/types.h>
#include <asm/ptrace.h>

struct task_struct;

enum stack_type { STACK_TYPE_UNKNOWN, STACK_TYPE_TASK, STACK_TYPE_EXCEPTION };

struct stack_info {
	enum stack_type type;
	const char *name; /* of an exception stack: "#DF", "NMI", … */
	unsigned long begin, end;
};

struct unwind_state {
	struct stack_info stack;
	struct task_struct *task;
	unsigned long *bp;    /* the frame: saved bp, then the return address */
	unsigned long ip;     /* where this frame returns to, or was interrupted */
	struct pt_regs *regs; /* set when ip was interrupted, not after a call: but see exact */
	struct pt_regs
		*frameless;  /* ip is the caller of what was interrupted there, without a frame */
	unsigned int stacks; /* how often the walk has changed stacks */
	bool exact;	     /* ip is an instruction that was executed, not one behind a call */
};

/* Which stack does `addr` lie on? False: none that `task` (NULL: current) can be on. */
bool get_stack_info(unsigned long addr, struct task_struct *task, struct stack_info *info);

/* Begin at `regs`, or at frame `bp`, or (both NULL) at the caller or where `task` sleeps. */
void unwind_start(struct unwind_state *state, struct task_struct *task, struct pt_regs *regs,
		  unsigned long *bp);
bool unwind_done(struct unwind_state *state);
bool unwind_next(struct unwind_state *state);

static inline unsigned long unwind_get_return_address(struct unwind_state *state)
{
	return state->ip;
}

#endif
