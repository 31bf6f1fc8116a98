// SPDX-License-Identifier: MIT
/*
 * Messages for debugging that go to the trace buffer and not to the log: much cheaper, and from
 * any context, NMIs and the scheduler included. /sys/kernel/tracing/trace shows the newest 1024 of
 * them, each with the task, the CPU, its state and the time.
 *
 * trace_printk() and trace_puts() return the bytes that were kept, 0 when tracing is off; a message
 * is cut at 351 bytes. trace_dump_stack() notes the callers, the first `skip` left out.
 */
#ifndef LINUX_TRACE_PRINTK_H
#define LINUX_TRACE_PRINTK_H

#include <linux/compiler.h>
#include <linux/instruction_pointer.h>
#include <linux/stdarg.h>

__printf(2, 3) int __trace_printk(unsigned long ip, const char *fmt, ...);
__printf(2, 0) int __ftrace_vprintk(unsigned long ip, const char *fmt, va_list ap);
int __trace_puts(unsigned long ip, const char *str);
void trace_dump_stack(int skip);

#define trace_printk(fmt, ...)	   __trace_printk(_THIS_IP_, fmt, ##__VA_ARGS__)
#define trace_puts(str)		   __trace_puts(_THIS_IP_, str)
#define ftrace_vprintk(fmt, vargs) __ftrace_vprintk(_THIS_IP_, fmt, vargs)

/* Stop writing to the buffer, so that what led here stays; and go on. Any context. */
void tracing_off(void);
void tracing_on(void);
int tracing_is_on(void);

/*
 * The buffer into the log, at level emerg: everything, or what this CPU has said. Tracing is off
 * from then on, so that what led here stays. Any context.
 */
enum ftrace_dump_mode {
	DUMP_NONE,
	DUMP_ALL,
	DUMP_ORIG,
};
void ftrace_dump(enum ftrace_dump_mode mode);

#endif
