// SPDX-License-Identifier: MIT
/*
 * The registers that only user code uses: turned on, measured, and kept with each task.
 *
 * Rules: <asm/fpu.h>. A running user task's registers are live, and nothing in the kernel changes
 * them, since it is compiled without them. So its area is written when it is switched away from, and
 * read when it is switched to, both with interrupts off; and about kernel_fpu_begin().
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/cpufeature.h>
#include <asm/extable.h>
#include <asm/fpu.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <asm/special_insns.h>
#include "entry.h"
#include "fpu.h"

#define FPU_ALIGN     64 /* XSAVE's demand */
#define CWD_DEFAULT   0x37f
#define MXCSR_DEFAULT 0x1f80

u64 xfeatures_mask __ro_after_init;
unsigned int fpu_area_size __ro_after_init = sizeof(struct fxregs);
u32 mxcsr_feature_mask __ro_after_init;

static struct kmem_cache *fpu_cache __ro_after_init;

/*
 * The registers after reset. With XSAVE the rest of a whole area is zero: xstate_bv 0 says that
 * every component is in its initial state, so the bytes behind the header aren't read.
 */
static struct fpu_state init_state __aligned(FPU_ALIGN) __ro_after_init = {
	.fx = {.cwd = CWD_DEFAULT, .mxcsr = MXCSR_DEFAULT},
};

/* Which of x87, SSE, AVX and AVX-512 there are, and the size of their state together. */
static void __init enable_xsave(void)
{
	u32 eax, ebx, ecx, edx;
	u64 offered;

	if (!boot_cpu_has(X86_FEATURE_XSAVE) || boot_cpu_data.cpuid_level < 0xd)
		return;
	cpuid_count(0xd, 0, &eax, &ebx, &ecx, &edx);
	offered = (u64)edx << 32 | eax;
	if ((offered & XFEATURE_MASK_FPSSE) != XFEATURE_MASK_FPSSE)
		return;
	xfeatures_mask = XFEATURE_MASK_FPSSE;
	if (boot_cpu_has(X86_FEATURE_AVX) && offered & XFEATURE_MASK_YMM) {
		xfeatures_mask |= XFEATURE_MASK_YMM;
		/* AVX-512 goes all three parts together, and never without AVX. */
		if (boot_cpu_has(X86_FEATURE_AVX512F) &&
		    (offered & XFEATURE_MASK_AVX512) == XFEATURE_MASK_AVX512)
			xfeatures_mask |= XFEATURE_MASK_AVX512;
	}
	__write_cr4(__read_cr4() | X86_CR4_OSXSAVE);
	xsetbv(0, xfeatures_mask);

	/* ebx: bytes that the components now in XCR0 need, in the standard format. */
	cpuid_count(0xd, 0, &eax, &ebx, &ecx, &edx);
	fpu_area_size = ebx;
}

void __init fpu_init_cpu(void)
{
	static struct fxregs fx __aligned(16) __initdata;

	enable_xsave();
	asm volatile("fninit; fxsave64 %0" : "=m"(fx));
	/* 0 means a CPU from before the mask, with all but DAZ (Intel SDM vol. 1, 11.6.6). */
	mxcsr_feature_mask = fx.mxcsr_mask ? fx.mxcsr_mask : 0xffbf;
	fpu_area_restore(&init_state);
	pr_info("x86/fpu: xstate features 0x%llx, context size is %u bytes%s\n", xfeatures_mask,
		fpu_area_size, xfeatures_mask ? ", using 'standard' format" : " (FXSAVE)");
}

void __init fpu_init_cache(void)
{
	fpu_cache = kmem_cache_create("fpu_state", fpu_area_size, FPU_ALIGN, SLAB_PANIC, NULL);
}

struct fpu_state *fpu_area_alloc(void)
{
	return kmem_cache_alloc(fpu_cache, GFP_KERNEL);
}

void fpu_area_free(struct fpu_state *area)
{
	kmem_cache_free(fpu_cache, area);
}

