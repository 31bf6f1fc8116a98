// SPDX-License-Identifier: MIT
/*
 * First stage: is the image what it says it is?
 *
 * Proves once, in one place, that every index, offset, string and relocation of the ELF object lies
 * in bounds, so that no later stage asks again. What holds when it returns 0:
 *
 *   - the header is that of a relocatable object for this machine;
 *   - every section's bytes lie in the image, and its name is a string of the name table;
 *   - a loaded section has a sane size and alignment, and is never both writable and executable;
 *   - .modinfo and the names in __versions are strings;
 *   - there is one symbol table; every symbol's name is a string of its string table, and its value
 *     lies within its section;
 *   - every relocation of a loaded section has a known type, stays inside the section with the
 *     width that it stores, and refers to a symbol that will have an address.
 *
 * Sections that are not loaded (debug information) cost a look at their header and no more.
 *
 * Sources: System V ABI, chapter 4 ("Object Files"); x86-64 psABI. Where Linux has a line for a
 * refusal, ours begins with the same words.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"
#include "elf_validity.h"
#include "magic.h"

/* What a person may have picked in place of a module. */
static const char *type_name(unsigned int e_type)
{
	switch (e_type) {
	case ET_EXEC:
		return "ET_EXEC, a program";
	case ET_DYN:
		return "ET_DYN, a program or shared library";
	case ET_CORE:
		return "ET_CORE, a core dump";
	default:
		return "of another byte order, or damaged";
	}
}

static const char *machine_name(unsigned int e_machine)
{
	switch (e_machine) {
	case EM_386:
		return "32-bit x86";
	case EM_MIPS:
		return "MIPS";
	case EM_PPC:
	case EM_PPC64:
		return "PowerPC";
	case EM_S390:
		return "s390";
	case EM_ARM:
		return "32-bit Arm";
	case EM_X86_64:
		return "x86-64";
	case EM_AARCH64:
		return "AArch64";
	case EM_RISCV:
		return "RISC-V";
	case EM_LOONGARCH:
		return "LoongArch";
	default:
		return "an unknown machine";
	}
}

static int bad_magic(struct load_info *info)
{
	const struct compression *c = image_compression(info->image, info->len);
	const unsigned char *id = info->image;

	/* A warning: a program that unpacks modules may have tried its luck, and goes on. */
	if (c) {
		load_log(info, LOAD_WARN,
			 "Invalid ELF header magic: != %s (%s is compressed by %s: unpack it by "
			 "%s -d, or load it by modprobe)",
			 ELFMAG, info->name, c->name, c->program);
		return -ENOEXEC;
	}
	return bad(info, "Invalid ELF header magic: != %s (%s begins with %02x %02x %02x %02x%s)",
		   ELFMAG, info->name, id[0], id[1], id[2], id[3],
		   image_advice(info->image, info->len));
}

/* The file header, which says what the rest is. In Linux's order, then what Linux leaves out. */
static int elf_validity_header(struct load_info *info)
{
	const Elf64_Ehdr *hdr = info->image;
	const unsigned char *id = info->image;

	if (info->len < sizeof(*hdr))
		return bad(info, "Invalid ELF header len %llu (%s: an ELF header has %zu bytes)",
			   info->len, info->name, sizeof(*hdr));
	if (memcmp(id, ELFMAG, SELFMAG))
		return bad_magic(info);
	if (hdr->e_type != ET_REL)
		return bad(info, "Invalid ELF header type: %u != %u (%s is %s; a module is ET_REL)",
			   hdr->e_type, ET_REL, info->name, type_name(hdr->e_type));
	if (!elf_check_arch(hdr))
		return bad(info,
			   "Invalid architecture in ELF header: %u (%s is for %s, this is %s)",
			   hdr->e_machine, info->name, machine_name(hdr->e_machine),
			   machine_name(ELF_ARCH));
	if (id[EI_CLASS] != ELF_CLASS)
		return bad(info, "Invalid ELF header class: %u != %u (%s is not a 64-bit object)",
			   id[EI_CLASS], ELF_CLASS, info->name);
	if (id[EI_DATA] != ELF_DATA)
		return bad(info, "Invalid ELF header data encoding: %u != %u (%s)", id[EI_DATA],
			   ELF_DATA, info->name);
	if (id[EI_VERSION] != EV_CURRENT || hdr->e_version != EV_CURRENT)
		return bad(info, "Invalid ELF header version: %u, %u != %u (%s)", id[EI_VERSION],
			   hdr->e_version, EV_CURRENT, info->name);
	if (hdr->e_ehsize != sizeof(*hdr))
		return bad(info, "Invalid ELF header size: %u != %zu (%s)", hdr->e_ehsize,
			   sizeof(*hdr), info->name);
	info->hdr = hdr;
	return 0;
}

