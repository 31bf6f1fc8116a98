// SPDX-License-Identifier: MIT
/*
 * Third stage: every symbol's value becomes an address.
 *
 * A symbol of the module's own gets its section's address plus its offset; an absolute one is its
 * value; an undefined one is what another module or the kernel exports under the name. One that
 * nobody exports is 0 if it is weak and an error if not. All errors are reported in one go: whoever
 * is missing a dozen symbols should not have to find out in a dozen attempts.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"

/*
 * May the symbol be missing? If it is weak; and the assembler leaves _GLOBAL_OFFSET_TABLE_
 * undefined for code that mentions a GOT, though no relocation that a module may have refers to it.
 */
static bool may_be_missing(const struct load_info *info, u32 i)
{
	return ELF64_ST_BIND(info->syms[i].st_info) == STB_WEAK ||
	       !strcmp(symbol_name(info, i), "_GLOBAL_OFFSET_TABLE_");
}

/* 0 and the address, or an error that has been reported. */
static int resolve_import(struct load_info *info, u32 i, u64 *addr)
{
	const char *name = symbol_name(info, i), *exporter = NULL;
	int err = info->env->resolve(info, name, addr);

	if (!err)
		return 0;
	*addr = 0;
	if (err == -ENOENT && may_be_missing(info, i))
		return 0;
	if (err == -ENOENT && info->env->exporter)
		exporter = info->env->exporter(info, name);
	if (exporter)
		load_log(info, LOAD_WARN, "%s: Unknown symbol %s (err %d), exported by %s.ko",
			 info->name, name, err, exporter);
	else
		load_log(info, LOAD_WARN, "%s: Unknown symbol %s (err %d)", info->name, name, err);
	return err;
}

int simplify_symbols(struct load_info *info)
{
	int ret = 0;

	/* Symbol 0 stays 0: it is S of a relocation that has no symbol. */
	for (u32 i = 1; i < info->num_syms; i++) {
		const Elf64_Sym *sym = &info->syms[i];
		unsigned int sec = sym->st_shndx;
		int err;

		if (sec == SHN_UNDEF) {
			err = resolve_import(info, i, &info->sym_addr[i]);
			if (err)
				ret = err;
		} else if (sec == SHN_ABS) {
			info->sym_addr[i] = sym->st_value;
		} else {
			info->sym_addr[i] = section_is_loaded(info, sec)
						    ? info->sections[sec].addr + sym->st_value
						    : 0;
		}
	}
	return ret;
}
