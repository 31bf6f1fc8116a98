// SPDX-License-Identifier: MIT
/* READ_ONCE() and WRITE_ONCE(): <asm-generic/rwonce.h> serves x86, whose loads need no more. */
#ifndef ASM_RWONCE_H
#define ASM_RWONCE_H

#include <asm-generic/rwonce.h>

#endif
