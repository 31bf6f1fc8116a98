// SPDX-License-Identifier: MIT
/*
 * libFuzzer's entry for the loader's core: any bytes as a module. They are loaded or refused with
 * words; nothing is read or written out of bounds (the sanitisers see to that), the image is left
 * alone, and what is loaded is where it may be. `make fuzz`; test_seeds.c calls it too.
 */
#include <stdlib.h>
#include <string.h>
#include <linux/errno.h>
#include "../../kernel/module/names.h"
#include "bare_env.h"
#include "fuzz.h"

/* No section of an input has as many bytes, but .bss may ask for anything. */
#define REGION_MAX (4ULL << 20)

/* A rule that what was loaded must keep. Ends the program, which libFuzzer takes for a crash. */
static void expect(bool ok)
{
	if (!ok)
		abort();
}

static void check_section(const struct load_info *info, unsigned int i)
{
	const struct load_section *s = &info->sections[i];
	const struct load_region *r = &info->region[s->region];
	const Elf64_Shdr *sec = &info->sechdrs[i];
	u64 start = s->class ? r->end[s->class - 1] : 0;

	if (!s->mem) {
		expect(!sec->sh_size);
		return;
	}
	expect(s->offset >= start && in_bounds(s->offset, sec->sh_size, r->end[s->class]));
	expect(s->mem == r->mem + s->offset && s->addr == r->addr + s->offset);
	expect(!sec->sh_addralign || s->addr % sec->sh_addralign == 0);
	expect(!(sec->sh_flags & SHF_EXECINSTR) || s->class == LOAD_TEXT);
	expect(!(sec->sh_flags & SHF_WRITE) || s->class >= LOAD_RO_AFTER_INIT);
}

static void check_symbols(const struct load_info *info)
{
	for (u32 i = 1; i < info->num_syms; i++) {
		unsigned int sec = info->syms[i].st_shndx;

		if (sec == SHN_UNDEF || sec >= info->hdr->e_shnum || !section_is_loaded(info, sec))
			continue;
		expect(info->sym_addr[i] >= info->sections[sec].addr &&
		       info->sym_addr[i] - info->sections[sec].addr <= info->sechdrs[sec].sh_size);
	}
}

/* The names that are kept: in order, inside the table, and found. */
static void check_names(const struct load_region *r)
{
	const struct mod_symbols *t;

	if (!r->nr_symbols)
		return;
	t = (const void *)(r->mem + r->end[LOAD_DATA]);
	expect(t->num == r->nr_symbols && t->names_size == r->names_size);
	for (u32 i = 0; i < t->num; i++) {
		const struct mod_symbol *s = &t->symbol[i];
		u32 size;

		expect(!i || t->symbol[i - 1].offset <= s->offset);
		expect(s->name < t->names_size);
		expect(strlen(mod_symbol_name(t, s)) < t->names_size - s->name);
		if (s->offset < t->end)
			expect(mod_symbols_at(t, s->offset, &size)->offset == s->offset);
	}
}

/* Every symbol as if it were an import, so in an order that isn't that of __versions. */
static void check_versions(struct load_info *info)
{
	if (!info->versions.num)
		return;
	for (u32 i = 1; i < info->num_syms; i++) {
		const char *name = symbol_name(info, i);
		struct name_key key = name_key(name, info->strtab + info->strtab_size - name);
		int err = check_version(info, name, key, 1);

		expect(key.len == strlen(name));
		expect(!err || err == -EINVAL);
	}
}

static void check_loaded(struct load_info *info)
{
	const char *text = NULL;
	u64 addr;
	u32 num;

	for (unsigned int i = 1; i < info->hdr->e_shnum; i++)
		if (section_is_loaded(info, i))
			check_section(info, i);
	check_symbols(info);
	expect(!build_symtabs(info));
	check_names(&info->region[LOAD_CORE]);
	check_names(&info->region[LOAD_INIT]);
	while ((text = get_next_modinfo(info, "alias", text)))
		expect(strlen(text) < info->len);
	check_versions(info);
	if (get_modinfo(info, "vermagic")) {
		check_vermagic(info, "6.1.0 SMP ", false);
		check_vermagic(info, "6.1.0 SMP ", true);
	}
	section_objs(info, "__param", 40, &addr, &num);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct bare_load load;
	u8 *image = malloc(size ? size : 1);
	int err;

	expect(image);
	memcpy(image, data, size);
	bare_load_init(&load, image, size, "image", true);
	load.limit = REGION_MAX;
	err = bare_load_run(&load);
	if (!err)
		check_loaded(&load.info);
	else
		expect(err == -ENOMEM || *load.message);
	/* It may be asked for whatever was found wrong. */
	advise_rebuild(&load.info, "6.1.0 SMP ");
	expect(!err || err == -ENOMEM || err == -ENOEXEC || err == -ENOENT);
	expect(!size || !memcmp(image, data, size));
	bare_load_end(&load);
	expect(!load.live_allocs);
	free(image);
	return 0;
}
