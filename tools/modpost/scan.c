// SPDX-License-Identifier: MIT
/*
 * What an object file says about itself: its imports, its exports, its licence, and whether it
 * has an init and an exit.
 *
 * An export of the symbol foo is a structure in the table ___ksymtab+foo or ___ksymtab_gpl+foo,
 * labelled __ksymtab_foo; its namespace is the string at __kstrtabns_foo (linux/export.h). In
 * the linked kernel the structures have become two tables, between __start___ksymtab[_gpl] and
 * __stop___ksymtab[_gpl].
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <stdlib.h>
#include <string.h>

#include "elffile.h"
#include "symtypes/symtypes.h"

#define KSYMTAB "__ksymtab_"

static bool starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* The string that SYM labels; "" if it labels none. */
static const char *string_at(const struct elf_file *file, const Elf64_Sym *sym)
{
	const Elf64_Shdr *s = sym ? elf_symbol_section(file, sym) : NULL;
	uint64_t off;

	if (!s || s->sh_type == SHT_NOBITS)
		return "";
	/* In a linked file a symbol's value is its address, before that its place in the section.
	 */
	off = sym->st_value - s->sh_addr;
	if (off >= s->sh_size || !memchr(file->bytes + s->sh_offset + off, 0, s->sh_size - off))
		die("%s: %s: its string is not in its section", file->path,
		    elf_symbol_name(file, sym));
	return strdup((const char *)file->bytes + s->sh_offset + off);
}

static const char *name_space_of(const struct elf_file *file, const char *name)
{
	char *label = format("__kstrtabns_%s", name);
	const char *name_space = string_at(file, elf_symbol(file, label));

	free(label);
	return name_space;
}

/* The kernel's version of NAME, which its link gathered from the objects (linux/export-internal.h).
 */
static uint32_t kernel_crc_of(const struct elf_file *file, const char *name)
{
	char *label = format("__crc_%s", name);
	const Elf64_Sym *sym = elf_symbol(file, label);
	const void *crc = sym ? elf_at_address(file, sym->st_value, sizeof(uint32_t)) : NULL;
	uint32_t value;

	if (!crc)
		die("%s: export %s has no version", file->path, name);
	memcpy(&value, crc, sizeof(value));
	free(label);
	return value;
}

void scan_kernel(const char *path, char **objects, size_t count)
{
	const Elf64_Sym *gpl_start, *gpl_stop;
	struct elf_file file;
	size_t n;

	elf_open(&file, path);
	gpl_start = elf_symbol(&file, "__start___ksymtab_gpl");
	gpl_stop = elf_symbol(&file, "__stop___ksymtab_gpl");
	if (!gpl_start || !gpl_stop)
		die("%s: no table of exports: is it the kernel?", path);
	for (n = 1; n < file.nr_symbols; n++) {
		const Elf64_Sym *sym = &file.symbols[n];
		const char *name = elf_symbol_name(&file, sym);

		if (!starts_with(name, KSYMTAB) || !elf_symbol_section(&file, sym))
			continue;
		name = strdup(name + strlen(KSYMTAB));
		add_export(&(struct export){
			.name = name,
			.owner = "vmlinux",
			.name_space = name_space_of(&file, name),
			.crc = kernel_crc_of(&file, name),
			.gpl_only = sym->st_value >= gpl_start->st_value &&
				    sym->st_value < gpl_stop->st_value,
			.is_ours = true,
		});
	}
	check_kernel_sections(&file, objects, count);
	elf_close(&file);
}

bool license_is_free(const char *license)
{
	static const char *const free_licenses[] = {
		"GPL",		"GPL v2",	"GPL and additional rights",
		"Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL",
	};
	size_t i;

	for (i = 0; i < sizeof(free_licenses) / sizeof(free_licenses[0]); i++) {
		if (strcmp(license, free_licenses[i]) == 0)
			return true;
	}
	return false;
}

/* .modinfo is "tag=text" strings, each ended by one or more NULs. */
static void scan_modinfo(struct module *mod, const struct elf_file *file)
{
	const Elf64_Shdr *s = elf_section(file, ".modinfo");
	const char *at, *end;
	size_t spaces = 0;

	mod->import_ns = allocate(sizeof(*mod->import_ns));
	if (!s || s->sh_type == SHT_NOBITS || s->sh_size == 0)
		return;
	at = (const char *)file->bytes + s->sh_offset;
	end = at + s->sh_size;
	if (end[-1] != '\0')
		die("%s: .modinfo does not end in a NUL", file->path);
	for (; at < end; at += strlen(at) + 1) {
		if (starts_with(at, "license=")) {
			const char *license = at + strlen("license=");

			if (!mod->license || license_is_free(mod->license))
				mod->license = strdup(license);
		} else if (starts_with(at, "version=")) {
			mod->has_version = true;
		} else if (starts_with(at, "import_ns=")) {
			mod->import_ns =
				realloc(mod->import_ns, (spaces + 2) * sizeof(*mod->import_ns));
			if (!mod->import_ns)
				die("out of memory");
			mod->import_ns[spaces++] = strdup(at + strlen("import_ns="));
			mod->import_ns[spaces] = NULL;
		}
	}
}

