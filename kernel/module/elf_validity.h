/* SPDX-License-Identifier: MIT */
/*
 * Between the parts of the validity stage: elf_validity.c looks at headers and sections,
 * elf_validity_tables.c at what the tables among the sections hold, elf_validity_relocations.c at
 * the relocations. Each function is one line of elf_validity(), and relies on those before it.
 */
#ifndef MODULE_ELF_VALIDITY_H
#define MODULE_ELF_VALIDITY_H

struct load_info;

/* What is read in place, as an array of structures, has to be aligned in the file. */
#define TABLE_ALIGN 8

int elf_validity_modinfo(struct load_info *info);
int elf_validity_versions(struct load_info *info);
int elf_validity_symtab(struct load_info *info);
int elf_validity_this_module(struct load_info *info);
int elf_validity_symbols(struct load_info *info);
int elf_validity_relocations(struct load_info *info);

#endif
