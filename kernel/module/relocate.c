// SPDX-License-Identifier: MIT
/*
 * Fourth stage: the addresses are written into code and data.
 *
 * Walks the relocations of every loaded section and hands each to the architecture, in the letters
 * of the psABI: S the symbol's address, A the addend, P the address of the place. elf_validity()
 * has proved that each place lies in its section and each symbol has an address. What it can't know
 * is whether a distance fits the 32 bits that an instruction has for it: that is checked here, for
 * every narrow store.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include <kernel/relocate.h>
#include "core.h"

/* The words for a relocation that failed; apart, to keep the loop short. */
static noinline int bad_relocation(struct load_info *info, unsigned int rel, u64 n, int err)
{
	unsigned int sec = info->sechdrs[rel].sh_info;
	const Elf64_Rela *r = (const Elf64_Rela *)section_data(info, rel) + n;
	u32 type = ELF64_R_TYPE(r->r_info), sym = ELF64_R_SYM(r->r_info);
	u64 P = info->sections[sec].addr + r->r_offset;
	u64 S = info->sym_addr[sym];
	u64 value = arch_reloc_value(type, S, r->r_addend, P);

	if (err == -EEXIST)
		return bad(info,
			   "%s: Skipping invalid relocation target, existing value is nonzero for "
			   "type %u, loc %#llx, val %llx (%s at %s+%#llx for %s)",
			   info->name, type, P, value, arch_reloc_name(type),
			   section_name(info, sec), r->r_offset, symbol_label(info, sym));
	load_log(info, LOAD_ERR,
		 "overflow in relocation type %u val %llx (%s: %s at %s+%#llx, address "
		 "%#llx, for %s at %#llx does not fit in %d bits)",
		 type, value, info->name, arch_reloc_name(type), section_name(info, sec),
		 r->r_offset, P, symbol_label(info, sym), S, 8 * arch_reloc_width(type));
	return bad(info, "`%s' likely not compiled with -mcmodel=kernel", info->name);
}

/* The relocations in section rel one by one, up to one that can't be applied. */
static int apply_one_by_one(struct load_info *info, unsigned int rel)
{
	const struct load_section *target = &info->sections[info->sechdrs[rel].sh_info];
	const Elf64_Rela *r = section_data(info, rel);
	u64 num = info->sechdrs[rel].sh_size / sizeof(*r);

	for (u64 n = 0; n < num; n++, r++) {
		int err = arch_relocate(ELF64_R_TYPE(r->r_info), target->mem + r->r_offset,
					info->sym_addr[ELF64_R_SYM(r->r_info)], r->r_addend,
					target->addr + r->r_offset);

		if (err)
			return bad_relocation(info, rel, n, err);
	}
	return 0;
}

/* The places that section rel relocates hold what the file has there. */
static void restore_places(struct load_info *info, unsigned int rel)
{
	unsigned int sec = info->sechdrs[rel].sh_info;
	const Elf64_Rela *r = section_data(info, rel);
	const u8 *bytes = section_data(info, sec);
	u64 num = info->sechdrs[rel].sh_size / sizeof(*r);

	for (u64 n = 0; n < num; n++, r++)
		memcpy(info->sections[sec].mem + r->r_offset, bytes + r->r_offset,
		       arch_reloc_width(ELF64_R_TYPE(r->r_info)));
}

/*
 * Says which relocation of section rel it is that can't be applied. From the start: a section may
 * have been relocated by others before, into the same place. But nothing else of it is touched,
 * since struct module, for one, is in use already.
 */
static noinline int find_bad_relocation(struct load_info *info, unsigned int rel)
{
	const Elf64_Shdr *sechdrs = info->sechdrs;
	int err = 0;

	for (unsigned int i = 1; i <= rel; i++)
		if (sechdrs[i].sh_type == SHT_RELA && sechdrs[i].sh_info == sechdrs[rel].sh_info)
			restore_places(info, i);
	for (unsigned int i = 1; i <= rel && !err; i++)
		if (sechdrs[i].sh_type == SHT_RELA && sechdrs[i].sh_info == sechdrs[rel].sh_info)
			err = apply_one_by_one(info, i);
	return err;
}

/*
 * All of a section's relocations at once, which has no branch for what never happens; if something
 * was wrong, one by one, for the words.
 */
static int apply_relocation_section(struct load_info *info, unsigned int rel)
{
	const struct load_section *target = &info->sections[info->sechdrs[rel].sh_info];
	const Elf64_Rela *rela = section_data(info, rel);

	if (arch_relocate_all(rela, info->sechdrs[rel].sh_size / sizeof(*rela), info->sym_addr,
			      target->mem, target->addr))
		return 0;
	return find_bad_relocation(info, rel);
}

int apply_relocations(struct load_info *info)
{
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		const Elf64_Shdr *sec = &info->sechdrs[i];
		int err;

		/* One that is not loaded has no memory; nor need an empty one have any. */
		if (sec->sh_type != SHT_RELA || !info->sections[sec->sh_info].mem)
			continue;
		err = apply_relocation_section(info, i);
		if (err)
			return err;
	}
	return 0;
}
