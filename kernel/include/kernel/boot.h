// SPDX-License-Identifier: MIT
/*
 * What the boot loader told us, checked and copied: nothing here points into the loader's memory.
 *
 * Filled in by boot/multiboot2.c before start_kernel(), constant afterwards.
 */
#ifndef _KERNEL_BOOT_H
#define _KERNEL_BOOT_H

#include <linux/types.h>

#define BOOT_MEM_MAX	  64
#define BOOT_MODULES_MAX  16
#define BOOT_CMDLINE_SIZE 2048
#define BOOT_RSDP_SIZE	  36

/* Multiboot2's numbers for memory, which are ACPI's; any other is reserved. */
enum boot_range_type {
	BOOT_MEM_AVAILABLE = 1,
	BOOT_MEM_RESERVED = 2,
	BOOT_MEM_ACPI = 3, /* ACPI tables: RAM once they are read */
	BOOT_MEM_NVS = 4,  /* the firmware's own: never touch */
	BOOT_MEM_BAD = 5,
};

/* Bytes [start, end), any alignment; sorted by start, not overlapping. */
struct boot_range {
	phys_addr_t start;
	phys_addr_t end;
	u32 type;
};

/* A file that the loader put in memory, and the line that came with it. */
struct boot_module {
	phys_addr_t start;
	phys_addr_t end;
	char cmdline[128];
};

struct boot_info {
	struct boot_range mem[BOOT_MEM_MAX];
	unsigned int nr_mem;
	struct boot_module modules[BOOT_MODULES_MAX];
	unsigned int nr_modules;
	char cmdline[BOOT_CMDLINE_SIZE];
	char loader[64];	     /* the loader's name and version */
	u8 rsdp[BOOT_RSDP_SIZE];     /* ACPI's root pointer, 20 or 36 bytes of it */
	unsigned int rsdp_len;	     /* 0: the loader gave none */
	unsigned int nr_ranges_lost; /* did not fit above, or made no sense */
	unsigned int nr_modules_lost;
};

const struct boot_info *boot_info(void);

/*
 * Read the information structure that the loader left at physical address `info`, every tag's size
 * checked against the total. Stops the machine, with a line on serial port 0 and the screen, when
 * the loader isn't a multiboot2 one or gave no memory map. Called once, by the boot code.
 */
void multiboot2_parse(u32 magic, u32 info);

/* kernel/main.c: the boot code's last call, on init_task's stack, interrupts off. */
void start_kernel(void) __attribute__((noreturn));

#endif
