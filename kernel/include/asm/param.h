// SPDX-License-Identifier: MIT
/* HZ, the kernel's timer ticks a second, and USER_HZ, what programs are told in. */
#ifndef ASM_PARAM_H
#define ASM_PARAM_H

#include <uapi/asm/param.h>

#undef HZ
#define HZ	       CONFIG_HZ
#define USER_HZ	       100
#define CLOCKS_PER_SEC (USER_HZ)

#endif
