// SPDX-License-Identifier: MIT
/*
 * An interrupt handler: the real-time clock of the PC can interrupt a fixed number of times a
 * second, on line 8.
 *
 * The handler runs with interrupts off and may not sleep; it asks the device, tells it that it was
 * heard, and leaves the rest to others: here to whoever waits for the completion.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/spinlock.h>

MODULE_DESCRIPTION("An interrupt handler");
MODULE_LICENSE("GPL");

#define RTC_IRQ	  8
#define RTC_INDEX 0x70 /* the number of a register goes here, */
#define RTC_DATA  0x71 /* then its value is read and written here */

#define REG_A	   0x0a /* its low half: the rate is 32768 >> (half - 1) */
#define REG_B	   0x0b
#define B_PERIODIC 0x40 /* interrupt at that rate */
#define REG_C	   0x0c /* why it interrupts; reading makes it stop until the next time */
#define C_PERIODIC 0x40

static unsigned int ticks = 10;
module_param(ticks, uint, 0444);
MODULE_PARM_DESC(ticks, "how many interrupts are waited for");

static DEFINE_SPINLOCK(lock); /* a register's number and its value belong together */
static unsigned int count;    /* lock */
static DECLARE_COMPLETION(enough);

static u8 rtc_read(u8 reg)
{
	outb(reg, RTC_INDEX);
	return inb(RTC_DATA);
}

static void rtc_write(u8 reg, u8 value)
{
	outb(reg, RTC_INDEX);
	outb(value, RTC_DATA);
}

static irqreturn_t on_tick(int irq, void *dev)
{
	bool ours;

	spin_lock(&lock);
	ours = rtc_read(REG_C) & C_PERIODIC;
	if (ours && ++count == ticks)
		complete(&enough);
	spin_unlock(&lock);
	/* IRQ_NONE: it was not this device. So the kernel notices a line that nobody serves. */
	return ours ? IRQ_HANDLED : IRQ_NONE;
}

/* With interrupts off: else the handler could come in between, and wait for the lock for ever. */
static void set_periodic(bool on)
{
	unsigned long flags;
	u8 b;

	spin_lock_irqsave(&lock, flags);
	b = rtc_read(REG_B);
	rtc_write(REG_B, on ? b | B_PERIODIC : b & ~B_PERIODIC);
	rtc_read(REG_C);
	spin_unlock_irqrestore(&lock, flags);
}

static int __init rtc_tick_init(void)
{
	int err = request_irq(RTC_IRQ, on_tick, 0, "rtc_tick", &count);

	if (err)
		return err;
	set_periodic(true);
	if (!wait_for_completion_timeout(&enough, 10 * HZ)) {
		pr_err("rtc_tick: the clock does not tick\n");
		err = -EIO;
		goto stop;
	}
	pr_info("rtc_tick: %u interrupts, %d a second\n", ticks,
		32768 >> ((rtc_read(REG_A) & 0xf) - 1));
	return 0;

stop:
	set_periodic(false);
	free_irq(RTC_IRQ, &count);
	return err;
}

static void __exit rtc_tick_exit(void)
{
	set_periodic(false);
	free_irq(RTC_IRQ, &count); /* waits for the handler, if it runs */
}

module_init(rtc_tick_init);
module_exit(rtc_tick_exit);
