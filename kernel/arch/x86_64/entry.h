// SPDX-License-Identifier: MIT
/*
 * What entry.S and the C files of this folder call each other: entry points for the interrupt table
 * and MSRs, and the C handlers that they lead to.
 */
#ifndef _ARCH_X86_64_ENTRY_H
#define _ARCH_X86_64_ENTRY_H

#include <linux/types.h>
#include <asm/percpu.h>
#include <asm/ptrace.h>

/* entry.S. Not C functions: only their addresses are used. */
void entry_SYSCALL_64(void);
void asm_divide_error(void);
void asm_debug(void);
void asm_nmi(void);
void asm_int3(void);
void asm_overflow(void);
void asm_bounds(void);
void asm_invalid_op(void);
void asm_device_not_available(void);
void asm_double_fault(void);
void asm_coproc_segment_overrun(void);
void asm_invalid_tss(void);
void asm_segment_not_present(void);
void asm_stack_segment(void);
void asm_general_protection(void);
void asm_page_fault(void);
void asm_coprocessor_error(void);
void asm_alignment_check(void);
void asm_machine_check(void);
void asm_simd_error(void);
void asm_control_protection(void);
void asm_unexpected_exception(void);
extern char asm_interrupt_entries[];
#define INTERRUPT_ENTRY_SIZE 16

/* The user's stack pointer between SYSCALL and its place in pt_regs; interrupts are off. */
DECLARE_PER_CPU(unsigned long, syscall_user_sp);

/*
 * Handlers: interrupts off, on entry and on return; `error_code` is the CPU's, 0 where it gives
 * none, and the vector for do_IRQ. traps.c, except as noted.
 */
void do_divide_error(struct pt_regs *regs, long error_code);
void do_debug(struct pt_regs *regs, long error_code);
void do_nmi(struct pt_regs *regs, long error_code);
void do_int3(struct pt_regs *regs, long error_code);
void do_overflow(struct pt_regs *regs, long error_code);
void do_bounds(struct pt_regs *regs, long error_code);
void do_invalid_op(struct pt_regs *regs, long error_code);
void do_device_not_available(struct pt_regs *regs, long error_code);
void do_double_fault(struct pt_regs *regs, long error_code); /* fault.c */
void do_coproc_segment_overrun(struct pt_regs *regs, long error_code);
void do_invalid_tss(struct pt_regs *regs, long error_code);
void do_segment_not_present(struct pt_regs *regs, long error_code);
void do_stack_segment(struct pt_regs *regs, long error_code);
void do_general_protection(struct pt_regs *regs, long error_code);
void do_page_fault(struct pt_regs *regs, unsigned long error_code); /* fault.c */
void do_coprocessor_error(struct pt_regs *regs, long error_code);
void do_alignment_check(struct pt_regs *regs, long error_code);
void do_machine_check(struct pt_regs *regs, long error_code);
void do_simd_error(struct pt_regs *regs, long error_code);
void do_control_protection(struct pt_regs *regs, long error_code);
void do_unexpected_exception(struct pt_regs *regs, long error_code);
void do_IRQ(struct pt_regs *regs, unsigned long vector); /* irq.c */

/*
 * IRET to user mode faulted; `regs` is the fault's. Returns pt_regs at the top of the task's stack
 * with the user's registers and the fault's error code, as if user mode itself had faulted.
 */
struct pt_regs *fixup_bad_iret(struct pt_regs *regs);

/* SIGFPE's si_code for the current task's x87 (#MF) or SSE (#XF) state; fpu.c. */
int fpu_exception_code(int trapnr);

/* guard.c and its part of entry.S. */
unsigned long guarded_call(void *function, unsigned long a, unsigned long b, unsigned long *sp);
void __attribute__((noreturn)) leave_guarded_call(unsigned long *sp);
/*
 * die(), in an interrupt: goes back to before the crashed function, if that was a module's and can
 * be left; else returns. Interrupts off.
 */
void leave_crashed_callback(struct pt_regs *regs);

#endif
