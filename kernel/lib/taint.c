// SPDX-License-Identifier: MIT
/*
 * Taints: what has happened to this kernel that makes its later troubles suspect. They are never
 * taken back.
 */
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/build_bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/printk.h>

/* Bits TAINT_; set with set_bit(). */
static unsigned long tainted_mask;
/* Said once: lock debugging ends when locks can't be trusted. */
static int lock_debugging = 1;

/* clang-format off */
const struct taint_flag taint_flags[TAINT_FLAGS_COUNT] = {
	[TAINT_PROPRIETARY_MODULE]    = { 'P', 'G', true },
	[TAINT_FORCED_MODULE]         = { 'F', ' ', true },
	[TAINT_CPU_OUT_OF_SPEC]       = { 'S', ' ', false },
	[TAINT_FORCED_RMMOD]          = { 'R', ' ', false },
	[TAINT_MACHINE_CHECK]         = { 'M', ' ', false },
	[TAINT_BAD_PAGE]              = { 'B', ' ', false },
	[TAINT_USER]                  = { 'U', ' ', false },
	[TAINT_DIE]                   = { 'D', ' ', false },
	[TAINT_OVERRIDDEN_ACPI_TABLE] = { 'A', ' ', false },
	[TAINT_WARN]                  = { 'W', ' ', false },
	[TAINT_CRAP]                  = { 'C', ' ', true },
	[TAINT_FIRMWARE_WORKAROUND]   = { 'I', ' ', false },
	[TAINT_OOT_MODULE]            = { 'O', ' ', true },
	[TAINT_UNSIGNED_MODULE]       = { 'E', ' ', true },
	[TAINT_SOFTLOCKUP]            = { 'L', ' ', false },
	[TAINT_LIVEPATCH]             = { 'K', ' ', true },
	[TAINT_AUX]                   = { 'X', ' ', true },
	[TAINT_RANDSTRUCT]            = { 'T', ' ', true },
	[TAINT_TEST]                  = { 'N', ' ', true },
};
/* clang-format on */

const char *print_tainted(void)
{
	static char buf[sizeof("Tainted: ") + TAINT_FLAGS_COUNT];
	char *s = buf;

	if (!tainted_mask)
		return "Not tainted";
	s += sprintf(s, "Tainted: ");
	for (int i = 0; i < TAINT_FLAGS_COUNT; i++)
		*s++ = test_bit(i, &tainted_mask) ? taint_flags[i].c_true : taint_flags[i].c_false;
	*s = '\0';
	return buf;
}

int test_taint(unsigned int flag)
{
	return test_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(test_taint);

unsigned long get_taint(void)
{
	return READ_ONCE(tainted_mask);
}

/* Any context. */
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok)
{
	if (lockdep_ok == LOCKDEP_NOW_UNRELIABLE && xchg(&lock_debugging, 0)) {
		debug_locks_off();
		pr_warn("Disabling lock debugging due to kernel taint\n");
	}
	set_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(add_taint);
