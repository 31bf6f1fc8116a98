// SPDX-License-Identifier: MIT
/*
 * The kernel's messages.
 *
 * printk() and the pr_ macros may be called from any context, at any time, with any lock held. The
 * message becomes a record of the log; consoles show it if its level is below console_loglevel. A
 * message without a newline at its end can be continued by pr_cont() of the same context.
 */
#ifndef LINUX_PRINTK_H
#define LINUX_PRINTK_H

#include <linux/stdarg.h>
#include <linux/init.h>
#include <linux/kern_levels.h>
#include <linux/linkage.h>
#include <linux/ratelimit_types.h>
#include <linux/once_lite.h>

/* Longest text of one message; the rest is cut. */
#define LOG_LINE_MAX 1024

/* "Linux version 6.1.0-graft …", ends in a newline; the second is a format for /proc/version. */
extern const char linux_banner[];
extern const char linux_proc_banner[];

static inline int printk_get_level(const char *buffer)
{
	if (buffer[0] == KERN_SOH_ASCII && buffer[1]) {
		switch (buffer[1]) {
		case '0' ... '7':
		case 'c':
			return buffer[1];
		}
	}
	return 0;
}

static inline const char *printk_skip_level(const char *buffer)
{
	return printk_get_level(buffer) ? buffer + 2 : buffer;
}

static inline const char *printk_skip_headers(const char *buffer)
{
	while (printk_get_level(buffer))
		buffer = printk_skip_level(buffer);
	return buffer;
}

/* The four numbers of /proc/sys/kernel/printk, proc(5). */
extern int console_printk[4];
#define console_loglevel	 (console_printk[0]) /* consoles show what is below it */
#define default_message_loglevel (console_printk[1]) /* for messages without a level */
#define minimum_console_loglevel (console_printk[2]) /* console_loglevel's lower bound */
#define default_console_loglevel (console_printk[3])

#define CONSOLE_LOGLEVEL_SILENT	    0
#define CONSOLE_LOGLEVEL_MIN	    1
#define CONSOLE_LOGLEVEL_DEBUG	    10 /* shows all, with none of level 10 */
#define CONSOLE_LOGLEVEL_MOTORMOUTH 15
#define CONSOLE_LOGLEVEL_DEFAULT    CONFIG_CONSOLE_LOGLEVEL_DEFAULT
#define CONSOLE_LOGLEVEL_QUIET	    CONFIG_CONSOLE_LOGLEVEL_QUIET
#define MESSAGE_LOGLEVEL_DEFAULT    CONFIG_MESSAGE_LOGLEVEL_DEFAULT

/* A crash report is coming: everything is shown. */
static inline void console_verbose(void)
{
	if (console_loglevel)
		console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
}

static inline void console_silent(void)
{
	console_loglevel = CONSOLE_LOGLEVEL_SILENT;
}

/* A format and its arguments as one argument, for %pV. */
struct va_format {
	const char *fmt;
	va_list *va;
};

__printf(1, 0) int vprintk(const char *fmt, va_list args);

/* What device a message is about; /dev/kmsg passes it on. */
struct dev_printk_info {
	char subsystem[16];
	char device[48];
};
/*
 * The general form: syslog facility, level (LOGLEVEL_DEFAULT: take it from the text), device or
 * NULL. The length of the text.
 */
__printf(4, 0) int vprintk_emit(int facility, int level, const struct dev_printk_info *dev_info,
				const char *fmt, va_list args);
__printf(1, 2) __cold int _printk(const char *fmt, ...);
/* Log now, show on consoles later: for code that a console's driver may hold up. */
__printf(1, 2) __cold int _printk_deferred(const char *fmt, ...);

#define printk(fmt, ...)	  _printk(fmt, ##__VA_ARGS__)
#define printk_deferred(fmt, ...) _printk_deferred(fmt, ##__VA_ARGS__)

