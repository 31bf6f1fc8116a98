// SPDX-License-Identifier: MIT
/*
 * The end of the machine: reset, power off, halt. Rules: <kernel/machine.h>.
 *
 * Each may be called from a panic, so none takes a lock, allocates or sleeps.
 */
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <asm/desc.h>
#include <asm/io.h>
#include <kernel/machine.h>
#include "acpi.h"

#define PCI_RESET_PORT	 0xcf9 /* reset control register of Intel chipsets */
#define PCI_RESET_SYSTEM 0x02
#define PCI_RESET_CPU	 0x04
#define KBD_STATUS	 0x64
#define KBD_INPUT_FULL	 0x02
#define KBD_PULSE_RESET	 0xfe

#define PM1_SCI_EN	  0x0001 /* the chipset is in ACPI mode */
#define PM1_SLP_TYP_SHIFT 10
#define PM1_SLP_TYP_MASK  (7u << PM1_SLP_TYP_SHIFT)
#define PM1_SLP_EN	  (1u << 13)

void machine_halt(void)
{
	local_irq_disable();
	smp_send_stop();
	for (;;)
		halt();
}

/* The keyboard controller's pulse line 0 is the CPU's reset. */
static void keyboard_reset(void)
{
	unsigned int i;

	for (i = 0; i < 1000 && inb(KBD_STATUS) & KBD_INPUT_FULL; i++)
		udelay(10);
	outb(KBD_PULSE_RESET, KBD_STATUS);
	mdelay(10);
}

/* An exception without an interrupt table can't be reported, nor can that: the CPU shuts down. */
static void triple_fault(void)
{
	struct desc_ptr none = {.size = 0, .address = 0};

	asm volatile("lidt %0; int3" : : "m"(none));
}

void machine_restart(void)
{
	local_irq_disable();
	smp_send_stop();
	if (acpi_power.reset_port) {
		outb(acpi_power.reset_value, acpi_power.reset_port);
		mdelay(10);
	}
	outb(PCI_RESET_SYSTEM, PCI_RESET_PORT);
	udelay(50);
	outb(PCI_RESET_SYSTEM | PCI_RESET_CPU, PCI_RESET_PORT);
	mdelay(10);
	keyboard_reset();
	triple_fault();
	machine_halt();
}

/* The chipset listens to the sleep type only in ACPI mode. */
static void enter_acpi_mode(void)
{
	unsigned int i;

	if (inw(acpi_power.pm1a_cnt) & PM1_SCI_EN || !acpi_power.smi_cmd)
		return;
	outb(acpi_power.acpi_enable, acpi_power.smi_cmd);
	for (i = 0; i < 3000 && !(inw(acpi_power.pm1a_cnt) & PM1_SCI_EN); i++)
		udelay(100);
}

static void write_sleep_type(u16 port, u8 type)
{
	u16 value = inw(port) & ~(PM1_SLP_TYP_MASK | PM1_SLP_EN);

	value |= type << PM1_SLP_TYP_SHIFT;
	outw(value, port);
	outw(value | PM1_SLP_EN, port);
}

void machine_power_off(void)
{
	local_irq_disable();
	smp_send_stop();
	if (acpi_power.pm1a_cnt) {
		enter_acpi_mode();
		write_sleep_type(acpi_power.pm1a_cnt, acpi_power.slp_typa);
		if (acpi_power.pm1b_cnt)
			write_sleep_type(acpi_power.pm1b_cnt, acpi_power.slp_typb);
		mdelay(100);
	}
	pr_emerg("It is now safe to turn off this machine.\n");
	machine_halt();
}
