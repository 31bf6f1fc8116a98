// SPDX-License-Identifier: MIT
/*
 * First stage, second part: what do the tables hold? .modinfo, the symbols and their names, struct
 * module. elf_validity.c says what is proved by all of it.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"
#include "elf_validity.h"

/* What the module says about itself; from here on messages have its name. */
int elf_validity_modinfo(struct load_info *info)
{
	unsigned int i = find_sec(info, ".modinfo");
	const Elf64_Shdr *sec;
	const char *name;

	if (!i)
		return 0;
	sec = &info->sechdrs[i];
	if (sec->sh_type == SHT_NOBITS || !sec->sh_size ||
	    ((const char *)section_data(info, i))[sec->sh_size - 1])
		return bad(info, "%s: section .modinfo (index %u) holds no null-terminated strings",
			   info->name, i);
	info->index.info = i; /* from here on get_modinfo() reads it, whatever is refused later */
	name = get_modinfo(info, "name");
	if (!name)
		return 0;
	if (!*name || strlen(name) >= info->env->this_module.name_size || strchr(name, '/'))
		return bad(
			info,
			"%s: module name '%.64s' is empty, has a slash or more than %u characters",
			info->name, name, info->env->this_module.name_size - 1);
	info->name = name;
	return 0;
}

/* The versions of imports, if they count: whole entries, each with a name that is a string. */
int elf_validity_versions(struct load_info *info)
{
	unsigned int i = info->ignore_versions ? 0 : find_sec(info, "__versions");
	const Elf64_Shdr *sec = &info->sechdrs[i];
	const struct load_version *entry;
	u64 num = sec->sh_size / sizeof(*entry);

	if (!i)
		return 0;
	if (sec->sh_type == SHT_NOBITS || sec->sh_size % sizeof(*entry) || num >> 32 ||
	    sec->sh_offset % TABLE_ALIGN)
		return bad(info,
			   "%s: section __versions (index %u): %llu bytes at offset %llu are no "
			   "array of %zu-byte versions",
			   info->name, i, sec->sh_size, sec->sh_offset, sizeof(*entry));
	entry = section_data(info, i);
	for (u64 n = 0; n < num; n++)
		if (entry[n].name[sizeof(entry->name) - 1])
			return bad(info, "%s: __versions[%llu] has a name without an end",
				   info->name, n);
	info->versions.entry = entry;
	info->versions.num = num;
	return 0;
}

/* struct module is there, once, as large as ours. */
int elf_validity_this_module(struct load_info *info)
{
	const char *const name = ".gnu.linkonce.this_module";
	unsigned int i = find_sec(info, name);
	const Elf64_Shdr *sec = &info->sechdrs[i];

	if (!i)
		return bad(info,
			   "%s: No module found in object (no section %s: link it with its .mod.o, "
			   "as make M=… does)",
			   info->name, name);
	for (unsigned int j = i + 1; j < info->hdr->e_shnum; j++)
		if (!strcmp(section_name(info, j), name))
			return bad(info, "%s: Only one %s section must exist (index %u and %u)",
				   info->name, name, i, j);
	info->index.mod = i;
	if (!info->env->this_module.size)
		return 0;
	if (sec->sh_type != SHT_PROGBITS || !(sec->sh_flags & SHF_WRITE))
		return bad(info,
			   "%s: section %s (index %u) is no writable data (type %u, flags %#llx)",
			   info->name, name, i, sec->sh_type, sec->sh_flags);
	if (sec->sh_size != info->env->this_module.size)
		return bad(
			info,
			"%s: %s section size must match the kernel's built struct module size at "
			"run time (%llu != %u: built against other headers?)",
			info->name, name, sec->sh_size, info->env->this_module.size);
	if (sec->sh_addralign < info->env->this_module.align)
		return bad(info, "%s: section %s (index %u) has alignment %llu, less than %u",
			   info->name, name, i, sec->sh_addralign, info->env->this_module.align);
	return 0;
}

