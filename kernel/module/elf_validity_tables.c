// SPDX-License-Identifier: MIT
/*
 * First stage, second half: what do the tables hold? .modinfo, the symbols and their names, struct
 * module, and every relocation. elf_validity.c says what is proved by all of it.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include <kernel/relocate.h>
#include "core.h"
#include "elf_validity.h"

/* What the module says about itself; from here on messages have its name. */
int elf_validity_modinfo(struct load_info *info)
{
	const Elf64_Shdr *sec;
	const char *name;

	info->index.info = find_sec(info, ".modinfo");
	if (!info->index.info)
		return 0;
	sec = &info->sechdrs[info->index.info];
	if (sec->sh_type == SHT_NOBITS || !sec->sh_size ||
	    ((const char *)section_data(info, info->index.info))[sec->sh_size - 1])
		return bad(info, "%s: section .modinfo (index %u) holds no null-terminated strings",
			   info->name, info->index.info);
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
	    !sym->sh_size || sym->sh_size / sizeof(Elf64_Sym) > 0xffffffff ||
	    sym->sh_offset % TABLE_ALIGN)
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
	return 0;
}

static int elf_validity_symbol(struct load_info *info, u32 i)
{
	const Elf64_Sym *sym = &info->syms[i];
	unsigned int sec = sym->st_shndx;
	unsigned int type = ELF64_ST_TYPE(sym->st_info);

	if (sym->st_name >= info->sechdrs[info->sechdrs[info->index.sym].sh_link].sh_size)
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
	case SHN_COMMON:
		return bad(info, "%s: please compile with -fno-common (symbol %s is common)",
			   info->name, symbol_name(info, i));
	}
	if (sec >= info->hdr->e_shnum)
		return bad(info, "%s: symbol %s (%u) is in section %#x, of %u", info->name,
			   symbol_name(info, i), i, sec, info->hdr->e_shnum);
	if (section_is_loaded(info, sec) && sym->st_value > info->sechdrs[sec].sh_size)
		return bad(info, "%s: symbol %s (%u) at %s+%#llx is past the section's end (%#llx)",
			   info->name, symbol_name(info, i), i, section_name(info, sec),
			   sym->st_value, info->sechdrs[sec].sh_size);
	return 0;
}

/* Every symbol has a name and a place. Symbol 0 is the one that stands for none. */
int elf_validity_symbols(struct load_info *info)
{
	for (u32 i = 1; i < info->num_syms; i++) {
		int err = elf_validity_symbol(info, i);

		if (err)
			return err;
	}
	return 0;
}

/* Will the symbol have an address? Not if it is in a section that is not loaded. */
static inline bool symbol_has_address(const struct load_info *info, u32 i)
{
	unsigned int sec = info->syms[i].st_shndx;

	return sec >= info->hdr->e_shnum || section_is_loaded(info, sec);
}

/* The words for a relocation that elf_validity_relocations() refused; apart, to keep that short. */
static noinline int bad_relocation(struct load_info *info, unsigned int rel, u64 n)
{
	const Elf64_Rela *rela = (const Elf64_Rela *)section_data(info, rel) + n;
	unsigned int sec = info->sechdrs[rel].sh_info;
	u32 type = ELF64_R_TYPE(rela->r_info);
	u32 sym = ELF64_R_SYM(rela->r_info);
	const char *target = section_name(info, sec);

	if (arch_reloc_width(type) < 0)
		return bad(
			info,
			"%s: Unknown rela relocation: %u (%s at %s+%#llx, %s[%llu]: compile with "
			"-mcmodel=kernel and without -fpic)",
			info->name, type, arch_reloc_name(type), target, rela->r_offset,
			section_name(info, rel), n);
	if (sym >= info->num_syms)
		return bad(info, "%s: %s at %s+%#llx (%s[%llu]) is for symbol %u, of %u",
			   info->name, arch_reloc_name(type), target, rela->r_offset,
			   section_name(info, rel), n, sym, info->num_syms);
	if (!symbol_has_address(info, sym))
		return bad(
			info,
			"%s: %s at %s+%#llx (%s[%llu]) is for symbol %s (%u) in section %s, which "
			"is not loaded",
			info->name, arch_reloc_name(type), target, rela->r_offset,
			section_name(info, rel), n, symbol_label(info, sym), sym,
			section_name(info, info->syms[sym].st_shndx));
	return bad(info,
		   "%s: %s at %s+%#llx (%s[%llu]) writes %d bytes past the section's end (%#llx)",
		   info->name, arch_reloc_name(type), target, rela->r_offset,
		   section_name(info, rel), n, arch_reloc_width(type), info->sechdrs[sec].sh_size);
}

