// SPDX-License-Identifier: MIT
/*
 * Each CPU's own copy of the per-CPU variables, and room behind them to allocate more.
 *
 * An area is the template (linker.ld's .data..percpu) followed by PERCPU_DYNAMIC_SIZE bytes. An
 * offset into it means the same variable on every CPU; a __percpu pointer is the template's address
 * plus that offset, even where the offset lies behind the template's end and the address is some
 * other symbol's: it is never followed without a CPU's offset added.
 */
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/desc.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <kernel/fault_inject.h>
#include <kernel/memblock.h>

#define UNIT	    16UL /* granule and least alignment of the dynamic part */
#define NR_UNITS    (PERCPU_DYNAMIC_SIZE / UNIT)
#define STATIC_SIZE ((unsigned long)(__per_cpu_end - __per_cpu_start))
#define AREA_SIZE   (PAGE_ALIGN(STATIC_SIZE) + PERCPU_DYNAMIC_SIZE)

unsigned long __per_cpu_offset[NR_CPUS] __ro_after_init;
EXPORT_SYMBOL(__per_cpu_offset);

DEFINE_PER_CPU(unsigned long, this_cpu_off);
EXPORT_PER_CPU_SYMBOL(this_cpu_off);

/* Which units are taken, and the length of the allocation that begins at a unit, in units. */
static DECLARE_BITMAP(unit_used, NR_UNITS);
static u16 unit_count[NR_UNITS];
static DEFINE_SPINLOCK(percpu_lock); /* guards both */

/* The address that stands for the dynamic part's first byte. */
static unsigned long dynamic_base(void)
{
	return (unsigned long)__per_cpu_start + PAGE_ALIGN(STATIC_SIZE);
}

void __init setup_per_cpu_areas(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		phys_addr_t area = memblock_alloc(AREA_SIZE, PAGE_SIZE);

		if (!area)
			panic("percpu: no memory for CPU %u's area of %lu bytes\n", cpu, AREA_SIZE);
		memcpy(__va(area), __per_cpu_start, STATIC_SIZE);
		memset(__va(area + STATIC_SIZE), 0, AREA_SIZE - STATIC_SIZE);
		__per_cpu_offset[cpu] = (unsigned long)__va(area) - (unsigned long)__per_cpu_start;
		per_cpu(this_cpu_off, cpu) = __per_cpu_offset[cpu];
		per_cpu(cpu_number, cpu) = cpu;
	}
	/* From the next instruction on, this CPU uses its copy; GDT and TSS lie in it. */
	wrmsrl(MSR_GS_BASE, __per_cpu_offset[0]);
	exception_stacks_set_base(__per_cpu_offset[0]);
	gdt_init();
}

/* The first of `count` free units whose position is a multiple of `align` units, or NR_UNITS. */
static unsigned long find_units(unsigned long count, unsigned long align)
{
	unsigned long base_unit = dynamic_base() / UNIT;
	unsigned long start = 0;

	for (;;) {
		unsigned long end;

		start = find_next_zero_bit(unit_used, NR_UNITS, start);
		start = round_up(base_unit + start, align) - base_unit;
		if (start >= NR_UNITS || count > NR_UNITS - start)
			return NR_UNITS;
		end = find_next_bit(unit_used, start + count, start);
		if (end >= start + count)
			return start;
		start = end + 1;
	}
}

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	unsigned long count, start, flags;
	unsigned int cpu;
	void *ptr;

	if (!size || size > PCPU_MIN_UNIT_SIZE || !is_power_of_2(align) || align > PERCPU_MAX_ALIGN)
		return NULL;
	if (should_fail_alloc("percpu", size, GFP_KERNEL))
		return NULL;
	count = DIV_ROUND_UP(size, UNIT);

	spin_lock_irqsave(&percpu_lock, flags);
	start = find_units(count, DIV_ROUND_UP(align, UNIT));
	if (start < NR_UNITS) {
		bitmap_set(unit_used, start, count);
		unit_count[start] = count;
	}
	spin_unlock_irqrestore(&percpu_lock, flags);
	if (start == NR_UNITS)
		return NULL;

	ptr = (void *)(dynamic_base() + start * UNIT);
	for_each_possible_cpu(cpu) memset(per_cpu_ptr(ptr, cpu), 0, count * UNIT);
	return ptr;
}
EXPORT_SYMBOL_GPL(__alloc_percpu);

void free_percpu(void __percpu *ptr)
{
	unsigned long start, flags;

	if (!ptr)
		return;
	start = ((unsigned long)ptr - dynamic_base()) / UNIT;
	spin_lock_irqsave(&percpu_lock, flags);
	if (!WARN_ON(start >= NR_UNITS || !unit_count[start])) {
		bitmap_clear(unit_used, start, unit_count[start]);
		unit_count[start] = 0;
	}
	spin_unlock_irqrestore(&percpu_lock, flags);
}
EXPORT_SYMBOL_GPL(free_percpu);

bool percpu_next_used(unsigned int cpu, unsigned long *start, unsigned long *end)
{
	unsigned long offset = __per_cpu_offset[cpu], from, to, flags;

	if (!*end) {
		*start = offset + (unsigned long)__per_cpu_start;
		*end = *start + STATIC_SIZE;
		return true;
	}
	from = max(*end - offset, dynamic_base()) - dynamic_base();
	spin_lock_irqsave(&percpu_lock, flags);
	from = find_next_bit(unit_used, NR_UNITS, from / UNIT);
	to = find_next_zero_bit(unit_used, NR_UNITS, from);
	spin_unlock_irqrestore(&percpu_lock, flags);
	*start = offset + dynamic_base() + from * UNIT;
	*end = offset + dynamic_base() + to * UNIT;
	return from < NR_UNITS;
}

bool is_kernel_percpu_address(unsigned long addr)
{
	unsigned int cpu;

	if (addr - (unsigned long)__per_cpu_start < STATIC_SIZE)
		return true;
	for_each_possible_cpu(cpu)
	{
		if (addr - __per_cpu_offset[cpu] - (unsigned long)__per_cpu_start < STATIC_SIZE)
			return true;
	}
	return false;
}
