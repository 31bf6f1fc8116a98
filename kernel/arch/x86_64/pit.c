// SPDX-License-Identifier: MIT
/*
 * The tick: channel 0 of the timer chip interrupts HZ times a second, on line 0.
 *
 * HZ doesn't divide the chip's rate exactly (the tick is some 0.006 % slow), so time is kept by the
 * TSC and the tick only says when to look.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/panic.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/irq_regs.h>
#include <asm/timex.h>
#include <kernel/time.h>
#include <kernel/traps.h>
#include "irq.h"

#define PIT_CH0		 0x40
#define PIT_MODE	 0x43
#define PIT_CMD_CH0_RATE 0x34 /* channel 0, low byte then high, mode 2, binary */
#define PIT_DIVISOR	 ((CLOCK_TICK_RATE + HZ / 2) / HZ)
#define PIT_IRQ		 0

_Static_assert(PIT_DIVISOR <= 0xffff, "the chip's counter has 16 bits");

static irqreturn_t timer_interrupt(int irq, void *dev_id)
{
	tick_handle(get_irq_regs());
	return IRQ_HANDLED;
}

void __init time_init(void)
{
	static struct irqaction action = {
		.handler = timer_interrupt,
		.flags = IRQF_TIMER,
		.name = "timer",
		.irq = PIT_IRQ,
	};

	outb_p(PIT_CMD_CH0_RATE, PIT_MODE);
	outb_p(PIT_DIVISOR & 0xff, PIT_CH0);
	outb_p(PIT_DIVISOR >> 8, PIT_CH0);
	if (setup_irq(PIT_IRQ, &action))
		panic("timer: line %d is taken", PIT_IRQ);
}