/*
 * struct module is the kernel's own record: of its fields the file gives the name, and by one
 * relocation each the addresses of init and exit.
 */
static int elf_validity_this_module_relocations(struct load_info *info, unsigned int rel)
{
	const Elf64_Rela *rela = section_data(info, rel);
	u64 num = info->sechdrs[rel].sh_size / sizeof(*rela);

	for (u64 n = 0; n < num; n++)
		if (ELF64_R_TYPE(rela[n].r_info) != R_X86_64_64 ||
		    (rela[n].r_offset != info->env->this_module.init_offset &&
		     rela[n].r_offset != info->env->this_module.exit_offset))
			return bad(
				info,
				"%s: %s at %s+%#llx (%s[%llu]) is not the address of init or exit",
				info->name, arch_reloc_name(ELF64_R_TYPE(rela[n].r_info)),
				section_name(info, info->index.mod), rela[n].r_offset,
				section_name(info, rel), n);
	return 0;
}

/* The relocations in section rel, whose target is loaded. The longest loop of this stage. */
static int elf_validity_relocation_section(struct load_info *info, unsigned int rel)
{
	const Elf64_Shdr *sec = &info->sechdrs[rel];
	const Elf64_Rela *rela = section_data(info, rel);
	u64 num = sec->sh_size / sizeof(*rela);
	u64 target_size = info->sechdrs[sec->sh_info].sh_size;

	if (sec->sh_entsize != sizeof(*rela) || sec->sh_size % sizeof(*rela) ||
	    sec->sh_offset % TABLE_ALIGN)
		return bad(
			info,
			"%s: section %s (index %u): %llu bytes at offset %llu in entries of %llu "
			"are no array of relocations",
			info->name, section_name(info, rel), rel, sec->sh_size, sec->sh_offset,
			sec->sh_entsize);
	if (sec->sh_link != info->index.sym)
		return bad(info,
			   "%s: section %s (index %u) refers to symbols of section %u, not %u",
			   info->name, section_name(info, rel), rel, sec->sh_link, info->index.sym);
	if (num && info->sechdrs[sec->sh_info].sh_type == SHT_NOBITS)
		return bad(
			info,
			"%s: section %s (index %u) writes into %s, which has no bytes in the file",
			info->name, section_name(info, rel), rel, section_name(info, sec->sh_info));
	for (u64 n = 0; n < num; n++) {
		int width = arch_reloc_width(ELF64_R_TYPE(rela[n].r_info));
		u32 sym = ELF64_R_SYM(rela[n].r_info);

		/* The width of an unknown type, -1, is as a u64 out of all bounds. */
		if (!in_bounds(rela[n].r_offset, width, target_size) || sym >= info->num_syms ||
		    !symbol_has_address(info, sym))
			return bad_relocation(info, rel, n);
	}
	if (sec->sh_info == info->index.mod && info->env->this_module.size)
		return elf_validity_this_module_relocations(info, rel);
	return 0;
}

int elf_validity_relocations(struct load_info *info)
{
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		const Elf64_Shdr *sec = &info->sechdrs[i];
		int err;

		if (sec->sh_type == SHT_SYMTAB_SHNDX)
			return bad(
				info,
				"%s: section %s (index %u): extended section numbers can't be used",
				info->name, section_name(info, i), i);
		if (sec->sh_type != SHT_RELA && sec->sh_type != SHT_REL)
			continue;
		if (sec->sh_info == SHN_UNDEF || sec->sh_info >= info->hdr->e_shnum)
			return bad(info, "%s: section %s (index %u) relocates section %u, of %u",
				   info->name, section_name(info, i), i, sec->sh_info,
				   info->hdr->e_shnum);
		if (!section_is_loaded(info, sec->sh_info))
			continue;
		if (sec->sh_type == SHT_REL)
			return bad(info, "%s: REL relocations unsupported (section %s, index %u)",
				   info->name, section_name(info, i), i);
		err = elf_validity_relocation_section(info, i);
		if (err)
			return err;
	}
	return 0;
}