/* One symbol table, made of whole symbols, with a string table that ends in a NUL. */
int elf_validity_symtab(struct load_info *info)
{
	const Elf64_Shdr *sym, *str;

	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		if (info->sechdrs[i].sh_type != SHT_SYMTAB)
			continue;
		if (info->index.sym)
			return bad(info, "%s: two symbol tables (index %u and %u)", info->name,
				   info->index.sym, i);
		info->index.sym = i;
	}
	if (!info->index.sym)
		return bad(info, "%s: module has no symbols (stripped?)", info->name);
	sym = &info->sechdrs[info->index.sym];
	if (sym->sh_entsize != sizeof(Elf64_Sym) || sym->sh_size % sizeof(Elf64_Sym) ||
	    !sym->sh_size || sym->sh_size / sizeof(Elf64_Sym) >> 32 || sym->sh_offset % TABLE_ALIGN)
		return bad(
			info,
			"%s: symbol table (index %u): %llu bytes at offset %llu in entries of %llu "
			"are no array of symbols",
			info->name, info->index.sym, sym->sh_size, sym->sh_offset, sym->sh_entsize);
	if (sym->sh_link == SHN_UNDEF || sym->sh_link >= info->hdr->e_shnum)
		return bad(info,
			   "Invalid ELF sh_link!=SHN_UNDEF(%d) or (sh_link(%u) >= hdr->e_shnum(%u) "
			   "(%s: symbol table, index %u)",
			   SHN_UNDEF, sym->sh_link, info->hdr->e_shnum, info->name,
			   info->index.sym);
	str = &info->sechdrs[sym->sh_link];
	if (str->sh_type != SHT_STRTAB || !str->sh_size ||
	    ((const char *)section_data(info, sym->sh_link))[str->sh_size - 1])
		return bad(info,
			   "%s: section %s (index %u) with the symbols' names is no table of "
			   "null-terminated strings",
			   info->name, section_name(info, sym->sh_link), sym->sh_link);
	info->syms = section_data(info, info->index.sym);
	info->num_syms = sym->sh_size / sizeof(Elf64_Sym);
	info->strtab = section_data(info, sym->sh_link);
	info->strtab_size = str->sh_size;
	return 0;
}

static int elf_validity_symbol(struct load_info *info, u32 i)
{
	const Elf64_Sym *sym = &info->syms[i];
	unsigned int sec = sym->st_shndx;
	unsigned int type = ELF64_ST_TYPE(sym->st_info);

	if (sym->st_name >= info->strtab_size)
		return bad(info, "%s: symbol %u: name at offset %u is outside the string table",
			   info->name, i, sym->st_name);
	if (type == STT_TLS || (type == STT_GNU_IFUNC && sec != SHN_UNDEF))
		return bad(info, "%s: symbol %s (%u) is %s, which a module can't use", info->name,
			   symbol_name(info, i), i,
			   type == STT_TLS ? "thread-local" : "chosen at run time (ifunc)");
	switch (sec) {
	case SHN_ABS:
		return 0;
	case SHN_UNDEF:
		if (!*symbol_name(info, i))
			return bad(info, "%s: symbol %u is undefined and has no name", info->name,
				   i);
		return 0;
	case SHN_LIVEPATCH:
		return bad(info,
			   "%s: module is marked as livepatch module, but livepatch support is "
			   "disabled (symbol %s)",
			   info->name, symbol_name(info, i));
	case SHN_COMMON:
		return bad(info, "%s: please compile with -fno-common (symbol %s is common)",
			   info->name, symbol_name(info, i));
	}
	if (sec >= info->hdr->e_shnum)
		return bad(info, "%s: symbol %s (%u) is in section %#x, of %u", info->name,
			   symbol_name(info, i), i, sec, info->hdr->e_shnum);
	if (!section_is_loaded(info, sec))
		info->sym_addr[i] = 1;
	else if (sym->st_value > info->sechdrs[sec].sh_size)
		return bad(info, "%s: symbol %s (%u) at %s+%#llx is past the section's end (%#llx)",
			   info->name, symbol_name(info, i), i, section_name(info, sec),
			   sym->st_value, info->sechdrs[sec].sh_size);
	return 0;
}

/* Every symbol has a name and a place. Symbol 0 is the one that stands for none. */
int elf_validity_symbols(struct load_info *info)
{
	info->sym_addr = info->env->alloc(info, info->num_syms * sizeof(*info->sym_addr));
	if (!info->sym_addr)
		return -ENOMEM;
	for (u32 i = 1; i < info->num_syms; i++) {
		int err = elf_validity_symbol(info, i);

		if (err)
			return err;
	}
	return 0;
}
