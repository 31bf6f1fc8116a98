// SPDX-License-Identifier: MIT
/*
 * What the architecture knows of relocations.
 *
 * It answers questions and never drives: which types a module may use, how wide each store is, and
 * what one relocation does to one place. The loop over them, the bounds and the words for a
 * refusal are the loader's (kernel/module/relocate.c). Compiled for the host as well.
 */
#ifndef KERNEL_RELOCATE_H
#define KERNEL_RELOCATE_H

#include <linux/types.h>

#define ARCH_NR_RELOCS 43
/* For each type, the bytes it stores plus 1; 0 for one that modules can't use. */
extern const u8 arch_reloc_widths[ARCH_NR_RELOCS];

/*
 * How many bytes a relocation of that type stores; 0 for one that does nothing, -1 for one that
 * modules can't use. Inline because validation asks it for every relocation.
 */
static inline int arch_reloc_width(u32 type)
{
	return type < ARCH_NR_RELOCS ? arch_reloc_widths[type] - 1 : -1;
}

/* The type's name in the psABI, "unknown" for one that has none. */
const char *arch_reloc_name(u32 type);

/* The value that a relocation computes, before it is cut to the width that is stored. */
u64 arch_reloc_value(u32 type, u64 S, u64 A, u64 P);

/*
 * Applies one relocation: computes its value from the psABI's S (symbol), A (addend) and P (the
 * address that loc will have when the code runs), and stores it at loc, which need not be aligned.
 * type is one that has a width; that many bytes at loc are inside the section.
 *
 * Returns 0; -ERANGE if the value doesn't survive being cut to the width; -EEXIST if there is
 * something at loc already: with RELA, compilers leave zeroes there, so other bytes mean that the
 * image is damaged or was relocated before; -EINVAL for a type without a width. On an error nothing
 * is stored.
 */
int arch_relocate(u32 type, void *loc, u64 S, u64 A, u64 P);

#endif
