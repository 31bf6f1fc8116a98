// SPDX-License-Identifier: MIT
/*
 * The reader that elffile.h describes. Formats: System V gABI, chapters 4 and 5.
 */
#define _GNU_SOURCE
#include "elffile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void die(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void map_file(struct elf_file *file)
{
	int fd = open(file->path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *map;

	if (fd < 0 || fstat(fd, &st) != 0)
		die("%s: %s", file->path, strerror(errno));
	if ((size_t)st.st_size < sizeof(Elf64_Ehdr))
		die("%s: too short to be an ELF file", file->path);
	map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (map == MAP_FAILED)
		die("%s: %s", file->path, strerror(errno));
	close(fd);
	file->bytes = map;
	file->size = st.st_size;
}

static bool inside(const struct elf_file *file, uint64_t off, uint64_t len)
{
	return off <= file->size && len <= file->size - off;
}

/* A string table must end in NUL, so that every index into it names a terminated string. */
static const char *string_table(const struct elf_file *file, unsigned int index)
{
	const Elf64_Shdr *s;

	if (index == 0 || index >= file->nr_sections)
		die("%s: no string table in section %u", file->path, index);
	s = &file->sections[index];
	if (s->sh_type != SHT_STRTAB || s->sh_size == 0 ||
	    file->bytes[s->sh_offset + s->sh_size - 1] != '\0')
		die("%s: section %u is no string table", file->path, index);
	return (const char *)file->bytes + s->sh_offset;
}

static void check_sections(struct elf_file *file)
{
	const Elf64_Ehdr *h = file->header;
	unsigned int i;

	if (h->e_shentsize != sizeof(Elf64_Shdr) || h->e_shnum == 0 ||
	    !inside(file, h->e_shoff, (uint64_t)h->e_shnum * sizeof(Elf64_Shdr)))
		die("%s: bad section header table", file->path);
	file->sections = (const void *)(file->bytes + h->e_shoff);
	file->nr_sections = h->e_shnum;
	for (i = 1; i < file->nr_sections; i++) {
		const Elf64_Shdr *s = &file->sections[i];

		if (s->sh_type != SHT_NOBITS && !inside(file, s->sh_offset, s->sh_size))
			die("%s: section %u reaches past the end", file->path, i);
	}
	file->section_names = string_table(file, h->e_shstrndx);
	for (i = 1; i < file->nr_sections; i++) {
		if (file->sections[i].sh_name >= file->sections[h->e_shstrndx].sh_size)
			die("%s: section %u has no name", file->path, i);
	}
}

static void check_symbols(struct elf_file *file)
{
	const Elf64_Shdr *symtab = NULL;
	unsigned int i;
	size_t n;

	for (i = 1; i < file->nr_sections && !symtab; i++) {
		if (file->sections[i].sh_type == SHT_SYMTAB)
			symtab = &file->sections[i];
	}
	if (!symtab)
		return;
	file->symbol_names = string_table(file, symtab->sh_link);
	file->symbols = (const void *)(file->bytes + symtab->sh_offset);
	file->nr_symbols = symtab->sh_size / sizeof(Elf64_Sym);
	for (n = 0; n < file->nr_symbols; n++) {
		if (file->symbols[n].st_name >= file->sections[symtab->sh_link].sh_size)
			die("%s: symbol %zu has no name", file->path, n);
	}
}

void elf_open(struct elf_file *file, const char *path)
{
	const Elf64_Ehdr *h;

	memset(file, 0, sizeof(*file));
	file->path = path;
	map_file(file);
	h = file->header = (const void *)file->bytes;
	if (memcmp(h->e_ident, ELFMAG, SELFMAG) != 0 || h->e_ident[EI_CLASS] != ELFCLASS64 ||
	    h->e_ident[EI_DATA] != ELFDATA2LSB || h->e_machine != EM_X86_64)
		die("%s: not an ELF file for x86-64", path);
	check_sections(file);
	check_symbols(file);
}

void elf_close(struct elf_file *file)
{
	munmap((void *)file->bytes, file->size);
	memset(file, 0, sizeof(*file));
}

const char *elf_section_name(const struct elf_file *file, const Elf64_Shdr *section)
{
	return file->section_names + section->sh_name;
}

const Elf64_Shdr *elf_section(const struct elf_file *file, const char *name)
{
	unsigned int i;

	for (i = 1; i < file->nr_sections; i++) {
		if (strcmp(elf_section_name(file, &file->sections[i]), name) == 0)
			return &file->sections[i];
	}
	return NULL;
}

const Elf64_Shdr *elf_symbol_section(const struct elf_file *file, const Elf64_Sym *sym)
{
	if (sym->st_shndx == SHN_UNDEF || sym->st_shndx >= file->nr_sections)
		return NULL;
	return &file->sections[sym->st_shndx];
}

const char *elf_symbol_name(const struct elf_file *file, const Elf64_Sym *sym)
{
	return file->symbol_names + sym->st_name;
}

const Elf64_Sym *elf_symbol(const struct elf_file *file, const char *name)
{
	size_t n;

	for (n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];

		if (sym->st_shndx != SHN_UNDEF && strcmp(elf_symbol_name(file, sym), name) == 0)
			return sym;
	}
	return NULL;
}

const void *elf_at_address(const struct elf_file *file, uint64_t addr, size_t len)
{
	unsigned int i;

	for (i = 1; i < file->nr_sections; i++) {
		const Elf64_Shdr *s = &file->sections[i];

		if ((s->sh_flags & SHF_ALLOC) && s->sh_type != SHT_NOBITS && addr >= s->sh_addr &&
		    addr - s->sh_addr <= s->sh_size && len <= s->sh_size - (addr - s->sh_addr))
			return file->bytes + s->sh_offset + (addr - s->sh_addr);
	}
	return NULL;
}

const char *elf_string_at_address(const struct elf_file *file, uint64_t addr)
{
	const char *start = elf_at_address(file, addr, 1);

	if (!start || !memchr(start, '\0', file->bytes + file->size - (unsigned char *)start))
		return NULL;
	return start;
}
