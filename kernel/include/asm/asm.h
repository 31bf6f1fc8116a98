// SPDX-License-Identifier: MIT
/* Help for inline assembly. */
#ifndef _ASM_X86_ASM_H
#define _ASM_X86_ASM_H

#include <asm/extable.h>

#ifndef __ASSEMBLY__

register unsigned long current_stack_pointer asm("rsp");

/*
 * As an output of an asm that contains a call: keeps the compiler from moving it before the
 * function's frame is set up, so that the callee's backtrace is whole.
 */
#define ASM_CALL_CONSTRAINT "+r"(current_stack_pointer)

#endif /* __ASSEMBLY__ */
#endif
