// SPDX-License-Identifier: MIT
/*
 * From an object to the text of a symbol's type: finding the DWARF entry of each exported symbol,
 * and walking over all the definitions that its type is built from.
 *
 * An object is relocatable, so its DWARF has relocations of its own; libdwfl applies them in
 * memory.
 */
#define _GNU_SOURCE
#include "symtypes.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "elffile.h"

/* An exported symbol and the entry of the pointer to it. */
struct pointer {
	char *name; /* the symbol's */
	Dwarf_Die die;
};

struct symtypes {
	Dwfl *dwfl;
	struct pointer *pointers; /* sorted by name */
	size_t nr_pointers;
	struct type_table table;
	unsigned int walks; /* how many there have been: struct type's seen_by */
};

/* Debugging information in another file, or on a server, is none that the build made. */
static int no_debuginfo(Dwfl_Module *mod, void **userdata, const char *modname, Dwarf_Addr base,
			const char *file, const char *link, GElf_Word crc, char **path)
{
	(void)mod, (void)userdata, (void)modname, (void)base, (void)file, (void)link, (void)crc;
	(void)path;
	return -1;
}

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_build_id_find_elf,
	.find_debuginfo = no_debuginfo,
	.section_address = dwfl_offline_section_address,
};

static void add_pointer(struct symtypes *s, Dwarf_Die *entry)
{
	const char *name = dwarf_diename(entry);

	if (dwarf_tag(entry) != DW_TAG_variable || !name ||
	    strncmp(name, EXPORT_TYPE, strlen(EXPORT_TYPE)) != 0)
		return;
	s->pointers = realloc(s->pointers, (s->nr_pointers + 1) * sizeof(*s->pointers));
	if (!s->pointers)
		die("out of memory");
	s->pointers[s->nr_pointers].name = strdup(name + strlen(EXPORT_TYPE));
	s->pointers[s->nr_pointers++].die = *entry;
}

static int by_name(const void *left, const void *right)
{
	const struct pointer *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static void find_pointers(struct symtypes *s, Dwarf *dwarf)
{
	Dwarf_Die unit, die;
	Dwarf_CU *cu = NULL;

	while (dwarf_get_units(dwarf, cu, &cu, NULL, NULL, &unit, NULL) == 0) {
		if (dwarf_child(&unit, &die) != 0)
			continue;
		do
			add_pointer(s, &die);
		while (dwarf_siblingof(&die, &die) == 0);
	}
	if (s->nr_pointers)
		qsort(s->pointers, s->nr_pointers, sizeof(*s->pointers), by_name);
}

struct symtypes *symtypes_open(const char *path)
{
	struct symtypes *s = calloc(1, sizeof(*s));
	Dwfl_Module *mod;
	Dwarf_Addr bias;
	Dwarf *dwarf;

	if (!s)
		die("out of memory");
	s->dwfl = dwfl_begin(&callbacks);
	mod = s->dwfl ? dwfl_report_offline(s->dwfl, path, path, -1) : NULL;
	if (!mod || dwfl_report_end(s->dwfl, NULL, NULL) != 0)
		die("%s: %s", path, dwfl_errmsg(-1));
	/* Without DWARF no symbol has a type. */
	dwarf = dwfl_module_getdwarf(mod, &bias);
	if (dwarf)
		find_pointers(s, dwarf);
	return s;
}

void symtypes_close(struct symtypes *s)
{
	for (size_t i = 0; i < s->nr_pointers; i++)
		free(s->pointers[i].name);
	free(s->pointers);
	clear_table(&s->table);
	dwfl_end(s->dwfl);
	free(s);
}

/* The types named by those in the queue that are new to this walk, described and put at its end. */
struct queue {
	struct type **types;
	size_t count, room;
};

static void append(struct queue *q, struct type *type)
{
	if (q->count == q->room) {
		q->room = q->room ? 2 * q->room : 256;
		q->types = realloc(q->types, q->room * sizeof(*q->types));
		if (!q->types)
			die("out of memory");
	}
	q->types[q->count++] = type;
}

static void append_names(struct symtypes *s, struct queue *q, const struct type *of)
{
	for (size_t i = 0; i < of->nr_names; i++) {
		struct type *t = of->names[i];

		if (t->seen_by == s->walks)
			continue;
		t->seen_by = s->walks;
		if (!t->text)
			describe_definition(&s->table, t);
		append(q, t);
	}
}

bool symtypes_text(struct symtypes *s, const char *symbol, symtypes_piece *piece, void *arg)
{
	struct pointer key = {.name = (char *)symbol}, *found;
	Dwarf_Die pointer, type, *to;
	struct type first = {0};
	struct queue q = {0};

	found = s->nr_pointers ? bsearch(&key, s->pointers, s->nr_pointers, sizeof(key), by_name)
			       : NULL;
	if (!found)
		return false;
	/* The variable is a constant: const, then the pointer, then what it points to. */
	to = type_of(&found->die, &pointer);
	while (to && dwarf_tag(to) == DW_TAG_const_type)
		to = type_of(&pointer, &pointer);
	if (!to || dwarf_tag(to) != DW_TAG_pointer_type)
		die(EXPORT_TYPE "%s is not a pointer", symbol);
	describe_type(&s->table, &first, type_of(to, &type));

	s->walks++;
	piece(arg, first.text, first.len);
	append_names(s, &q, &first);
	for (size_t i = 0; i < q.count; i++) {
		piece(arg, q.types[i]->text, q.types[i]->len);
		append_names(s, &q, q.types[i]);
	}
	clear_type(&first);
	free(q.types);
	return true;
}

static void add_to_crc(void *arg, const char *text, size_t len)
{
	uint32_t *crc = arg;

	*crc = crc32_z(*crc, (const unsigned char *)text, len);
}

bool symtypes_crc(struct symtypes *s, const char *symbol, uint32_t *crc)
{
	*crc = 0;
	return symtypes_text(s, symbol, add_to_crc, crc);
}
