// SPDX-License-Identifier: MIT
/*
 * User registers that the kernel itself uses only by <asm/fpu/api.h>: x87, SSE, AVX, AVX-512.
 *
 * They are switched eagerly: whenever a user task runs, they are its own, in the kernel too. A
 * task's saved copy is in XSAVE's standard format (Intel SDM vol. 1, 13.4), or FXSAVE's where the
 * CPU lacks XSAVE, in memory sized by CPUID; it counts only while the task doesn't run.
 */
#ifndef _ASM_X86_FPU_H
#define _ASM_X86_FPU_H

#include <linux/types.h>
#include <linux/compiler.h>

struct task_struct;

/* Turn the FPU on and measure its state. cpu_init() calls it. */
void fpu_init_cpu(void);

/* Create the cache of state areas; after kmem_cache_init(), before the first copy_thread(). */
void fpu_init_cache(void);

/* A state area for `tsk`, as the CPU is after reset. 0 or -ENOMEM; may sleep. */
int fpu_init_task(struct task_struct *tsk);

/* Make dst's saved state a copy of current's registers. dst has an area and doesn't run. */
void fpu_copy(struct task_struct *dst);

/* Free the area; `tsk` doesn't run. */
void fpu_free(struct task_struct *tsk);

/* Save the registers to, load them from, the area of `tsk`. Interrupts off; for switching. */
void fpu_save(struct task_struct *tsk);
void fpu_restore(struct task_struct *tsk);

/* Registers of the current task to their initial values. */
void fpu_reset(void);

/* A task dies between kernel_fpu_begin() and kernel_fpu_end(): they are free for others. */
void kernel_fpu_abandon(void);

/*
 * For signal frames. The user's image is fpu_user_size() bytes, at an address that a program can
 * use with XRSTOR if it is a multiple of 64: an XSAVE area whose bytes 464.. hold struct
 * _fpx_sw_bytes, then FP_XSTATE_MAGIC2. The registers are the current task's. 0 or -EFAULT; coming
 * back also -EINVAL for contents that no CPU takes. A failed restore leaves the registers in their
 * initial state. Process context; may sleep.
 */
unsigned int fpu_user_size(void);
int copy_fpstate_to_user(void __user *buf);
int copy_fpstate_from_user(const void __user *buf);

#endif
