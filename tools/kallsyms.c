// SPDX-License-Identifier: MIT
/*
 * kallsyms: the kernel's own symbol table, as assembler source.
 *
 *	kallsyms graft.elf	the table of that kernel's symbols, to standard output
 *	kallsyms --empty	a table of none, for the first pass of the link
 *
 * The kernel looks itself up in what this writes (kernel/module/kallsyms.c):
 *
 *	kallsyms_num_syms	u32	how many
 *	kallsyms_offsets[]	u32	each symbol's address - _text, ascending
 *	kallsyms_name_offsets[]	u32	where in kallsyms_names its name begins
 *	kallsyms_names[]	bytes	a type letter as nm prints it, then the name, then NUL
 *
 * Left out: what lies below _text (boot code that runs at its physical address), absolute
 * symbols, the compiler's and the assembler's own labels, and the names of the export tables'
 * entries. Of several symbols at one address the kernel takes the first, so the one a reader
 * would expect comes first: a function or object with a size, global, with fewest underscores.
 */
#include "elffile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	uint64_t addr;
	const Elf64_Sym *sym;
	const char *name;
	char type;
};

/* The letter that nm(1) gives a symbol of this section; lower case when it is local. */
static char type_letter(const Elf64_Sym *sym, const Elf64_Shdr *section)
{
	char upper;

	if (ELF64_ST_BIND(sym->st_info) == STB_WEAK)
		return ELF64_ST_TYPE(sym->st_info) == STT_OBJECT ? 'V' : 'W';
	if (section->sh_flags & SHF_EXECINSTR)
		upper = 'T';
	else if (section->sh_type == SHT_NOBITS)
		upper = 'B';
	else if (section->sh_flags & SHF_WRITE)
		upper = 'D';
	else
		upper = 'R';
	return ELF64_ST_BIND(sym->st_info) == STB_LOCAL ? upper - 'A' + 'a' : upper;
}

static bool starts_with(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

static bool wanted(const struct elf_file *file, const Elf64_Sym *sym, uint64_t text)
{
	static const char *const internal[] = {
		".L", "$", "__ksymtab_", "__kstrtab_", "__kstrtabns_", "__crc_", "__UNIQUE_ID_"};
	const Elf64_Shdr *section = elf_symbol_section(file, sym);
	const char *name = elf_symbol_name(file, sym);
	int type = ELF64_ST_TYPE(sym->st_info);
	size_t i;

	if (!section || !(section->sh_flags & SHF_ALLOC) || sym->st_value < text || !*name)
		return false;
	if (type != STT_FUNC && type != STT_OBJECT && type != STT_NOTYPE)
		return false;
	for (i = 0; i < sizeof(internal) / sizeof(internal[0]); i++) {
		if (starts_with(name, internal[i]))
			return false;
	}
	return true;
}

static int by_address(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int bind_a = ELF64_ST_BIND(a->sym->st_info), bind_b = ELF64_ST_BIND(b->sym->st_info);
	bool sized_a = a->sym->st_size != 0, sized_b = b->sym->st_size != 0;
	size_t under_a = strspn(a->name, "_"), under_b = strspn(b->name, "_");

	if (a->addr != b->addr)
		return a->addr < b->addr ? -1 : 1;
	if (sized_a != sized_b)
		return sized_a ? -1 : 1;
	if ((bind_a == STB_GLOBAL) != (bind_b == STB_GLOBAL))
		return bind_a == STB_GLOBAL ? -1 : 1;
	if (under_a != under_b)
		return under_a < under_b ? -1 : 1;
	return strcmp(a->name, b->name);
}

static struct entry *collect(const struct elf_file *file, uint64_t text, size_t *count)
{
	struct entry *entries = calloc(file->nr_symbols + 1, sizeof(*entries));
	size_t n, used = 0;

	if (!entries)
		die("out of memory");
	for (n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];

		if (!wanted(file, sym, text))
			continue;
		entries[used++] = (struct entry){
			.addr = sym->st_value,
			.sym = sym,
			.name = elf_symbol_name(file, sym),
			.type = type_letter(sym, elf_symbol_section(file, sym)),
		};
	}
	qsort(entries, used, sizeof(*entries), by_address);
	*count = used;
	return entries;
}

static void label(const char *name)
{
	printf("\t.balign 8\n\t.globl %s\n\t.type %s, @object\n%s:\n", name, name, name);
}

static void write_table(const struct entry *entries, size_t count, uint64_t text)
{
	size_t i, at = 0;

	printf("\t.section .rodata.kallsyms, \"a\", @progbits\n");
	label("kallsyms_num_syms");
	printf("\t.long %zu\n", count);
	label("kallsyms_offsets");
	for (i = 0; i < count; i++) {
		if (entries[i].addr - text > UINT32_MAX)
			die("%s lies more than 4 GiB above _text", entries[i].name);
		printf("\t.long 0x%llx\n", (unsigned long long)(entries[i].addr - text));
	}
	label("kallsyms_name_offsets");
	for (i = 0; i < count; i++) {
		printf("\t.long %zu\n", at);
		at += strlen(entries[i].name) + 2;
	}
	label("kallsyms_names");
	for (i = 0; i < count; i++)
		printf("\t.asciz \"%c%s\"\n", entries[i].type, entries[i].name);
	printf("\t.section .note.GNU-stack, \"\", @progbits\n");
}

int main(int argc, char **argv)
{
	const Elf64_Sym *text;
	struct entry *entries;
	struct elf_file file;
	size_t count;

	if (argc != 2)
		die("usage: kallsyms graft.elf | --empty");
	if (strcmp(argv[1], "--empty") == 0) {
		write_table(NULL, 0, 0);
		return 0;
	}
	elf_open(&file, argv[1]);
	text = elf_symbol(&file, "_text");
	if (!text)
		die("%s: no symbol _text to count from", argv[1]);
	entries = collect(&file, text->st_value, &count);
	write_table(entries, count, text->st_value);
	if (fflush(stdout) != 0)
		die("cannot write the table");
	free(entries);
	elf_close(&file);
	return 0;
}
