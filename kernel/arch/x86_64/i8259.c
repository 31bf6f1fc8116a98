// SPDX-License-Identifier: MIT
/*
 * The PC's two 8259A interrupt controllers (Intel 8259A data sheet, 231468): lines 0..7 on the
 * first, 8..15 on the second, whose output is line 2 of the first.
 *
 * A chip raises its lines by priority and sets a bit in its in-service register until it is told
 * the end (EOI); lower lines wait meanwhile.
 */
#include <linux/init.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/irq_vectors.h>
#include <kernel/traps.h>
#include "irq.h"

#define PIC1_CMD  0x20
#define PIC1_DATA 0x21
#define PIC2_CMD  0xa0
#define PIC2_DATA 0xa1
#define PIC_ELCR  0x4d0 /* two registers, a bit for each line: level triggered */

/* The clock, the keyboard, the cascade, the calendar and the FPU: edges, always. */
#define ALWAYS_EDGE (1u << 0 | 1u << 1 | 1u << 2 | 1u << 8 | 1u << 13)

#define ICW1_INIT     0x11 /* cascaded, edge triggered, ICW4 follows */
#define ICW4_8086     0x01
#define OCW2_EOI      0x60 /* specific: the line's number is in the low bits */
#define OCW3_READ_ISR 0x0b
#define OCW3_READ_IRR 0x0a

/* Guards the chips' registers and the copy of their masks; taken with interrupts off. */
static DEFINE_RAW_SPINLOCK(i8259_lock);
static u16 masked = (u16) ~(1u << I8259_CASCADE_IRQ);

static void write_mask(unsigned int irq)
{
	if (irq < 8)
		outb(masked & 0xff, PIC1_DATA);
	else
		outb(masked >> 8, PIC2_DATA);
}

static void i8259_mask(unsigned int irq)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&i8259_lock, flags);
	masked |= 1u << irq;
	write_mask(irq);
	raw_spin_unlock_irqrestore(&i8259_lock, flags);
}

static void i8259_unmask(unsigned int irq)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&i8259_lock, flags);
	masked &= ~(1u << irq);
	write_mask(irq);
	raw_spin_unlock_irqrestore(&i8259_lock, flags);
}

static void send_eoi(unsigned int irq)
{
	if (irq >= 8) {
		outb(OCW2_EOI | (irq & 7), PIC2_CMD);
		irq = I8259_CASCADE_IRQ;
	}
	outb(OCW2_EOI | irq, PIC1_CMD);
}

static void i8259_eoi(unsigned int irq)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&i8259_lock, flags);
	send_eoi(irq);
	raw_spin_unlock_irqrestore(&i8259_lock, flags);
}

/*
 * A line that falls silent before the CPU asks makes the chip answer with its lowest one, 7 or 15,
 * without a bit in service: such an interrupt needs no EOI (but the first chip one for line 2).
 */
static bool i8259_spurious(unsigned int irq)
{
	u16 port = irq == 7 ? PIC1_CMD : PIC2_CMD;
	unsigned long flags;
	bool spurious;

	if (irq != 7 && irq != 15)
		return false;
	raw_spin_lock_irqsave(&i8259_lock, flags);
	outb(OCW3_READ_ISR, port);
	spurious = !(inb(port) & 0x80);
	outb(OCW3_READ_IRR, port);
	if (spurious && irq == 15)
		outb(OCW2_EOI | I8259_CASCADE_IRQ, PIC1_CMD);
	raw_spin_unlock_irqrestore(&i8259_lock, flags);
	return spurious;
}

const struct irq_chip i8259_chip = {
	.name = "XT-PIC",
	.irq_mask = i8259_mask,
	.irq_unmask = i8259_unmask,
	.irq_eoi = i8259_eoi,
	.irq_spurious = i8259_spurious,
};

void __init i8259_init(void)
{
	outb(0xff, PIC1_DATA);
	outb(0xff, PIC2_DATA);

	outb_p(ICW1_INIT, PIC1_CMD);
	outb_p(ISA_IRQ_VECTOR(0), PIC1_DATA);
	outb_p(1 << I8259_CASCADE_IRQ, PIC1_DATA);
	outb_p(ICW4_8086, PIC1_DATA);

	outb_p(ICW1_INIT, PIC2_CMD);
	outb_p(ISA_IRQ_VECTOR(8), PIC2_DATA);
	outb_p(I8259_CASCADE_IRQ, PIC2_DATA);
	outb_p(ICW4_8086, PIC2_DATA);

	write_mask(0);
	write_mask(8);
}

void __init irq_set_level(unsigned int irq)
{
	unsigned long flags;
	u16 port;

	if (irq >= NR_IRQS_LEGACY || ALWAYS_EDGE & 1u << irq)
		return;
	port = PIC_ELCR + irq / 8;
	raw_spin_lock_irqsave(&i8259_lock, flags);
	outb(inb(port) | 1u << irq % 8, port);
	raw_spin_unlock_irqrestore(&i8259_lock, flags);
}