void fpu_area_save(struct fpu_state *area)
{
	if (xfeatures_mask)
		asm volatile("xsave64 (%0)"
			     :
			     : "r"(area), "a"((u32)xfeatures_mask), "d"((u32)(xfeatures_mask >> 32))
			     : "memory");
	else
		asm volatile("fxsave64 (%0)" : : "r"(area) : "memory");
}

bool fpu_area_restore(const struct fpu_state *area)
{
	int err = 0;

	/* A fault skips the instruction that clears the mark. */
	if (xfeatures_mask)
		asm volatile("	movl	$1, %[err]\n"
			     "1:	xrstor64 (%[area])\n"
			     "	movl	$0, %[err]\n"
			     "2:\n" _ASM_EXTABLE(1b, 2b)
			     : [err] "=&r"(err)
			     : [area] "r"(area), "a"((u32)xfeatures_mask),
			       "d"((u32)(xfeatures_mask >> 32))
			     : "memory");
	else
		asm volatile("	movl	$1, %[err]\n"
			     "1:	fxrstor64 (%[area])\n"
			     "	movl	$0, %[err]\n"
			     "2:\n" _ASM_EXTABLE(1b, 2b)
			     : [err] "=&r"(err)
			     : [area] "r"(area)
			     : "memory");
	if (likely(!err))
		return true;
	if (area != &init_state)
		fpu_area_restore(&init_state);
	return false;
}

/* `area` as if saved right after reset. */
static void fpu_area_init(struct fpu_state *area)
{
	memset(area, 0, fpu_area_size);
	memcpy(&area->fx, &init_state.fx, sizeof(area->fx));
}

int fpu_init_task(struct task_struct *tsk)
{
	struct fpu_state *area = fpu_area_alloc();

	if (!area)
		return -ENOMEM;
	fpu_area_init(area);
	tsk->thread.fpu = area;
	return 0;
}

void fpu_copy(struct task_struct *dst)
{
	unsigned long flags;

	local_irq_save(flags);
	fpu_area_save(dst->thread.fpu);
	local_irq_restore(flags);
}

void fpu_free(struct task_struct *tsk)
{
	if (tsk->thread.fpu)
		fpu_area_free(tsk->thread.fpu);
	tsk->thread.fpu = NULL;
}

/* Kernel threads and idle tasks have no registers of this kind: what is in them is left alone. */
static bool has_user_fpu(struct task_struct *tsk)
{
	return tsk->thread.fpu && !(tsk->flags & PF_KTHREAD);
}

void fpu_save(struct task_struct *tsk)
{
	if (has_user_fpu(tsk))
		fpu_area_save(tsk->thread.fpu);
}

void fpu_restore(struct task_struct *tsk)
{
	if (has_user_fpu(tsk))
		fpu_area_restore(tsk->thread.fpu);
}

void fpu_reset(void)
{
	fpu_area_restore(&init_state);
}

/* The lowest exception that is pending and not masked, as x87 and SSE both number them. */
static int fpe_code(u16 status, u16 masked)
{
	u16 raised = status & ~masked;

	if (raised & 0x01)
		return FPE_FLTINV;
	if (raised & 0x04)
		return FPE_FLTDIV;
	if (raised & 0x08)
		return FPE_FLTOVF;
	if (raised & (0x10 | 0x02)) /* a denormal operand counts as underflow */
		return FPE_FLTUND;
	if (raised & 0x20)
		return FPE_FLTRES;
	return 0;
}

int fpu_exception_code(int trapnr)
{
	struct fpu_state *area = current->thread.fpu;
	unsigned long flags;
	u32 mxcsr;
	u16 cwd, swd;

	local_irq_save(flags);
	fpu_area_save(area);
	cwd = area->fx.cwd;
	swd = area->fx.swd;
	mxcsr = area->fx.mxcsr;
	local_irq_restore(flags);

	if (trapnr == X86_TRAP_MF)
		return fpe_code(swd, cwd);
	return fpe_code(mxcsr, mxcsr >> 7);
}
