// SPDX-License-Identifier: MIT
/* Speaks into the trace buffer from each kind of context. lines=N: that many lines, too. */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static int lines;
module_param(lines, int, 0);

static DECLARE_COMPLETION(softirq_done);
static DEFINE_SPINLOCK(lock);

static void in_tasklet(struct tasklet_struct *unused)
{
	trace_printk("in a softirq\n");
	complete(&softirq_done);
}
static DECLARE_TASKLET(tasklet, in_tasklet);

static void in_interrupt_work(struct irq_work *unused)
{
	trace_printk("in an interrupt\n");
}
static DEFINE_IRQ_WORK(work, in_interrupt_work);

static int __init traces_init(void)
{
	unsigned long flags;

	trace_printk("number %d, no newline", 42);
	spin_lock_irqsave(&lock, flags);
	trace_printk("interrupts off\n");
	spin_unlock_irqrestore(&lock, flags);
	local_bh_disable();
	trace_puts("softirqs off\n");
	local_bh_enable();
	irq_work_queue(&work);
	irq_work_sync(&work);
	tasklet_schedule(&tasklet);
	wait_for_completion(&softirq_done);
	trace_dump_stack(0);
	for (int i = 0; i < lines; i++)
		trace_printk("line %d\n", i);
	tracing_off();
	trace_printk("unheard\n");
	pr_info("traces: tracing is %s\n", tracing_is_on() ? "on" : "off");
	tracing_on();
	return 0;
}
module_init(traces_init);

static void __exit traces_exit(void)
{
	tasklet_kill(&tasklet);
}
module_exit(traces_exit);

MODULE_LICENSE("GPL");
