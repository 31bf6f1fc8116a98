// SPDX-License-Identifier: MIT
/*
 * The device id tables of a module. MODULE_DEVICE_TABLE(type, table) labels the table
 * __mod_TYPE__TABLE_device_table (linux/module.h), and that is where its aliases are made from.
 */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aliases.h"
#include "elffile.h"
#include "modpost.h"

#define LABEL_BEGIN "__mod_"
#define LABEL_END   "_device_table"

void add_alias(struct module *mod, const char *fmt, ...)
{
	va_list ap;
	char *alias;

	va_start(ap, fmt);
	if (vasprintf(&alias, fmt, ap) < 0)
		die("out of memory");
	va_end(ap);
	for (size_t n = 0; n < mod->nr_aliases; n++) {
		if (strcmp(mod->aliases[n], alias) == 0) {
			free(alias);
			return;
		}
	}
	mod->aliases = realloc(mod->aliases, (mod->nr_aliases + 1) * sizeof(*mod->aliases));
	if (!mod->aliases)
		die("out of memory");
	mod->aliases[mod->nr_aliases++] = alias;
}

/* The type in the label of a table; NULL if NAME is no such label. */
static const char *type_in_label(const char *name, size_t *len)
{
	const char *type = name + strlen(LABEL_BEGIN), *end;

	if (strncmp(name, LABEL_BEGIN, strlen(LABEL_BEGIN)) != 0 || !ends_with(name, LABEL_END))
		return NULL;
	end = strstr(type, "__");
	*len = end ? (size_t)(end - type) : 0;
	return end ? type : NULL;
}

static bool is_zero(const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i])
			return false;
	}
	return true;
}

static void scan_table(struct module *mod, const struct elf_file *file, const Elf64_Sym *sym,
		       const struct device_type *type)
{
	const Elf64_Shdr *section = elf_symbol_section(file, sym);
	uint64_t size = sym->st_size;
	const unsigned char *table;

	/* A table of nothing but zeroes lies in .bss. */
	if (section->sh_type == SHT_NOBITS)
		return;
	if (sym->st_value > section->sh_size || size > section->sh_size - sym->st_value)
		die("%s: %s is not in its section", file->path, elf_symbol_name(file, sym));
	table = file->bytes + section->sh_offset + sym->st_value;
	if (size == 0 || size % type->size != 0) {
		error("%s: sizeof(struct %s)=%zu is not a modulo of the size of %s=%llu.",
		      mod->path, type->id, type->size, elf_symbol_name(file, sym),
		      (unsigned long long)size);
		return;
	}
	if (!is_zero(table + size - type->size, type->size)) {
		error("%s: struct %s is not terminated with a NULL entry!", mod->path, type->id);
		return;
	}
	for (uint64_t at = 0; at < size - type->size; at += type->size) {
		/* The file's tables lie where they please; the structures want their alignment. */
		void *entry = allocate(type->size);

		memcpy(entry, table + at, type->size);
		type->add(mod, entry);
		free(entry);
	}
}

void scan_devices(struct module *mod, const struct elf_file *file)
{
	for (size_t n = 1; n < file->nr_symbols; n++) {
		const Elf64_Sym *sym = &file->symbols[n];
		const struct device_type *type;
		const char *name;
		size_t len;

		name = type_in_label(elf_symbol_name(file, sym), &len);
		if (!name || !elf_symbol_section(file, sym))
			continue;
		type = find_device_type(name, len);
		if (type)
			scan_table(mod, file, sym, type);
		else
			warning("%s: device tables of type '%.*s' make no aliases", mod->path,
				(int)len, name);
	}
}
