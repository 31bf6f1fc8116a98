// SPDX-License-Identifier: MIT
/*
 * Every way into the kernel and out of it.
 *
 * An entry saves all registers as a struct pt_regs on the kernel stack, makes %gs's base the
 * kernel's, clears what user mode may have left in the flags (direction; AC, which would open user
 * memory), and calls C with the registers' address. C code finds the interrupted context in rbp as
 * well: the address of pt_regs with bit 0 set, which no frame has and stacktrace.c knows. rbp
 * survives calls, so the way out finds pt_regs by it.
 *
 * There are three kinds:
 * - SYSCALL. The CPU switches nothing but rip, cs, ss and flags; the stack is still the user's.
 * - Exceptions and interrupts on the current stack, or from user mode on the task's. Whether %gs
 *   is the user's is seen by the saved cs.
 * - "Paranoid" ones on stacks of their own (#DF, NMI, #DB, #MC). They can strike where cs says
 *   kernel and %gs is still the user's, so they save the base and load the right one, which lies at
 *   the top of their stack, whatever it is.
 *
 * Interrupts are off on entry, and on every way out from before the last look at the task's flags.
 * There is no preemption of kernel code: a return to kernel mode just returns.
 */
#include <linux/linkage.h>
#include <asm/irq_vectors.h>
#include <asm/msr-index.h>
#include <asm/page_types.h>
#include <asm/percpu.h>
#include <asm/processor-flags.h>
#include <asm/ptrace.h>
#include <asm/segment.h>
#include <asm/smap.h>
#include <uapi/asm-generic/errno.h>

/* From the slot above orig_ax down. `rax` is what to save for rax. */
.macro PUSH_REGS rax=%rax
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%rcx
	pushq	\rax
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%rbx
	pushq	%rbp
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
.endm

/* All but rdi, which the two ways out restore differently. */
.macro POP_REGS_BUT_RDI rcx=%rcx r11=%r11
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbp
	popq	%rbx
	popq	\r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rax
	popq	\rcx
	popq	%rdx
	popq	%rsi
.endm

/*
 * Call C with pt_regs at the stack pointer, marked for backtraces and with the stack aligned as
 * the psABI has it at a call (3.2.2).
 */
.macro CALL_WITH_REGS target:vararg
	movq	%rsp, %rdi
	leaq	1(%rsp), %rbp
	andq	$-16, %rsp
	call	\target
	leaq	-1(%rbp), %rsp
.endm

	.section .entry.text, "ax", @progbits

/* ---- System calls ---- */

/* rcx and r11 hold the user's rip and flags; the flags in MSR_SYSCALL_MASK are off, IF among them. */
SYM_CODE_START(entry_SYSCALL_64)
	swapgs
	movq	%rsp, PER_CPU_VAR(syscall_user_sp)
	movq	PER_CPU_VAR(cpu_current_top_of_stack), %rsp
	pushq	$__USER_DS
	pushq	PER_CPU_VAR(syscall_user_sp)
	pushq	%r11
	pushq	$__USER_CS
	pushq	%rcx
	pushq	%rax
	PUSH_REGS rax=$-ENOSYS
	movslq	%eax, %rsi
	CALL_WITH_REGS do_syscall_64

	/*
	 * SYSRET is the fast way, but it takes rip and flags from rcx and r11 and the segments as
	 * given: good only if pt_regs asks for just that. A non-canonical rip would fault in kernel
	 * mode with the user's stack; RF and TF would be lost, or trap in the wrong place.
	 */
	movq	RCX(%rsp), %rcx
	movq	R11(%rsp), %r11
	cmpq	%rcx, RIP(%rsp)
	jne	return_to_user_by_iret
	cmpq	%r11, EFLAGS(%rsp)
	jne	return_to_user_by_iret
	cmpq	$__USER_CS, CS(%rsp)
	jne	return_to_user_by_iret
	cmpq	$__USER_DS, SS(%rsp)
	jne	return_to_user_by_iret
	testq	$(X86_EFLAGS_RF | X86_EFLAGS_TF), %r11
	jnz	return_to_user_by_iret
	movabsq	$TASK_SIZE_MAX, %rax
	cmpq	%rax, %rcx
	jae	return_to_user_by_iret

	POP_REGS_BUT_RDI rcx=%rsi r11=%rsi
	popq	%rdi
	movq	RSP-ORIG_RAX(%rsp), %rsp
	swapgs
	sysretq
SYM_CODE_END(entry_SYSCALL_64)

/* ---- Exceptions and interrupts ---- */

/* `name`: entry of an exception that C's `handler` (regs, error code) takes. */
.macro EXCEPTION name:req handler:req has_error_code=0
SYM_CODE_START(\name)
	.if \has_error_code == 0
	pushq	$0
	.endif
	PUSH_REGS
	movq	$\handler, %rbx
	jmp	exception_common
