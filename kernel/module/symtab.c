// SPDX-License-Identifier: MIT
/*
 * Last stage: of the module's symbols, those that have a name and an address in its memory are kept
 * for backtraces, /proc/kallsyms and kallsyms_lookup_name(). Locals too: they are most of what a
 * backtrace shows. See symtab.h for the form.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"
#include "names.h"
#include "symtab.h"

/* Which region keeps the symbol; NOWHERE if none does. */
static inline enum load_region_id symbol_keeper(const struct load_info *info, const Elf64_Sym *sym)
{
	unsigned int type = ELF64_ST_TYPE(sym->st_info);
	enum load_region_id id;

	if (sym->st_shndx == SHN_UNDEF || sym->st_shndx >= info->hdr->e_shnum ||
	    type == STT_SECTION || type == STT_FILE)
		return LOAD_NOWHERE;
	id = info->sections[sym->st_shndx].region;
	/* A per-CPU variable has no one address. */
	return id == LOAD_PERCPU || !info->strtab[sym->st_name] ? LOAD_NOWHERE : id;
}

/* How much of the symbol's name is kept. */
static inline u64 kept_length(const struct load_info *info, const Elf64_Sym *sym)
{
	u64 len = name_key(info->strtab + sym->st_name, info->strtab_size - sym->st_name).len;

	return len < MOD_SYMBOL_NAME_MAX ? len : MOD_SYMBOL_NAME_MAX - 1;
}

/* 0 if the file doesn't say, or says nonsense. */
static inline u32 kept_size(const Elf64_Sym *sym)
{
	return sym->st_size < LOAD_SIZE_MAX ? sym->st_size : 0;
}

void count_kept_symbols(struct load_info *info)
{
	for (const Elf64_Sym *sym = info->syms + 1; sym < info->syms + info->num_syms; sym++) {
		enum load_region_id id = symbol_keeper(info, sym);

		if (id == LOAD_NOWHERE)
			continue;
		info->region[id].nr_symbols++;
		info->region[id].names_size += kept_length(info, sym) + 1;
	}
}

/* The letter that nm(1) gives the symbol, in lower case. */
static char symbol_letter(const struct load_info *info, const Elf64_Sym *sym)
{
	const Elf64_Shdr *sec = &info->sechdrs[sym->st_shndx];

	if (ELF64_ST_BIND(sym->st_info) == STB_WEAK)
		return ELF64_ST_TYPE(sym->st_info) == STT_OBJECT ? 'v' : 'w';
	if (sec->sh_flags & SHF_EXECINSTR)
		return 't';
	if (sec->sh_type == SHT_NOBITS)
		return 'b';
	return sec->sh_flags & SHF_WRITE ? 'd' : 'r';
}

/*
 * Sorts num keys by their high halves, those below "limit"; equal ones stay in order. Radix sort, a
 * byte at a time: linear, and no key is compared. Returns where the result is, keys or spare.
 */
static u64 *sort_keys(u64 *keys, u64 *spare, u32 num, u32 limit)
{
	for (unsigned int shift = 32; shift < 64 && limit; shift += 8, limit >>= 8) {
		u32 place[256] = {0}, sum = 0;
		u64 *sorted = spare;

		for (u32 i = 0; i < num; i++)
			place[keys[i] >> shift & 0xff]++;
		for (unsigned int digit = 0; digit < 256; digit++) {
			u32 count = place[digit];

			place[digit] = sum;
			sum += count;
		}
		for (u32 i = 0; i < num; i++)
			sorted[place[keys[i] >> shift & 0xff]++] = keys[i];
		spare = keys;
		keys = sorted;
	}
	return keys;
}

/*
 * The symbols that the region keeps, as numbers with a key before them that makes the order of
 * mod_symbols_at(): by place; of those at one place, the sized first, then as in the file.
 */
static void make_keys(const struct load_info *info, enum load_region_id id, u64 *keys)
{
	for (u32 i = 1; i < info->num_syms; i++) {
		const Elf64_Sym *sym = &info->syms[i];

		if (symbol_keeper(info, sym) == id)
			*keys++ = (info->sym_addr[i] - info->region[id].addr) << 33 |
				  (u64)!kept_size(sym) << 32 | i;
	}
}

static int build_symtab(struct load_info *info, enum load_region_id id)
{
	struct load_region *r = &info->region[id];
	struct mod_symbols *t = (void *)(r->mem + r->end[LOAD_DATA]);
	u64 num = r->nr_symbols;
	u64 *scratch = info->env->alloc(info, 2 * num * sizeof(*scratch)), *keys;
	char *names = (char *)&t->symbol[num];

	if (!scratch)
		return -ENOMEM;
	make_keys(info, id, scratch);
	keys = sort_keys(scratch, scratch + num, num, 2 * r->end[LOAD_DATA] + 1);
	t->num = num;
	t->end = r->end[LOAD_DATA];
	for (u32 n = 0; n < num; n++) {
		const Elf64_Sym *sym = &info->syms[(u32)keys[n]];
		u64 len = kept_length(info, sym);

		t->symbol[n] = (struct mod_symbol){
			.offset = keys[n] >> 33,
			.size = kept_size(sym),
			.name = t->names_size,
			.type = symbol_letter(info, sym),
		};
		memcpy(names + t->names_size, info->strtab + sym->st_name, len);
		t->names_size += len + 1; /* its NUL is there */
	}
	info->env->free(info, scratch);
	return 0;
}

int build_symtabs(struct load_info *info)
{
	int err = 0;

	for (int id = 0; id < NR_LOAD_REGIONS && !err; id++)
		if (info->region[id].nr_symbols)
			err = build_symtab(info, id);
	return err;
}

const struct mod_symbol *mod_symbols_at(const struct mod_symbols *t, u32 offset, u32 *size)
{
	u32 low = 0, high = t->num, i, next;

	/* The symbols before "low" begin at or before offset, those from "high" on after it. */
	while (low < high) {
		u32 mid = low + (high - low) / 2;

		if (t->symbol[mid].offset <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low || offset >= t->end)
		return NULL;
	next = low < t->num ? t->symbol[low].offset : t->end;
	for (i = low - 1; i && t->symbol[i - 1].offset == t->symbol[i].offset;)
		i--;
	*size = t->symbol[i].size;
	if (offset - t->symbol[i].offset >= *size)
		*size = next - t->symbol[i].offset;
	return &t->symbol[i];
}

const struct mod_symbol *mod_symbols_named(const struct mod_symbols *t, const char *name)
{
	for (u32 i = 0; i < t->num; i++)
		if (!strcmp(mod_symbol_name(t, &t->symbol[i]), name))
			return &t->symbol[i];
	return NULL;
}
