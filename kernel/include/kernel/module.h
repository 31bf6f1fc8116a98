// SPDX-License-Identifier: MIT
/*
 * The module loader, for the kernel's start-up. Modules and drivers use <linux/module.h>.
 */
#ifndef KERNEL_MODULE_H
#define KERNEL_MODULE_H

#include <linux/types.h>

/*
 * Hashes the kernel's exports and creates /proc/modules, /proc/kallsyms and /sys/module. Once,
 * before any module is loaded and before the first program starts; procfs and sysfs must be able to
 * take entries. May sleep. Panics if there is no memory for it.
 */
void module_init_subsystem(void);

/*
 * Sets the parameters of the kernel's own parts (module_param() in the kernel's code) from the
 * command line. Once, when there is memory; interrupts may be off. What must be known earlier than
 * that reads <kernel/cmdline.h> itself.
 */
void parse_builtin_params(void);

/*
 * Loads a module from an image that lies in the kernel's memory, as init_module(2) does from a
 * program's. "file" is what messages call it until it has told its name; args are its parameters,
 * "" for none. The image is only read, and not needed any more when this returns. May sleep, and
 * runs the module's init function.
 *
 * 0, or the negative errno that init_module(2) would fail with; the log says why.
 */
int load_module_image(const void *image, size_t len, const char *file, const char *args);

/*
 * The calling process ends. If it wanted to load a compressed module as it was, was refused and
 * left it at that, its terminal is told why now. Sleeps, for a second at most.
 */
void module_report_at_exit(void);

#endif