/* Of a module compiled without -g, the versions are 0: no other version of it will do, either. */
static uint32_t module_crc_of(const struct module *mod, struct symtypes *types, const char *name)
{
	uint32_t crc;

	if (symtypes_crc(types, name, &crc))
		return crc;
	warning("EXPORT symbol \"%s\" [%s.ko] version generation failed, symbol will not be "
		"versioned.\nIs \"%s\" prototyped in <asm/asm-prototypes.h>, and was [%s.ko] "
		"compiled with -g?",
		name, mod->path, name, mod->path);
	return 0;
}

/* Another file's declaration of the symbol means another symbol, then. */
static bool is_local(const struct elf_file *file, const char *name)
{
	const Elf64_Sym *sym = elf_symbol(file, name);

	return sym && ELF64_ST_BIND(sym->st_info) == STB_LOCAL;
}

static void scan_export(struct module *mod, const struct elf_file *file, struct symtypes *types,
			const Elf64_Sym *sym)
{
	const char *name = strdup(elf_symbol_name(file, sym) + strlen(KSYMTAB));
	const char *section = elf_section_name(file, elf_symbol_section(file, sym));

	if (is_local(file, name))
		error("\"%s\" [%s] is a static EXPORT_SYMBOL", name, mod->path);
	mod->exports = realloc(mod->exports, (mod->nr_exports + 1) * sizeof(*mod->exports));
	if (!mod->exports)
		die("out of memory");
	mod->exports[mod->nr_exports++] = add_export(&(struct export){
		.name = name,
		.owner = mod->path,
		.name_space = name_space_of(file, name),
		.crc = module_crc_of(mod, types, name),
		.gpl_only = starts_with(section, "___ksymtab_gpl+"),
		.is_ours = true,
	});
}

static void scan_exports(struct module *mod, const struct elf_file *file)
{
	struct symtypes *types = NULL;
	size_t n;

	for (n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];

		if (!starts_with(elf_symbol_name(file, sym), KSYMTAB) ||
		    !elf_symbol_section(file, sym))
			continue;
		if (!types)
			types = symtypes_open(file->path);
		scan_export(mod, file, types, sym);
	}
	if (types)
		symtypes_close(types);
}

static void scan_symbols(struct module *mod, const struct elf_file *file)
{
	struct import **last = &mod->imports;
	size_t n;

	for (n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];
		const char *name = elf_symbol_name(file, sym);

		if (sym->st_shndx == SHN_UNDEF) {
			/* modpost writes __this_module itself; the other is a linker's notion. */
			if (!*name || strcmp(name, "__this_module") == 0 ||
			    strcmp(name, "_GLOBAL_OFFSET_TABLE_") == 0)
				continue;
			*last = allocate(sizeof(**last));
			(*last)->name = strdup(name);
			(*last)->weak = ELF64_ST_BIND(sym->st_info) == STB_WEAK;
			last = &(*last)->next;
		} else if (sym->st_shndx == SHN_COMMON) {
			warning("\"%s\" [%s] is COMMON symbol", name, mod->path);
		} else if (strcmp(name, "init_module") == 0) {
			mod->has_init = true;
		} else if (strcmp(name, "cleanup_module") == 0) {
			mod->has_exit = true;
		}
	}
}

void scan_module(struct module *mod, const char *object)
{
	struct elf_file file;
	char *name;

	if (!ends_with(object, ".o"))
		die("%s: a module's object ends in .o", object);
	mod->object = object;
	mod->path = strndup(object, strlen(object) - strlen(".o"));
	name = strdup(basename(mod->path));
	mod->name = name;
	for (; *name; name++) {
		if (*name == '-')
			*name = '_';
	}
	elf_open(&file, object);
	if (file.header->e_type != ET_REL)
		die("%s: not a relocatable object", object);
	scan_modinfo(mod, &file);
	scan_symbols(mod, &file);
	scan_exports(mod, &file);
	scan_devices(mod, &file);
	check_sections(mod, &file);
	elf_close(&file);
}
