// SPDX-License-Identifier: MIT
/*
 * The code of a static key's test: five bytes, which are a no-operation or a jump, and an entry in
 * __jump_table that says where. <linux/jump_label.h> is the interface.
 */
#ifndef _ASM_X86_JUMP_LABEL_H
#define _ASM_X86_JUMP_LABEL_H

#define JUMP_LABEL_SIZE 5

#ifndef __ASSEMBLY__

#include <linux/types.h>

struct static_key;

#define JUMP_TABLE_ENTRY                                                                           \
	".pushsection __jump_table, \"aw\"\n\t"                                                    \
	".balign 8\n\t"                                                                            \
	".long 1b - .\n\t"                                                                         \
	".long %l[l_yes] - .\n\t"                                                                  \
	".quad %c0 + %c1 - .\n\t"                                                                  \
	".popsection\n\t"

/* Begins as a no-operation. True if it has become a jump; `branch` goes into the table. */
static __always_inline bool arch_static_branch(struct static_key *const key, const bool branch)
{
	asm goto("1: .byte 0x0f, 0x1f, 0x44, 0x00, 0x00\n\t" /* nopl 0(%rax,%rax,1) */
		 JUMP_TABLE_ENTRY
		 :
		 : "i"(key), "i"(branch)
		 :
		 : l_yes);
	return false;
l_yes:
	return true;
}

/* Begins as a jump. */
static __always_inline bool arch_static_branch_jump(struct static_key *const key, const bool branch)
{
	asm goto("1: .byte 0xe9\n\t"
		 ".long %l[l_yes] - (. + 4)\n\t" JUMP_TABLE_ENTRY
		 :
		 : "i"(key), "i"(branch)
		 :
		 : l_yes);
	return false;
l_yes:
	return true;
}

#endif /* __ASSEMBLY__ */
#endif
