/* SPDX-License-Identifier: MIT */
/*
 * Reading ELF64 files on the host, for the tools that look at the kernel and at modules.
 *
 * elf_open() checks the whole file once: afterwards every section header, section's bytes,
 * section name and symbol name that these functions return lies inside the file, so callers
 * check nothing again. A file that fails the check, or can't be read, ends the program with a
 * message: a tool of the build has nothing better to do.
 *
 * What is returned points into the mapped file and lives until elf_close().
 */
#ifndef TOOLS_ELFFILE_H
#define TOOLS_ELFFILE_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_file {
	const char *path;
	const unsigned char *bytes;
	size_t size;
	const Elf64_Ehdr *header;
	const Elf64_Shdr *sections;
	unsigned int nr_sections;
	const char *section_names;
	const Elf64_Sym *symbols; /* NULL when the file has no symbol table */
	size_t nr_symbols;
	const char *symbol_names;
};

/* Maps and checks PATH, which must outlive FILE. Does not return on failure. */
void elf_open(struct elf_file *file, const char *path);
void elf_close(struct elf_file *file);

/* The first section called NAME, or NULL. */
const Elf64_Shdr *elf_section(const struct elf_file *file, const char *name);
const char *elf_section_name(const struct elf_file *file, const Elf64_Shdr *section);

/* The section that SYM is defined in; NULL for undefined, absolute and common symbols. */
const Elf64_Shdr *elf_symbol_section(const struct elf_file *file, const Elf64_Sym *sym);
const char *elf_symbol_name(const struct elf_file *file, const Elf64_Sym *sym);

/* The defined symbol called NAME, or NULL. */
const Elf64_Sym *elf_symbol(const struct elf_file *file, const char *name);

/*
 * LEN bytes of a linked (ET_EXEC) file at the run-time address ADDR, or NULL if no section
 * holds them all.
 */
const void *elf_at_address(const struct elf_file *file, uint64_t addr, size_t len);

/* The string at ADDR of a linked file; NULL if it isn't there or isn't terminated. */
const char *elf_string_at_address(const struct elf_file *file, uint64_t addr);

/* Prints "TOOL: message" and exits with status 1. */
void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
