// SPDX-License-Identifier: MIT
/*
 * What the scheduler shows: counts over all CPUs, the load average, and task states by letter.
 */
#include <kernel/sched.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/log2.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/sched/debug.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/signal.h>
#include <linux/sched/stat.h>
#include <kernel/traps.h>
#include "rq.h"

unsigned long avenrun[3]; /* in FIXED_1; the tick writes */
EXPORT_SYMBOL(avenrun);

unsigned int nr_running(void)
{
	unsigned int sum = 0;
	int cpu;

	for_each_online_cpu(cpu) sum += READ_ONCE(cpu_rq(cpu)->nr_running);
	return sum;
}

bool single_task_running(void)
{
	return READ_ONCE(this_rq()->nr_running) == 1;
}
EXPORT_SYMBOL(single_task_running);

unsigned int nr_iowait_cpu(int cpu)
{
	return atomic_read(&cpu_rq(cpu)->nr_iowait);
}

unsigned int nr_iowait(void)
{
	unsigned int sum = 0;
	int cpu;

	for_each_possible_cpu(cpu) sum += nr_iowait_cpu(cpu);
	return sum;
}

unsigned long long nr_context_switches(void)
{
	unsigned long long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu) sum += READ_ONCE(cpu_rq(cpu)->nr_switches);
	return sum;
}

int idle_cpu(int cpu)
{
	struct rq *rq = cpu_rq(cpu);

	return READ_ONCE(rq->curr) == rq->idle && !READ_ONCE(rq->nr_running);
}
EXPORT_SYMBOL_GPL(idle_cpu);

struct task_struct *idle_task(int cpu)
{
	return cpu_rq(cpu)->idle;
}

long nr_active_tasks(void)
{
	long sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct rq *rq = cpu_rq(cpu);

		sum += READ_ONCE(rq->nr_running) + READ_ONCE(rq->nr_uninterruptible);
	}
	return sum;
}

/* One step of the exponential average, rounded up while it rises so that it reaches its aim. */
static unsigned long calc_load(unsigned long load, unsigned long exp, unsigned long active)
{
	unsigned long sum = load * exp + active * (FIXED_1 - exp);

	if (active >= load)
		sum += FIXED_1 - 1;
	return sum / FIXED_1;
}

/* @n steps with the same @active. */
unsigned long calc_load_n(unsigned long load, unsigned long exp, unsigned long active,
			  unsigned int n)
{
	while (n--)
		load = calc_load(load, exp, active);
	return load;
}

/* On the CPU that keeps time, interrupts off. */
void calc_global_load(void)
{
	static unsigned long next_sample; /* jiffies */
	unsigned long active;
	unsigned int n = 0;

	if (!next_sample)
		next_sample = jiffies + LOAD_FREQ;
	/* Ticks may have been lost: catch up, but not for ever after a long stop. */
	for (; time_after_eq(jiffies, next_sample) && n < 1000; n++)
		next_sample += LOAD_FREQ;
	if (!n)
		return;
	active = max(nr_active_tasks(), 0L) * FIXED_1;
	avenrun[0] = calc_load_n(avenrun[0], EXP_1, active, n);
	avenrun[1] = calc_load_n(avenrun[1], EXP_5, active, n);
	avenrun[2] = calc_load_n(avenrun[2], EXP_15, active, n);
}

void get_avenrun(unsigned long *loads, unsigned long offset, int shift)
{
	int i;

	for (i = 0; i < 3; i++)
		loads[i] = (READ_ONCE(avenrun[i]) + offset) << shift;
}

void sched_show_task(struct task_struct *p)
{
	pr_info("task:%-15.15s state:%c pid:%-5d ppid:%-6d flags:0x%08lx\n", p->comm,
		task_state_to_char(p), task_pid_nr(p), task_ppid_nr(p),
		READ_ONCE(task_thread_info(p)->flags));
	show_stack(p, NULL, KERN_INFO);
}
EXPORT_SYMBOL_GPL(sched_show_task);

void show_state_filter(unsigned int state_filter)
{
	struct task_struct *g, *p;

	rcu_read_lock();
	for_each_process_thread(g, p)
	{
		if (!state_filter || (READ_ONCE(p->__state) & state_filter))
			sched_show_task(p);
	}
	rcu_read_unlock();
}
