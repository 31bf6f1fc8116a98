// SPDX-License-Identifier: MIT
/*
 * What the architecture knows of relocations.
 *
 * It answers questions and never drives: which types a module may use, how wide each store is, and
 * what relocations do to the bytes of a section. Which sections, the bounds and the words for a
 * refusal are the loader's (kernel/module/relocate.c). Compiled for the host as well.
 */
#ifndef KERNEL_RELOCATE_H
#define KERNEL_RELOCATE_H

#include <linux/elf.h>
#include <linux/types.h>

#define ARCH_NR_RELOCS 43
/* For each type, the bytes it stores plus 1; 0 for one that modules can't use. */
extern const u8 arch_reloc_widths[ARCH_NR_RELOCS];

/* The widest store, and the types that have a width as a set: bit n for type n, all below 64. */
#define ARCH_RELOC_WIDTH_MAX 8
#define ARCH_RELOC_TYPES                                                                           \
	(1ULL << R_X86_64_NONE | 1ULL << R_X86_64_64 | 1ULL << R_X86_64_PC32 |                     \
	 1ULL << R_X86_64_PLT32 | 1ULL << R_X86_64_32 | 1ULL << R_X86_64_32S |                     \
	 1ULL << R_X86_64_PC64)

/*
 * How many bytes a relocation of that type stores; 0 for one that does nothing, -1 for one that
 * modules can't use. Inline because validation asks it for every relocation.
 */
static inline int arch_reloc_width(u32 type)
{
	return type < ARCH_NR_RELOCS ? arch_reloc_widths[type] - 1 : -1;
}

/* The halves of r_info, each by a load of its own: what ELF64_R_TYPE and ELF64_R_SYM shift out. */
static inline u32 arch_reloc_type(const Elf64_Rela *r)
{
	u32 type;

	__builtin_memcpy(&type, &r->r_info, sizeof(type));
	return type;
}

static inline u32 arch_reloc_symbol(const Elf64_Rela *r)
{
	u32 sym;

	__builtin_memcpy(&sym, (const u8 *)&r->r_info + sizeof(u32), sizeof(sym));
	return sym;
}

/* The type's name in the psABI, "unknown" for one that has none. */
const char *arch_reloc_name(u32 type);

/* The value that a relocation computes, before it is cut to the width that is stored. */
u64 arch_reloc_value(u32 type, u64 S, u64 A, u64 P);

/*
 * Applies num relocations to a section that is written at mem and will be at addr. Each computes
 * its value from the psABI's S (sym_addr of its symbol), A (the addend) and P (where its place will
 * be), and stores it in its place, which need not be aligned. Every type has a width, every place
 * is inside the section with it, and every symbol is an index of sym_addr.
 *
 * True if all is well. False if some value doesn't survive being cut to its width, or if there was
 * something in a place already: with RELA, compilers leave zeroes there, so other bytes mean that
 * the image is damaged or was relocated before. The section is then of no use; its bytes copied
 * afresh, arch_relocate() tells which relocation it was.
 */
bool arch_relocate_all(const Elf64_Rela *rela, u64 num, const u64 *sym_addr, u8 *mem, u64 addr);

/*
 * Applies one relocation to loc, in the same manner. Returns 0; -ERANGE if the value doesn't
 * survive being cut; -EEXIST if there is something at loc; -EINVAL for a type without a width. On
 * an error loc is as it was.
 */
int arch_relocate(u32 type, void *loc, u64 S, u64 A, u64 P);

#endif
