/* SPDX-License-Identifier: MIT */
/*
 * The kernel's own symbol table, as tools/kallsyms writes it and tools/link links it in.
 */
#ifndef MODULE_KALLSYMS_INTERNAL_H
#define MODULE_KALLSYMS_INTERNAL_H

#include <linux/types.h>

extern const u32 kallsyms_num_syms;
extern const u32 kallsyms_offsets[];	  /* of each symbol from _text; sorted */
extern const u32 kallsyms_name_offsets[]; /* of each symbol's text in kallsyms_names */
extern const char kallsyms_names[];	  /* texts: nm(1)'s letter, the name, NUL */

/* Symbol i's address, and its text: the letter, then the name. */
unsigned long kernel_symbol_address(u32 i);
const char *kernel_symbol_text(u32 i);

#endif
