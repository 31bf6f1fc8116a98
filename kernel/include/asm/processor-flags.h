// SPDX-License-Identifier: MIT
/* Processor flags: see <uapi/asm/processor-flags.h>. */
#ifndef _ASM_X86_PROCESSOR_FLAGS_H
#define _ASM_X86_PROCESSOR_FLAGS_H

#include <uapi/asm/processor-flags.h>

#endif
