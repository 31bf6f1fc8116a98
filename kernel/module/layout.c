// SPDX-License-Identifier: MIT
/*
 * Second stage: every section that the module needs gets an address, and its bytes go there.
 *
 * A module's memory comes in two regions with a lifetime each (and, for per-CPU variables, a
 * template). Within a region the sections stand sorted by class, since permissions are per page:
 *
 *	core:  text | rodata | ro after init | data | names        init:  the same
 *
 * Each class begins on a page of its own and, in it, sections keep the order of the file. That is
 * also Linux 6.1's order, so that sizes shown to users agree.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"
#include "symtab.h"

static bool starts_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

/* What the loader reads in the image and no one needs later. */
static bool section_is_for_loader(const char *name)
{
	return !strcmp(name, ".modinfo") || !strcmp(name, "__versions");
}

enum load_region_id section_region(const struct load_info *info, unsigned int i)
{
	const Elf64_Shdr *sec = &info->sechdrs[i];
	const char *name = section_name(info, i);

	if (sec->sh_type == SHT_NULL || !(sec->sh_flags & SHF_ALLOC) || section_is_for_loader(name))
		return LOAD_NOWHERE;
	if (!strcmp(name, ".data..percpu"))
		return LOAD_PERCPU;
	return starts_with(name, ".init") ? LOAD_INIT : LOAD_CORE;
}

enum load_class section_class(const struct load_info *info, unsigned int i)
{
	const Elf64_Shdr *sec = &info->sechdrs[i];
	const char *name = section_name(info, i);

	if (sec->sh_flags & SHF_EXECINSTR)
		return LOAD_TEXT;
	if (!strcmp(name, ".data..ro_after_init") || !strcmp(name, "__jump_table"))
		return LOAD_RO_AFTER_INIT;
	return sec->sh_flags & SHF_WRITE ? LOAD_DATA : LOAD_RODATA;
}

/* align: a power of two. Sizes are capped far below 2^64 by elf_validity(), so nothing wraps. */
static u64 align_up(u64 value, u64 align)
{
	return (value + align - 1) & ~(align - 1);
}

/* Appends the sections of one class to a region. */
static void layout_class(struct load_info *info, enum load_region_id id, enum load_class class)
{
	struct load_region *r = &info->region[id];

	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		struct load_section *s = &info->sections[i];
		u64 align = info->sechdrs[i].sh_addralign ?: 1;

		if (s->region != id || s->class != class)
			continue;
		s->offset = align_up(r->size, align);
		r->size = s->offset + info->sechdrs[i].sh_size;
		if (align > r->align)
			r->align = align;
	}
}

/* Lays out one region: offsets of its sections, ends of its classes, its size. */
static int layout_region(struct load_info *info, enum load_region_id id)
{
	struct load_region *r = &info->region[id];

	for (int class = 0; class < NR_LOAD_CLASSES; class ++) {
		if (class == LOAD_SYMTAB)
			r->size += mod_symbols_size(r->nr_symbols, r->names_size);
		else
			layout_class(info, id, class);
		if (id != LOAD_PERCPU)
			r->size = align_up(r->size, LOAD_PAGE_SIZE);
		r->end[class] = r->size;
	}
	if (r->size > LOAD_SIZE_MAX)
		return bad(info, "%s: needs %llu bytes of memory, more than %llu", info->name,
			   r->size, LOAD_SIZE_MAX);
	return 0;
}

/*
 * The sections' bytes go to where they will be used; their holes, and .bss, are zero already. A
 * region without memory has empty sections at most, and they are nowhere.
 */
static void copy_sections(struct load_info *info)
{
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		struct load_section *s = &info->sections[i];
		const struct load_region *r;

		if (s->region == LOAD_NOWHERE)
			continue;
		r = &info->region[s->region];
		if (!r->mem)
			continue;
		s->addr = r->addr + s->offset;
		s->mem = r->mem + s->offset;
		if (info->sechdrs[i].sh_type != SHT_NOBITS)
			memcpy(s->mem, section_data(info, i), info->sechdrs[i].sh_size);
	}
}

int layout_and_allocate(struct load_info *info)
{
	int err;

	count_kept_symbols(info);
	for (int id = 0; id < NR_LOAD_REGIONS; id++) {
		info->region[id].align = id == LOAD_PERCPU ? 1 : LOAD_PAGE_SIZE;
		err = layout_region(info, id);
		if (err)
			return err;
	}
	/* CHECKPOINT: all sizes are known. */
	for (int id = 0; id < NR_LOAD_REGIONS; id++) {
		if (!info->region[id].size)
			continue;
		err = info->env->place(info, id, &info->region[id]);
		if (err)
			return err;
	}
	/* CHECKPOINT: addresses are final. */
	copy_sections(info);
	return 0;
}
