// SPDX-License-Identifier: MIT
/* By Linux's name: atomic counters of 64 bits. */
#ifndef _ASM_X86_ATOMIC64_64_H
#define _ASM_X86_ATOMIC64_64_H

#include <asm/atomic.h>

#endif
