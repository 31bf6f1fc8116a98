// SPDX-License-Identifier: MIT
/*
 * struct ucontext: the part of a signal frame that a handler sees as its third argument and that
 * rt_sigreturn(2) reads back.
 */
#ifndef _UAPI_ASM_UCONTEXT_H
#define _UAPI_ASM_UCONTEXT_H

#include <asm/sigcontext.h>
#include <asm/signal.h>

#define UC_FP_XSTATE	     0x1 /* fpstate is an XSAVE area */
#define UC_SIGCONTEXT_SS     0x2 /* sigcontext.ss is real */
#define UC_STRICT_RESTORE_SS 0x4 /* and is to be restored as it is */

struct ucontext {
	unsigned long uc_flags;
	struct ucontext *uc_link;
	stack_t uc_stack;
	struct sigcontext uc_mcontext;
	sigset_t uc_sigmask; /* last, so that it can grow */
};

#endif
