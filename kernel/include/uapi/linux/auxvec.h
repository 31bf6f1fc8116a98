// SPDX-License-Identifier: MIT
/*
 * The auxiliary vector: what execve(2) tells a program's start-up code, after argv and envp on its
 * first stack, as (type, value) pairs that AT_NULL ends.
 * Source: System V psABI x86-64, 3.4.3 "Auxiliary Vector"; getauxval(3).
 */
#ifndef _UAPI_LINUX_AUXVEC_H
#define _UAPI_LINUX_AUXVEC_H

#define AT_NULL	       0 /* end of the vector */
#define AT_IGNORE      1 /* entry to be skipped */
#define AT_EXECFD      2 /* file descriptor of the program */
#define AT_PHDR	       3 /* address of the program headers in memory */
#define AT_PHENT       4 /* size of one of them */
#define AT_PHNUM       5 /* and their number */
#define AT_PAGESZ      6 /* page size */
#define AT_BASE	       7 /* where the interpreter was loaded */
#define AT_FLAGS       8
#define AT_ENTRY       9 /* the program's own entry point */
#define AT_NOTELF      10
#define AT_UID	       11 /* real and effective ids */
#define AT_EUID	       12
#define AT_GID	       13
#define AT_EGID	       14
#define AT_PLATFORM    15 /* pointer to a string that names the CPU */
#define AT_HWCAP       16 /* CPUID.1:EDX on x86 */
#define AT_CLKTCK      17 /* ticks a second of times(2) */
#define AT_SECURE      23 /* 1: the program gained privileges; distrust the environment */
#define AT_RANDOM      25 /* pointer to 16 random bytes */
#define AT_HWCAP2      26
#define AT_EXECFN      31 /* pointer to the path given to execve */
#define AT_MINSIGSTKSZ 51 /* least size of a signal stack on this CPU */

#endif
