// SPDX-License-Identifier: MIT
/*
 * What a module has registered and nobody will take back any more: its init failed after it, or it
 * has crashed. Each room takes out what would call into the module, so that its memory can go, and
 * its names and numbers are free. What no room knows of stays: a kernel thread, a queued work item.
 */
#include <linux/kernel.h>
#include <linux/printk.h>
#include <kernel/input.h>
#include <kernel/keyboard.h>
#include <kernel/kprobes.h>
#include <kernel/module.h>
#include <kernel/resource.h>
#include "internal.h"

static const struct {
	const char *what;
	unsigned int (*forget)(const struct module *mod);
} registries[] = {
	/* clang-format off */
	{"consoles", consoles_forget_module},
	{"line disciplines", ldiscs_forget_module},
	{"terminals", ttys_forget_module},
	{"timers", timers_forget_module},
	{"hrtimers", hrtimers_forget_module},
	{"interrupt handlers", irq_forget_module},
	{"entries in /proc", proc_forget_module},
	{"entries in /sys", sysfs_forget_module},
	{"tables in /proc/sys", sysctl_forget_module},
	{"entries in debugfs", debugfs_forget_module},
	{"configfs subsystems", configfs_forget_module},
	{"file systems", filesystems_forget_module},
	{"misc devices", misc_forget_module},
	{"character devices", char_devices_forget_module},
	{"PCI devices in use", pci_forget_module},
	{"input devices and handlers", input_forget_module},
	{"devices and drivers", devices_forget_module},
	{"open files", files_forget_module},
	{"keyboard notifiers", keyboard_forget_module},
	{"probes", kprobes_forget_module},
	{"regions of ports and addresses", resources_forget_module},
	/* clang-format on */
};

/* None of its code may begin to run on its own account meanwhile. May sleep; no locks. */
void module_withdraw(const struct module *mod)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(registries); i++) {
		unsigned int num = registries[i].forget(mod);

		if (num)
			pr_warn("%s: left behind, and taken out now: %s (%u)\n", mod->name,
				registries[i].what, num);
	}
}
