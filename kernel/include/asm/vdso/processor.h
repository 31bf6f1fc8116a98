// SPDX-License-Identifier: MIT
/* By Linux's name: cpu_relax(). */
#ifndef _ASM_X86_VDSO_PROCESSOR_H
#define _ASM_X86_VDSO_PROCESSOR_H

#include <asm/processor.h>

#endif
