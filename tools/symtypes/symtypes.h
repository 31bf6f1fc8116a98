/* SPDX-License-Identifier: MIT */
/*
 * The types of exported symbols, as text, and the CRC-32 of that text: a symbol's version.
 *
 * A module that was compiled against one version of a symbol must not be loaded where another is
 * exported, and a version is the type with everything that it is built from. So the text is the
 * symbol's type, then the definition of each structure, union, enumeration and typedef that its
 * text names, then of those that theirs name, and so on; each once, in the order in which they are
 * first named. A changed member, offset, bit field, enumerator, parameter or qualifier changes it;
 * names of parameters, comments, lines, paths and declarations that the type does not use are not
 * in it. A structure that is only declared where the symbol is exported is no more than its name.
 *
 * The types come from DWARF, which is why the object must have been compiled with -g. The
 * declaration of a variable __export_type_NAME, which EXPORT_SYMBOL makes (linux/export.h), points
 * to the type of NAME; so a symbol that is defined in assembly has a type as well, the one that C
 * code sees.
 */
#ifndef TOOLS_SYMTYPES_H
#define TOOLS_SYMTYPES_H

#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT_TYPE "__export_type_"

struct symtypes;

/* Reads the object (or linked file) PATH. A file that can't be read ends the program. */
struct symtypes *symtypes_open(const char *path);
void symtypes_close(struct symtypes *s);

/* Gives the text of SYMBOL's type, piece by piece, to PIECE. False: the object has no type for it.
 */
typedef void symtypes_piece(void *arg, const char *text, size_t len);
bool symtypes_text(struct symtypes *s, const char *symbol, symtypes_piece *piece, void *arg);

/* The CRC-32 (as of zlib, of POSIX's Ethernet polynomial) of that text. */
bool symtypes_crc(struct symtypes *s, const char *symbol, uint32_t *crc);

/*
 * describe.c: a type and its text. Those that have a name of their own are kept in the table, by
 * the place of their definition in the file, and described once.
 */
struct type {
	struct type *next; /* in its chain of the table */
	Dwarf_Die die;
	Dwarf_Off offset;    /* of die: what it is looked up by */
	char *text;	     /* its definition; NULL until that is asked for */
	size_t len;	     /* of text */
	struct type **names; /* what its text names, in that order, maybe more than once */
	size_t nr_names;
	unsigned int seen_by; /* the last walk that came by: walk.c */
};

#define TYPE_BUCKETS 1024

struct type_table {
	struct type *buckets[TYPE_BUCKETS];
};

/* Fills in text and names. */
void describe_definition(struct type_table *table, struct type *type);
/* The same for a type as it is written; ENTRY is NULL for void. The caller clears the result. */
void describe_type(struct type_table *table, struct type *result, Dwarf_Die *entry);
void clear_type(struct type *type);
void clear_table(struct type_table *table);
/* What ENTRY's DW_AT_type refers to; NULL if it has none, which means void. */
Dwarf_Die *type_of(Dwarf_Die *entry, Dwarf_Die *result);

#endif