/* Checks the format and generates nothing. */
#define no_printk(fmt, ...)                                                                        \
	({                                                                                         \
		if (0)                                                                             \
			_printk(fmt, ##__VA_ARGS__);                                               \
		0;                                                                                 \
	})

/* All callers together get DEFAULT_RATELIMIT_BURST messages in an interval; printk_ratelimited()
 * limits each place by itself. */
int __printk_ratelimit(const char *func);
#define printk_ratelimit() __printk_ratelimit(__func__)
bool printk_timed_ratelimit(unsigned long *caller_jiffies, unsigned int interval_msec);

/* Print a backtrace of the caller. */
asmlinkage __cold void dump_stack(void);
asmlinkage __cold void dump_stack_lvl(const char *log_lvl);
/* CPU, task, taint, release, machine: what a report starts with. */
__cold void dump_stack_print_info(const char *log_lvl);
__cold void show_regs_print_info(const char *log_lvl);
__printf(1, 2) void dump_stack_set_arch_desc(const char *fmt, ...);

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

/* clang-format off */
#define pr_emerg(fmt, ...)   printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)   printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)    printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)     printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...)    printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice(fmt, ...)  printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)    printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
/* To begin a message with: whose fault it is. */
#define FW_BUG	   "[Firmware Bug]: "
#define FW_WARN	   "[Firmware Warn]: "
#define FW_INFO	   "[Firmware Info]: "
#define HW_ERR	   "[Hardware Error]: "
#define DEPRECATED "[Deprecated]: "

#define pr_cont(fmt, ...)    printk(KERN_CONT fmt, ##__VA_ARGS__)
/* Only in files that define DEBUG. */
#ifdef DEBUG
#define pr_devel(fmt, ...)   printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...)   printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_devel(fmt, ...)   no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...)   no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif

#define printk_once(fmt, ...)          DO_ONCE_LITE(printk, fmt, ##__VA_ARGS__)
#define printk_deferred_once(fmt, ...) DO_ONCE_LITE(printk_deferred, fmt, ##__VA_ARGS__)
#define pr_emerg_once(fmt, ...)        printk_once(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_once(fmt, ...)        printk_once(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_once(fmt, ...)         printk_once(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_once(fmt, ...)          printk_once(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...)         printk_once(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_once(fmt, ...)       printk_once(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...)         printk_once(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#ifdef DEBUG
#define pr_devel_once(fmt, ...)        printk_once(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_once(fmt, ...)        printk_once(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_devel_once(fmt, ...)        no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_once(fmt, ...)        no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif

#define printk_ratelimited(fmt, ...)                                                               \
	({                                                                                         \
		static DEFINE_RATELIMIT_STATE(_rs, DEFAULT_RATELIMIT_INTERVAL,                     \
					      DEFAULT_RATELIMIT_BURST);                            \
                                                                                                   \
		if (__ratelimit(&_rs))                                                             \
			printk(fmt, ##__VA_ARGS__);                                                \
	})
#define pr_emerg_ratelimited(fmt, ...)  printk_ratelimited(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_ratelimited(fmt, ...)  printk_ratelimited(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_ratelimited(fmt, ...)   printk_ratelimited(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...)    printk_ratelimited(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...)   printk_ratelimited(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_ratelimited(fmt, ...) printk_ratelimited(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...)   printk_ratelimited(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#ifdef DEBUG
#define pr_devel_ratelimited(fmt, ...)  printk_ratelimited(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...)  printk_ratelimited(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_devel_ratelimited(fmt, ...)  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...)  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif
/* clang-format on */

/* What stands before each line of a dump. */
enum {
	DUMP_PREFIX_NONE,
	DUMP_PREFIX_ADDRESS,
	DUMP_PREFIX_OFFSET,
};

int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii);
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii);

#ifdef DEBUG
#define print_hex_dump_debug(prefix_str, prefix_type, rowsize, groupsize, buf, len, ascii)         \
	print_hex_dump(KERN_DEBUG, prefix_str, prefix_type, rowsize, groupsize, buf, len, ascii)
#else
static inline void print_hex_dump_debug(const char *prefix_str, int prefix_type, int rowsize,
					int groupsize, const void *buf, size_t len, bool ascii)
{
}
#endif

#define print_hex_dump_bytes(prefix_str, prefix_type, buf, len)                                    \
	print_hex_dump_debug(prefix_str, prefix_type, 16, 1, buf, len, true)

/* %pK: 0 as %p, 1 zeros unless privileged, 2 zeros. */
extern int kptr_restrict;

#endif