/* The section headers are in the image, and there are as many as the header says. */
static int elf_validity_section_headers(struct load_info *info)
{
	const Elf64_Ehdr *hdr = info->hdr;
	const Elf64_Shdr *null;

	if (hdr->e_shentsize != sizeof(Elf64_Shdr))
		return bad(info, "Invalid ELF section header size (%s: %u != %zu)", info->name,
			   hdr->e_shentsize, sizeof(Elf64_Shdr));
	if (!hdr->e_shnum)
		return bad(info,
			   "Invalid ELF section header count (%s: no sections, or %u and more, "
			   "which a module can't have)",
			   info->name, SHN_LORESERVE);
	if (!array_in_bounds(hdr->e_shoff, hdr->e_shnum, sizeof(Elf64_Shdr), info->len))
		return bad(info,
			   "Invalid ELF section header overflow (%s: %u headers at offset %llu, "
			   "but the file ends at %llu: is it cut off?)",
			   info->name, hdr->e_shnum, hdr->e_shoff, info->len);
	if (hdr->e_shoff % TABLE_ALIGN)
		return bad(info,
			   "Invalid ELF section header offset (%s: %llu is no multiple of %d)",
			   info->name, hdr->e_shoff, TABLE_ALIGN);
	info->sechdrs = (const void *)((const u8 *)info->image + hdr->e_shoff);

	null = &info->sechdrs[0];
	if (null->sh_type != SHT_NULL || null->sh_size || null->sh_addr)
		return bad(
			info,
			"ELF Spec violation: section 0 type(%u)!=SH_NULL or non-zero len or addr "
			"(%s: %llu, %llu)",
			null->sh_type, info->name, null->sh_size, null->sh_addr);
	return 0;
}

/* The table of section names: there, and a sequence of strings to its last byte. */
static int elf_validity_section_names(struct load_info *info)
{
	const Elf64_Ehdr *hdr = info->hdr;
	const Elf64_Shdr *names;

	if (hdr->e_shstrndx == SHN_UNDEF || hdr->e_shstrndx >= hdr->e_shnum)
		return bad(info,
			   "Invalid ELF section name index: %u || e_shstrndx (%u) >= e_shnum (%u) "
			   "(%s)",
			   hdr->e_shstrndx, hdr->e_shstrndx, hdr->e_shnum, info->name);
	names = &info->sechdrs[hdr->e_shstrndx];
	if (names->sh_type != SHT_STRTAB || !in_bounds(names->sh_offset, names->sh_size, info->len))
		return bad(info,
			   "Invalid ELF section hdr(type %u) (%s: section names in section %u, "
			   "%llu bytes at offset %llu of %llu)",
			   names->sh_type, info->name, hdr->e_shstrndx, names->sh_size,
			   names->sh_offset, info->len);
	if (!names->sh_size)
		return bad(info, "empty section name table (%s: section %u)", info->name,
			   hdr->e_shstrndx);
	info->secstrings = section_data(info, hdr->e_shstrndx);
	if (info->secstrings[names->sh_size - 1])
		return bad(info,
			   "ELF Spec violation: section name table isn't null terminated (%s: "
			   "section %u)",
			   info->name, hdr->e_shstrndx);
	for (unsigned int i = 1; i < hdr->e_shnum; i++)
		if (info->sechdrs[i].sh_name >= names->sh_size)
			return bad(info,
				   "Invalid ELF section name in module (section %u type %u) (%s: "
				   "offset %u of %llu)",
				   i, info->sechdrs[i].sh_type, info->name,
				   info->sechdrs[i].sh_name, names->sh_size);
	return 0;
}

