// SPDX-License-Identifier: MIT
/*
 * Softirqs: entering and leaving interrupts, and running what handlers have raised.
 *
 * Raised softirqs run when the outermost interrupt returns, or when the last local_bh_enable() of a
 * stretch comes, with interrupts on. One run takes what is pending, and what becomes pending
 * meanwhile for a few rounds; if more keeps coming, ksoftirqd, a thread of this CPU, goes on with
 * it, so that tasks get their turn.
 *
 * The pending bits are this CPU's own: changed with interrupts off.
 */
#include <kernel/sched.h>
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/softirq.h>

#define MAX_SOFTIRQ_ROUNDS  10
#define MAX_SOFTIRQ_JIFFIES 1 /* or so long, whichever is less */

const char *const softirq_to_name[NR_SOFTIRQS] = {
	"HI",	    "TIMER",   "NET_TX", "NET_RX",  "BLOCK",
	"IRQ_POLL", "TASKLET", "SCHED",	 "HRTIMER", "RCU",
};

static struct softirq_action softirq_vec[NR_SOFTIRQS]; /* set at boot */
static DEFINE_PER_CPU(u32, softirq_pending);
static DEFINE_PER_CPU(struct task_struct *, ksoftirqd); /* set once, before its CPU needs it */
static DEFINE_PER_CPU(unsigned int[NR_SOFTIRQS], softirq_counts);

unsigned int kstat_softirqs_cpu(unsigned int nr, int cpu)
{
	return per_cpu(softirq_counts, cpu)[nr];
}

void open_softirq(int nr, void (*action)(struct softirq_action *))
{
	softirq_vec[nr].action = action;
}

/* More is pending than is right to do now. Interrupts off. */
static void wakeup_softirqd(void)
{
	struct task_struct *tsk = __this_cpu_read(ksoftirqd);

	if (tsk)
		wake_up_process(tsk);
}

void __raise_softirq_irqoff(unsigned int nr)
{
	__this_cpu_or(softirq_pending, 1U << nr);
}

void raise_softirq_irqoff(unsigned int nr)
{
	__raise_softirq_irqoff(nr);
	/* In an interrupt, or with them kept off, they run at its end. Otherwise no end would come.
	 */
	if (!in_interrupt())
		wakeup_softirqd();
}

void raise_softirq(unsigned int nr)
{
	unsigned long flags;

	local_irq_save(flags);
	raise_softirq_irqoff(nr);
	local_irq_restore(flags);
}

/* Calls the actions in @pending, most urgent first. Interrupts on. */
static void run_actions(u32 pending)
{
	while (pending) {
		unsigned int nr = __ffs(pending);
		int count = preempt_count();

		pending &= pending - 1;
		this_cpu_ptr(&softirq_counts[0])[nr]++;
		softirq_vec[nr].action(&softirq_vec[nr]);
		if (unlikely(count != preempt_count())) {
			pr_err("huh, entered softirq %u %s %pS with preempt_count %08x, exited "
			       "with %08x?\n",
			       nr, softirq_to_name[nr], softirq_vec[nr].action, count,
			       preempt_count());
			preempt_count_set(count);
		}
	}
}

/* Interrupts off, not in a softirq; something is pending. */
static void __do_softirq(void)
{
	unsigned long end = jiffies + MAX_SOFTIRQ_JIFFIES;
	int rounds = 0;
	u32 pending = __this_cpu_read(softirq_pending);

	__local_bh_disable_ip(_RET_IP_, SOFTIRQ_OFFSET);
	do {
		__this_cpu_write(softirq_pending, 0);
		local_irq_enable();
		run_actions(pending);
		local_irq_disable();
		pending = __this_cpu_read(softirq_pending);
	} while (pending && ++rounds < MAX_SOFTIRQ_ROUNDS && !time_after(jiffies, end) &&
		 !need_resched());
	if (pending)
		wakeup_softirqd();
	barrier();
	preempt_count_sub(SOFTIRQ_OFFSET);
}

asmlinkage void do_softirq(void)
{
	unsigned long flags;

	if (in_interrupt())
		return;
	local_irq_save(flags);
	if (__this_cpu_read(softirq_pending))
		__do_softirq();
	local_irq_restore(flags);
}

/**
 * __local_bh_enable_ip() - the end of a stretch without softirqs
 * @cnt: what local_bh_disable() or a _bh lock has added
 *
 * Interrupts on: what became pending meanwhile runs here.
 */
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt)
{
	WARN_ON_ONCE(in_hardirq() || irqs_disabled());
	/* All but one, so that nothing is taken for preemptible while softirqs run. */
	preempt_count_sub(cnt - 1);
	if (unlikely(!in_interrupt() && __this_cpu_read(softirq_pending)))
		do_softirq();
	preempt_count_dec();
}
EXPORT_SYMBOL(__local_bh_enable_ip);

void irq_enter(void)
{
	preempt_count_add(HARDIRQ_OFFSET);
}

/* Interrupts off. */
void irq_exit(void)
{
	preempt_count_sub(HARDIRQ_OFFSET);
	if (!in_interrupt() && __this_cpu_read(softirq_pending))
		__do_softirq();
}

static int run_ksoftirqd(void *unused)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		local_irq_disable();
		if (__this_cpu_read(softirq_pending)) {
			__set_current_state(TASK_RUNNING);
			__do_softirq();
			local_irq_enable();
			cond_resched();
			continue;
		}
		local_irq_enable();
		schedule();
	}
	return 0;
}

void __init spawn_ksoftirqd(void)
{
	struct task_struct *tsk;
	int cpu;

	for_each_online_cpu(cpu)
	{
		tsk = kthread_create_on_cpu(run_ksoftirqd, NULL, cpu, "ksoftirqd/%u");
		if (IS_ERR(tsk))
			panic("can't start ksoftirqd/%d: error %ld", cpu, PTR_ERR(tsk));
		per_cpu(ksoftirqd, cpu) = tsk;
		wake_up_process(tsk);
	}
}
