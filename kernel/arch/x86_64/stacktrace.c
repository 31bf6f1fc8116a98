// SPDX-License-Identifier: MIT
/*
 * Walking kernel stacks by frame pointers.
 *
 * Each function's frame begins with the caller's rbp and the return address above it, and rbp leads
 * from frame to frame (psABI 3.2.2). Where an exception or interrupt came between, entry.S left
 * the address of its pt_regs in rbp, with bit 0 set; the walk reads the interrupted ip and rbp
 * there, and can change from an exception stack to the one below.
 *
 * What is interrupted may have no frame of its own: on its first instructions, on its last one, or
 * because it is so short that the compiler gave it none. rbp is its caller's then, and only the
 * return address on the stack tells who that is.
 */
#include <linux/extable.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/uaccess.h>
#include <asm/desc.h>
#include <asm/processor.h>
#include <asm/stacktrace.h>
#include <asm/switch_to.h>
#include <kernel/kprobes.h>

bool get_stack_info(unsigned long addr, struct task_struct *task, struct stack_info *info)
{
	struct task_struct *tsk = task ? task : current;

	info->type = STACK_TYPE_TASK;
	info->name = "TASK";
	info->begin = (unsigned long)task_stack_page(tsk);
	info->end = info->begin + THREAD_SIZE;
	if (info->begin && addr >= info->begin && addr < info->end)
		return true;
	if (tsk == current) {
		info->type = STACK_TYPE_EXCEPTION;
		info->name = exception_stack_of(addr, &info->begin, &info->end);
		if (info->name)
			return true;
	}
	info->type = STACK_TYPE_UNKNOWN;
	return false;
}

/* Is [addr, addr + size) inside the stack that the walk is on? */
static bool on_stack(const struct unwind_state *state, unsigned long addr, size_t size)
{
	return state->stack.type != STACK_TYPE_UNKNOWN && addr % sizeof(long) == 0 &&
	       addr >= state->stack.begin && addr < state->stack.end &&
	       size <= state->stack.end - addr;
}

static void finish(struct unwind_state *state)
{
	state->stack.type = STACK_TYPE_UNKNOWN;
	state->regs = NULL;
	state->ip = 0;
}

/*
 * Go to what a saved rbp leads to: pt_regs when bit 0 is set, else a frame. On the same stack that
 * lies higher than what it was saved in. An exception stack leads to another stack at its bottom;
 * the task's stack is the last one.
 */
static bool enter_frame(struct unwind_state *state, unsigned long bp)
{
	unsigned long addr = bp & ~1UL;
	size_t size = bp & 1 ? sizeof(struct pt_regs) : 2 * sizeof(long);

	if (on_stack(state, addr, size)) {
		if (addr <= (unsigned long)state->bp)
			return false;
	} else {
		if (state->stack.type == STACK_TYPE_TASK || state->stacks++ > N_EXCEPTION_STACKS)
			return false;
		if (!get_stack_info(addr, state->task, &state->stack) ||
		    !on_stack(state, addr, size))
			return false;
	}
	state->bp = (unsigned long *)addr;
	state->regs = bp & 1 ? (struct pt_regs *)addr : NULL;
	state->ip = state->regs ? state->regs->ip
				: kretprobe_real_return(state->task, state->bp[1], &state->bp[1]);
	state->exact = state->regs;
	/* User registers, and a kernel thread's empty ones, lie at the very top: the end. */
	return !(state->regs && (user_mode(state->regs) || !state->ip));
}

/* The registers themselves are the first frame; where they lie says which stack comes next. */
static void start_at_regs(struct unwind_state *state, struct pt_regs *regs)
{
	struct stack_info stack;

	get_stack_info((unsigned long)regs, state->task, &state->stack);
	state->bp = (unsigned long *)regs;
	state->regs = regs;
	state->ip = regs->ip;
	state->exact = true;
	if (__kernel_text_address(regs->ip))
		return;
	/* A call to nowhere: who made it is told by the return address that it pushed. */
	if (get_stack_info(regs->sp, state->task, &stack) && regs->sp % sizeof(long) == 0 &&
	    __kernel_text_address(*(unsigned long *)regs->sp)) {
		state->ip = *(unsigned long *)regs->sp;
		state->exact = false;
	}
}

