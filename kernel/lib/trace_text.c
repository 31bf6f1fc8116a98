// SPDX-License-Identifier: MIT
/*
 * A record of the trace buffer as text, in the form of Linux's /sys/kernel/tracing/trace:
 *
 *	          insmod-42      [000] d..1.     1.234567: hello_init: the message
 *
 * task and process, CPU, then interrupts (d: off; b: softirqs off; D: both), whether the CPU is to
 * be rescheduled (N), the context (z: NMI, h: interrupt, H: interrupt in a softirq, s: softirq),
 * the depth of preempt_disable() and of migrate_disable(); seconds since the start; who speaks.
 */
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/preempt.h>
#include <linux/stacktrace.h>
#include <linux/time64.h>
#include <kernel/trace.h>

static char interrupts(const struct trace_record *r)
{
	unsigned int softirq = r->preempt_count & SOFTIRQ_MASK;
	bool bh_off = softirq && !(softirq & SOFTIRQ_OFFSET);

	if (r->irqs_off)
		return bh_off ? 'D' : 'd';
	return bh_off ? 'b' : '.';
}

static char context(const struct trace_record *r)
{
	bool softirq = r->preempt_count & SOFTIRQ_OFFSET;

	if (r->preempt_count & NMI_MASK)
		return r->preempt_count & HARDIRQ_MASK ? 'Z' : 'z';
	if (r->preempt_count & HARDIRQ_MASK)
		return softirq ? 'H' : 'h';
	return softirq ? 's' : '.';
}

static size_t format_stack(const struct trace_record *r, char *buf, size_t size)
{
	size_t n = scnprintf(buf, size, "<stack trace>\n");

	for (unsigned int i = 0; i < r->len; i++)
		n += scnprintf(buf + n, size - n, " => %pS\n", (void *)(long)r->stack[i]);
	return n;
}

size_t trace_format(const struct trace_record *r, char *buf, size_t size)
{
	unsigned int depth = min_t(unsigned int, r->preempt_count &PREEMPT_MASK, 15);
	u32 nsec;
	u64 sec = div_u64_rem(r->ts_nsec, NSEC_PER_SEC, &nsec);
	size_t n;

	n = scnprintf(buf, size, "%16s-%-7d [%03u] %c%c%c", r->comm, r->pid, r->cpu, interrupts(r),
		      r->need_resched ? 'N' : '.', context(r));
	if (depth)
		n += scnprintf(buf + n, size - n, "%x.", depth);
	else
		n += scnprintf(buf + n, size - n, "..");
	n += scnprintf(buf + n, size - n, " %5llu.%06u: ", sec, nsec / 1000);
	if (r->kind == TRACE_STACK)
		return n + format_stack(r, buf + n, size - n);
	n += scnprintf(buf + n, size - n, "%s: %.*s", r->func, r->len, r->text);
	if (buf[n - 1] != '\n')
		n += scnprintf(buf + n, size - n, "\n");
	return n;
}
