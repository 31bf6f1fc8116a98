// SPDX-License-Identifier: MIT
/*
 * Debugging messages that Linux puts into its trace buffer: here lines of the log at level debug,
 * led by the name of the function that speaks. <linux/trace_printk.h>.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/trace_printk.h>

int __ftrace_vprintk(unsigned long ip, const char *fmt, va_list ap)
{
	struct va_format vf;
	size_t len = strlen(fmt);
	va_list args;
	int n;

	va_copy(args, ap);
	vf.fmt = fmt;
	vf.va = &args;
	n = printk(KERN_DEBUG "%ps: %pV%s", (void *)ip, &vf,
		   len && fmt[len - 1] == '\n' ? "" : "\n");
	va_end(args);
	return n;
}
EXPORT_SYMBOL_GPL(__ftrace_vprintk);

int __trace_printk(unsigned long ip, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = __ftrace_vprintk(ip, fmt, ap);
	va_end(ap);
	return n;
}
EXPORT_SYMBOL_GPL(__trace_printk);

/* The length of str. */
int __trace_puts(unsigned long ip, const char *str)
{
	__trace_printk(ip, "%s", str);
	return strlen(str);
}
EXPORT_SYMBOL_GPL(__trace_puts);

/* skip frames are left out in Linux; here the whole stack is shown. */
void trace_dump_stack(int skip)
{
	dump_stack_lvl(KERN_DEBUG);
}
EXPORT_SYMBOL_GPL(trace_dump_stack);