SYM_CODE_END(\name)
.endm

	EXCEPTION asm_divide_error do_divide_error
	EXCEPTION asm_int3 do_int3
	EXCEPTION asm_overflow do_overflow
	EXCEPTION asm_bounds do_bounds
	EXCEPTION asm_invalid_op do_invalid_op
	EXCEPTION asm_device_not_available do_device_not_available
	EXCEPTION asm_coproc_segment_overrun do_coproc_segment_overrun
	EXCEPTION asm_invalid_tss do_invalid_tss has_error_code=1
	EXCEPTION asm_segment_not_present do_segment_not_present has_error_code=1
	EXCEPTION asm_stack_segment do_stack_segment has_error_code=1
	EXCEPTION asm_general_protection do_general_protection has_error_code=1
	EXCEPTION asm_page_fault do_page_fault has_error_code=1
	EXCEPTION asm_coprocessor_error do_coprocessor_error
	EXCEPTION asm_alignment_check do_alignment_check has_error_code=1
	EXCEPTION asm_simd_error do_simd_error
	EXCEPTION asm_control_protection do_control_protection has_error_code=1
	EXCEPTION asm_unexpected_exception do_unexpected_exception

/* One entry of 16 bytes for each vector from FIRST_EXTERNAL_VECTOR up: idt.c counts on it. */
	.balign	16
SYM_CODE_START(asm_interrupt_entries)
	.set	vector, FIRST_EXTERNAL_VECTOR
	.rept	NR_VECTORS - FIRST_EXTERNAL_VECTOR
	.balign	16
	pushq	$vector
	jmp	interrupt_common
	.set	vector, vector + 1
	.endr
SYM_CODE_END(asm_interrupt_entries)

SYM_FUNC_START_LOCAL(interrupt_common)
	PUSH_REGS
	movq	$do_IRQ, %rbx
	/* fall through */
SYM_CODE_END(interrupt_common)

/* All registers are saved; rbx: the handler; orig_ax: its second argument. */
SYM_FUNC_START_LOCAL(exception_common)
	cld
	testb	$3, CS(%rsp)
	jz	.Lexception_from_kernel
	swapgs

exception_from_user:
	ASM_CLAC
	movq	ORIG_RAX(%rsp), %rsi
	movq	$-1, ORIG_RAX(%rsp)
	CALL_WITH_REGS *%rbx
	cli
return_to_user:
	CALL_WITH_REGS exit_to_user_mode
return_to_user_by_iret:
	POP_REGS_BUT_RDI
	popq	%rdi
	addq	$8, %rsp
	swapgs
	/* A frame that asks for the impossible faults here, in kernel mode: see below. */
iret_to_user:
	iretq

.Lexception_from_kernel:
	cmpq	$iret_to_user, RIP(%rsp)
	je	.Liret_faulted
	ASM_CLAC
	movq	ORIG_RAX(%rsp), %rsi
	movq	$-1, ORIG_RAX(%rsp)
	CALL_WITH_REGS *%rbx
	cli
return_to_kernel:
	POP_REGS_BUT_RDI
	popq	%rdi
	addq	$8, %rsp
	iretq

	/*
	 * IRET to user mode faulted (a signal handler may return to any rip at all). The fault is the
	 * program's: make the registers look as if it had struck in user mode.
	 */
.Liret_faulted:
	swapgs
	CALL_WITH_REGS fixup_bad_iret
	movq	%rax, %rsp
	jmp	exception_from_user
SYM_CODE_END(exception_common)

/* ---- Exceptions with a stack of their own ---- */

.macro PARANOID name:req handler:req
SYM_CODE_START(\name)
	pushq	$0
	PUSH_REGS
	movq	$\handler, %rbx
	jmp	paranoid_common
SYM_CODE_END(\name)
.endm

	PARANOID asm_debug do_debug
	PARANOID asm_nmi do_nmi
	PARANOID asm_machine_check do_machine_check

/* rdx:rax to MSR_GS_BASE: the base that belongs to this exception stack's CPU. Changes rcx. */
.macro LOAD_GS_BASE_OF_STACK
	movq	%rsp, %rcx
	orq	$(EXCEPTION_STKSZ - 1), %rcx
	movl	-7(%rcx), %eax
	movl	-3(%rcx), %edx
	movl	$MSR_GS_BASE, %ecx
	wrmsr
.endm

SYM_FUNC_START_LOCAL(paranoid_common)
	cld
	testb	$3, CS(%rsp)
	jnz	.Lparanoid_from_user
	ASM_CLAC
	movl	$MSR_GS_BASE, %ecx
	rdmsr
	movl	%eax, %r14d
	movl	%edx, %r15d
	LOAD_GS_BASE_OF_STACK
	movq	ORIG_RAX(%rsp), %rsi
	movq	$-1, ORIG_RAX(%rsp)
	CALL_WITH_REGS *%rbx
	movl	$MSR_GS_BASE, %ecx
	movl	%r14d, %eax
	movl	%r15d, %edx
	wrmsr
	jmp	return_to_kernel

	/* From user mode nothing is in doubt: go on as an ordinary exception on the task's stack. */
