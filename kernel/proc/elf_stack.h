// SPDX-License-Identifier: MIT
/* The first stack of an ELF program; between binfmt_elf.c and elf_stack.c only. */
#ifndef _PROC_ELF_STACK_H
#define _PROC_ELF_STACK_H

struct linux_binprm;

struct elf_stack_info {
	unsigned long phdr;  /* AT_PHDR */
	unsigned long phnum; /* AT_PHNUM */
	unsigned long base;  /* AT_BASE: the interpreter's bias, 0 without one */
	unsigned long entry; /* AT_ENTRY */
};

/*
 * Puts argc, argv, envp and the auxiliary vector below the strings that bprm->p points at, in
 * current->mm, and moves bprm->p to argc, 16-byte aligned. Sets the mm's arg and env ranges. May
 * sleep. 0, or -EFAULT, -ENOMEM.
 */
int elf_stack_layout(struct linux_binprm *bprm, const struct elf_stack_info *info);

#endif
