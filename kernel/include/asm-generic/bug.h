// SPDX-License-Identifier: MIT
/* BUG and WARN in terms of the machine's trap. */
#ifndef ASM_GENERIC_BUG_H
#define ASM_GENERIC_BUG_H

#include <linux/compiler.h>
#include <linux/instruction_pointer.h>

#define CUT_HERE "------------[ cut here ]------------\n"

#define BUGFLAG_WARNING	     (1 << 0)
#define BUGFLAG_ONCE	     (1 << 1) /* report the first time only … */
#define BUGFLAG_DONE	     (1 << 2) /* … which has been */
#define BUGFLAG_NO_CUT_HERE  (1 << 3) /* the message before the trap opened the report */
#define BUGFLAG_TAINT(taint) ((taint) << 8)
#define BUG_GET_TAINT(bug)   ((bug)->flags >> 8)

#ifndef __ASSEMBLY__

#include <linux/panic.h>
#include <linux/printk.h>

#define BUG_ON(condition)                                                                          \
	do {                                                                                       \
		if (unlikely(condition))                                                           \
			BUG();                                                                     \
	} while (0)

struct pt_regs;

void __warn(const char *file, int line, void *caller, unsigned int taint, struct pt_regs *regs);
__printf(1, 2) void __warn_printk(const char *fmt, ...);

#define __WARN() __WARN_FLAGS(BUGFLAG_TAINT(TAINT_WARN))
#define __WARN_printf(taint, arg...)                                                               \
	do {                                                                                       \
		__warn_printk(arg);                                                                \
		__WARN_FLAGS(BUGFLAG_NO_CUT_HERE | BUGFLAG_TAINT(taint));                          \
	} while (0)

/* Each yields the truth of its condition. */
#define WARN_ON(condition)                                                                         \
	({                                                                                         \
		int __ret_warn_on = !!(condition);                                                 \
		if (unlikely(__ret_warn_on))                                                       \
			__WARN();                                                                  \
		unlikely(__ret_warn_on);                                                           \
	})
#define WARN_ON_ONCE(condition)                                                                    \
	({                                                                                         \
		int __ret_warn_on = !!(condition);                                                 \
		if (unlikely(__ret_warn_on))                                                       \
			__WARN_FLAGS(BUGFLAG_ONCE | BUGFLAG_TAINT(TAINT_WARN));                    \
		unlikely(__ret_warn_on);                                                           \
	})
#define WARN(condition, format...)                                                                 \
	({                                                                                         \
		int __ret_warn_on = !!(condition);                                                 \
		if (unlikely(__ret_warn_on))                                                       \
			__WARN_printf(TAINT_WARN, format);                                         \
		unlikely(__ret_warn_on);                                                           \
	})
#define WARN_TAINT(condition, taint, format...)                                                    \
	({                                                                                         \
		int __ret_warn_on = !!(condition);                                                 \
		if (unlikely(__ret_warn_on))                                                       \
			__WARN_printf(taint, format);                                              \
		unlikely(__ret_warn_on);                                                           \
	})
#define WARN_ONCE(condition, format...) DO_ONCE_LITE_IF(condition, WARN, 1, format)
#define WARN_TAINT_ONCE(condition, taint, format...)                                               \
	DO_ONCE_LITE_IF(condition, WARN_TAINT, 1, taint, format)
#define WARN_ON_SMP(x) WARN_ON(x)

#endif
#endif
