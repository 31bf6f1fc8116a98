// SPDX-License-Identifier: MIT
/* The kernel's signal set: one bit a signal, bit 0 is signal 1. */
#ifndef _ASM_X86_SIGNAL_H
#define _ASM_X86_SIGNAL_H

#include <linux/linkage.h>
#include <linux/types.h>

#define _NSIG	    64
#define _NSIG_BPW   64
#define _NSIG_WORDS (_NSIG / _NSIG_BPW)

#ifndef __ASSEMBLY__
typedef unsigned long old_sigset_t;

typedef struct {
	unsigned long sig[_NSIG_WORDS];
} sigset_t;
#endif

#define __ARCH_HAS_SA_RESTORER

#include <uapi/asm/signal.h>

#endif /* _ASM_X86_SIGNAL_H */
