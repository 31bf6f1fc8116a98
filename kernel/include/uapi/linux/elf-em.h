// SPDX-License-Identifier: MIT
/*
 * Machine numbers: e_machine of an ELF header.
 *
 * The ones that a person is likely to hold an object for, so that a refusal can name it. The whole
 * registry is at the System V ABI's web page.
 */
#ifndef UAPI_LINUX_ELF_EM_H
#define UAPI_LINUX_ELF_EM_H

#define EM_NONE	     0
#define EM_M32	     1
#define EM_SPARC     2
#define EM_386	     3
#define EM_68K	     4
#define EM_MIPS	     8
#define EM_PARISC    15
#define EM_PPC	     20
#define EM_PPC64     21
#define EM_S390	     22
#define EM_ARM	     40
#define EM_SH	     42
#define EM_SPARCV9   43
#define EM_IA_64     50
#define EM_X86_64    62
#define EM_AARCH64   183
#define EM_RISCV     243
#define EM_BPF	     247
#define EM_LOONGARCH 258

#endif
