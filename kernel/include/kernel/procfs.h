// SPDX-License-Identifier: MIT
/* /proc's and /sys's place in the kernel's start. */
#ifndef _KERNEL_PROCFS_H
#define _KERNEL_PROCFS_H

/*
 * Registers "proc" and makes every entry that the kernel itself has, /proc/sys included. Needs the
 * VFS and slab; before anything that calls proc_create() or register_sysctl().
 */
void proc_root_init(void);

/*
 * Registers "sysfs" and makes /sys's first directories (kernel, fs, firmware). Needs
 * the VFS and slab; before anything that adds a kobject.
 */
void sysfs_init(void);

#endif
