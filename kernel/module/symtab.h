/* SPDX-License-Identifier: MIT */
/*
 * The names that a loaded module keeps: one table for each region, sorted by address.
 *
 * A table lies at the end of its region, in pages of its own, and is written once, before the
 * module can run. It holds offsets and no pointers, so it needs no relocation and a look-up touches
 * nothing else.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#ifndef MODULE_SYMTAB_H
#define MODULE_SYMTAB_H

#include <linux/types.h>

struct load_info;

/* Longest name that is kept, NUL included; what is longer is cut off. */
#define MOD_SYMBOL_NAME_MAX 512

struct mod_symbol {
	u32 offset; /* of its address, in the region */
	u32 size;   /* 0: the file doesn't say */
	u32 name;   /* offset in the names */
	char type;  /* nm(1)'s letter, in lower case */
};

struct mod_symbols {
	u32 num;
	u32 names_size;
	u32 end; /* of what the symbols cover: the size of the region without this table */
	struct mod_symbol symbol[]; /* sorted by offset; then the names follow */
};

/* Size in bytes of a table of num symbols, whose names have names_size bytes with their NULs. */
static inline u64 mod_symbols_size(u64 num, u64 names_size)
{
	return num ? sizeof(struct mod_symbols) + num * sizeof(struct mod_symbol) + names_size : 0;
}

static inline const char *mod_symbol_name(const struct mod_symbols *t, const struct mod_symbol *s)
{
	return (const char *)&t->symbol[t->num] + s->name;
}

/* Counts what every region keeps: sets nr_symbols and names_size. For layout_and_allocate(). */
void count_kept_symbols(struct load_info *info);
/* Writes the tables into the room that the layout left. After simplify_symbols(). 0 or -ENOMEM. */
int build_symtabs(struct load_info *info);

/*
 * What the byte at offset belongs to: the last symbol that begins at or before it; of several that
 * begin there, one with a size, and of those the first in the module's file. NULL if there is none.
 * *size is how far it reaches: its own size, or up to the next one if it has none or if offset is
 * past its end, in the padding. Takes time in proportion to log2(num).
 */
const struct mod_symbol *mod_symbols_at(const struct mod_symbols *t, u32 offset, u32 *size);
/* The symbol of that name, or NULL; goes through all of them. */
const struct mod_symbol *mod_symbols_named(const struct mod_symbols *t, const char *name);

#endif
