// SPDX-License-Identifier: MIT
/*
 * Floating point and vector registers for the kernel's own code.
 *
 * They belong to user programs, and the kernel and its modules are compiled not to touch them. Code
 * that wants them stands in a file of its own that is compiled to use them (CFLAGS_file.o := -msse
 * -msse2), and is called between kernel_fpu_begin() and kernel_fpu_end(): the program's registers
 * are put away meanwhile, and preemption is off, so nothing in between may sleep. The two don't
 * nest; in interrupts and in what interrupted such a stretch they may not be called:
 * irq_fpu_usable() tells.
 */
#ifndef _ASM_X86_FPU_API_H
#define _ASM_X86_FPU_API_H

#include <linux/types.h>

/* What is set up anew; here all is, whatever is asked for. */
#define KFPU_387   0x01
#define KFPU_MXCSR 0x02

void kernel_fpu_begin_mask(unsigned int kfpu_mask);
void kernel_fpu_end(void);
bool irq_fpu_usable(void);

static inline void kernel_fpu_begin(void)
{
	kernel_fpu_begin_mask(KFPU_MXCSR);
}

#endif
