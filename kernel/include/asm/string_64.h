// SPDX-License-Identifier: MIT
/* By Linux's name: memory and strings. */
#ifndef _ASM_X86_STRING_64_H
#define _ASM_X86_STRING_64_H

#include <linux/string.h>

#endif
