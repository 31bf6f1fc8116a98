// SPDX-License-Identifier: MIT
/*
 * Resources: ranges of addresses, I/O ports or interrupts that a device has.
 */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* From start to end, which belongs to it. */
struct resource {
	resource_size_t start;
	resource_size_t end;
	const char *name;
	unsigned long flags; /* IORESOURCE_* */
	unsigned long desc;
	struct resource *parent, *sibling, *child;
};

#define IORESOURCE_BITS 0x000000ff /* what the bus says of it */

#define IORESOURCE_TYPE_BITS 0x00001f00
#define IORESOURCE_IO	     0x00000100
#define IORESOURCE_MEM	     0x00000200
#define IORESOURCE_REG	     0x00000300
#define IORESOURCE_IRQ	     0x00000400
#define IORESOURCE_DMA	     0x00000800
#define IORESOURCE_BUS	     0x00001000

#define IORESOURCE_PREFETCH    0x00002000
#define IORESOURCE_READONLY    0x00004000
#define IORESOURCE_CACHEABLE   0x00008000
#define IORESOURCE_RANGELENGTH 0x00010000
#define IORESOURCE_SHADOWABLE  0x00020000
#define IORESOURCE_SIZEALIGN   0x00040000
#define IORESOURCE_STARTALIGN  0x00080000
#define IORESOURCE_MEM_64      0x00100000
#define IORESOURCE_WINDOW      0x00200000
#define IORESOURCE_MUXED       0x00400000
#define IORESOURCE_EXCLUSIVE   0x08000000
#define IORESOURCE_DISABLED    0x10000000
#define IORESOURCE_UNSET       0x20000000
#define IORESOURCE_AUTO	       0x40000000
#define IORESOURCE_BUSY	       0x80000000

/* Of an interrupt: */
#define IORESOURCE_IRQ_HIGHEDGE	 (1 << 0)
#define IORESOURCE_IRQ_LOWEDGE	 (1 << 1)
#define IORESOURCE_IRQ_HIGHLEVEL (1 << 2)
#define IORESOURCE_IRQ_LOWLEVEL	 (1 << 3)
#define IORESOURCE_IRQ_SHAREABLE (1 << 4)

#define IORES_DESC_NONE 0

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)                                             \
	{                                                                                          \
		.start = (_start), .end = (_start) + (_size)-1, .name = (_name),                   \
		.flags = (_flags), .desc = IORES_DESC_NONE,                                        \
	}

#define DEFINE_RES_IO_NAMED(_start, _size, _name)                                                  \
	DEFINE_RES_NAMED((_start), (_size), (_name), IORESOURCE_IO)
#define DEFINE_RES_IO(_start, _size) DEFINE_RES_IO_NAMED((_start), (_size), NULL)
#define DEFINE_RES_MEM_NAMED(_start, _size, _name)                                                 \
	DEFINE_RES_NAMED((_start), (_size), (_name), IORESOURCE_MEM)
#define DEFINE_RES_MEM(_start, _size)	  DEFINE_RES_MEM_NAMED((_start), (_size), NULL)
#define DEFINE_RES_IRQ_NAMED(_irq, _name) DEFINE_RES_NAMED((_irq), 1, (_name), IORESOURCE_IRQ)
#define DEFINE_RES_IRQ(_irq)		  DEFINE_RES_IRQ_NAMED((_irq), NULL)
#define DEFINE_RES_DMA_NAMED(_dma, _name) DEFINE_RES_NAMED((_dma), 1, (_name), IORESOURCE_DMA)
#define DEFINE_RES_DMA(_dma)		  DEFINE_RES_DMA_NAMED((_dma), NULL)

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}

static inline unsigned long resource_type(const struct resource *res)
{
	return res->flags & IORESOURCE_TYPE_BITS;
}

/* r2 lies in r1 */
static inline bool resource_contains(struct resource *r1, struct resource *r2)
{
	if (resource_type(r1) != resource_type(r2))
		return false;
	if ((r1->flags | r2->flags) & IORESOURCE_UNSET)
		return false;
	return r1->start <= r2->start && r1->end >= r2->end;
}

static inline bool resource_overlaps(struct resource *r1, struct resource *r2)
{
	return r1->start <= r2->end && r1->end >= r2->start;
}

#endif
