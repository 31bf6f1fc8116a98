// SPDX-License-Identifier: MIT
/*
 * The set of CPUs, and running a function on some of them.
 *
 * One CPU is started. The calls below are written against the set of online CPUs and need a way to
 * interrupt another one only when there is another one: the BUG_ON()s mark the places where the
 * interrupt is sent once CPUs are brought up.
 */
#include <linux/cpumask.h>
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/bug.h>
#include <linux/irqflags.h>
#include <linux/smp.h>

DEFINE_PER_CPU_READ_MOSTLY(int, cpu_number);
EXPORT_PER_CPU_SYMBOL(cpu_number);

unsigned int nr_cpu_ids __ro_after_init = 1;
EXPORT_SYMBOL(nr_cpu_ids);

struct cpumask __cpu_possible_mask __ro_after_init = {CPU_BITS_CPU0};
struct cpumask __cpu_present_mask = {CPU_BITS_CPU0};
struct cpumask __cpu_online_mask = {CPU_BITS_CPU0};
EXPORT_SYMBOL(__cpu_possible_mask);
EXPORT_SYMBOL(__cpu_present_mask);
EXPORT_SYMBOL(__cpu_online_mask);

const struct cpumask cpu_all_bits = CPU_MASK_ALL;
const struct cpumask cpu_no_bits = CPU_MASK_NONE;
EXPORT_SYMBOL(cpu_all_bits);
EXPORT_SYMBOL(cpu_no_bits);

/* Row n has bit n set: the sets of one CPU each. */
static const struct cpumask cpu_sets[NR_CPUS] = {
#define SET(n) [n] = {{[(n) / BITS_PER_LONG] = 1UL << ((n) % BITS_PER_LONG)}}
#define SET8(n)                                                                                    \
	SET(n), SET(n + 1), SET(n + 2), SET(n + 3), SET(n + 4), SET(n + 5), SET(n + 6), SET(n + 7)
	SET8(0), SET8(8), SET8(16), SET8(24), SET8(32), SET8(40), SET8(48), SET8(56),
};
_Static_assert(NR_CPUS == 64, "cpu_sets lists 64 CPUs");

const struct cpumask *cpumask_of(unsigned int cpu)
{
	return &cpu_sets[cpu];
}
EXPORT_SYMBOL(cpumask_of);

unsigned int cpumask_next_wrap(int n, const struct cpumask *mask, int start, bool wrap)
{
	bool second_leg = wrap && n < start;
	unsigned int next = cpumask_next(n, mask);

	if (!second_leg) {
		if (next < nr_cpu_ids)
			return next;
		next = cpumask_first(mask);
	}
	return next >= start ? nr_cpu_ids : next;
}
EXPORT_SYMBOL(cpumask_next_wrap);

void smp_call_function(smp_call_func_t func, void *info, int wait)
{
	BUG_ON(num_online_cpus() > 1);
}
EXPORT_SYMBOL(smp_call_function);

void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	unsigned long flags;

	preempt_disable();
	smp_call_function(func, info, wait);
	local_irq_save(flags);
	func(info);
	local_irq_restore(flags);
	preempt_enable();
}
EXPORT_SYMBOL(on_each_cpu);

int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait)
{
	unsigned long flags;

	if ((unsigned int)cpu >= nr_cpu_ids || !cpu_online(cpu))
		return -ENXIO;
	preempt_disable();
	BUG_ON(cpu != smp_processor_id());
	local_irq_save(flags);
	func(info);
	local_irq_restore(flags);
	preempt_enable();
	return 0;
}
EXPORT_SYMBOL(smp_call_function_single);

void smp_send_reschedule(int cpu)
{
	BUG_ON(cpu != smp_processor_id());
}

void smp_send_stop(void)
{
	BUG_ON(num_online_cpus() > 1);
}