/* Is the instruction before addr a call? */
static bool is_after_call(unsigned long addr)
{
	u8 code[7];

	if (copy_from_kernel_nofault(code, (void *)(addr - sizeof(code)), sizeof(code)))
		return false;
	/* E8 rel32; FF /2 with a register, or memory with no, a short and a long displacement. */
	return code[2] == 0xe8 || (code[5] == 0xff && (code[6] & 0x38) == 0x10) ||
	       (code[4] == 0xff && (code[5] & 0xf8) == 0x50) ||
	       (code[1] == 0xff && (code[2] & 0x38) == 0x10);
}

/*
 * How many words above rsp the return address lies, if the function at regs->ip has no frame, else
 * -1. *sure: it must be there. A frame is begun by "push %rbp; mov %rsp,%rbp" and gone at the ret;
 * a breakpoint may be in the place of the first byte.
 */
static int frameless_return(const struct pt_regs *regs, bool *sure)
{
	static const u8 mov[] = {0x48, 0x89, 0xe5};
	unsigned long size, offset;
	u8 first[4], at;

	*sure = true;
	if (!kallsyms_lookup_size_offset(regs->ip, &size, &offset) ||
	    copy_from_kernel_nofault(first, (void *)(regs->ip - offset), sizeof(first)) ||
	    copy_from_kernel_nofault(&at, (void *)regs->ip, 1))
		return -1;
	if (!offset || at == 0xc3)
		return 0;
	if ((first[0] == 0x55 || first[0] == 0xcc) && !memcmp(first + 1, mov, sizeof(mov))) {
		if (offset == 1)
			return first[0] == 0x55;
		return -1;
	}
	*sure = false;
	return 0;
}

/* The walk has been at regs: go to the caller that their frame doesn't tell. False: it does. */
static bool enter_frameless(struct unwind_state *state, struct pt_regs *regs)
{
	struct stack_info stack;
	unsigned long *at, addr;
	bool sure;
	int words;

	if (!__kernel_text_address(regs->ip))
		return false;
	words = frameless_return(regs, &sure);
	at = (unsigned long *)regs->sp + words;
	if (words < 0 || regs->sp % sizeof(long) ||
	    !get_stack_info((unsigned long)at, state->task, &stack))
		return false;
	addr = kretprobe_real_return(state->task, *at, at);
	if (!__kernel_text_address(addr) || (!sure && !is_after_call(addr)))
		return false;
	state->regs = NULL;
	state->frameless = regs;
	state->ip = addr;
	state->exact = false;
	return true;
}

void unwind_start(struct unwind_state *state, struct task_struct *task, struct pt_regs *regs,
		  unsigned long *bp)
{
	*state = (struct unwind_state){.task = task ? task : current};
	if (regs) {
		start_at_regs(state, regs);
		return;
	}
	if (!bp) {
		struct task_struct *tsk = state->task;

		if (tsk == current)
			bp = __builtin_frame_address(0);
		else
			bp = &((struct inactive_task_frame *)tsk->thread.sp)->bp;
	}
	if (!enter_frame(state, (unsigned long)bp))
		finish(state);
}

bool unwind_done(struct unwind_state *state)
{
	return !state->ip;
}

bool unwind_next(struct unwind_state *state)
{
	struct pt_regs *regs = state->regs;

	if (unwind_done(state))
		return false;
	if (regs && !user_mode(regs) && enter_frameless(state, regs))
		return true;
	if (state->frameless) {
		regs = state->frameless;
		state->frameless = NULL;
	}
	if ((regs && user_mode(regs)) || !enter_frame(state, regs ? regs->bp : state->bp[0])) {
		finish(state);
		return false;
	}
	return true;
}
