// SPDX-License-Identifier: MIT
/* The events of <linux/kdebug.h>. */
#ifndef _ASM_X86_KDEBUG_H
#define _ASM_X86_KDEBUG_H

enum die_val {
	DIE_OOPS = 1,
};

#endif
