// SPDX-License-Identifier: MIT
/* Width of a long in the user-space interface. */
#ifndef UAPI_ASM_BITSPERLONG_H
#define UAPI_ASM_BITSPERLONG_H

#define __BITS_PER_LONG 64

#endif
