// SPDX-License-Identifier: MIT
/*
 * printk(): from a format and its arguments to a record of the log, and on to the consoles.
 *
 * The text is formatted on the caller's stack, without any lock, then stored (log_store.c), then
 * shown, if nobody else is showing (console.c). Sleepers who read the log are not woken from here,
 * since the caller may hold the locks that this takes: printk_tick() does it, from the next tick.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <kernel/cmdline.h>
#include <kernel/printk.h>

#include "log.h"

int console_printk[4] = {
	CONSOLE_LOGLEVEL_DEFAULT,
	MESSAGE_LOGLEVEL_DEFAULT,
	CONSOLE_LOGLEVEL_MIN,
	CONSOLE_LOGLEVEL_DEFAULT,
};
EXPORT_SYMBOL_GPL(console_printk);

DECLARE_WAIT_QUEUE_HEAD(log_wait);

/* For printk_tick(): there are new records; some were not shown. Set by anyone, cleared there. */
static int wake_pending, show_pending;

/* A task can only be continued by itself, an interrupt by one on the same CPU. */
static u32 caller_id(void)
{
	return in_task() ? task_pid_nr(current) : 0x80000000U + raw_smp_processor_id();
}

/* Take the levels off the front of text: sets *level (unless it is fixed) and *cont. */
static const char *parse_prefix(const char *text, int *level, bool *cont)
{
	int kind;

	while ((kind = printk_get_level(text))) {
		if (kind == 'c')
			*cont = true;
		else if (*level == LOGLEVEL_DEFAULT)
			*level = kind - '0';
		text += 2;
	}
	return text;
}

int vprintk_emit(int facility, int level, const struct dev_printk_info *dev_info, const char *fmt,
		 va_list args)
{
	struct log_record r = {.facility = facility, .caller = caller_id()};
	bool deferred = level == LOGLEVEL_SCHED;
	const char *text;
	size_t len;

	if (deferred)
		level = LOGLEVEL_DEFAULT;
	r.ts_nsec = sched_clock();
	len = vscnprintf(r.text, sizeof(r.text), fmt, args);
	text = r.text;
	/* Only the kernel's own messages carry levels inside. */
	if (facility == 0)
		text = parse_prefix(text, &level, &r.cont);
	len -= text - r.text;
	memmove(r.text, text, len + 1);
	r.open = !len || r.text[len - 1] != '\n';
	if (!r.open)
		len--;
	r.text_len = len;
	r.level = level == LOGLEVEL_DEFAULT ? default_message_loglevel : level & 7;
	if (dev_info) {
		r.dev = *dev_info;
		r.open = false;
	}
	if (in_task() && current->log_hush && log_is_hushed(&r))
		return len;

	log_store(&r);
	WRITE_ONCE(wake_pending, 1);
	/* An NMI may have interrupted a driver that holds its lock; a report can't wait for a tick.
	 */
	if ((deferred || in_nmi()) && !oops_in_progress)
		WRITE_ONCE(show_pending, 1);
	else
		console_flush();
	return len;
}
EXPORT_SYMBOL(vprintk_emit);

int vprintk(const char *fmt, va_list args)
{
	return vprintk_emit(0, LOGLEVEL_DEFAULT, NULL, fmt, args);
}
EXPORT_SYMBOL(vprintk);

int _printk(const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vprintk_emit(0, LOGLEVEL_DEFAULT, NULL, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(_printk);

int _printk_deferred(const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vprintk_emit(0, LOGLEVEL_SCHED, NULL, fmt, args);
	va_end(args);
	return n;
}

void printk_tick(void)
{
	if (READ_ONCE(show_pending)) {
		WRITE_ONCE(show_pending, 0);
		console_flush();
	}
	if (READ_ONCE(wake_pending)) {
		WRITE_ONCE(wake_pending, 0);
		wake_up_interruptible(&log_wait);
	}
}

/* Of quiet, debug and loglevel=, the last decides, as all three set one number. */
void __init printk_init(void)
{
	unsigned int pos = 0;
	const char *key, *val;
	int n;

	while (cmdline_next(&pos, &key, &val)) {
		if (!strcmp(key, "quiet") && !val)
			console_loglevel = CONSOLE_LOGLEVEL_QUIET;
		else if (!strcmp(key, "debug") && !val)
			console_loglevel = CONSOLE_LOGLEVEL_DEBUG;
		else if (!strcmp(key, "ignore_loglevel") && !val)
			console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
		else if (!strcmp(key, "loglevel") && val && !kstrtoint(val, 0, &n))
			console_loglevel = max(n, minimum_console_loglevel);
		else if (!strcmp(key, "console") && val)
			console_add_preferred(val);
		else if (!strcmp(key, "printk.time") && val)
			printk_time = cmdline_flag(key);
		else if (!strcmp(key, "no_hash_pointers") && !val)
			no_hash_pointers = true;
	}
}
