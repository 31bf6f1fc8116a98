// SPDX-License-Identifier: MIT
/*
 * First stage, third part: is every relocation of what will be loaded one that can be applied
 * without another look at it? elf_validity.c says what is proved by all of it.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/compiler.h>
#include <kernel/relocate.h>
#include "core.h"
#include "elf_validity.h"

/* One relocation by itself: does it stay inside its target, and refer to what has an address? */
static noinline bool relocation_is_good(const struct load_info *info, const Elf64_Rela *r, u64 size)
{
	int width = arch_reloc_width(ELF64_R_TYPE(r->r_info));
	u32 sym = ELF64_R_SYM(r->r_info);

	/* The width of an unknown type, -1, is as a u64 out of all bounds. */
	return in_bounds(r->r_offset, width, size) && sym < info->num_syms && !info->sym_addr[sym];
}

static noinline bool each_is_good(const struct load_info *info, const Elf64_Rela *r, u64 num,
				  u64 size)
{
	for (u64 n = 0; n < num; n++)
		if (!relocation_is_good(info, &r[n], size))
			return false;
	return true;
}

/*
 * Are all of them good? The longest loop of this stage; so, of eight at a time, it asks the same in
 * fewer words:
 *   - as r_info's high half is the symbol, one comparison tells that it is an index;
 *   - the types that there may be are a set of bits; that none is above 63 is seen at the end, and
 *     so is that all symbols have an address;
 *   - the widest store fits everywhere but near the section's end, and where all bits of all eight
 *     offsets together are not near it, none of them is. Who may be gets a look of its own.
 */
static noinline bool relocations_are_good(const struct load_info *info, const Elf64_Rela *r,
					  u64 num, u64 size)
{
	const u64 r_info_end = (u64)info->num_syms << 32;
	const u64 last = size - ARCH_RELOC_WIDTH_MAX;
	const Elf64_Rela *end = r + num;
	const u64 *without = info->sym_addr;
	u64 bits = 0, no_address = 0;

	for (; size >= ARCH_RELOC_WIDTH_MAX && end - r >= 8; r += 8) {
		u64 offsets = 0;

#pragma GCC unroll 8
		for (unsigned int n = 0; n < 8; n++) {
			u64 r_info = r[n].r_info;

			if (r_info >= r_info_end || !(ARCH_RELOC_TYPES >> r_info % 64 & 1))
				return false;
			bits |= r_info;
			no_address |= without[arch_reloc_symbol(&r[n])];
			offsets |= r[n].r_offset;
		}
		if (offsets > last && !each_is_good(info, r, 8, size))
			return false;
	}
	return !((u32)bits & ~63U) && !no_address && each_is_good(info, r, end - r, size);
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
	if (info->sym_addr[sym])
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

/* Says which relocation of section rel is bad, and why. */
static noinline int find_bad_relocation(struct load_info *info, unsigned int rel)
{
	const Elf64_Rela *rela = section_data(info, rel);
	u64 num = info->sechdrs[rel].sh_size / sizeof(*rela);
	u64 size = info->sechdrs[info->sechdrs[rel].sh_info].sh_size;

	for (u64 n = 0; n < num; n++)
		if (!relocation_is_good(info, &rela[n], size))
			return bad_relocation(info, rel, n);
	return 0;
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

/* The relocations in section rel, whose target is loaded. */
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
	if (!relocations_are_good(info, rela, num, target_size))
		return find_bad_relocation(info, rel);
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
