// SPDX-License-Identifier: MIT
/*
 * The kernel uses the user's registers for a while; <asm/fpu/api.h> has the rules.
 *
 * The running task's registers are saved to its area, as when it is switched away from, and read
 * back at the end. A softirq in between finds in_kernel_fpu set and leaves them alone.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <asm/fpu.h>
#include <asm/fpu/api.h>

static DEFINE_PER_CPU(bool, in_kernel_fpu);

bool irq_fpu_usable(void)
{
	return !in_nmi() && !in_hardirq() && !this_cpu_read(in_kernel_fpu);
}
EXPORT_SYMBOL(irq_fpu_usable);

void kernel_fpu_begin_mask(unsigned int kfpu_mask)
{
	preempt_disable();
	WARN_ON_ONCE(!irq_fpu_usable());
	this_cpu_write(in_kernel_fpu, true);
	fpu_save(current);
	fpu_reset();
}
EXPORT_SYMBOL_GPL(kernel_fpu_begin_mask);

void kernel_fpu_end(void)
{
	WARN_ON_ONCE(!this_cpu_read(in_kernel_fpu));
	fpu_restore(current);
	this_cpu_write(in_kernel_fpu, false);
	preempt_enable();
}
EXPORT_SYMBOL_GPL(kernel_fpu_end);

void kernel_fpu_abandon(void)
{
	this_cpu_write(in_kernel_fpu, false);
}
