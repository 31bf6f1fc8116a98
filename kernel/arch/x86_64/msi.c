// SPDX-License-Identifier: MIT
/*
 * Lines for devices' messages: <kernel/msi.h>. A message goes to this CPU's local APIC, as an edge
 * of the line's vector. It can't be held back: what comes while the line is closed is raised again,
 * by the CPU itself, when it is open.
 */
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/mutex.h>
#include <asm/irq_vectors.h>
#include <kernel/msi.h>
#include "irq.h"

#define MSI_ADDRESS	0xfee00000ULL
#define MSI_DESTINATION 12 /* the APIC's number, in the address */

/* Lines that are given out, from NR_IRQS_LEGACY on */
static DEFINE_MUTEX(msi_mutex);
static DECLARE_BITMAP(msi_lines, NR_IRQS_MSI); /* msi_mutex */

static void msi_eoi(unsigned int irq)
{
	apic_eoi();
}

static void msi_retrigger(unsigned int irq)
{
	apic_send_self(FIRST_EXTERNAL_VECTOR + irq);
}

static const struct irq_chip msi_chip = {
	.name = "PCI-MSI",
	.irq_eoi = msi_eoi,
	.irq_retrigger = msi_retrigger,
};

int msi_alloc_lines(unsigned int num)
{
	unsigned long at;

	/* The low bits of vectors are the lines' own. */
	BUILD_BUG_ON((FIRST_EXTERNAL_VECTOR + NR_IRQS_LEGACY) % 16);
	if (!apic_is_on())
		return -ENODEV;
	mutex_lock(&msi_mutex);
	at = bitmap_find_next_zero_area(msi_lines, NR_IRQS_MSI, 0, num, num - 1);
	if (at < NR_IRQS_MSI)
		bitmap_set(msi_lines, at, num);
	mutex_unlock(&msi_mutex);
	if (at >= NR_IRQS_MSI)
		return -ENOSPC;
	for (unsigned int i = 0; i < num; i++)
		irq_set_chip(NR_IRQS_LEGACY + at + i, &msi_chip);
	return NR_IRQS_LEGACY + at;
}

void msi_free_lines(unsigned int first, unsigned int num)
{
	mutex_lock(&msi_mutex);
	for (unsigned int irq = first; irq < first + num; irq++)
		if (!WARN(!irq_set_chip(irq, NULL), "irq %u: given back with its handlers\n", irq))
			__clear_bit(irq - NR_IRQS_LEGACY, msi_lines);
	mutex_unlock(&msi_mutex);
}

struct msi_message msi_message_of(unsigned int irq)
{
	return (struct msi_message){
		.address = MSI_ADDRESS | (u64)apic_id() << MSI_DESTINATION,
		.data = FIRST_EXTERNAL_VECTOR + irq,
	};
}
