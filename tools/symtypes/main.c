// SPDX-License-Identifier: MIT
/*
 * symtypes: the versions of what an object of the kernel exports.
 *
 *	symtypes OBJECT.o	a line SYMBOL_CRC(name, 0x..., "" or "_gpl"); for each exported
 *				symbol (linux/export-internal.h)
 *	symtypes --dump SYMBOL FILE
 *				the text that SYMBOL's version is the CRC-32 of. Two such texts,
 *				compared, tell why a version changed. FILE may be the linked
 *				kernel or a module as well.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

#include "elffile.h"
#include "symtypes.h"

#define KSYMTAB "__ksymtab_"

static void print_piece(void *arg, const char *text, size_t len)
{
	fwrite(text, 1, len, arg);
}

static void dump(const char *symbol, const char *path)
{
	struct symtypes *s = symtypes_open(path);

	if (!symtypes_text(s, symbol, print_piece, stdout))
		die("%s exports no symbol '%s', or it was compiled without -g", path, symbol);
	symtypes_close(s);
}

static bool is_export(const struct elf_file *file, const Elf64_Sym *sym)
{
	return strncmp(elf_symbol_name(file, sym), KSYMTAB, strlen(KSYMTAB)) == 0 &&
	       elf_symbol_section(file, sym);
}

static void print_version(struct symtypes *s, const struct elf_file *file, const Elf64_Sym *sym)
{
	const char *name = elf_symbol_name(file, sym) + strlen(KSYMTAB);
	const char *section = elf_section_name(file, elf_symbol_section(file, sym));
	uint32_t crc;

	if (!symtypes_crc(s, name, &crc))
		die("%s: EXPORT symbol \"%s\" has no type: compile it with -g", file->path, name);
	printf("SYMBOL_CRC(%s, 0x%08x, \"%s\");\n", name, crc,
	       strncmp(section, "___ksymtab_gpl+", strlen("___ksymtab_gpl+")) == 0 ? "_gpl" : "");
}

static void print_versions(const char *path)
{
	struct symtypes *s = NULL;
	struct elf_file file;

	elf_open(&file, path);
	for (size_t n = 1; n < file.nr_symbols; n++) {
		if (!is_export(&file, &file.symbols[n]))
			continue;
		/* Most objects export nothing, and their DWARF is never read. */
		if (!s)
			s = symtypes_open(path);
		print_version(s, &file, &file.symbols[n]);
	}
	if (s)
		symtypes_close(s);
	elf_close(&file);
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "--dump") == 0)
		dump(argv[2], argv[3]);
	else if (argc == 2 && argv[1][0] != '-')
		print_versions(argv[1]);
	else
		die("usage: symtypes OBJECT | symtypes --dump SYMBOL FILE");
	if (fflush(stdout) != 0)
		die("cannot write");
	return 0;
}
