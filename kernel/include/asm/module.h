// SPDX-License-Identifier: MIT
/* What a module carries for the architecture: on x86-64 with frame pointers, nothing. */
#ifndef ASM_MODULE_H
#define ASM_MODULE_H

struct mod_arch_specific {
};

#endif
