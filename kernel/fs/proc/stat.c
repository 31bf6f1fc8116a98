// SPDX-License-Identifier: MIT
/*
 * /proc/stat and /proc/interrupts: what the CPUs did with their time, and which interrupts came.
 */
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/stat.h>
#include <linux/seq_file.h>
#include <linux/softirq.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <kernel/traps.h>
#include <kernel/sched.h>
#include "internal.h"

/* user nice system idle iowait irq softirq steal guest guest_nice, in 1/100 s */
static void show_times(struct seq_file *m, const struct cpu_times *t)
{
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->user));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->nice));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->system));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->idle));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->iowait));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->irq));
	seq_put_decimal_ull(m, " ", nsec_to_clock_t(t->softirq));
	seq_puts(m, " 0 0 0\n");
}

static void show_cpus(struct seq_file *m)
{
	struct cpu_times t, sum = {};
	int cpu;

	for_each_possible_cpu(cpu)
	{
		cpu_times(cpu, &t);
		sum.user += t.user;
		sum.nice += t.nice;
		sum.system += t.system;
		sum.idle += t.idle;
		sum.iowait += t.iowait;
		sum.irq += t.irq;
		sum.softirq += t.softirq;
	}
	/* Two blanks: "cpu " is padded to the width of "cpuN" */
	seq_puts(m, "cpu ");
	show_times(m, &sum);
	for_each_online_cpu(cpu)
	{
		cpu_times(cpu, &t);
		seq_printf(m, "cpu%d", cpu);
		show_times(m, &t);
	}
}

static int stat_show(struct seq_file *m, void *v)
{
	u64 total = 0;
	struct timespec64 boot;
	unsigned int irq;

	show_cpus(m);
	for_each_irq_nr(irq) total += kstat_irqs(irq);
	seq_printf(m, "intr %llu", total);
	for_each_irq_nr(irq) seq_put_decimal_ull(m, " ", kstat_irqs(irq));
	getboottime64(&boot);
	seq_printf(m,
		   "\nctxt %llu\nbtime %lld\nprocesses %lu\nprocs_running %u\nprocs_blocked %u\n",
		   nr_context_switches(), (long long)boot.tv_sec, total_forks, nr_running(),
		   nr_iowait());
	return 0;
}

/* --- interrupts --- */

/* The lines, and behind them the local APIC's timer. */
static void *irq_seq_start(struct seq_file *m, loff_t *pos)
{
	return *pos <= nr_irqs ? pos : NULL;
}

static void *irq_seq_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return *pos <= nr_irqs ? pos : NULL;
}

static void irq_seq_stop(struct seq_file *m, void *v)
{
}

static int irq_seq_show(struct seq_file *m, void *v)
{
	unsigned int irq = *(loff_t *)v;
	char text[128];
	int cpu;

	if (irq == 0) {
		seq_puts(m, "    ");
		for_each_online_cpu(cpu) seq_printf(m, "       CPU%-8d", cpu);
		seq_putc(m, '\n');
	}
	if (irq == nr_irqs) {
		seq_puts(m, "LOC: ");
		for_each_online_cpu(cpu) seq_printf(m, "%10u ", apic_timer_interrupts(cpu));
		seq_puts(m, "   Local timer interrupts\n");
		return 0;
	}
	if (!irq_describe(irq, text, sizeof(text)))
		return 0;
	seq_printf(m, "%3u: ", irq);
	for_each_online_cpu(cpu) seq_printf(m, "%10u ", kstat_irqs_cpu(irq, cpu));
	seq_printf(m, " %s\n", text);
	return 0;
}

static const struct seq_operations irq_seq_ops = {
	.start = irq_seq_start,
	.next = irq_seq_next,
	.stop = irq_seq_stop,
	.show = irq_seq_show,
};

void __init proc_stat_init(void)
{
	proc_create_single("stat", 0, NULL, stat_show);
	proc_create_seq("interrupts", 0, NULL, &irq_seq_ops);
}
