// SPDX-License-Identifier: MIT
/*
 * How x86 raises a BUG or a WARN: the ud2 instruction, and an entry in __bug_table for its address.
 * <linux/bug.h> is what to include.
 */
#ifndef ASM_BUG_H
#define ASM_BUG_H

#include <linux/stringify.h>
#include <linux/types.h>

#define INSN_UD2 0x0b0f
#define LEN_UD2	 2

#ifndef __ASSEMBLY__

#define HAVE_ARCH_BUG
#define HAVE_ARCH_WARN

/*
 * One trap. The two displacements are relative to their own fields, so the table needs no
 * relocation in the kernel and little in a module. file is 0-terminated text.
 */
struct bug_entry {
	int bug_addr_disp;
	int file_disp;
	unsigned short line;
	unsigned short flags; /* BUGFLAG_, and the taint that a WARN brings */
};

/* The section's name is the linker script's; its bounds are __start___bug_table and __stop. */
#define _BUG_FLAGS(ins, flags_, extra)                                                             \
	do {                                                                                       \
		asm volatile("1:\t" ins "\n"                                                       \
			     ".pushsection __bug_table,\"aw\"\n"                                   \
			     "2:\t.long 1b - .\n"                                                  \
			     "\t.long %c0 - .\n"                                                   \
			     "\t.word %c1\n"                                                       \
			     "\t.word %c2\n"                                                       \
			     "\t.org 2b+%c3\n"                                                     \
			     ".popsection\n" extra                                                 \
			     :                                                                     \
			     : "i"(__FILE__), "i"(__LINE__), "i"(flags_),                          \
			       "i"(sizeof(struct bug_entry)));                                     \
	} while (0)

#define BUG()                                                                                      \
	do {                                                                                       \
		_BUG_FLAGS("ud2", 0, "");                                                          \
		__builtin_unreachable();                                                           \
	} while (0)

#define __WARN_FLAGS(flags_)                                                                       \
	do {                                                                                       \
		_BUG_FLAGS("ud2", BUGFLAG_WARNING | (flags_), "");                                 \
	} while (0)

#endif

#include <asm-generic/bug.h>

#endif
