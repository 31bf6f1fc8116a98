// SPDX-License-Identifier: MIT
/*
 * Damage with an understanding of ELF: one field of a header, a section header, a symbol or a
 * relocation gets a value that is extreme, almost right, or another entry's. Bytes changed at
 * random seldom get past the first checks; so most inputs of a fuzzer are made here.
 *
 * For the host's fuzzer and for a program in the guest: needs nothing but a C library.
 */
#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include "elf_damage.h"

struct field {
	uint8_t offset, width;
};

#define FIELD(type, member)                                                                        \
	{                                                                                          \
		offsetof(type, member), sizeof(((type *)0)->member)                                \
	}

static const struct field ehdr_fields[] = {
	FIELD(Elf64_Ehdr, e_type),  FIELD(Elf64_Ehdr, e_machine),  FIELD(Elf64_Ehdr, e_version),
	FIELD(Elf64_Ehdr, e_shoff), FIELD(Elf64_Ehdr, e_ehsize),   FIELD(Elf64_Ehdr, e_shentsize),
	FIELD(Elf64_Ehdr, e_shnum), FIELD(Elf64_Ehdr, e_shstrndx),
};
static const struct field shdr_fields[] = {
	FIELD(Elf64_Shdr, sh_name),	 FIELD(Elf64_Shdr, sh_type),
	FIELD(Elf64_Shdr, sh_flags),	 FIELD(Elf64_Shdr, sh_addr),
	FIELD(Elf64_Shdr, sh_offset),	 FIELD(Elf64_Shdr, sh_size),
	FIELD(Elf64_Shdr, sh_link),	 FIELD(Elf64_Shdr, sh_info),
	FIELD(Elf64_Shdr, sh_addralign), FIELD(Elf64_Shdr, sh_entsize),
};
static const struct field sym_fields[] = {
	FIELD(Elf64_Sym, st_name),  FIELD(Elf64_Sym, st_info), FIELD(Elf64_Sym, st_shndx),
	FIELD(Elf64_Sym, st_value), FIELD(Elf64_Sym, st_size),
};
/* The type is the lower half of r_info, the symbol the upper one. */
static const struct field rela_fields[] = {
	FIELD(Elf64_Rela, r_offset),
	{offsetof(Elf64_Rela, r_info), 4},
	{offsetof(Elf64_Rela, r_info) + 4, 4},
	FIELD(Elf64_Rela, r_addend),
};

/* The entries of one kind that the input has. */
struct table {
	uint8_t *start;
	uint64_t num;
	size_t entry;
	const struct field *fields;
	size_t num_fields;
};

#define TABLE(at, count, type, fields)                                                             \
	(struct table)                                                                             \
	{                                                                                          \
		at, count, sizeof(type), fields, sizeof(fields) / sizeof(fields[0])                \
	}

/* Marsaglia's xorshift64. */
static uint64_t state = 1;

void elf_damage_seed(uint64_t seed)
{
	state = seed * 0x9e3779b97f4a7c15ULL + 1;
	if (!state)
		state = 1;
	elf_damage_pick(2);
}

uint64_t elf_damage_pick(uint64_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % n;
}

/* Do so many entries of that size from the offset lie in the file? */
static bool entries_fit(uint64_t offset, uint64_t num, uint64_t entry, uint64_t size)
{
	return offset <= size && num <= (size - offset) / entry;
}

/* The table in a section: symbols or relocations, by its type; no entries if it is neither. */
static struct table table_of(uint8_t *data, size_t size, const Elf64_Shdr *sec)
{
	uint8_t *start;

	if (!entries_fit(sec->sh_offset, sec->sh_size, 1, size))
		return (struct table){0};
	start = data + sec->sh_offset;
	if (sec->sh_type == SHT_SYMTAB)
		return TABLE(start, sec->sh_size / sizeof(Elf64_Sym), Elf64_Sym, sym_fields);
	if (sec->sh_type == SHT_RELA)
		return TABLE(start, sec->sh_size / sizeof(Elf64_Rela), Elf64_Rela, rela_fields);
	return (struct table){0};
}

/* One of the input's tables; no entries if the input is no ELF object. */
static struct table pick_table(uint8_t *data, size_t size)
{
	Elf64_Ehdr hdr;
	Elf64_Shdr sec;
	struct table t;

	if (size < sizeof(hdr))
		return (struct table){0};
	memcpy(&hdr, data, sizeof(hdr));
	if (!elf_damage_pick(16) || !hdr.e_shnum ||
	    !entries_fit(hdr.e_shoff, hdr.e_shnum, sizeof(sec), size))
		return TABLE(data, 1, Elf64_Ehdr, ehdr_fields);
	for (int attempt = 0; attempt < 8 && elf_damage_pick(3); attempt++) {
		memcpy(&sec, data + hdr.e_shoff + elf_damage_pick(hdr.e_shnum) * sizeof(sec),
		       sizeof(sec));
		t = table_of(data, size, &sec);
		if (t.num)
			return t;
	}
	return TABLE(data + hdr.e_shoff, hdr.e_shnum, Elf64_Shdr, shdr_fields);
}

/* A value for a field that has "old", in a file of that size. */
static uint64_t pick_value(uint64_t old, size_t size)
{
	switch (elf_damage_pick(8)) {
	case 0:
		return 0;
	case 1:
		return elf_damage_pick(32);
	case 2:
		return ~elf_damage_pick(16);
	case 3:
		return old + elf_damage_pick(17) - 8;
	case 4:
		return size + elf_damage_pick(17) - 8;
	case 5:
		return elf_damage_pick(size);
	case 6:
		return 1ULL << elf_damage_pick(64);
	default:
		return old ^ 1ULL << elf_damage_pick(64);
	}
}

/* Changes a field of an entry, or makes it, or the whole entry, equal to another one's. */
static void damage_entry(const struct table *t, size_t size)
{
	const struct field *f = &t->fields[elf_damage_pick(t->num_fields)];
	uint8_t *entry = t->start + elf_damage_pick(t->num) * t->entry;
	const uint8_t *other = t->start + elf_damage_pick(t->num) * t->entry;
	uint64_t value = 0;

	switch (elf_damage_pick(8)) {
	case 0:
		memmove(entry, other, t->entry);
		return;
	case 1:
	case 2:
		memmove(entry + f->offset, other + f->offset, f->width);
		return;
	}
	memcpy(&value, entry + f->offset, f->width);
	value = pick_value(value, size);
	memcpy(entry + f->offset, &value, f->width);
}

bool elf_damage(uint8_t *data, size_t size)
{
	struct table t = pick_table(data, size);

	if (!t.num)
		return false;
	damage_entry(&t, size);
	return true;
}
