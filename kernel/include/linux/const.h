// SPDX-License-Identifier: MIT
/* Constants that C and the assembler both read. */
#ifndef LINUX_CONST_H
#define LINUX_CONST_H

#include <vdso/const.h>

/*
 * 1 if x is an integer constant expression, itself usable as one: a conditional between a null
 * pointer constant and an int pointer is an int pointer, between a void pointer and one, void.
 */
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x)*0l)) : (int *)8)))

#endif
