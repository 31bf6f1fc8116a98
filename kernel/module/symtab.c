// SPDX-License-Identifier: MIT
/*
 * Last stage: of the module's symbols, those that have a name and an address in its memory are kept
 * for backtraces, /proc/kallsyms and kallsyms_lookup_name(). Locals too: they are most of what a
 * backtrace shows. See symtab.h for the form.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/elf.h>
#include <linux/sort.h>
#include <linux/string.h>
#include "core.h"
#include "symtab.h"

/* Which region keeps symbol i; NOWHERE if none does. */
static enum load_region_id symbol_keeper(const struct load_info *info, u32 i)
{
	const Elf64_Sym *sym = &info->syms[i];
	unsigned int type = ELF64_ST_TYPE(sym->st_info);

	if (sym->st_shndx == SHN_UNDEF || sym->st_shndx >= info->hdr->e_shnum ||
	    type == STT_SECTION || type == STT_FILE || !*symbol_name(info, i))
		return LOAD_NOWHERE;
	/* A per-CPU variable has no one address. */
	if (info->sections[sym->st_shndx].region == LOAD_PERCPU)
		return LOAD_NOWHERE;
	return info->sections[sym->st_shndx].region;
}

void count_kept_symbols(struct load_info *info)
{
	for (u32 i = 1; i < info->num_syms; i++) {
		enum load_region_id id = symbol_keeper(info, i);

		if (id == LOAD_NOWHERE)
			continue;
		info->region[id].nr_symbols++;
		info->region[id].names_size +=
			strnlen(symbol_name(info, i), MOD_SYMBOL_NAME_MAX - 1) + 1;
	}
}

/* The letter that nm(1) gives the symbol, in lower case. */
static char symbol_letter(const struct load_info *info, u32 i)
{
	const Elf64_Sym *sym = &info->syms[i];
	const Elf64_Shdr *sec = &info->sechdrs[sym->st_shndx];

	if (ELF64_ST_BIND(sym->st_info) == STB_WEAK)
		return ELF64_ST_TYPE(sym->st_info) == STT_OBJECT ? 'v' : 'w';
	if (sec->sh_flags & SHF_EXECINSTR)
		return 't';
	if (sec->sh_type == SHT_NOBITS)
		return 'b';
	return sec->sh_flags & SHF_WRITE ? 'd' : 'r';
}

/* The order of mod_symbols_at(): by place; of equals, the sized first, then the file's order. */
static int compare_symbols(const void *pa, const void *pb)
{
	const struct mod_symbol *a = pa, *b = pb;

	if (a->offset != b->offset)
		return a->offset < b->offset ? -1 : 1;
	if (!a->size != !b->size)
		return a->size ? -1 : 1;
	return a->name < b->name ? -1 : a->name > b->name;
}

static void build_symtab(struct load_info *info, enum load_region_id id)
{
	struct load_region *r = &info->region[id];
	struct mod_symbols *t = (void *)(r->mem + r->end[LOAD_DATA]);
	char *names;

	t->num = r->nr_symbols;
	t->end = r->end[LOAD_DATA];
	names = (char *)&t->symbol[t->num];
	for (u32 i = 1, n = 0; i < info->num_syms; i++) {
		struct mod_symbol *s = &t->symbol[n];
		size_t len;

		if (symbol_keeper(info, i) != id)
			continue;
		len = strnlen(symbol_name(info, i), MOD_SYMBOL_NAME_MAX - 1);
		s->offset = info->sym_addr[i] - r->addr;
		s->size = info->syms[i].st_size < LOAD_SIZE_MAX ? info->syms[i].st_size : 0;
		s->name = t->names_size;
		s->type = symbol_letter(info, i);
		memcpy(names + s->name, symbol_name(info, i), len); /* its NUL is there */
		t->names_size += len + 1;
		n++;
	}
	sort(t->symbol, t->num, sizeof(t->symbol[0]), compare_symbols, NULL);
}

void build_symtabs(struct load_info *info)
{
	for (int id = 0; id < NR_LOAD_REGIONS; id++)
		if (info->region[id].nr_symbols)
			build_symtab(info, id);
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
