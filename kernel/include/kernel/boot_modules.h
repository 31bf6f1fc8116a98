/* SPDX-License-Identifier: MIT */
/*
 * What GRUB put in memory beside the kernel, a `module2` line each in grub.cfg. A line's first word
 * is the file's name. One that ends in .ko is a kernel module: it appears under /boot, and is
 * loaded before the first program if the word "preload" follows. Any other is a cpio archive for
 * the root file system.
 *
 * Called by process 1, in this order, once. A file that can't be used is named in the log, with
 * the error, and passed over: the others may be enough to find out why.
 */
#ifndef _KERNEL_BOOT_MODULES_H
#define _KERNEL_BOOT_MODULES_H

/* Fills the root file system; after vfs_init(). */
void unpack_boot_modules(void);

/* The way of init_module(2), for those that ask; after module_init_subsystem(). */
void preload_boot_modules(void);

/* Gives the memory back: nothing may look at the files in it afterwards. */
void free_boot_modules(void);

#endif
