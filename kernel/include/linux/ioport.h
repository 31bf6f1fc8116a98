// SPDX-License-Identifier: MIT
/*
 * Who has which ports and which physical addresses: two trees of ranges, /proc/ioports and
 * /proc/iomem.
 *
 * A driver asks for its device's range by request_region() or request_mem_region() before it
 * touches it, and gives it back by the same numbers. That is only book-keeping: nothing keeps
 * others from the range but their asking, too.
 *
 * A resource is a child of what contains it. Bounds are inclusive.
 */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H

#ifndef __ASSEMBLY__

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/minmax.h>
#include <linux/types.h>

struct resource {
	resource_size_t start;
	resource_size_t end;
	const char *name;
	unsigned long flags;			   /* IORESOURCE_ */
	unsigned long desc;			   /* IORES_DESC_ */
	struct resource *parent, *sibling, *child; /* resource_lock */
};

#define IORESOURCE_BITS		 0x000000ff /* a bus's own */
#define IORESOURCE_TYPE_BITS	 0x00001f00
#define IORESOURCE_IO		 0x00000100
#define IORESOURCE_MEM		 0x00000200
#define IORESOURCE_REG		 0x00000300
#define IORESOURCE_IRQ		 0x00000400
#define IORESOURCE_DMA		 0x00000800
#define IORESOURCE_BUS		 0x00001000
#define IORESOURCE_PREFETCH	 0x00002000
#define IORESOURCE_READONLY	 0x00004000
#define IORESOURCE_CACHEABLE	 0x00008000
#define IORESOURCE_RANGELENGTH	 0x00010000
#define IORESOURCE_SHADOWABLE	 0x00020000
#define IORESOURCE_SIZEALIGN	 0x00040000
#define IORESOURCE_STARTALIGN	 0x00080000
#define IORESOURCE_MEM_64	 0x00100000
#define IORESOURCE_WINDOW	 0x00200000
#define IORESOURCE_MUXED	 0x00400000
#define IORESOURCE_EXT_TYPE_BITS 0x01000000
#define IORESOURCE_SYSRAM	 0x01000000
#define IORESOURCE_SYSTEM_RAM	 (IORESOURCE_MEM | IORESOURCE_SYSRAM)
#define IORESOURCE_EXCLUSIVE	 0x08000000
#define IORESOURCE_DISABLED	 0x10000000
#define IORESOURCE_UNSET	 0x20000000
#define IORESOURCE_AUTO		 0x40000000
#define IORESOURCE_BUSY		 0x80000000 /* a driver has it */

/* A bus's own, of an interrupt: */
#define IORESOURCE_IRQ_HIGHEDGE	 (1 << 0)
#define IORESOURCE_IRQ_LOWEDGE	 (1 << 1)
#define IORESOURCE_IRQ_HIGHLEVEL (1 << 2)
#define IORESOURCE_IRQ_LOWLEVEL	 (1 << 3)
#define IORESOURCE_IRQ_SHAREABLE (1 << 4)

enum {
	IORES_DESC_NONE = 0,
	IORES_DESC_ACPI_TABLES = 2,
	IORES_DESC_ACPI_NV_STORAGE = 3,
	IORES_DESC_RESERVED = 7,
};

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)                                             \
	{                                                                                          \
		.start = (_start), .end = (_start) + (_size)-1, .name = (_name), .flags = (_flags) \
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

extern struct resource ioport_resource;
extern struct resource iomem_resource;

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}

static inline unsigned long resource_type(const struct resource *res)
{
	return res->flags & IORESOURCE_TYPE_BITS;
}

/* Does r1 contain r2? False for those of no address. */
static inline bool resource_contains(const struct resource *r1, const struct resource *r2)
{
	if (resource_type(r1) != resource_type(r2) || (r1->flags | r2->flags) & IORESOURCE_UNSET)
		return false;
	return r1->start <= r2->start && r1->end >= r2->end;
}

static inline bool resource_overlaps(const struct resource *r1, const struct resource *r2)
{
	return r1->start <= r2->end && r1->end >= r2->start;
}

/*
 * Put the caller's `new`, which stays its own, into the tree below root. request_resource(): it
 * must lie in root and in nothing below; the _conflict form tells what it would overlap.
 * insert_resource() goes down to where it fits, and takes what it contains as its children.
 * release_resource() undoes both, and takes what is below with it; remove_resource() leaves that in
 * its place. -EBUSY; -EINVAL for what is not there. Any context.
 */
int request_resource(struct resource *root, struct resource *new);
struct resource *request_resource_conflict(struct resource *root, struct resource *new);
int insert_resource(struct resource *parent, struct resource *new);
int release_resource(struct resource *new);
int remove_resource(struct resource *old);
/* Changes its bounds, if its parent, siblings and children let it. -EBUSY */
int adjust_resource(struct resource *res, resource_size_t start, resource_size_t size);
/*
 * Find room for `size` in root, from min to max, at a multiple of `align`, or where alignf (may be
 * NULL), given a place that would do, says; and put it there. -EBUSY: none.
 */
int allocate_resource(struct resource *root, struct resource *new, resource_size_t size,
		      resource_size_t min, resource_size_t max, resource_size_t align,
		      resource_size_t (*alignf)(void *, const struct resource *, resource_size_t,
						resource_size_t),
		      void *alignf_data);

/*
 * How much of [start, start + size) is of that type and description (IORES_DESC_NONE: of any), by
 * what is at the top of /proc/iomem.
 */
enum {
	REGION_INTERSECTS,
	REGION_DISJOINT,
	REGION_MIXED,
};
int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc);

/*
 * A new busy resource of n from start, below whatever contains it that nobody is busy with, or
 * NULL: somebody has some of it, or no memory. With IORESOURCE_MUXED it waits until who has it
 * gives it back. May sleep.
 */
struct resource *__request_region(struct resource *parent, resource_size_t start, resource_size_t n,
				  const char *name, int flags);
/* Gives it back and frees it. A range that nobody has is reported. */
void __release_region(struct resource *parent, resource_size_t start, resource_size_t n);

#define request_region(start, n, name) __request_region(&ioport_resource, (start), (n), (name), 0)
#define request_muxed_region(start, n, name)                                                       \
	__request_region(&ioport_resource, (start), (n), (name), IORESOURCE_MUXED)
#define request_mem_region(start, n, name)                                                         \
	__request_region(&iomem_resource, (start), (n), (name), 0)
#define request_mem_region_exclusive(start, n, name)                                               \
	__request_region(&iomem_resource, (start), (n), (name), IORESOURCE_EXCLUSIVE)
#define release_region(start, n)     __release_region(&ioport_resource, (start), (n))
#define release_mem_region(start, n) __release_region(&iomem_resource, (start), (n))

/* The same until the driver leaves the device: <linux/device/devres.h>. */
struct device;
struct resource *__devm_request_region(struct device *dev, struct resource *parent,
				       resource_size_t start, resource_size_t n, const char *name);
void __devm_release_region(struct device *dev, struct resource *parent, resource_size_t start,
			   resource_size_t n);

#define devm_request_region(dev, start, n, name)                                                   \
	__devm_request_region(dev, &ioport_resource, (start), (n), (name))
#define devm_request_mem_region(dev, start, n, name)                                               \
	__devm_request_region(dev, &iomem_resource, (start), (n), (name))
#define devm_release_region(dev, start, n)                                                         \
	__devm_release_region(dev, &ioport_resource, (start), (n))
#define devm_release_mem_region(dev, start, n)                                                     \
	__devm_release_region(dev, &iomem_resource, (start), (n))

#endif /* __ASSEMBLY__ */
#endif
