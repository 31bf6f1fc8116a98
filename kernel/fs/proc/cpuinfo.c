// SPDX-License-Identifier: MIT
/*
 * /proc/cpuinfo: a paragraph for each CPU that is online, with the names that x86 programs look
 * for.
 */
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <asm/cpufeature.h>
#include <asm/processor.h>
#include <asm/tsc.h>
#include "internal.h"

static void *cpuinfo_start(struct seq_file *m, loff_t *pos)
{
	*pos = cpumask_next(*pos - 1, cpu_online_mask);
	return *pos < nr_cpu_ids ? pos : NULL;
}

static void *cpuinfo_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return cpuinfo_start(m, pos);
}

static void cpuinfo_stop(struct seq_file *m, void *v)
{
}

static int cpuinfo_show(struct seq_file *m, void *v)
{
	const struct cpuinfo_x86 *c = &boot_cpu_data;
	unsigned int cpu = *(loff_t *)v;
	unsigned int i;

	seq_printf(m, "processor\t: %u\n", cpu);
	seq_printf(m, "vendor_id\t: %s\n", c->x86_vendor_id[0] ? c->x86_vendor_id : "unknown");
	seq_printf(m, "cpu family\t: %d\nmodel\t\t: %u\n", c->x86, c->x86_model);
	seq_printf(m, "model name\t: %s\n", c->x86_model_id[0] ? c->x86_model_id : "unknown");
	seq_printf(m, "stepping\t: %d\n", c->x86_stepping);
	seq_printf(m, "cpu MHz\t\t: %u.%03u\n", tsc_khz / 1000, tsc_khz % 1000);
	seq_printf(m,
		   "fpu\t\t: yes\nfpu_exception\t: yes\ncpuid level\t: %d\nwp\t\t: yes\nflags\t\t:",
		   c->cpuid_level);
	for (i = 0; i < 32 * NCAPINTS; i++) {
		const char *name = x86_cap_name(i);

		if (name && cpu_has(c, i)) {
			seq_putc(m, ' ');
			seq_puts(m, name);
		}
	}
	seq_printf(m, "\nclflush size\t: %u\n", c->x86_clflush_size);
	seq_printf(m, "address sizes\t: %u bits physical, %u bits virtual\n\n", c->x86_phys_bits,
		   c->x86_virt_bits);
	return 0;
}

static const struct seq_operations cpuinfo_ops = {
	.start = cpuinfo_start,
	.next = cpuinfo_next,
	.stop = cpuinfo_stop,
	.show = cpuinfo_show,
};

void __init proc_cpuinfo_init(void)
{
	proc_create_seq("cpuinfo", 0, NULL, &cpuinfo_ops);
}
