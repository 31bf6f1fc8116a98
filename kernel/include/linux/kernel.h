// SPDX-License-Identifier: MIT
/*
 * The collection that nearly every source includes: limits, math, bits, messages, formatting.
 */
#ifndef LINUX_KERNEL_H
#define LINUX_KERNEL_H

#include <linux/stdarg.h>
#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/bitops.h>
#include <linux/kstrtox.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/typecheck.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/build_bug.h>
#include <linux/sprintf.h>
#include <linux/hex.h>
#include <linux/trace_printk.h>
#include <linux/instruction_pointer.h>
#include <asm/byteorder.h>
#include <uapi/linux/kernel.h>

#define STACK_MAGIC 0xdeadbeef

/* x repeated in each byte. */
#define REPEAT_BYTE(x) ((~0ul / 0xff) * (x))

/* Read or write? The data directions of old interfaces. */
#define READ  0
#define WRITE 1

#define PTR_IF(cond, ptr) ((cond) ? (ptr) : NULL)

#define u64_to_user_ptr(x)                                                                         \
	({                                                                                         \
		typecheck(u64, (x));                                                               \
		(void __user *)(uintptr_t)(x);                                                     \
	})

/* The halves of a 64-bit number, shifted twice so that a 32-bit n is no undefined shift. */
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n)&0xffffffff))
#define upper_16_bits(n) ((u16)((n) >> 16))
#define lower_16_bits(n) ((u16)((n)&0xffff))

/*
 * The caller may sleep from here on. Where that is forbidden (in an interrupt, under a spinlock,
 * with interrupts or preemption off) it is reported with a backtrace, every five seconds at most.
 */
void __might_sleep(const char *file, int line);
#define might_sleep()                                                                              \
	do {                                                                                       \
		__might_sleep(__FILE__, __LINE__);                                                 \
	} while (0)
#define might_sleep_if(cond)                                                                       \
	do {                                                                                       \
		if (cond)                                                                          \
			might_sleep();                                                             \
	} while (0)
/* User memory is touched: a page fault may sleep. */
#define might_fault() might_sleep()

void do_exit(long error_code) __noreturn;

/* How far start and end have got. */
extern enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_FREEING_INITMEM,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
	SYSTEM_SUSPEND,
} system_state;

/* Is addr in the code of the kernel; of the kernel or a module? */
int core_kernel_text(unsigned long addr);
int __kernel_text_address(unsigned long addr);
int kernel_text_address(unsigned long addr);
int func_ptr_is_kernel_text(void *ptr);

/* Numbers from text with K, M, G, T, P, E as powers of 1024; *retptr is where it stopped. */
unsigned long long memparse(const char *ptr, char **retptr);
/* An integer, a list of them as in "4,-7,10-12", a word of a list: kernel/lib/options.c. */
int get_option(char **str, int *pint);
char *get_options(const char *str, int nints, int *ints);
bool parse_option_str(const char *str, const char *option);
/* One word of a command line: its name and, behind an equals sign, its value. */
char *next_arg(char *args, char **param, char **val);

/*
 * The mode of a file in sysfs, checked when compiled: group and world may read and write only what
 * those before them may, and the world never writes.
 */
#define VERIFY_OCTAL_PERMISSIONS(perms)                                                            \
	(BUILD_BUG_ON_ZERO((perms) < 0) + BUILD_BUG_ON_ZERO((perms) > 0777) +                      \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 4) < (((perms) >> 3) & 4)) +                          \
	 BUILD_BUG_ON_ZERO((((perms) >> 3) & 4) < ((perms)&4)) +                                   \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 2) < (((perms) >> 3) & 2)) +                          \
	 BUILD_BUG_ON_ZERO((perms)&2) + (perms))

/* How many arguments, up to 12. */
/* clang-format off */
#define __COUNT_ARGS(_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _n, X...) _n
#define COUNT_ARGS(X...) __COUNT_ARGS(, ##X, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
/* clang-format on */
#define __CONCAT(a, b)	  a##b
#define CONCATENATE(a, b) __CONCAT(a, b)

#endif
