// SPDX-License-Identifier: MIT
#ifndef _UAPI_ASM_X86_SIGINFO_H
#define _UAPI_ASM_X86_SIGINFO_H

#include <asm-generic/siginfo.h>

#endif /* _UAPI_ASM_X86_SIGINFO_H */
