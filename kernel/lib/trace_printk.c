// SPDX-License-Identifier: MIT
/* What modules say into the trace buffer; <linux/trace_printk.h>. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/trace_printk.h>
#include <kernel/trace.h>

int __ftrace_vprintk(unsigned long ip, const char *fmt, va_list ap)
{
	struct trace_record *r = trace_begin(ip);
	int len;

	if (!r)
		return 0;
	r->kind = TRACE_TEXT;
	len = vscnprintf(r->text, sizeof(r->text), fmt, ap);
	r->len = len;
	trace_commit(r);
	return len;
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

int __trace_puts(unsigned long ip, const char *str)
{
	return __trace_printk(ip, "%s", str);
}
EXPORT_SYMBOL_GPL(__trace_puts);

void trace_dump_stack(int skip)
{
	struct trace_record *r = trace_begin(_RET_IP_);
	unsigned long stack[TRACE_STACK_MAX];

	if (!r)
		return;
	r->kind = TRACE_STACK;
	r->len = stack_trace_save(stack, TRACE_STACK_MAX, skip + 1);
	for (unsigned int i = 0; i < r->len; i++)
		r->stack[i] = stack[i];
	trace_commit(r);
}
EXPORT_SYMBOL_GPL(trace_dump_stack);

void ftrace_dump(enum ftrace_dump_mode mode)
{
	static struct {
		struct trace_record record;
		char text[TRACE_LINES_MAX];
	} copy; /* guarded by busy: one dumps at a time */
	static atomic_t busy;
	u64 seq, end = trace_next();

	if (mode == DUMP_NONE || atomic_xchg(&busy, 1))
		return;
	tracing_off();
	pr_emerg("Dumping ftrace buffer:\n");
	for (seq = trace_first(); seq < end; seq++) {
		if (trace_read(seq, &copy.record) != TRACE_FOUND)
			continue;
		if (mode == DUMP_ORIG && copy.record.cpu != raw_smp_processor_id())
			continue;
		trace_format(&copy.record, copy.text, sizeof(copy.text));
		pr_emerg("%s", copy.text);
	}
	pr_emerg("---------------------------------\n");
	atomic_set(&busy, 0);
}
EXPORT_SYMBOL_GPL(ftrace_dump);
