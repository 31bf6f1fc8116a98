// SPDX-License-Identifier: MIT
/*
 * The exception table: instructions that may fault, and where to go on when they do.
 *
 * An entry is three 32-bit words: the distance from itself to the instruction, the distance from
 * its second word to the fixup, and what to do. The kernel's own table (section __ex_table) is
 * sorted at boot; a module's is handed to search_module_extables().
 */
#ifndef _ASM_X86_EXTABLE_H
#define _ASM_X86_EXTABLE_H

#define EX_TYPE_NONE	 0
#define EX_TYPE_DEFAULT	 1 /* go on at the fixup */
#define EX_TYPE_UACCESS	 2 /* an access to user memory: a fault elsewhere is a bug, and says so */
#define EX_TYPE_MSR_SAFE 3 /* esi = -EIO, go on at the fixup */

#ifdef __ASSEMBLY__

/* clang-format off */
.macro _ASM_EXTABLE_TYPE from:req to:req type:req
	.pushsection __ex_table, "a"
	.balign	4
	.long	\from - .
	.long	\to - .
	.long	\type
	.popsection
.endm
/* clang-format on */

#define _ASM_EXTABLE(from, to)	  _ASM_EXTABLE_TYPE from, to, EX_TYPE_DEFAULT
#define _ASM_EXTABLE_UA(from, to) _ASM_EXTABLE_TYPE from, to, EX_TYPE_UACCESS

#else

#include <linux/types.h>
#include <linux/stringify.h>

/* clang-format off */
#define _ASM_EXTABLE_TYPE(from, to, type)                                                          \
	"	.pushsection __ex_table, \"a\"\n"                                                  \
	"	.balign	4\n"                                                                       \
	"	.long	" #from " - .\n"                                                           \
	"	.long	" #to " - .\n"                                                             \
	"	.long	" __stringify(type) "\n"                                                   \
	"	.popsection\n"
/* clang-format on */
#define _ASM_EXTABLE(from, to)	  _ASM_EXTABLE_TYPE(from, to, EX_TYPE_DEFAULT)
#define _ASM_EXTABLE_UA(from, to) _ASM_EXTABLE_TYPE(from, to, EX_TYPE_UACCESS)

struct pt_regs;

struct exception_table_entry {
	int insn;
	int fixup;
	int data;
};

/*
 * The fault at regs->ip is one that the code there expects: set regs to go on at its fixup and
 * return true. `trapnr` is the vector, `fault_addr` CR2 for a page fault. Any context.
 */
bool fixup_exception(struct pt_regs *regs, int trapnr, unsigned long error_code,
		     unsigned long fault_addr);

#endif
#endif
