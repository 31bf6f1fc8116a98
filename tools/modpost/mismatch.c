// SPDX-License-Identifier: MIT
/*
 * Section mismatches: references from code and data that stay to code and data that go. What is
 * __init is gone when init has returned, what is __exit may never have been there, and whoever uses
 * such a place later reads or runs whatever came there since.
 *
 * What the relocations say is all that there is to go by, so a reference that is only ever used in
 * time is reported, too. Its author says so with __ref or __refdata, or by the name of the object,
 * for those that a driver's core is known to use in time: the rules and the words are Linux's.
 */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"
#include "modpost.h"

#define UNKNOWN "(unknown)"

typedef const char *const patterns[];

static patterns text = {".text",	 ".text.unlikely", ".sched.text", ".kprobes.text",
			".cpuidle.text", ".noinstr.text",  NULL};
static patterns data = {".data", ".data.rel", NULL};
static patterns init = {".init.*", ".meminit.*", NULL};
static patterns exit_ = {".exit.*", ".memexit.*", NULL};
static patterns init_and_exit = {".init.*", ".meminit.*", ".exit.*", ".memexit.*", NULL};
static patterns exports = {"___ksymtab+*", "___ksymtab_gpl+*", NULL};

/* Objects that a driver's core uses in time only. */
static patterns trusted = {"*driver", "*_template",  "*_timer",	  "*_sht", "*_ops",
			   "*_probe", "*_probe_one", "*_console", NULL};

static const struct rule {
	const char *const *from;
	const char *const *to;
	const char *const *but_from; /* symbols that may */
} rules[] = {
	{text, init_and_exit, NULL}, {data, init_and_exit, trusted}, {init, exit_, NULL},
	{exit_, init, NULL},	     {exports, init_and_exit, NULL},
};

static bool matches(const char *name, const char *const *pattern)
{
	for (; pattern && *pattern; pattern++) {
		if (fnmatch(*pattern, name, 0) == 0)
			return true;
	}
	return false;
}

/* The function or object of SECTION that ADDR lies in; UNKNOWN if none begins before it. */
static const char *symbol_at(const struct elf_file *file, const Elf64_Shdr *section, uint64_t addr)
{
	const Elf64_Sym *best = NULL;

	for (size_t n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];
		int type = ELF64_ST_TYPE(sym->st_info);

		if ((type == STT_FUNC || type == STT_OBJECT || type == STT_NOTYPE) &&
		    elf_symbol_section(file, sym) == section && sym->st_value <= addr &&
		    *elf_symbol_name(file, sym) && (!best || sym->st_value > best->st_value))
			best = sym;
	}
	return best ? elf_symbol_name(file, best) : UNKNOWN;
}

/* A local symbol has become its section and a distance, which in code counts from four bytes on. */
static const char *target_name(const struct elf_file *file, const Elf64_Rela *r,
			       const Elf64_Sym *sym)
{
	uint64_t addr = sym->st_value + r->r_addend;

	if (ELF64_ST_TYPE(sym->st_info) != STT_SECTION)
		return elf_symbol_name(file, sym);
	if (ELF64_R_TYPE(r->r_info) == R_X86_64_PC32 || ELF64_R_TYPE(r->r_info) == R_X86_64_PLT32)
		addr += 4;
	return symbol_at(file, elf_symbol_section(file, sym), addr);
}

static const struct rule *broken_rule(const char *from, const char *to)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (matches(from, rules[i].from) && matches(to, rules[i].to))
			return &rules[i];
	}
	return NULL;
}

/*
 * Functions and variables of other objects that lie where they will be gone, and their sections.
 * Not the linker script's own symbols: those are for whoever frees the sections.
 */
static const struct passing {
	const char *symbol;
	const char *section;
} * elsewhere;
static size_t nr_elsewhere;

static int by_symbol(const void *left, const void *right)
{
	const struct passing *a = left, *b = right;

	return strcmp(a->symbol, b->symbol);
}

static const char *section_of_target(const struct elf_file *file, const Elf64_Sym *sym)
{
	const Elf64_Shdr *section = elf_symbol_section(file, sym);
	struct passing key = {.symbol = elf_symbol_name(file, sym)}, *found = NULL;

	if (section)
		return elf_section_name(file, section);
	if (sym->st_shndx == SHN_UNDEF && nr_elsewhere)
		found = bsearch(&key, elsewhere, nr_elsewhere, sizeof(key), by_symbol);
	return found ? found->section : NULL;
}

static void check_reference(const struct module *mod, const struct elf_file *file,
			    const Elf64_Shdr *section, const Elf64_Rela *r)
{
	const Elf64_Sym *sym = &file->symbols[ELF64_R_SYM(r->r_info)];
	const char *from = elf_section_name(file, section), *to = section_of_target(file, sym);
	const struct rule *rule = to ? broken_rule(from, to) : NULL;
	const char *from_name, *to_name;

	if (!rule)
		return;
	from_name = symbol_at(file, section, r->r_offset);
	to_name = target_name(file, r, sym);
	if (matches(from_name, rule->but_from))
		return;
	if (rule->from == exports)
		warning("%s: EXPORT_SYMBOL used for init/exit symbol: %s (section: %s)",
			mod->object, to_name, to);
	else
		warning("%s: section mismatch in reference: %s (section: %s) -> %s (section: %s)",
			mod->object, from_name, from, to_name, to);
}

void check_sections(const struct module *mod, const struct elf_file *file)
{
	for (unsigned int i = 1; i < file->nr_sections; i++) {
		const Elf64_Shdr *rela = &file->sections[i];
		const Elf64_Rela *r;

		if (rela->sh_type != SHT_RELA || rela->sh_info >= file->nr_sections ||
		    !(file->sections[rela->sh_info].sh_flags & SHF_ALLOC))
			continue;
		r = (const void *)(file->bytes + rela->sh_offset);
		for (size_t n = rela->sh_size / sizeof(*r); n > 0; n--, r++) {
			if (ELF64_R_SYM(r->r_info) >= file->nr_symbols)
				die("%s: a relocation of section %u has no symbol", file->path, i);
			check_reference(mod, file, &file->sections[rela->sh_info], r);
		}
	}
}

void check_kernel_sections(const struct elf_file *kernel, char **objects, size_t count)
{
	struct passing *table = allocate((kernel->nr_symbols + 1) * sizeof(*table));
	const struct module vmlinux = {.object = "vmlinux.o"};

	for (size_t n = 1; n < kernel->nr_symbols; n++) {
		const Elf64_Sym *sym = &kernel->symbols[n];
		const Elf64_Shdr *section = elf_symbol_section(kernel, sym);
		int type = ELF64_ST_TYPE(sym->st_info);

		if (section && (type == STT_FUNC || type == STT_OBJECT) &&
		    ELF64_ST_BIND(sym->st_info) != STB_LOCAL &&
		    matches(elf_section_name(kernel, section), init_and_exit))
			table[nr_elsewhere++] = (struct passing){elf_symbol_name(kernel, sym),
								 elf_section_name(kernel, section)};
	}
	if (nr_elsewhere)
		qsort(table, nr_elsewhere, sizeof(*table), by_symbol);
	elsewhere = table;
	for (size_t n = 0; n < count; n++) {
		struct elf_file file;

		elf_open(&file, objects[n]);
		check_sections(&vmlinux, &file);
		elf_close(&file);
	}
	elsewhere = NULL;
	nr_elsewhere = 0;
	free(table);
}
