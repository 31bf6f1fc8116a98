// SPDX-License-Identifier: MIT
/*
 * The time-stamp counter as the system's clock, and busy waiting by it.
 *
 * Its rate is measured against channel 2 of the timer chip (Intel 8254 data sheet, 231164), the one
 * channel that can be read without an interrupt. Afterwards ns = cycles * mult >> shift, from the
 * counter's value at the measurement's begin: the clock is continuous, never goes back (the counter
 * is the same on all CPUs of one board), and needs no lock.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched/clock.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/timex.h>
#include <asm/tsc.h>

unsigned int tsc_khz __ro_after_init;
unsigned int cpu_khz __ro_after_init;
EXPORT_SYMBOL(tsc_khz);
EXPORT_SYMBOL(cpu_khz);

#define NS_SHIFT 24
static u64 ns_mult __ro_after_init;  /* ns per cycle << NS_SHIFT; 0: not measured yet */
static u64 tsc_base __ro_after_init; /* the counter at time 0 */

#define PIT_CH2		      0x42
#define PIT_MODE	      0x43
#define PIT_CMD_CH2_COUNTDOWN 0xb0 /* channel 2, low byte then high, mode 0, binary */
#define PIT_LATCH_CH2	      0x80
#define PORT_B		      0x61
#define PORT_B_GATE2	      0x01
#define PORT_B_OUT2	      0x20 /* the count has reached 0 */
#define PORT_B_SPEAKER	      0x02

#define ROUNDS	    3
#define ROUND_TICKS (CLOCK_TICK_RATE / 50) /* 20 ms */
#define EDGE_READS  16

struct sample {
	u64 tsc;   /* when the count was read; the middle of a short interval */
	u64 width; /* of that interval */
	u16 count; /* counts down */
};

/* The count and the time it was read at; of several tries the one with the shortest doubt. */
static struct sample __init read_sample(void)
{
	struct sample best = {.width = ~0UL};
	unsigned int i;

	for (i = 0; i < EDGE_READS; i++) {
		u64 before = rdtsc_ordered(), after;
		u16 count;

		outb(PIT_LATCH_CH2, PIT_MODE);
		after = rdtsc_ordered();
		count = inb(PIT_CH2);
		count |= inb(PIT_CH2) << 8;
		if (after - before < best.width)
			best = (struct sample){
				.tsc = before + (after - before) / 2,
				.width = after - before,
				.count = count,
			};
	}
	return best;
}

/*
 * One measurement, in Hz. The count starts at 0xffff. 0 if it ran out: the emulator's host let us
 * wait too long, and how often the count has gone round since then nobody knows.
 */
static u64 __init measure_round(struct sample *first)
{
	struct sample start, end;
	u16 gone;

	outb(PIT_CMD_CH2_COUNTDOWN, PIT_MODE);
	outb(0xff, PIT_CH2);
	outb(0xff, PIT_CH2);
	/* A new count is loaded with the chip's next clock; a port access takes longer. */
	inb(PORT_B);
	start = read_sample();
	do {
		end = read_sample();
		gone = start.count - end.count;
	} while (gone < ROUND_TICKS);
	if (inb(PORT_B) & PORT_B_OUT2)
		return 0;
	*first = start;
	return div64_u64((end.tsc - start.tsc) * CLOCK_TICK_RATE, gone);
}

/* A round that isn't cut off, of at most as many tries; 0 if there was none. */
static u64 __init measure(struct sample *first)
{
	unsigned int tries;
	u64 hz = 0;

	for (tries = 0; !hz && tries < 10; tries++)
		hz = measure_round(first);
	return hz;
}

static u64 __init median(u64 a, u64 b, u64 c)
{
	return max(min(a, b), min(max(a, b), c));
}

void __init tsc_init(void)
{
	u8 port_b = inb(PORT_B);
	struct sample first = {0}, unused;
	u64 hz[ROUNDS], rate;
	unsigned int i;

	/* Let channel 2 count, and keep it off the speaker. */
	outb((port_b & ~PORT_B_SPEAKER) | PORT_B_GATE2, PORT_B);
	for (i = 0; i < ROUNDS; i++)
		hz[i] = measure(i ? &unused : &first);
	outb(port_b, PORT_B);

	/* A round that the emulator's host interrupted is off; three rarely are the same way. */
	rate = median(hz[0], hz[1], hz[2]);
	if (rate < 1000000)
		panic("TSC: measured %llu Hz, which can't be", rate);
	tsc_khz = div_u64(rate + 500, 1000);
	cpu_khz = tsc_khz;
	tsc_base = first.tsc;
	ns_mult = div64_u64((1000000000ULL << NS_SHIFT) + rate / 2, rate);
	pr_info("tsc: Detected %u.%03u MHz processor\n", tsc_khz / 1000, tsc_khz % 1000);
}

u64 tsc_to_ns(u64 cycles)
{
	return mul_u64_u64_shr(cycles, ns_mult, NS_SHIFT);
}

u64 sched_clock(void)
{
	u64 mult = READ_ONCE(ns_mult);

	return mult ? mul_u64_u64_shr(rdtsc_ordered() - tsc_base, mult, NS_SHIFT) : 0;
}
EXPORT_SYMBOL_GPL(sched_clock);

static void delay_cycles(u64 cycles)
{
	u64 start = rdtsc_ordered();

	while (rdtsc_ordered() - start < cycles)
		cpu_relax();
}

/* Before the measurement a fast CPU is assumed: a wait may be longer than asked for. */
#define ASSUMED_KHZ 5000000u

void __udelay(unsigned long usecs)
{
	delay_cycles(DIV_ROUND_UP(usecs * (u64)(tsc_khz ? tsc_khz : ASSUMED_KHZ), 1000));
}
EXPORT_SYMBOL(__udelay);

void __ndelay(unsigned long nsecs)
{
	delay_cycles(DIV_ROUND_UP(nsecs * (u64)(tsc_khz ? tsc_khz : ASSUMED_KHZ), 1000000));
}
EXPORT_SYMBOL(__ndelay);
