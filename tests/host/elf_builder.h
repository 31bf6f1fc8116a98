/* SPDX-License-Identifier: MIT */
/*
 * Builds ELF relocatable objects in memory, section by section, for tests of the loader.
 *
 *	struct elf_builder *b = elf_new();
 *	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 16);
 *	unsigned int foo = elf_symbol(b, "foo", STB_GLOBAL, STT_FUNC, text, 0, 16);
 *	elf_reloc(b, text, 1, R_X86_64_PC32, foo, -4);
 *	struct image image = elf_build(b);
 *
 * The string tables, the symbol table and the relocation sections are written by elf_build(). What
 * comes out is as exact as an assembler's; a test that wants it broken writes into the image.
 * Failures (no memory, a name too long) abort the test program.
 */
#ifndef ELF_BUILDER_H
#define ELF_BUILDER_H

#include <linux/elf.h>
#include <linux/types.h>

/* An object file; data is malloc'ed to exactly len bytes, so that sanitisers see every overrun. */
struct image {
	u8 *data;
	size_t len;
};

struct elf_builder *elf_new(void);

/* A new section of size zero bytes; its index. The type may be SHT_NOBITS. */
unsigned int elf_section(struct elf_builder *b, const char *name, u32 type, u64 flags, u64 size);
/* The same with its bytes. */
unsigned int elf_section_data(struct elf_builder *b, const char *name, u32 type, u64 flags,
			      const void *data, u64 size);
/* A section's bytes, to be filled in before elf_build(). */
u8 *elf_bytes(struct elf_builder *b, unsigned int section);
void elf_align(struct elf_builder *b, unsigned int section, u64 align);

/*
 * A symbol, and its index. Local ones must come before all others. section is an index, SHN_UNDEF,
 * SHN_ABS or SHN_COMMON; name may be "".
 */
unsigned int elf_symbol(struct elf_builder *b, const char *name, int bind, int type,
			unsigned int section, u64 value, u64 size);

/* A relocation of a section. */
void elf_reloc(struct elf_builder *b, unsigned int section, u64 offset, u32 type, u32 symbol,
	       s64 addend);

/* The object; b is gone after it. */
struct image elf_build(struct elf_builder *b);

/* Access to the parts of a built image that is intact. */
Elf64_Ehdr *image_ehdr(struct image *image);
Elf64_Shdr *image_shdr(struct image *image, unsigned int section);
/* By name; aborts if there is none. image_section() gives its index. */
unsigned int image_section(struct image *image, const char *name);
Elf64_Shdr *image_shdr_named(struct image *image, const char *name);
Elf64_Sym *image_sym(struct image *image, const char *name);
/* The n-th relocation of ".rela" + name. */
Elf64_Rela *image_rela(struct image *image, const char *name, unsigned int n);
void *image_bytes(struct image *image, const char *name);

#endif
