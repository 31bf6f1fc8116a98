// SPDX-License-Identifier: MIT
/*
 * Functions that no probe may be set in, since the way to a probe's handlers leads through them:
 * those marked __kprobes, by their section, and those named to NOKPROBE_SYMBOL(), by a list.
 */
#ifndef _ASM_GENERIC_KPROBES_H
#define _ASM_GENERIC_KPROBES_H

#ifndef __ASSEMBLY__

#include <linux/compiler.h>

#define __NOKPROBE_SYMBOL(fname)                                                                   \
	static unsigned long __used __section("_kprobe_blacklist") _kbl_addr_##fname =             \
		(unsigned long)fname;
#define NOKPROBE_SYMBOL(fname) __NOKPROBE_SYMBOL(fname)

#define __kprobes	notrace __section(".kprobes.text")
#define nokprobe_inline __always_inline

#endif
#endif
