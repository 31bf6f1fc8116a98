// SPDX-License-Identifier: MIT
/*
 * What ELF leaves to the machine: x86-64 psABI 1.0, chapter 4 ("Object Files").
 *
 * Free of other headers on purpose: the loader's core is compiled on the host as well.
 */
#ifndef ASM_ELF_H
#define ASM_ELF_H

/*
 * Relocation types (psABI table 4.9). A is the addend, B the load base, G and GOT the offset and
 * address of a global offset table, L a procedure linkage table entry, P the place that is
 * written, S the symbol's value, Z its size. Which of them a module may use is the relocation
 * code's business (kernel/arch/x86_64/relocate.c); the rest are here so that a refusal can name
 * them.
 */
#define R_X86_64_NONE		 0
#define R_X86_64_64		 1 /* word64: S + A */
#define R_X86_64_PC32		 2 /* word32: S + A - P */
#define R_X86_64_GOT32		 3 /* word32: G + A */
#define R_X86_64_PLT32		 4 /* word32: L + A - P */
#define R_X86_64_COPY		 5
#define R_X86_64_GLOB_DAT	 6  /* word64: S */
#define R_X86_64_JUMP_SLOT	 7  /* word64: S */
#define R_X86_64_RELATIVE	 8  /* word64: B + A */
#define R_X86_64_GOTPCREL	 9  /* word32: G + GOT + A - P */
#define R_X86_64_32		 10 /* word32: S + A, zero-extended */
#define R_X86_64_32S		 11 /* word32: S + A, sign-extended */
#define R_X86_64_16		 12 /* word16: S + A */
#define R_X86_64_PC16		 13 /* word16: S + A - P */
#define R_X86_64_8		 14 /* word8: S + A */
#define R_X86_64_PC8		 15 /* word8: S + A - P */
#define R_X86_64_DTPMOD64	 16
#define R_X86_64_DTPOFF64	 17
#define R_X86_64_TPOFF64	 18
#define R_X86_64_TLSGD		 19
#define R_X86_64_TLSLD		 20
#define R_X86_64_DTPOFF32	 21
#define R_X86_64_GOTTPOFF	 22
#define R_X86_64_TPOFF32	 23
#define R_X86_64_PC64		 24 /* word64: S + A - P */
#define R_X86_64_GOTOFF64	 25
#define R_X86_64_GOTPC32	 26
#define R_X86_64_SIZE32		 32 /* word32: Z + A */
#define R_X86_64_SIZE64		 33 /* word64: Z + A */
#define R_X86_64_GOTPC32_TLSDESC 34
#define R_X86_64_TLSDESC_CALL	 35
#define R_X86_64_TLSDESC	 36
#define R_X86_64_IRELATIVE	 37
#define R_X86_64_GOTPCRELX	 41
#define R_X86_64_REX_GOTPCRELX	 42

#define ELF_CLASS ELFCLASS64
#define ELF_DATA  ELFDATA2LSB
#define ELF_ARCH  EM_X86_64

#define elf_check_arch(hdr) ((hdr)->e_machine == EM_X86_64)

#define ELF_EXEC_PAGESIZE 4096
#define ELF_PLATFORM	  "x86_64"
/* Where a position-independent program goes: two thirds up, away from its own mappings. */
#define ELF_ET_DYN_BASE (TASK_SIZE / 3 * 2)

#endif
