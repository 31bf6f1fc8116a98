// SPDX-License-Identifier: MIT
/*
 * The CPU and what a task keeps of it: features, struct thread_struct, starting a program.
 */
#ifndef _ASM_X86_PROCESSOR_H
#define _ASM_X86_PROCESSOR_H

#include <asm/processor-flags.h>
#include <asm/page_types.h>
#include <asm/segment.h>

#ifndef __ASSEMBLY__

#include <linux/types.h>
#include <linux/cache.h>
#include <asm/asm.h>
#include <asm/cpufeatures.h>
#include <asm/current.h>
#include <asm/ptrace.h>
#include <asm/special_insns.h>

struct task_struct;
struct fpu_state;

/* What CPUID says; see <asm/cpufeature.h>. Constant after cpu_init(). */
struct cpuinfo_x86 {
	u8 x86; /* family */
	u8 x86_vendor;
	u8 x86_model;
	u8 x86_stepping;
	u8 x86_virt_bits;
	u8 x86_phys_bits;
	u16 x86_clflush_size;
	u32 cpuid_level;	  /* highest basic leaf */
	u32 extended_cpuid_level; /* highest extended leaf, 0 when none */
	u32 x86_capability[NCAPINTS];
	char x86_vendor_id[16];
	char x86_model_id[64];
};

#define X86_VENDOR_INTEL   0
#define X86_VENDOR_AMD	   2
#define X86_VENDOR_UNKNOWN 0xff

extern struct cpuinfo_x86 boot_cpu_data;

/*
 * A task's machine state while it doesn't run. sp comes first: __switch_to_asm() relies on it.
 * Only the CPU that switches from or to the task touches it, except before the task's first run.
 */
struct thread_struct {
	unsigned long sp;  /* kernel stack pointer; on top lies struct inactive_task_frame */
	unsigned short es; /* selectors that user code may have loaded; almost always 0 */
	unsigned short ds;
	unsigned short fsindex;
	unsigned short gsindex;
	unsigned long fsbase; /* user's */
	unsigned long gsbase;
	struct fpu_state *fpu; /* x87, SSE, AVX…: <asm/fpu.h>; NULL for the idle tasks only */
	/* Of the last fault from user mode, for the signal frame. */
	unsigned long cr2;
	unsigned long trap_nr;
	unsigned long error_code;
};

#define INIT_THREAD                                                                                \
	{                                                                                          \
		.sp = 0                                                                            \
	}

/* The user registers at the top of a task's kernel stack. */
#define task_top_of_stack(task) ((unsigned long)(task)->stack + THREAD_SIZE)
#define task_pt_regs(task)	((struct pt_regs *)task_top_of_stack(task) - 1)
#define current_pt_regs()	task_pt_regs(current)
#define current_top_of_stack()	this_cpu_read_stable(cpu_current_top_of_stack)
DECLARE_PER_CPU(unsigned long, cpu_current_top_of_stack);

#define KSTK_EIP(task) (task_pt_regs(task)->ip)
#define KSTK_ESP(task) (task_pt_regs(task)->sp)

/*
 * Prepare what a new task `p` will run first. `p` is a copy of current with a kernel stack of its
 * own. With `fn`, it calls fn(arg) in the kernel, and should that return (after an execve), goes to
 * user mode; else it returns 0 from the caller's system call with stack `sp` (0: the caller's) and,
 * under CLONE_SETTLS, %fs's base `tls`. Allocates the FPU state: 0, -ENOMEM, -EPERM for a `tls`
 * outside user space.
 */
int copy_thread(struct task_struct *p, unsigned long clone_flags, unsigned long sp,
		unsigned long tls, int (*fn)(void *), void *arg);

/* Free what copy_thread() allocated; `tsk` will never run again. */
void arch_release_task_struct(struct task_struct *tsk);

/* Forget the old program's machine state: FPU to its initial state, selectors and bases 0. */
void flush_thread(void);

/*
 * Make the current task's user registers those of a fresh program: everything 0 but the entry
 * point, the stack and the flags. Takes effect at the return to user mode.
 */
void start_thread(struct pt_regs *regs, unsigned long new_ip, unsigned long new_sp);

/* Let the other hyperthread, or the emulator, run while we spin. */
static __always_inline void rep_nop(void)
{
	asm volatile("pause" : : : "memory");
}

static __always_inline void cpu_relax(void)
{
	rep_nop();
}

static inline void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	asm volatile("cpuid"
		     : "=a"(*eax), "=b"(*ebx), "=c"(*ecx), "=d"(*edx)
		     : "0"(*eax), "2"(*ecx)
		     : "memory");
}

static inline void cpuid(u32 op, u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	*eax = op;
	*ecx = 0;
	native_cpuid(eax, ebx, ecx, edx);
}

static inline void cpuid_count(u32 op, u32 count, u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	*eax = op;
	*ecx = count;
	native_cpuid(eax, ebx, ecx, edx);
}

static inline void prefetch(const void *x)
{
	__builtin_prefetch(x);
}

static inline void prefetchw(const void *x)
{
	__builtin_prefetch(x, 1);
}

/* This CPU: features, GDT, TSS, system-call entry, FPU. Boot, interrupts off, before traps_init. */
void cpu_init(void);

/* Does nothing until the next interrupt; called with interrupts off, returns with them on. */
void arch_cpu_idle(void);

#endif /* __ASSEMBLY__ */
#endif
