// SPDX-License-Identifier: MIT
/*
 * Asking about the configuration: IS_ENABLED() and its relatives.
 *
 * The build includes this file ahead of every translation unit, so the CONFIG_ names and the basic
 * compiler vocabulary (__user, __always_inline, …) are there before the first line of any source.
 */
#ifndef LINUX_KCONFIG_H
#define LINUX_KCONFIG_H

#include <generated/autoconf.h>

/*
 * A CONFIG_ name is either absent or defined as 1. Pasting the value after a prefix gives a macro
 * that inserts one more argument ("0,") if it is 1 and a plain word if not; the second argument of
 * what results is then 1 or 0, usable in #if and in C alike.
 */
#define __ARG_PLACEHOLDER_1		       0,
#define __take_second_arg(__ignored, val, ...) val
#define __is_defined(x)			       ___is_defined(x)
#define ___is_defined(val)		       ____is_defined(__ARG_PLACEHOLDER_##val)
#define ____is_defined(arg1_or_junk)	       __take_second_arg(arg1_or_junk 1, 0)

#define __and(x, y)		 ___and(x, y)
#define ___and(x, y)		 ____and(__ARG_PLACEHOLDER_##x, y)
#define ____and(arg1_or_junk, y) __take_second_arg(arg1_or_junk y, 0)
#define __or(x, y)		 ___or(x, y)
#define ___or(x, y)		 ____or(__ARG_PLACEHOLDER_##x, y)
#define ____or(arg1_or_junk, y)	 __take_second_arg(arg1_or_junk 1, y)

/* Built into the kernel (=y), built as a module (=m), either. */
#define IS_BUILTIN(option) __is_defined(option)
#define IS_MODULE(option)  __is_defined(option##_MODULE)
#define IS_ENABLED(option) __or(IS_BUILTIN(option), IS_MODULE(option))
/* Can the code that asks call into the option's code? A module may call both kinds. */
#define IS_REACHABLE(option)                                                                       \
	__or(IS_BUILTIN(option), __and(IS_MODULE(option), __is_defined(MODULE)))

#ifndef __ASSEMBLY__
#include <linux/compiler_types.h>
#endif

#endif
