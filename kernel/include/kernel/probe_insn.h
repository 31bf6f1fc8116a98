// SPDX-License-Identifier: MIT
/*
 * An instruction that runs away from its place, as a probe's: what kernel/module/kprobes.c asks of
 * the processor (kernel/arch/x86_64/probe_insn.c).
 *
 * It runs as a copy, followed by a trap, or is done by hand where it is a jump. A call's copy is a
 * push, and what it would have called comes after the trap.
 */
#ifndef _KERNEL_PROBE_INSN_H
#define _KERNEL_PROBE_INSN_H

#include <linux/ptrace.h>
#include <linux/types.h>

enum probe_insn_kind {
	PROBE_INSN_COPY,
	PROBE_INSN_PUSHF,
	PROBE_INSN_POPF,
	PROBE_INSN_CALL,
	PROBE_INSN_CALL_INDIRECT,
	PROBE_INSN_JMP_INDIRECT,
	/* From here on by hand. */
	PROBE_INSN_BY_HAND,
	PROBE_INSN_CLI = PROBE_INSN_BY_HAND,
	PROBE_INSN_STI,
	PROBE_INSN_NOP,
	PROBE_INSN_RET,
	PROBE_INSN_JMP,
	PROBE_INSN_JCC,
	PROBE_INSN_LOOP,
	PROBE_INSN_JRCXZ,
};

struct probe_insn {
	unsigned long addr;
	u8 length;
	u8 opcode; /* its first byte */
	enum probe_insn_kind kind;
	u8 condition;		/* of JCC and LOOP: the low bits of the opcode */
	u16 extra_pop;		/* of RET */
	unsigned long target;	/* of JMP, JCC, LOOP, JRCXZ, CALL */
	u8 *slot;		/* the copy; NULL if by hand */
	unsigned long slot_end; /* its trap */
};

/*
 * The length of the instruction at addr; -EILSEQ if there is none. `original` tells the byte that a
 * trap found at an address stands for, which is the trap if it is no probe's. With text_mutex held.
 */
int probe_insn_length(unsigned long addr, u8 (*original)(unsigned long addr));

/*
 * Takes the instruction at addr apart, and makes the copy. -EILSEQ: none begins there; -EOPNOTSUPP:
 * it can't run elsewhere; -ENOMEM. With text_mutex held; may sleep.
 */
int probe_insn_prepare(struct probe_insn *insn, unsigned long addr,
		       u8 (*original)(unsigned long addr));
/* Nobody runs the copy any more. */
void probe_insn_free(struct probe_insn *insn);

/* Before: where to go on, for one with a copy, with interrupts off. */
void probe_insn_begin(const struct probe_insn *insn, struct pt_regs *regs);
/* After the copy's trap; `flags` are those of before. Or instead of it, if by hand. */
void probe_insn_finish(const struct probe_insn *insn, struct pt_regs *regs, unsigned long flags);
void probe_insn_emulate(const struct probe_insn *insn, struct pt_regs *regs);

#endif
