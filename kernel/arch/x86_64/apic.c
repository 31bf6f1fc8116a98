// SPDX-License-Identifier: MIT
/*
 * The local APIC (Intel SDM vol. 3A, chapter 11), used for its timer: the clock event of
 * high-resolution timers, and for devices' messages (msi.c). Lines still come from the 8259s,
 * through the APIC's input LINT0.
 *
 * The timer counts a number down once, at a rate that is measured against the TSC. It interrupts
 * when it comes to 0; writing 0 stops it.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/irq_work.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <asm/cpufeature.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/tsc.h>
#include <kernel/time.h>
#include <kernel/traps.h>
#include "irq.h"

#define APIC_SIZE  0x1000
#define APIC_ID	   0x020 /* in the high byte */
#define APIC_EOI   0x0b0
#define APIC_SPIV  0x0f0
#define APIC_ICR   0x300 /* sends an interrupt */
#define APIC_LVTT  0x320
#define APIC_LVT0  0x350
#define APIC_TMICT 0x380 /* initial count */
#define APIC_TMCCT 0x390 /* current count */
#define APIC_TDCR  0x3e0

#define SPIV_ENABLED  0x100
#define ICR_SELF      0x40000 /* to this CPU, fixed vector */
#define LVT_MASKED    0x10000
#define LVT_EXTINT    0x700 /* the 8259 gives the vector */
#define TDCR_DIVIDE_1 0xb

#define CALIBRATE_NS (5 * NSEC_PER_MSEC)
#define EDGE_READS   8
#define COUNT_SHIFT  32

static void __iomem *apic __ro_after_init;
static u64 counts_per_ns __ro_after_init; /* << COUNT_SHIFT */
static u64 max_ns __ro_after_init;	  /* what the counter can hold */
static DEFINE_PER_CPU(unsigned int, timer_interrupts);

static u32 apic_read(unsigned int reg)
{
	return readl(apic + reg);
}

static void apic_write(unsigned int reg, u32 val)
{
	writel(val, apic + reg);
}

static void apic_timer_set(u64 ns)
{
	ns = min(ns, max_ns);
	/* Up: no interrupt comes before its moment. 0 would stop it. */
	apic_write(APIC_TMICT, mul_u64_u64_shr(ns, counts_per_ns, COUNT_SHIFT) + 1);
}

static void apic_timer_stop(void)
{
	apic_write(APIC_TMICT, 0);
}

static const struct clock_event apic_timer = {.set = apic_timer_set, .stop = apic_timer_stop};

bool apic_is_on(void)
{
	return apic;
}

unsigned int apic_id(void)
{
	return apic_read(APIC_ID) >> 24;
}

void apic_eoi(void)
{
	apic_write(APIC_EOI, 0);
}

void apic_send_self(unsigned int vector)
{
	apic_write(APIC_ICR, ICR_SELF | vector);
}

void apic_timer_interrupt(void)
{
	__this_cpu_inc(timer_interrupts);
	apic_eoi();
	hrtimer_interrupt();
}

void apic_irq_work_interrupt(void)
{
	apic_eoi();
	irq_work_run();
}

void arch_irq_work_raise(void)
{
	if (apic)
		apic_send_self(IRQ_WORK_VECTOR);
}

unsigned int apic_timer_interrupts(int cpu)
{
	return per_cpu(timer_interrupts, cpu);
}

/* The count, and the TSC's time when it was read: of several tries the one with the least doubt. */
static u32 __init read_count(u64 *ns)
{
	u64 best = ~0UL;
	u32 count = 0;

	for (unsigned int i = 0; i < EDGE_READS; i++) {
		u64 before = rdtsc_ordered();
		u32 now = apic_read(APIC_TMCCT);
		u64 width = rdtsc_ordered() - before;

		if (width < best) {
			best = width;
			count = now;
			*ns = tsc_to_ns(before + width / 2);
		}
	}
	return count;
}

/* Counts per ns << COUNT_SHIFT; 0 if the counter doesn't count. */
static u64 __init measure_rate(void)
{
	u64 start_ns, end_ns;
	u32 start, gone;

	apic_write(APIC_LVTT, LVT_MASKED | LOCAL_TIMER_VECTOR);
	apic_write(APIC_TMICT, ~0U);
	start = read_count(&start_ns);
	do {
		gone = start - read_count(&end_ns);
	} while (end_ns - start_ns < CALIBRATE_NS);
	apic_write(APIC_TMICT, 0);
	return ((u64)gone << COUNT_SHIFT) / (end_ns - start_ns);
}

/* On: what it lets through stays the same, but the timer. Interrupts off. */
static void __init enable(void)
{
	u32 lint0 = apic_read(APIC_LVT0);
	bool was_on = apic_read(APIC_SPIV) & SPIV_ENABLED;

	apic_write(APIC_SPIV, SPIV_ENABLED | SPURIOUS_APIC_VECTOR);
	/* While it was off, the 8259s went past it; all its inputs are masked then. */
	if (!was_on || (lint0 & LVT_MASKED))
		apic_write(APIC_LVT0, LVT_EXTINT);
	apic_write(APIC_TDCR, TDCR_DIVIDE_1);
}

void __init apic_timer_init(void)
{
	u64 base;

	if (!boot_cpu_has(X86_FEATURE_APIC))
		return;
	base = __rdmsr(MSR_IA32_APICBASE);
	if (!(base & MSR_IA32_APICBASE_ENABLE) || (base & MSR_IA32_APICBASE_X2APIC))
		return;
	apic = ioremap(base & MSR_IA32_APICBASE_BASE, APIC_SIZE);
	if (!apic)
		return;
	enable();
	counts_per_ns = measure_rate();
	if (!counts_per_ns) {
		pr_warn("APIC: its timer doesn't count: high-resolution timers go by the tick\n");
		return;
	}
	max_ns = div64_u64((u64)(~0U - 2) << COUNT_SHIFT, counts_per_ns);
	apic_write(APIC_LVTT, LOCAL_TIMER_VECTOR);
	hrtimers_use(&apic_timer);
	pr_info("APIC: timer at %llu kHz\n", mul_u64_u64_shr(counts_per_ns, 1000000, COUNT_SHIFT));
}
