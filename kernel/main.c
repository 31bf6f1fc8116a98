// SPDX-License-Identifier: MIT
/*
 * The kernel from its first line of C to the first program, in order: one call a line, and for
 * each group the reason why it stands where it does. Read this to know the system; what a call does
 * is in its header.
 *
 * start_kernel() runs on init_task's stack with interrupts off; kernel_init() is process 1 and may
 * sleep.
 */
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/timekeeping.h>
#include <linux/umh.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>
#include <asm/fpu.h>
#include <asm/processor.h>
#include <asm/tsc.h>
#include <kernel/boot.h>
#include <kernel/boot_modules.h>
#include <kernel/cmdline.h>
#include <kernel/devfs.h>
#include <kernel/devices.h>
#include <kernel/exec.h>
#include <kernel/fs.h>
#include <kernel/input.h>
#include <kernel/kprobes.h>
#include <kernel/memblock.h>
#include <kernel/mm.h>
#include <kernel/module.h>
#include <kernel/paging.h>
#include <kernel/pci.h>
#include <kernel/printk.h>
#include <kernel/procfs.h>
#include <kernel/resource.h>
#include <kernel/sched.h>
#include <kernel/text.h>
#include <kernel/time.h>
#include <kernel/traps.h>
#include <kernel/tty.h>

/* Where init is looked for when neither init= nor rdinit= names it. */
static const char *const init_paths[] = {"/init", "/sbin/init", "/etc/init", "/bin/init",
					 "/bin/sh"};
static const char *const init_envp[] = {"HOME=/", "TERM=linux", NULL};

/* From the first line of output to readable reports of whatever goes wrong next. */
static void __init console_and_traps_init(void)
{
	cmdline_init(boot_info()->cmdline);
	printk_init(); /* loglevel=, quiet */
	panic_init();
	serial_console_init();
	vt_console_init();
	pr_notice("%s", linux_banner);
	pr_notice("Command line: %s\n", boot_info()->cmdline);
	pr_info("Loaded by %s\n", boot_info()->loader);

	cpu_init();
	traps_init();
	tsc_init(); /* lines are stamped from here on */
}

/* From the boot loader's memory map to kmalloc and vmalloc. */
static void __init memory_init(void)
{
	memblock_init(boot_info());
	setup_per_cpu_areas();
	paging_init(); /* W^X from here on */
	page_alloc_init();
	kmem_cache_init();
	xarray_init();
	fpu_init_cache();
	vmalloc_init();
	mm_init();
	lockdep_init(); /* the order of locks is checked from here on, if asked for */
}

/* What several tasks need: time, interrupts, and a scheduler to share the CPU between them. */
static void __init multitasking_init(void)
{
	machine_resources_init();
	acpi_init();
	irq_init();
	timekeeping_init();
	random_init();
	sched_init();
	rcu_init();
	softirq_init();
	timers_init();
	hrtimers_init();
	pid_init();
	cred_init();
	fork_init();
	futex_init();
	signals_init();
	workqueue_init_early();
	apic_timer_init();
	time_init(); /* the tick starts with the next line */
	local_irq_enable();
}

/* Files: the tree first, then the views that hang in it. */
static void __init filesystems_init(void)
{
	vfs_init();
	proc_root_init();
	sysfs_init();
	debugfs_init();
	configfs_init();
	tracefs_init();
	ptdump_init();
	oops_count_init();
	kprobes_init();
	irq_proc_init();
	resource_proc_init();
	devtmpfs_init();
	devices_init();
	devpts_init();
}

/* The devices that can't be modules: what a shell needs before there is anything to insert. */
static void __init drivers_init(void)
{
	mem_init_devices();
	misc_init();
	pci_init();
	tty_init();
	serial_init();
	input_init(); /* a keyboard */
	vt_init();    /* takes its keys */
	pty_init();
}

/* File descriptors 0, 1 and 2 of the first program. */
static void __init open_init_console(void)
{
	struct file *file = filp_open("/dev/console", O_RDWR, 0);

	if (IS_ERR(file)) {
		pr_warn("Warning: unable to open an initial console (error %ld).\n", PTR_ERR(file));
		return;
	}
	init_dup(file);
	init_dup(file);
	init_dup(file);
	fput(file);
}

/* Runs one program as init; returns, with an error, only when it could not be started. */
static int run_init(const char *path)
{
	const char *argv[] = {path, NULL};
	int err = kernel_execve(path, argv, init_envp);

	if (!err)
		pr_info("Run %s as init process\n", path);
	else if (err != -ENOENT)
		pr_err("Starting init: %s exists but couldn't execute it (error %d)\n", path, err);
	return err;
}

/* init= is an order, so a wrong one ends the boot; without it the usual places are tried. */
static int run_init_process(void)
{
	const char *path = cmdline_get("rdinit");
	int i;

	if (!path)
		path = cmdline_get("init");
	if (path) {
		if (!run_init(path))
			return 0;
		panic("Requested init %s failed.", path);
	}
	for (i = 0; i < ARRAY_SIZE(init_paths); i++)
		if (!run_init(init_paths[i]))
			return 0;
	panic("No working init found. Try passing init= to the kernel.");
}

/* Process 1. It becomes a program by returning with a user's registers. */
static int __ref kernel_init(void *unused)
{
	text_poke_init();
	jump_label_init();
	init_memory(); /* init_on_alloc=, init_on_free= */
	spawn_ksoftirqd();
	workqueue_init();
	filesystems_init();
	drivers_init();
	hung_task_init();
	exec_init();
	module_init_subsystem();

	unpack_boot_modules();
	usermodehelper_enable(); /* there are programs now */
	preload_boot_modules();
	free_boot_modules();
	open_init_console();

	free_initmem(); /* no __init code from here on */
	check_wx();
	system_state = SYSTEM_RUNNING;
	return run_init_process();
}

void __init start_kernel(void)
{
	console_and_traps_init();
	memory_init();
	parse_builtin_params();
	multitasking_init();
	rest_init(kernel_init);
}
