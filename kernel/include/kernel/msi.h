// SPDX-License-Identifier: MIT
/*
 * Interrupts that devices raise by a write to an address of the local APIC (Intel SDM vol. 3A,
 * 11.11): lines are given out for them, which drivers handle as others.
 */
#ifndef _KERNEL_MSI_H
#define _KERNEL_MSI_H

#include <linux/types.h>

/* What the device is to write, and where. */
struct msi_message {
	u64 address;
	u32 data;
};

/*
 * num lines, a power of two, that differ in the low bits of their data; the first. -ENODEV: no
 * local APIC; -ENOSPC. May sleep. To be given back without handlers: with one it stays, after a
 * warning.
 */
int msi_alloc_lines(unsigned int num);
void msi_free_lines(unsigned int first, unsigned int num);

/* The message of a line. */
struct msi_message msi_message_of(unsigned int irq);

#endif
