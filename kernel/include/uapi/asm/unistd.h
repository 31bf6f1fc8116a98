// SPDX-License-Identifier: MIT
/* The system call numbers of this architecture; only the 64-bit ABI exists here. */
#ifndef _UAPI_ASM_X86_UNISTD_H
#define _UAPI_ASM_X86_UNISTD_H

#include <asm/unistd_64.h>

#endif /* _UAPI_ASM_X86_UNISTD_H */
