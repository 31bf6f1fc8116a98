// SPDX-License-Identifier: MIT
/* Page protections of kernel memory, by Linux's names. */
#ifndef _LINUX_SET_MEMORY_H_
#define _LINUX_SET_MEMORY_H_

#include <asm/set_memory.h>

#endif
