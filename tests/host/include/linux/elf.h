/* SPDX-License-Identifier: MIT */
/* The kernel's ELF definitions, not the C library's: there is one truth. */
#include "../../../../kernel/include/linux/elf.h"
