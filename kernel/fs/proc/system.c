// SPDX-License-Identifier: MIT
/*
 * Files of /proc about the system as a whole that take a line or two each. The larger ones have
 * files of their own; what belongs to one subsystem (modules, kallsyms) is made there.
 */
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/stat.h>
#include <linux/seq_file.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <linux/utsname.h>
#include <kernel/cmdline.h>
#include <kernel/devfs.h>
#include <kernel/fs.h>
#include <kernel/mm.h>
#include <kernel/sched.h>
#include "internal.h"

static int version_show(struct seq_file *m, void *v)
{
	seq_printf(m, linux_proc_banner, utsname()->sysname, utsname()->release,
		   utsname()->version);
	return 0;
}

static int cmdline_show(struct seq_file *m, void *v)
{
	seq_puts(m, saved_command_line);
	seq_putc(m, '\n');
	return 0;
}

/* Seconds since boot, and seconds that the CPUs, taken together, idled */
static int uptime_show(struct seq_file *m, void *v)
{
	struct timespec64 uptime, idle;
	u64 idle_ns = 0;
	int cpu;

	for_each_possible_cpu(cpu)
	{
		struct cpu_times times;

		cpu_times(cpu, &times);
		idle_ns += times.idle;
	}
	ktime_get_boottime_ts64(&uptime);
	idle = ns_to_timespec64(idle_ns);
	seq_printf(m, "%lu.%02lu %lu.%02lu\n", (unsigned long)uptime.tv_sec,
		   uptime.tv_nsec / (NSEC_PER_SEC / 100), (unsigned long)idle.tv_sec,
		   idle.tv_nsec / (NSEC_PER_SEC / 100));
	return 0;
}

static int loadavg_show(struct seq_file *m, void *v)
{
	unsigned long load[3];

	/* Half of the last digit shown, so that it is rounded */
	get_avenrun(load, FIXED_1 / 200, 0);
	seq_printf(m, "%lu.%02lu %lu.%02lu %lu.%02lu %u/%d %d\n", LOAD_INT(load[0]),
		   LOAD_FRAC(load[0]), LOAD_INT(load[1]), LOAD_FRAC(load[1]), LOAD_INT(load[2]),
		   LOAD_FRAC(load[2]), nr_running(), nr_threads, last_pid());
	return 0;
}

static int filesystems_show(struct seq_file *m, void *v)
{
	return show_filesystems(m);
}

static int devices_show(struct seq_file *m, void *v)
{
	seq_puts(m, "Character devices:\n");
	chrdev_show(m);
	seq_puts(m, "\nBlock devices:\n");
	return 0;
}

void __init proc_system_init(void)
{
	proc_create_single("version", 0, NULL, version_show);
	proc_create_single("cmdline", 0, NULL, cmdline_show);
	proc_create_single("uptime", 0, NULL, uptime_show);
	proc_create_single("loadavg", 0, NULL, loadavg_show);
	proc_create_single("filesystems", 0, NULL, filesystems_show);
	proc_create_single("devices", 0, NULL, devices_show);
	proc_create_single("meminfo", 0, NULL, meminfo_show);
	proc_create_single("slabinfo", 0400, NULL, slabinfo_show);
	proc_create_single("vmallocinfo", 0400, NULL, vmallocinfo_show);
}