.Lparanoid_from_user:
	swapgs
	movq	%rsp, %rsi
	movq	PER_CPU_VAR(cpu_current_top_of_stack), %rdi
	subq	$FRAME_SIZE, %rdi
	movq	%rdi, %rax
	movl	$(FRAME_SIZE / 8), %ecx
	rep movsq
	movq	%rax, %rsp
	jmp	exception_from_user
SYM_CODE_END(paranoid_common)

/* A double fault never returns: it ends the task or the machine. */
SYM_CODE_START(asm_double_fault)
	PUSH_REGS
	cld
	ASM_CLAC
	LOAD_GS_BASE_OF_STACK
	movq	ORIG_RAX(%rsp), %rsi
	movq	$-1, ORIG_RAX(%rsp)
	CALL_WITH_REGS do_double_fault
	ud2
SYM_CODE_END(asm_double_fault)

/* What C expects a call to keep (psABI 3.2.1), but for rbp, which a frame begins with. */
.macro PUSH_CALLEE_SAVED
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
.endm

/* And rbp. */
.macro POP_CALLEE_SAVED
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
.endm

/* ---- Tasks ---- */

/*
 * struct task_struct *__switch_to_asm(struct thread_struct *prev, struct thread_struct *next,
 *				       struct task_struct *last)
 *
 * Saves what C expects a call to keep (psABI 3.2.1) as a struct inactive_task_frame, changes
 * stacks, and returns `last` on the other one. sp is thread_struct's first field.
 */
SYM_FUNC_START(__switch_to_asm)
	pushq	%rbp
	PUSH_CALLEE_SAVED
	movq	%rsp, (%rdi)
	movq	(%rsi), %rsp
	POP_CALLEE_SAVED
	movq	%rdx, %rax
	ret
SYM_FUNC_END(__switch_to_asm)

/* A new task's first step: rax is the task that ran before, rbx its function or 0, r12 the argument. */
SYM_CODE_START(ret_from_fork)
	leaq	1(%rsp), %rbp
	andq	$-16, %rsp
	movq	%rax, %rdi
	call	schedule_tail
	testq	%rbx, %rbx
	jz	1f
	movq	%r12, %rdi
	call	*%rbx
	/* It returned: it has become a program by execve, whose registers lie in pt_regs. */
	movq	$0, RAX-1(%rbp)
1:	cli
	leaq	-1(%rbp), %rsp
	jmp	return_to_user
SYM_CODE_END(ret_from_fork)

/* void rewind_stack_and_make_dead(int signr, bool irqs_on) */
SYM_CODE_START(rewind_stack_and_make_dead)
	xorl	%ebp, %ebp
	movq	PER_CPU_VAR(cpu_current_top_of_stack), %rsp
	subq	$FRAME_SIZE, %rsp
	andq	$-16, %rsp
	testb	%sil, %sil
	jz	1f
	sti
1:	call	make_task_dead
	ud2
SYM_CODE_END(rewind_stack_and_make_dead)

/* ---- Functions of modules in interrupts: guard.c ---- */

/*
 * unsigned long guarded_call(void *function, unsigned long a, unsigned long b, unsigned long *sp)
 *
 * Calls function(a, b). *sp becomes what leave_guarded_call(sp) needs to return 0 from here.
 */
SYM_FUNC_START(guarded_call)
	pushq	%rbp
	movq	%rsp, %rbp
	PUSH_CALLEE_SAVED
	subq	$8, %rsp
	movq	%rsp, (%rcx)
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	call	*%rax
.Lleave_guarded_call:
	addq	$8, %rsp
	POP_CALLEE_SAVED
	ret
SYM_FUNC_END(guarded_call)

SYM_FUNC_START(leave_guarded_call)
	movq	(%rdi), %rsp
	leaq	48(%rsp), %rbp
	xorl	%eax, %eax
	jmp	.Lleave_guarded_call
SYM_FUNC_END(leave_guarded_call)

/* ---- Functions whose return is probed: kernel/module/kretprobes.c ---- */

/*
 * Where such a function returns to. Its return address, which led here, has just been taken off the
 * stack; that place becomes the ss of a struct pt_regs, and at the end the real address, which is
 * returned to with every register as it was, or as handlers have changed it.
 */
SYM_CODE_START(kretprobe_trampoline)
	pushq	$__KERNEL_DS
	pushq	%rsp
	pushfq
	pushq	$__KERNEL_CS
	pushq	$kretprobe_trampoline
	pushq	$-1
	PUSH_REGS
	CALL_WITH_REGS kretprobe_returns
	movq	%rax, SS(%rsp)
	POP_REGS_BUT_RDI
	popq	%rdi
	leaq	24(%rsp), %rsp		/* orig_ax, ip, cs; the flags stay as they are */
	popfq
	leaq	8(%rsp), %rsp		/* sp */
	ret
SYM_CODE_END(kretprobe_trampoline)

	.section .note.GNU-stack, "", @progbits
