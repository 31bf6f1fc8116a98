// SPDX-License-Identifier: MIT
/*
 * What the stages of a load share: reporting, scratch memory's end, sections by name.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"

void load_log(struct load_info *info, enum load_severity severity, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	info->env->log(info, severity, fmt, args);
	va_end(args);
}

int bad(struct load_info *info, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	info->env->log(info, LOAD_ERR, fmt, args);
	va_end(args);
	return -ENOEXEC;
}

void load_info_release(struct load_info *info)
{
	info->env->free(info, info->sym_addr);
	info->env->free(info, info->sections);
	info->env->free(info, info->versions.slot);
	info->sym_addr = NULL;
	info->versions.slot = NULL;
	info->sections = NULL;
}

unsigned int find_sec(const struct load_info *info, const char *name)
{
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++)
		if ((info->sechdrs[i].sh_flags & SHF_ALLOC) &&
		    info->sechdrs[i].sh_type != SHT_NULL && !strcmp(section_name(info, i), name))
			return i;
	return 0;
}

const char *symbol_label(const struct load_info *info, u32 i)
{
	const Elf64_Sym *sym = &info->syms[i];

	/* It stands for none, and what the file says of it was not looked at. */
	if (!i)
		return "no symbol";
	/* One for section 0 is undefined: it has a name of its own, and section 0's is any number.
	 */
	if (ELF64_ST_TYPE(sym->st_info) == STT_SECTION && sym->st_shndx != SHN_UNDEF &&
	    sym->st_shndx < info->hdr->e_shnum)
		return section_name(info, sym->st_shndx);
	return symbol_name(info, i);
}

int section_objs(struct load_info *info, const char *name, u32 object_size, u64 *addr, u32 *num)
{
	unsigned int sec = find_sec(info, name);
	u64 size;

	*addr = 0;
	*num = 0;
	if (!sec || !section_is_loaded(info, sec))
		return 0;
	size = info->sechdrs[sec].sh_size;
	if (size % object_size)
		return bad(info,
			   "%s: section %s: %llu bytes are no whole number of %u-byte records",
			   info->name, name, size, object_size);
	*num = size / object_size;
	if (*num)
		*addr = info->sections[sec].addr;
	return 0;
}
