// SPDX-License-Identifier: MIT
/* By Linux's name: short waits. */
#ifndef _ASM_GENERIC_DELAY_H
#define _ASM_GENERIC_DELAY_H

#include <linux/delay.h>

#endif
