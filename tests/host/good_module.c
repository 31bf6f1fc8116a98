// SPDX-License-Identifier: MIT
/*
 * A module with one of everything that the core looks at, and nothing wrong with it. Tests load it,
 * or break one thing of it.
 */
#include <stdlib.h>
#include <string.h>
#include "host_env.h"

static const char modinfo[] = "license=GPL\0"
			      "name=good\0"
			      "vermagic=6.1.0-graft SMP mod_unload ";

/* Each section's own symbol comes first, as the assembler writes them. */
struct image good_module(void)
{
	struct elf_builder *b = elf_new();
	const u64 ax = SHF_ALLOC | SHF_EXECINSTR, aw = SHF_ALLOC | SHF_WRITE;
	unsigned int text = elf_section(b, ".text", SHT_PROGBITS, ax, 64);
	unsigned int rodata = elf_section_data(b, ".rodata", SHT_PROGBITS, SHF_ALLOC, "hello\n", 7);
	unsigned int data = elf_section(b, ".data", SHT_PROGBITS, aw, 32);
	unsigned int ro_after = elf_section(b, ".data..ro_after_init", SHT_PROGBITS, aw, 8);
	unsigned int bss = elf_section(b, ".bss", SHT_NOBITS, aw, 100);
	unsigned int init = elf_section(b, ".init.text", SHT_PROGBITS, ax, 32);
	unsigned int percpu = elf_section(b, ".data..percpu", SHT_PROGBITS, aw, 16);
	unsigned int mod =
		elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS, aw, HOST_MODULE_SIZE);
	unsigned int debug = elf_section(b, ".debug_info", SHT_PROGBITS, 0, 40);
	unsigned int text_sym, rodata_sym, debug_sym, init_sym, helper, printk;

	elf_section_data(b, ".modinfo", SHT_PROGBITS, SHF_ALLOC, modinfo, sizeof(modinfo));
	elf_section(b, ".note.GNU-stack", SHT_PROGBITS, 0, 0);
	elf_align(b, mod, 64);
	elf_align(b, bss, 32);
	strcpy((char *)elf_bytes(b, mod) + 24, "good");

	text_sym = elf_symbol(b, "", STB_LOCAL, STT_SECTION, text, 0, 0);
	rodata_sym = elf_symbol(b, "", STB_LOCAL, STT_SECTION, rodata, 0, 0);
	debug_sym = elf_symbol(b, "", STB_LOCAL, STT_SECTION, debug, 0, 0);
	helper = elf_symbol(b, "helper", STB_LOCAL, STT_FUNC, text, 32, 16);
	init_sym = elf_symbol(b, "good_init", STB_LOCAL, STT_FUNC, init, 0, 32);
	elf_symbol(b, "counter", STB_LOCAL, STT_OBJECT, percpu, 0, 8);
	elf_symbol(b, "buffer", STB_GLOBAL, STT_OBJECT, bss, 0, 100);
	elf_symbol(b, "setting", STB_GLOBAL, STT_OBJECT, ro_after, 0, 8);
	elf_symbol(b, "magic", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0x1234, 0);
	printk = elf_symbol(b, "printk", STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);

	elf_reloc(b, text, 1, R_X86_64_PLT32, printk, -4);
	elf_reloc(b, text, 8, R_X86_64_32S, rodata_sym, 0);
	elf_reloc(b, text, 16, R_X86_64_PC32, helper, -4);
	elf_reloc(b, data, 0, R_X86_64_64, text_sym, 4);
	elf_reloc(b, data, 8, R_X86_64_PC64, rodata_sym, 0);
	elf_reloc(b, init, 4, R_X86_64_NONE, 0, 0);
	elf_reloc(b, mod, HOST_MODULE_INIT, R_X86_64_64, init_sym, 0);
	elf_reloc(b, debug, 4, R_X86_64_64, debug_sym, 0);
	return elf_build(b);
}
