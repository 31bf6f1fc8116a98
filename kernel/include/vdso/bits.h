// SPDX-License-Identifier: MIT
/* A single bit as an unsigned long. */
#ifndef VDSO_BITS_H
#define VDSO_BITS_H

#include <vdso/const.h>

#define BIT(nr) (UL(1) << (nr))

#endif
