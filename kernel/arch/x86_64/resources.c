// SPDX-License-Identifier: MIT
/*
 * The machine's own resources: the memory map that the boot loader gave, the kernel's image in it,
 * and the chips that every PC has had since the AT, at the same ports.
 */
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <asm/page.h>
#include <asm/sections.h>
#include <kernel/boot.h>
#include <kernel/resource.h>

#define CHIP(first, last, what)                                                                    \
	{                                                                                          \
		.start = (first), .end = (last), .name = (what),                                   \
		.flags = IORESOURCE_IO | IORESOURCE_BUSY                                           \
	}

/* Busy: the kernel's own drivers are at them. The keyboard's data and control port apart. */
static struct resource chips[] = {
	CHIP(0x00, 0x1f, "dma1"),   CHIP(0x20, 0x21, "pic1"),	      CHIP(0x40, 0x43, "timer0"),
	CHIP(0x50, 0x53, "timer1"), CHIP(0x60, 0x60, "keyboard"),     CHIP(0x64, 0x64, "keyboard"),
	CHIP(0x70, 0x71, "rtc0"),   CHIP(0x80, 0x8f, "dma page reg"), CHIP(0xa0, 0xa1, "pic2"),
	CHIP(0xc0, 0xdf, "dma2"),   CHIP(0xf0, 0xff, "fpu"),	      CHIP(0x3c0, 0x3df, "vga+"),
};

static struct resource memory[BOOT_MEM_MAX];

static struct resource image[] = {
	{.name = "Kernel code", .flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY},
	{.name = "Kernel rodata", .flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY},
	{.name = "Kernel data", .flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY},
	{.name = "Kernel bss", .flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY},
};

static void __init describe(struct resource *res, u32 type)
{
	res->flags = IORESOURCE_MEM;
	switch (type) {
	case BOOT_MEM_AVAILABLE:
		res->name = "System RAM";
		res->flags = IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY;
		break;
	case BOOT_MEM_ACPI:
		res->name = "ACPI Tables";
		res->desc = IORES_DESC_ACPI_TABLES;
		break;
	case BOOT_MEM_NVS:
		res->name = "ACPI Non-volatile Storage";
		res->desc = IORES_DESC_ACPI_NV_STORAGE;
		break;
	case BOOT_MEM_BAD:
		res->name = "Unusable memory";
		break;
	default:
		res->name = "Reserved";
		res->desc = IORES_DESC_RESERVED;
		break;
	}
}

static void __init add_memory(void)
{
	const struct boot_info *info = boot_info();

	for (unsigned int i = 0; i < info->nr_mem; i++) {
		struct resource *res = &memory[i];

		res->start = info->mem[i].start;
		res->end = info->mem[i].end - 1;
		describe(res, info->mem[i].type);
		if (insert_resource(&iomem_resource, res))
			pr_warn("resource: %s at %#llx lies across another\n", res->name,
				(unsigned long long)res->start);
	}
}

static void __init add_image(void)
{
	const struct {
		const char *start, *end;
	} parts[] = {
		{_text, _etext},
		{__start_rodata, __end_rodata},
		{_sdata, _edata},
		{__bss_start, __bss_stop},
	};

	for (int i = 0; i < ARRAY_SIZE(image); i++) {
		image[i].start = __pa_symbol(parts[i].start);
		image[i].end = __pa_symbol(parts[i].end) - 1;
		WARN_ON(insert_resource(&iomem_resource, &image[i]));
	}
}

void __init machine_resources_init(void)
{
	add_memory();
	add_image();
	for (int i = 0; i < ARRAY_SIZE(chips); i++)
		WARN_ON(request_resource(&ioport_resource, &chips[i]));
}
