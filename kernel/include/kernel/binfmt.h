// SPDX-License-Identifier: MIT
/* The built-in executable formats register themselves through these, once, at boot. */
#ifndef _KERNEL_BINFMT_H
#define _KERNEL_BINFMT_H

void binfmt_elf_init(void);
void binfmt_script_init(void);

#endif