/* A section that will take memory: what it asks for can be given, and W^X holds. */
static int elf_validity_loaded_section(struct load_info *info, unsigned int i)
{
	const Elf64_Shdr *sec = &info->sechdrs[i];
	const char *name = section_name(info, i);

	if ((sec->sh_flags & (SHF_WRITE | SHF_EXECINSTR)) == (SHF_WRITE | SHF_EXECINSTR))
		return bad(info, "%s: section %s (index %u) has invalid WRITE|EXEC flags",
			   info->name, name, i);
	if (sec->sh_flags & (SHF_TLS | SHF_COMPRESSED))
		return bad(info, "%s: section %s (index %u) is %s, which a module can't use",
			   info->name, name, i,
			   sec->sh_flags & SHF_TLS ? "thread-local" : "compressed");
	if (sec->sh_size > LOAD_SIZE_MAX)
		return bad(
			info,
			"%s: section %s (index %u) asks for %llu bytes of memory, more than %llu",
			info->name, name, i, sec->sh_size, LOAD_SIZE_MAX);
	if (sec->sh_addralign > LOAD_ALIGN_MAX ||
	    (sec->sh_addralign && !is_power_of_2_u64(sec->sh_addralign)))
		return bad(
			info,
			"%s: section %s (index %u) has alignment %llu, no power of two up to %llu",
			info->name, name, i, sec->sh_addralign, LOAD_ALIGN_MAX);
	return 0;
}

/* Every section's bytes are in the image; decides which sections are loaded, and where to. */
static int elf_validity_sections(struct load_info *info)
{
	unsigned int num = info->hdr->e_shnum;

	info->sections = info->env->alloc(info, num * sizeof(*info->sections));
	if (!info->sections)
		return -ENOMEM;
	/* Section 0 stands for "undefined", which a relocation may refer to. */
	for (unsigned int i = 1; i < num; i++) {
		const Elf64_Shdr *sec = &info->sechdrs[i];
		int err;

		info->sections[i].region = section_region(info, i);
		info->sections[i].class = section_class(info, i);
		if (sec->sh_type != SHT_NULL && sec->sh_type != SHT_NOBITS &&
		    !in_bounds(sec->sh_offset, sec->sh_size, info->len))
			return bad(info,
				   "Invalid ELF section in module (section %u type %u) (%s: %s has "
				   "%llu bytes at offset %llu of %llu)",
				   i, sec->sh_type, info->name, section_name(info, i), sec->sh_size,
				   sec->sh_offset, info->len);
		if (!section_is_loaded(info, i))
			continue;
		err = elf_validity_loaded_section(info, i);
		if (err)
			return err;
	}
	return 0;
}

int elf_validity(struct load_info *info)
{
	/* In this order: each relies on those before it. */
	/* clang-format off */
	static int (*const rules[])(struct load_info *info) = {
		elf_validity_header,
		elf_validity_section_headers,
		elf_validity_section_names,
		elf_validity_sections,
		elf_validity_modinfo,
		elf_validity_versions,
		elf_validity_symtab,
		elf_validity_this_module,
		elf_validity_symbols,
		elf_validity_relocations,
	};
	/* clang-format on */

	for (unsigned int i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		int err = rules[i](info);

		if (err)
			return err;
	}
	return 0;
}
