// SPDX-License-Identifier: MIT
/*
 * Ports and memory-mapped registers.
 *
 * readX/writeX go through volatile accesses that the compiler keeps in order, as does the CPU for
 * the uncached pages that ioremap() makes. Addresses marked __iomem come from ioremap(); ioread8()
 * and its kin, of <asm-generic/iomap.h>, take ports, too.
 */
#ifndef _ASM_X86_IO_H
#define _ASM_X86_IO_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <linux/string.h>
#include <asm/page.h>

#define __PORT_IO(suffix, type, reg)                                                               \
	static inline type in##suffix(u16 port)                                                    \
	{                                                                                          \
		type val;                                                                          \
                                                                                                   \
		asm volatile("in" #suffix " %w1, %" reg "0" : "=a"(val) : "Nd"(port));             \
		return val;                                                                        \
	}                                                                                          \
	static inline void out##suffix(type val, u16 port)                                         \
	{                                                                                          \
		asm volatile("out" #suffix " %" reg "0, %w1" : : "a"(val), "Nd"(port));            \
	}                                                                                          \
	static inline void ins##suffix(u16 port, void *addr, unsigned long count)                  \
	{                                                                                          \
		asm volatile("rep ins" #suffix : "+D"(addr), "+c"(count) : "d"(port) : "memory");  \
	}                                                                                          \
	static inline void outs##suffix(u16 port, const void *addr, unsigned long count)           \
	{                                                                                          \
		asm volatile("rep outs" #suffix : "+S"(addr), "+c"(count) : "d"(port) : "memory"); \
	}

__PORT_IO(b, u8, "b")
__PORT_IO(w, u16, "w")
__PORT_IO(l, u32, "k")

/* A write to an unused port: gives old chips the microsecond they need between accesses. */
static inline void io_delay(void)
{
	asm volatile("outb %%al, $0x80" : : : "memory");
}

/* With that time behind the access */
#define __PORT_IO_P(suffix, type)                                                                  \
	static inline type in##suffix##_p(u16 port)                                                \
	{                                                                                          \
		type val = in##suffix(port);                                                       \
                                                                                                   \
		io_delay();                                                                        \
		return val;                                                                        \
	}                                                                                          \
	static inline void out##suffix##_p(type val, u16 port)                                     \
	{                                                                                          \
		out##suffix(val, port);                                                            \
		io_delay();                                                                        \
	}

__PORT_IO_P(b, u8)
__PORT_IO_P(w, u16)
__PORT_IO_P(l, u32)

#define __MMIO(name, type)                                                                         \
	static inline type read##name(const volatile void __iomem *addr)                           \
	{                                                                                          \
		type val = *(const volatile type __force *)addr;                                   \
                                                                                                   \
		barrier();                                                                         \
		return val;                                                                        \
	}                                                                                          \
	static inline void write##name(type val, volatile void __iomem *addr)                      \
	{                                                                                          \
		barrier();                                                                         \
		*(volatile type __force *)addr = val;                                              \
	}                                                                                          \
	static inline type __raw_read##name(const volatile void __iomem *addr)                     \
	{                                                                                          \
		return *(const volatile type __force *)addr;                                       \
	}                                                                                          \
	static inline void __raw_write##name(type val, volatile void __iomem *addr)                \
	{                                                                                          \
		*(volatile type __force *)addr = val;                                              \
	}                                                                                          \
	/* The same register, count times */                                                       \
	static inline void reads##name(const volatile void __iomem *addr, void *buf,               \
				       unsigned long count)                                        \
	{                                                                                          \
		for (type *to = buf; count; count--)                                               \
			*to++ = __raw_read##name(addr);                                            \
	}                                                                                          \
	static inline void writes##name(volatile void __iomem *addr, const void *buf,              \
					unsigned long count)                                       \
	{                                                                                          \
		for (const type *from = buf; count; count--)                                       \
			__raw_write##name(*from++, addr);                                          \
	}

__MMIO(b, u8)
__MMIO(w, u16)
__MMIO(l, u32)
__MMIO(q, u64)

#define readb_relaxed(a)     __raw_readb(a)
#define readw_relaxed(a)     __raw_readw(a)
#define readl_relaxed(a)     __raw_readl(a)
#define readq_relaxed(a)     __raw_readq(a)
#define writeb_relaxed(v, a) __raw_writeb(v, a)
#define writew_relaxed(v, a) __raw_writew(v, a)
#define writel_relaxed(v, a) __raw_writel(v, a)
#define writeq_relaxed(v, a) __raw_writeq(v, a)

static inline void memset_io(volatile void __iomem *addr, int val, size_t count)
{
	memset((void __force *)addr, val, count);
}

static inline void memcpy_fromio(void *to, const volatile void __iomem *from, size_t count)
{
	memcpy(to, (const void __force *)from, count);
}

static inline void memcpy_toio(volatile void __iomem *to, const void *from, size_t count)
{
	memcpy((void __force *)to, from, count);
}

/*
 * Map `size` bytes of physical memory at `offset`, which need not be RAM, into the vmalloc area:
 * for device registers uncached, and _cache for memory. NULL when it can't. mm/ioremap.c; may
 * sleep.
 */
void __iomem *ioremap(resource_size_t offset, unsigned long size);
void __iomem *ioremap_uc(resource_size_t offset, unsigned long size);
void __iomem *ioremap_wc(resource_size_t offset, unsigned long size);
void __iomem *ioremap_wt(resource_size_t offset, unsigned long size);
void __iomem *ioremap_cache(resource_size_t offset, unsigned long size);
void iounmap(volatile void __iomem *addr);

static inline phys_addr_t virt_to_phys(volatile void *address)
{
	return __pa(address);
}

static inline void *phys_to_virt(phys_addr_t address)
{
	return __va(address);
}

/* For devices of the ISA bus, which can reach the first 16 MiB. */
static inline unsigned int isa_virt_to_bus(volatile void *address)
{
	return (unsigned int)virt_to_phys(address);
}

#define isa_bus_to_virt phys_to_virt

#include <asm-generic/iomap.h>

#endif
