// SPDX-License-Identifier: MIT
/* The end of the machine, and the marks (taints) that tell what happened to it before. */
#ifndef LINUX_PANIC_H
#define LINUX_PANIC_H

#include <linux/compiler_attributes.h>
#include <linux/types.h>
#include <linux/stdarg.h>

struct pt_regs;

extern int panic_timeout; /* seconds until reboot; 0: never, negative: at once */
extern int panic_on_oops;
extern int panic_on_warn;
/* Nonzero while a crash report is printed: locks of consoles are then only tried. */
extern int oops_in_progress;

/* Report and stop. Any context; never returns. */
__printf(1, 2) void panic(const char *fmt, ...) __noreturn __cold;
/*
 * 1 before a crash report, 0 behind it; nests. Between them locks that the crash may have left
 * taken don't hold the report up.
 */
void bust_spinlocks(int yes);
/* Reads panic=, oops=panic and panic_on_warn; after cmdline_init(). */
void panic_init(void);

/* The CPU that panics, or PANIC_CPU_INVALID. */
extern atomic_t panic_cpu;
#define PANIC_CPU_INVALID -1

/* Bits of the taint mask, as in /proc/sys/kernel/tainted. */
#define TAINT_PROPRIETARY_MODULE    0
#define TAINT_FORCED_MODULE	    1
#define TAINT_CPU_OUT_OF_SPEC	    2
#define TAINT_FORCED_RMMOD	    3
#define TAINT_MACHINE_CHECK	    4
#define TAINT_BAD_PAGE		    5
#define TAINT_USER		    6
#define TAINT_DIE		    7
#define TAINT_OVERRIDDEN_ACPI_TABLE 8
#define TAINT_WARN		    9
#define TAINT_CRAP		    10
#define TAINT_FIRMWARE_WORKAROUND   11
#define TAINT_OOT_MODULE	    12
#define TAINT_UNSIGNED_MODULE	    13
#define TAINT_SOFTLOCKUP	    14
#define TAINT_LIVEPATCH		    15
#define TAINT_AUX		    16
#define TAINT_RANDSTRUCT	    17
#define TAINT_TEST		    18
#define TAINT_FLAGS_COUNT	    19
#define TAINT_FLAGS_MAX		    ((1UL << TAINT_FLAGS_COUNT) - 1)

struct taint_flag {
	char c_true;  /* shown when set */
	char c_false; /* shown when not */
	bool module;  /* also a property of the module that caused it */
};
extern const struct taint_flag taint_flags[TAINT_FLAGS_COUNT];

enum lockdep_ok {
	LOCKDEP_STILL_OK,
	LOCKDEP_NOW_UNRELIABLE,
};

/* "Tainted: G  W  O " or "Not tainted"; a static buffer, for reports only. */
const char *print_tainted(void);
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok);
int test_taint(unsigned int flag);
unsigned long get_taint(void);

#endif
