// SPDX-License-Identifier: MIT
#ifndef _UAPI_ASM_X86_RESOURCE_H
#define _UAPI_ASM_X86_RESOURCE_H

#include <asm-generic/resource.h>

#endif /* _UAPI_ASM_X86_RESOURCE_H */
