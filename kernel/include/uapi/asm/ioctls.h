// SPDX-License-Identifier: MIT
/* x86-64 has nothing of its own here. */
#include <asm-generic/ioctls.h>
