// SPDX-License-Identifier: MIT
/*
 * Damage with an understanding of ELF: one field of a header, a section header, a symbol or a
 * relocation gets a value that is extreme, almost right, or another entry's. Bytes changed at
 * random seldom get past the first checks; so most of libFuzzer's inputs are made here.
 */
#include <string.h>
#include <linux/elf.h>
#include "../../kernel/module/core.h"
#include "fuzz.h"

struct field {
	u8 offset, width;
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
	u8 *start;
	u64 num;
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
static u64 state;

static u64 pick(u64 n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % n;
}

/* The table in a section: symbols or relocations, by its type; no entries if it is neither. */
static struct table table_of(u8 *data, size_t size, const Elf64_Shdr *sec)
{
	u8 *start;

	if (!in_bounds(sec->sh_offset, sec->sh_size, size))
		return (struct table){0};
	start = data + sec->sh_offset;
	if (sec->sh_type == SHT_SYMTAB)
		return TABLE(start, sec->sh_size / sizeof(Elf64_Sym), Elf64_Sym, sym_fields);
	if (sec->sh_type == SHT_RELA)
		return TABLE(start, sec->sh_size / sizeof(Elf64_Rela), Elf64_Rela, rela_fields);
	return (struct table){0};
}

/* One of the input's tables; no entries if the input is no ELF object. */
static struct table pick_table(u8 *data, size_t size)
{
	Elf64_Ehdr hdr;
	Elf64_Shdr sec;
	struct table t;

	if (size < sizeof(hdr))
		return (struct table){0};
	memcpy(&hdr, data, sizeof(hdr));
	if (!pick(16) || !hdr.e_shnum ||
	    !array_in_bounds(hdr.e_shoff, hdr.e_shnum, sizeof(sec), size))
		return TABLE(data, 1, Elf64_Ehdr, ehdr_fields);
	for (int attempt = 0; attempt < 8 && pick(3); attempt++) {
		memcpy(&sec, data + hdr.e_shoff + pick(hdr.e_shnum) * sizeof(sec), sizeof(sec));
		t = table_of(data, size, &sec);
		if (t.num)
			return t;
	}
	return TABLE(data + hdr.e_shoff, hdr.e_shnum, Elf64_Shdr, shdr_fields);
}

/* A value for a field that has "old", in a file of that size. */
static u64 pick_value(u64 old, size_t size)
{
	switch (pick(8)) {
	case 0:
		return 0;
	case 1:
		return pick(32);
	case 2:
		return ~pick(16);
	case 3:
		return old + pick(17) - 8;
	case 4:
		return size + pick(17) - 8;
	case 5:
		return pick(size);
	case 6:
		return 1ULL << pick(64);
	default:
		return old ^ 1ULL << pick(64);
	}
}

/* Changes a field of an entry, or makes it, or the whole entry, equal to another one's. */
static void damage(const struct table *t, size_t size)
{
	const struct field *f = &t->fields[pick(t->num_fields)];
	u8 *entry = t->start + pick(t->num) * t->entry;
	const u8 *other = t->start + pick(t->num) * t->entry;
	u64 value = 0;

	switch (pick(8)) {
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

size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned int seed)
{
	state = seed * 0x9e3779b97f4a7c15ULL + 1;
	pick(2);
	if (!pick(5))
		return LLVMFuzzerMutate(data, size, max_size);
	do {
		struct table t = pick_table(data, size);

		if (!t.num)
			return LLVMFuzzerMutate(data, size, max_size);
		damage(&t, size);
	} while (pick(2));
	return size;
}
