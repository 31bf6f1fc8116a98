// SPDX-License-Identifier: MIT
/*
 * Messages for debugging that Linux writes to its trace buffer. Here they go to the kernel log, at
 * level debug and with the caller's name in front, so that they show up in dmesg.
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

#endif
