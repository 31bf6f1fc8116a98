// SPDX-License-Identifier: MIT
/* See image.h. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../kernel/module/core.h"
#include "image.h"

/* Symbols of the module's own, which the relocations refer to. */
#define OWN_SYMBOLS 256
/* A relocation takes that many bytes of .text. */
#define STRIDE 8

enum { NONE, TEXT, RELA, DATA, MODULE, VERSIONS, SYMTAB, STRTAB, SHSTRTAB, NUM_SECTIONS };

/* By NUM_SECTIONS' order. */
static const char names[] = "\0.text\0.rela.text\0.data\0.gnu.linkonce.this_module\0__versions\0"
			    ".symtab\0.strtab\0.shstrtab";

void import_name(char *buf, u64 i)
{
	snprintf(buf, IMPORT_NAME_SIZE, "kernel_func_%06u", (unsigned int)(i % 1000000));
}

u32 import_crc(u64 i)
{
	return 1 + i;
}

/* Of Debian's 5.7 million: 51 % PC32, 27 % PLT32, 13 % 64, 9 % 32S; in a fixed shuffle. */
static u32 type_of(u64 i)
{
	u64 percent = i * 37 % 100;

	return percent < 51   ? R_X86_64_PC32
	       : percent < 78 ? R_X86_64_PLT32
	       : percent < 91 ? R_X86_64_64
			      : R_X86_64_32S;
}

/* The symbols that relocations refer to, then those with a name, then the imports. */
static void fill_symbols(Elf64_Sym *sym, char *strtab, const struct shape *shape)
{
	u32 at = 1;

	sym++;
	for (u64 i = 0; i < OWN_SYMBOLS; i++)
		*sym++ = (Elf64_Sym){.st_info = STB_LOCAL << 4 | STT_NOTYPE, .st_shndx = TEXT};
	for (u64 i = 0; i < shape->names + shape->imports; i++, sym++) {
		bool import = i >= shape->names;

		sym->st_name = at;
		sym->st_shndx = import ? SHN_UNDEF : TEXT;
		sym->st_info = import ? STB_GLOBAL << 4 : STB_LOCAL << 4 | STT_FUNC;
		sym->st_value = import ? 0 : i * 7919 % shape->names * STRIDE;
		import_name(strtab + at, import ? i - shape->names : i);
		at += strlen(strtab + at) + 1;
	}
}

static void fill_relocs(Elf64_Rela *rela, u64 num)
{
	for (u64 i = 0; i < num; i++)
		rela[i] = (Elf64_Rela){
			.r_offset = i * STRIDE,
			.r_info = (1 + i % OWN_SYMBOLS) << 32 | type_of(i),
			.r_addend = 16,
		};
}

/* In the order of the imports, as the build of a module has them, or from the last to the first. */
static void fill_versions(struct load_version *version, const struct shape *shape)
{
	for (u64 i = 0; i < shape->imports; i++) {
		u64 import = shape->reversed ? shape->imports - 1 - i : i;

		version[i].crc = import_crc(import);
		import_name(version[i].name, import);
	}
}

/* The offset of name i in "names". */
static u32 name_offset(unsigned int i)
{
	const char *s = names;

	while (i--)
		s += strlen(s) + 1;
	return s - names;
}

static void fill_headers(Elf64_Shdr *sec, const struct shape *shape)
{
	const u64 text = (shape->relocs + shape->names + 1) * STRIDE;
	const u64 named = shape->names + shape->imports, symbols = 1 + OWN_SYMBOLS + named;
	u64 offset = sizeof(Elf64_Ehdr);
	/* clang-format off */
	const Elf64_Shdr headers[NUM_SECTIONS] = {
		[TEXT] = {.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
			  .sh_size = text},
		[RELA] = {.sh_type = SHT_RELA, .sh_size = shape->relocs * sizeof(Elf64_Rela),
			  .sh_entsize = sizeof(Elf64_Rela), .sh_link = SYMTAB, .sh_info = TEXT},
		[DATA] = {.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_WRITE,
			  .sh_size = shape->bytes},
		[MODULE] = {.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_WRITE,
			    .sh_size = 64},
		[VERSIONS] = {.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC,
			      .sh_size = shape->imports * sizeof(struct load_version)},
		[SYMTAB] = {.sh_type = SHT_SYMTAB, .sh_size = symbols * sizeof(Elf64_Sym),
			    .sh_entsize = sizeof(Elf64_Sym), .sh_link = STRTAB,
			    .sh_info = 1 + OWN_SYMBOLS + shape->names},
		[STRTAB] = {.sh_type = SHT_STRTAB, .sh_size = 1 + named * IMPORT_NAME_SIZE},
		[SHSTRTAB] = {.sh_type = SHT_STRTAB, .sh_size = sizeof(names)},
	};
	/* clang-format on */

	for (unsigned int i = 1; i < NUM_SECTIONS; i++) {
		sec[i] = headers[i];
		sec[i].sh_name = name_offset(i);
		sec[i].sh_addralign = 8;
		sec[i].sh_offset = offset;
		offset += (sec[i].sh_size + 7) & ~7ULL;
	}
}

void *make_image(const struct shape *shape, u64 *len)
{
	Elf64_Shdr sec[NUM_SECTIONS] = {0};
	u64 shoff;
	u8 *image;

	fill_headers(sec, shape);
	shoff = sec[SHSTRTAB].sh_offset + ((sizeof(names) + 7) & ~7ULL);
	*len = shoff + sizeof(sec);
	image = calloc(1, *len);
	if (!image)
		err(1, "no memory");
	*(Elf64_Ehdr *)image = (Elf64_Ehdr){
		.e_ident = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
			    EV_CURRENT},
		.e_type = ET_REL,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_shoff = shoff,
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = NUM_SECTIONS,
		.e_shstrndx = SHSTRTAB,
	};
	memcpy(image + shoff, sec, sizeof(sec));
	memcpy(image + sec[SHSTRTAB].sh_offset, names, sizeof(names));
	fill_symbols((void *)(image + sec[SYMTAB].sh_offset), (char *)image + sec[STRTAB].sh_offset,
		     shape);
	fill_versions((void *)(image + sec[VERSIONS].sh_offset), shape);
	fill_relocs((void *)(image + sec[RELA].sh_offset), shape->relocs);
	return image;
}
