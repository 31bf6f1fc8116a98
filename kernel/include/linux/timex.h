// SPDX-License-Identifier: MIT
/* Cycle counting: get_cycles(). */
#ifndef _LINUX_TIMEX_H
#define _LINUX_TIMEX_H

#include <asm/timex.h>

#ifndef random_get_entropy
#define random_get_entropy() ((unsigned long)get_cycles())
#endif

#endif
