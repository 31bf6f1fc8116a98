// SPDX-License-Identifier: MIT
/*
 * Handlers of a line in every way that there is, and what they are called with. The device is the
 * clock (MC146818) on line 8, which interrupts when told to. crash=1: a thread that crashes.
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/string.h>

#define CLOCK_IRQ	 8
#define CLOCK_INDEX	 0x70
#define CLOCK_DATA	 0x71
#define CLOCK_B		 0x0b
#define CLOCK_C		 0x0c
#define CLOCK_B_UPDATE	 0x10 /* an interrupt each second */
#define CLOCK_B_PERIODIC 0x40 /* an interrupt each 1/1024 s */

#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			pr_err("interrupts: line %d: not so: " #cond "\n", __LINE__);              \
	} while (0)

static bool crash;
module_param(crash, bool, 0);
static int *volatile nowhere = (int *)8;

static u8 read_clock(u8 reg)
{
	outb(reg, CLOCK_INDEX);
	return inb(CLOCK_DATA);
}

static void write_clock(u8 reg, u8 value)
{
	outb(reg, CLOCK_INDEX);
	outb(value, CLOCK_DATA);
}

static void clock_on(bool on)
{
	u8 b = read_clock(CLOCK_B) & ~CLOCK_B_PERIODIC;

	write_clock(CLOCK_B, on ? b | CLOCK_B_PERIODIC : b);
	read_clock(CLOCK_C); /* lets the next one come */
}

static atomic_t hard, soft, others;
static DECLARE_COMPLETION(enough);
static int a, b;

static irqreturn_t clock_handler(int irq, void *dev)
{
	EXPECT(irq == CLOCK_IRQ && dev == &a && in_hardirq() && irqs_disabled());
	read_clock(CLOCK_C);
	if (atomic_inc_return(&hard) == 5)
		complete(&enough);
	return IRQ_HANDLED;
}

static irqreturn_t not_mine(int irq, void *dev)
{
	EXPECT(dev == &b);
	atomic_inc(&others);
	return IRQ_NONE;
}

static irqreturn_t wakes(int irq, void *dev)
{
	read_clock(CLOCK_C);
	atomic_inc(&hard);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t clock_thread(int irq, void *dev)
{
	EXPECT(irq == CLOCK_IRQ && in_task() && !irqs_disabled() && current->flags & PF_KTHREAD);
	EXPECT(!strncmp(current->comm, "irq/8-", 6));
	might_sleep();
	if (crash)
		*nowhere = 1;
	if (dev == &a)
		read_clock(CLOCK_C);
	if (atomic_inc_return(&soft) == 5)
		complete(&enough);
	return IRQ_HANDLED;
}

static void begin(void)
{
	atomic_set(&hard, 0);
	atomic_set(&soft, 0);
	atomic_set(&others, 0);
	reinit_completion(&enough);
}

/* Lets the device interrupt until five have come. */
static void run_clock(void)
{
	clock_on(true);
	EXPECT(wait_for_completion_timeout(&enough, 10 * HZ));
	clock_on(false);
}

static void test_shared(void)
{
	begin();
	EXPECT(request_irq(CLOCK_IRQ, clock_handler, IRQF_SHARED, "first", NULL) == -EINVAL);
	EXPECT(request_irq(CLOCK_IRQ, NULL, IRQF_SHARED, "first", &a) == -EINVAL);
	EXPECT(request_irq(999, clock_handler, 0, "first", &a) == -EINVAL);
	EXPECT(request_irq(IRQ_NOTCONNECTED, clock_handler, 0, "first", &a) == -ENOTCONN);
	EXPECT(request_irq(CLOCK_IRQ, not_mine, IRQF_SHARED, "second", &b) == 0);
	EXPECT(request_irq(CLOCK_IRQ, clock_handler, IRQF_SHARED, "first", &a) == 0);
	EXPECT(request_irq(CLOCK_IRQ, clock_handler, 0, "alone", &a) == -EBUSY);
	EXPECT(request_threaded_irq(CLOCK_IRQ, NULL, clock_thread, IRQF_SHARED | IRQF_ONESHOT,
				    "once", &begin) == -EBUSY);
	run_clock();
	EXPECT(atomic_read(&others) >= 5);
	EXPECT(!strcmp(free_irq(CLOCK_IRQ, &b), "second"));
	begin();
	run_clock();
	EXPECT(!atomic_read(&others));

	/* A closed line is silent; what came meanwhile comes once. */
	disable_irq(CLOCK_IRQ);
	begin();
	clock_on(true);
	EXPECT(!wait_for_completion_timeout(&enough, HZ / 20) && !atomic_read(&hard));
	enable_irq(CLOCK_IRQ);
	read_clock(CLOCK_C);
	EXPECT(wait_for_completion_timeout(&enough, 10 * HZ));
	clock_on(false);
	EXPECT(!strcmp(free_irq(CLOCK_IRQ, &a), "first"));
}

static void test_threads(void)
{
	begin();
	EXPECT(request_threaded_irq(CLOCK_IRQ, NULL, clock_thread, 0, "x", &a) == -EINVAL);
	EXPECT(request_threaded_irq(CLOCK_IRQ, NULL, clock_thread, IRQF_ONESHOT, "once", &a) == 0);
	run_clock();
	free_irq(CLOCK_IRQ, &a);
	EXPECT(atomic_read(&soft) >= 5);

	begin();
	EXPECT(request_threaded_irq(CLOCK_IRQ, wakes, clock_thread, 0, "wakes", &b) == 0);
	run_clock();
	synchronize_irq(CLOCK_IRQ);
	EXPECT(atomic_read(&hard) >= atomic_read(&soft) && atomic_read(&soft) >= 5);
	reinit_completion(&enough);
	atomic_set(&soft, 4);
	irq_wake_thread(CLOCK_IRQ, &b);
	EXPECT(wait_for_completion_timeout(&enough, 10 * HZ));
	free_irq(CLOCK_IRQ, &b);

	begin();
	EXPECT(request_any_context_irq(CLOCK_IRQ, clock_handler, IRQF_NO_AUTOEN, "late", &a) ==
	       IRQC_IS_HARDIRQ);
	enable_irq(CLOCK_IRQ);
	run_clock();
	free_irq(CLOCK_IRQ, &a);
}

static void test_probing(void)
{
	unsigned long lines = probe_irq_on();

	EXPECT(lines & 1UL << CLOCK_IRQ);
	EXPECT(!(lines & 3)); /* the kernel's own are not to be found */
	clock_on(true);
	msleep(20);
	EXPECT(probe_irq_off(lines) == CLOCK_IRQ);
	clock_on(false);
	EXPECT(!irq_has_action(CLOCK_IRQ));
	lines = probe_irq_on();
	EXPECT(probe_irq_off(lines) == 0);
}

static int __init interrupts_init(void)
{
	int err;

	if (crash) {
		err = request_threaded_irq(CLOCK_IRQ, NULL, clock_thread, IRQF_ONESHOT, "once", &a);
		if (!err)
			clock_on(true);
		return err;
	}
	test_shared();
	test_threads();
	test_probing();
	pr_info("interrupts: done\n");
	return request_irq(1, not_mine, IRQF_SHARED, "beside_the_keyboard", &b);
}
device_initcall(interrupts_init);

static void __exit interrupts_exit(void)
{
	free_irq(1, &b);
}
module_exit(interrupts_exit);

MODULE_LICENSE("GPL");
