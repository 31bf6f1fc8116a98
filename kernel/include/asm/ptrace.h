// SPDX-License-Identifier: MIT
/*
 * struct pt_regs: the registers as every entry into the kernel leaves them on the stack.
 *
 * orig_ax is the system call's number after SYSCALL, and -1 after exceptions and interrupts. For an
 * entry from user mode the structure lies at the top of the task's kernel stack: task_pt_regs(t) in
 * <asm/processor.h>.
 */
#ifndef _ASM_X86_PTRACE_H
#define _ASM_X86_PTRACE_H

#include <asm/processor-flags.h>
#include <asm/segment.h>
#include <uapi/asm/ptrace-abi.h>

#ifndef __ASSEMBLY__

#include <linux/stddef.h>
#include <linux/types.h>

struct pt_regs {
	unsigned long r15;
	unsigned long r14;
	unsigned long r13;
	unsigned long r12;
	unsigned long bp;
	unsigned long bx;
	unsigned long r11;
	unsigned long r10;
	unsigned long r9;
	unsigned long r8;
	unsigned long ax;
	unsigned long cx;
	unsigned long dx;
	unsigned long si;
	unsigned long di;
	unsigned long orig_ax;
	unsigned long ip;
	unsigned long cs;
	unsigned long flags;
	unsigned long sp;
	unsigned long ss;
};

_Static_assert(__builtin_offsetof(struct pt_regs, bp) == RBP, "asm offset of bp");
_Static_assert(__builtin_offsetof(struct pt_regs, ax) == RAX, "asm offset of ax");
_Static_assert(__builtin_offsetof(struct pt_regs, orig_ax) == ORIG_RAX, "asm offset of orig_ax");
_Static_assert(__builtin_offsetof(struct pt_regs, ss) == SS, "asm offset of ss");
_Static_assert(sizeof(struct pt_regs) == FRAME_SIZE, "asm size of pt_regs");

/* Were these registers saved on an entry from user mode? */
static inline bool user_mode(const struct pt_regs *regs)
{
	return regs->cs & 3;
}

static inline unsigned long instruction_pointer(const struct pt_regs *regs)
{
	return regs->ip;
}

static inline void instruction_pointer_set(struct pt_regs *regs, unsigned long val)
{
	regs->ip = val;
}

static inline unsigned long user_stack_pointer(const struct pt_regs *regs)
{
	return regs->sp;
}

static inline unsigned long kernel_stack_pointer(const struct pt_regs *regs)
{
	return regs->sp;
}

static inline unsigned long frame_pointer(const struct pt_regs *regs)
{
	return regs->bp;
}

static inline unsigned long regs_return_value(const struct pt_regs *regs)
{
	return regs->ax;
}

static inline void regs_set_return_value(struct pt_regs *regs, unsigned long rc)
{
	regs->ax = rc;
}

/* Were interrupts off in the interrupted context? */
static inline bool regs_irqs_disabled(const struct pt_regs *regs)
{
	return !(regs->flags & X86_EFLAGS_IF);
}

#define MAX_REG_OFFSET (offsetof(struct pt_regs, ss))

/* The register at an offset in the structure; 0 for what is none. */
static inline unsigned long regs_get_register(const struct pt_regs *regs, unsigned int offset)
{
	if (offset > MAX_REG_OFFSET || offset % sizeof(long))
		return 0;
	return *(const unsigned long *)((unsigned long)regs + offset);
}

/*
 * The nth argument, from 0, of the function that the registers are at the beginning of (psABI
 * 3.2.3): integers and pointers only. 0 for more than six.
 */
static inline unsigned long regs_get_kernel_argument(const struct pt_regs *regs, unsigned int n)
{
	switch (n) {
	case 0:
		return regs->di;
	case 1:
		return regs->si;
	case 2:
		return regs->dx;
	case 3:
		return regs->cx;
	case 4:
		return regs->r8;
	case 5:
		return regs->r9;
	}
	return 0;
}

#endif /* __ASSEMBLY__ */
#endif
