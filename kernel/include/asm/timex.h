// SPDX-License-Identifier: MIT
/* Cycle counting: see <asm/tsc.h>. */
#ifndef _ASM_X86_TIMEX_H
#define _ASM_X86_TIMEX_H

#include <asm/processor.h>
#include <asm/tsc.h>

#define CLOCK_TICK_RATE 1193182 /* Hz of the PC's timer chip */

#endif
