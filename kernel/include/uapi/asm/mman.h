// SPDX-License-Identifier: MIT
/* x86's additions to mmap(2)'s flags. */
#ifndef _UAPI_ASM_X86_MMAN_H
#define _UAPI_ASM_X86_MMAN_H

#define MAP_32BIT 0x40 /* only addresses below 2 GiB */

#include <asm-generic/mman.h>

#endif
