// SPDX-License-Identifier: MIT
/*
 * The tick: what happens HZ times a second on each CPU, in the timer's interrupt. The handler's
 * entry and exit (irq_enter, irq_exit) are the architecture's; softirqs raised here run at exit.
 */
#include <asm/ptrace.h>
#include <kernel/printk.h>
#include <kernel/sched.h>
#include <kernel/time.h>
#include <linux/irq_work.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/rt.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include "rusage.h"

/* The CPU that keeps time for all. */
#define TICK_DO_TIMER_CPU 0

/* This CPU's share of the tick, after time has been brought up to date. Interrupts off. */
void update_process_times(int user_tick)
{
	account_process_tick(current, user_tick);
	run_local_timers();
	hrtimer_run_queues();
	irq_work_tick();
	rcu_sched_clock_irq(user_tick);
	scheduler_tick();
	if (current->mm) {
		check_cpu_limit(current);
		if (unlikely(rt_task(current)))
			check_rt_limit(current);
		itimer_tick(current);
	}
}

void tick_handle(struct pt_regs *regs)
{
	if (smp_processor_id() == TICK_DO_TIMER_CPU) {
		tick_do_update_jiffies();
		calc_global_load();
		printk_tick();
	}
	update_process_times(user_mode(regs));
}
