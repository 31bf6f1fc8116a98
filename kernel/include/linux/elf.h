// SPDX-License-Identifier: MIT
/* ELF of this machine's word size, under names without the size. */
#ifndef LINUX_ELF_H
#define LINUX_ELF_H

#include <uapi/linux/elf.h>
#include <asm/elf.h>

#define Elf_Ehdr      Elf64_Ehdr
#define Elf_Phdr      Elf64_Phdr
#define Elf_Shdr      Elf64_Shdr
#define Elf_Sym	      Elf64_Sym
#define Elf_Rel	      Elf64_Rel
#define Elf_Rela      Elf64_Rela
#define Elf_Dyn	      Elf64_Dyn
#define Elf_Addr      Elf64_Addr
#define Elf_Half      Elf64_Half
#define Elf_Word      Elf64_Word
#define ELF_R_SYM(i)  ELF64_R_SYM(i)
#define ELF_R_TYPE(i) ELF64_R_TYPE(i)

#define elfhdr	   elf64_hdr
#define elf_phdr   elf64_phdr
#define elf_shdr   elf64_shdr
#define elf_note   elf64_note
#define elf_addr_t Elf64_Off

#endif
