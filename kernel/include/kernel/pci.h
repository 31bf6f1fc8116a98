// SPDX-License-Identifier: MIT
/* The PCI bus's place in the kernel's start. Drivers use <linux/pci.h>. */
#ifndef _KERNEL_PCI_H
#define _KERNEL_PCI_H

/* Finds the devices. After devices_init(); once. */
void pci_init(void);

#endif
