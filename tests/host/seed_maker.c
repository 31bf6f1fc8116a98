// SPDX-License-Identifier: MIT
/*
 * seed_maker DIR: writes the fuzzer's first inputs, small modules that load and between them have
 * everything that the core looks at. `make seeds` puts them into seeds/core, where they are kept,
 * with inputs that the fuzzer found.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bare_env.h"
#include "elf_builder.h"

#define AX (SHF_ALLOC | SHF_EXECINSTR)
#define AW (SHF_ALLOC | SHF_WRITE)

/* What every module has: struct module, with a relocation for init, and .modinfo. */
static void add_module(struct elf_builder *b, unsigned int *mod)
{
	static const char modinfo[] = "license=GPL\0name=m\0vermagic=6.1.0\0alias=a\0alias=b";

	*mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, AW, BARE_MODULE_SIZE);
	elf_align(b, *mod, 64);
	elf_section_data(b, ".modinfo", SHT_PROGBITS, SHF_ALLOC, modinfo, sizeof(modinfo));
}

static struct image smallest(void)
{
	struct elf_builder *b = elf_new();
	unsigned int mod;

	add_module(b, &mod);
	elf_symbol(b, "m", STB_GLOBAL, STT_OBJECT, mod, 0, BARE_MODULE_SIZE);
	return elf_build(b);
}

/* Every relocation type, to every kind of symbol. */
static struct image relocations(void)
{
	struct elf_builder *b = elf_new();
	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, AX, 48);
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, AW, 24);
	unsigned int init = elf_section(b, ".init.text", SHT_PROGBITS, AX, 8);
	unsigned int mod, data_sym, f, far, absolute, weak;

	add_module(b, &mod);
	data_sym = elf_symbol(b, "", STB_LOCAL, STT_SECTION, data, 0, 0);
	f = elf_symbol(b, "f", STB_LOCAL, STT_FUNC, init, 0, 8);
	absolute = elf_symbol(b, "n", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0x1234, 0);
	far = elf_symbol(b, "printk", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
	weak = elf_symbol(b, BARE_ABSENT, STB_WEAK, STT_NOTYPE, SHN_UNDEF, 0, 0);
	elf_reloc(b, text, 1, R_X86_64_PLT32, far, -4);
	elf_reloc(b, text, 8, R_X86_64_32S, data_sym, 4);
	elf_reloc(b, text, 16, R_X86_64_PC32, data_sym, -4);
	elf_reloc(b, text, 24, R_X86_64_32, absolute, 1);
	elf_reloc(b, text, 32, R_X86_64_64, weak, 0);
	elf_reloc(b, data, 0, R_X86_64_64, far, 0);
	elf_reloc(b, data, 8, R_X86_64_PC64, f, 0);
	elf_reloc(b, data, 16, R_X86_64_NONE, 0, 0);
	elf_reloc(b, mod, BARE_MODULE_INIT, R_X86_64_64, f, 0);
	return elf_build(b);
}

/* Every class of section, and some that are not loaded. */
static struct image sections(void)
{
	struct elf_builder *b = elf_new();
	unsigned int mod, bss, percpu, note, i;

	elf_section(b, ".text", SHT_PROGBITS, AX, 3);
	elf_section(b, ".text.unlikely", SHT_PROGBITS, AX, 5);
	elf_section(b, ".rodata", SHT_PROGBITS, SHF_ALLOC, 7);
	elf_section(b, ".data..ro_after_init", SHT_PROGBITS, AW, 8);
	bss = elf_section(b, ".bss", SHT_NOBITS, AW, 100);
	elf_section(b, ".init.text", SHT_PROGBITS, AX, 9);
	elf_section(b, ".init.data", SHT_PROGBITS, AW, 4);
	elf_section(b, ".exit.text", SHT_PROGBITS, AX, 2);
	percpu = elf_section(b, ".data..percpu", SHT_PROGBITS, AW, 16);
	elf_section(b, "__param", SHT_PROGBITS, SHF_ALLOC, 80);
	elf_section(b, "__versions", SHT_PROGBITS, SHF_ALLOC, 64);
	note = elf_section(b, ".note", SHT_NOTE, SHF_ALLOC, 4);
	elf_section(b, ".comment", SHT_PROGBITS, SHF_MERGE | SHF_STRINGS, 4);
	elf_section(b, ".text.empty", SHT_PROGBITS, AX, 0);
	add_module(b, &mod);
	elf_align(b, bss, 4096);
	elf_align(b, note, 0);
	for (i = 1; i < 9; i++)
		elf_symbol(b, i % 2 ? "a" : "bb", STB_LOCAL, i % 3, i, i % 3, i / 3);
	elf_symbol(b, "p", STB_GLOBAL, STT_OBJECT, percpu, 8, 8);
	elf_symbol(b, "w", STB_WEAK, STT_OBJECT, bss, 8, 8);
	return elf_build(b);
}

static void write_seed(const char *dir, const char *name, struct image image)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f || fwrite(image.data, 1, image.len, f) != image.len || fclose(f))
		err(1, "%s", path);
	free(image.data);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		errx(2, "usage: seed_maker DIR");
	write_seed(argv[1], "smallest", smallest());
	write_seed(argv[1], "relocations", relocations());
	write_seed(argv[1], "sections", sections());
	return 0;
}
