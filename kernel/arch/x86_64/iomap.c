// SPDX-License-Identifier: MIT
/*
 * Ports and memory-mapped registers by one kind of address: <asm-generic/iomap.h>. And copies to
 * and from devices' memory: <linux/io.h>.
 *
 * A port is the number of it, above PORT_BASE: no ioremap() gives such an address.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/swab.h>

#define PORT_BASE  0x10000UL
#define PORT_MASK  0xffffUL
#define PORTS_END  0x20000UL
#define FIRST_PAGE 0x40000UL /* below it no address is anything else */

/* Is it a port? Then *port is which. What is neither is reported, once, and answers all ones. */
static bool is_port(const volatile void __iomem *addr, u16 *port)
{
	unsigned long at = (unsigned long)addr;

	*port = at & PORT_MASK;
	return at >= PORT_BASE && at < PORTS_END;
}

static bool is_memory(const volatile void __iomem *addr, const char *access)
{
	if ((unsigned long)addr >= FIRST_PAGE)
		return true;
	WARN_ONCE(1, "Bad IO access at port %#lx (%s)\n", (unsigned long)addr, access);
	return false;
}

#define READ_FUNCTION(name, type, port_access, memory_access)                                      \
	unsigned int name(const void __iomem *addr)                                                \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			return (type)(port_access);                                                \
		return is_memory(addr, #name) ? (type)(memory_access) : (type)~0u;                 \
	}                                                                                          \
	EXPORT_SYMBOL(name)

READ_FUNCTION(ioread8, u8, inb(port), readb(addr));
READ_FUNCTION(ioread16, u16, inw(port), readw(addr));
READ_FUNCTION(ioread16be, u16, swab16(inw(port)), swab16(readw(addr)));
READ_FUNCTION(ioread32, u32, inl(port), readl(addr));
READ_FUNCTION(ioread32be, u32, swab32(inl(port)), swab32(readl(addr)));

#define WRITE_FUNCTION(name, type, port_access, memory_access)                                     \
	void name(type val, void __iomem *addr)                                                    \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			port_access;                                                               \
		else if (is_memory(addr, #name))                                                   \
			memory_access;                                                             \
	}                                                                                          \
	EXPORT_SYMBOL(name)

WRITE_FUNCTION(iowrite8, u8, outb(val, port), writeb(val, addr));
WRITE_FUNCTION(iowrite16, u16, outw(val, port), writew(val, addr));
WRITE_FUNCTION(iowrite16be, u16, outw(swab16(val), port), writew(swab16(val), addr));
WRITE_FUNCTION(iowrite32, u32, outl(val, port), writel(val, addr));
WRITE_FUNCTION(iowrite32be, u32, outl(swab32(val), port), writel(swab32(val), addr));

/* --- 64 bits --- */

static u64 read_ports_lo_hi(u16 port)
{
	u64 low = inl(port);

	return low | (u64)inl(port + 4) << 32;
}

static u64 read_ports_hi_lo(u16 port)
{
	u64 high = inl(port + 4);

	return high << 32 | inl(port);
}

static void write_ports_lo_hi(u64 val, u16 port)
{
	outl(val, port);
	outl(val >> 32, port + 4);
}

static void write_ports_hi_lo(u64 val, u16 port)
{
	outl(val >> 32, port + 4);
	outl(val, port);
}

/* ports: which half of the ports goes first. Big endian, the low half is at the higher one. */
#define ACCESS_64(name, ports, turn)                                                               \
	u64 ioread64##name(const void __iomem *addr)                                               \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			return turn(read_ports_##ports(port));                                     \
		return is_memory(addr, "ioread64" #name) ? turn(readq(addr)) : ~0ULL;              \
	}                                                                                          \
	EXPORT_SYMBOL(ioread64##name);                                                             \
	void iowrite64##name(u64 val, void __iomem *addr)                                          \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			write_ports_##ports(turn(val), port);                                      \
		else if (is_memory(addr, "iowrite64" #name))                                       \
			writeq(turn(val), addr);                                                   \
	}                                                                                          \
	EXPORT_SYMBOL(iowrite64##name)

ACCESS_64(_lo_hi, lo_hi, );
ACCESS_64(_hi_lo, hi_lo, );
ACCESS_64(be_lo_hi, hi_lo, swab64);
ACCESS_64(be_hi_lo, lo_hi, swab64);

/* --- the same register again and again --- */

#define REPEAT(bits, suffix)                                                                       \
	void ioread##bits##_rep(const void __iomem *addr, void *buf, unsigned long count)          \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			ins##suffix(port, buf, count);                                             \
		else if (is_memory(addr, "ioread" #bits "_rep"))                                   \
			reads##suffix(addr, buf, count);                                           \
	}                                                                                          \
	EXPORT_SYMBOL(ioread##bits##_rep);                                                         \
	void iowrite##bits##_rep(void __iomem *addr, const void *buf, unsigned long count)         \
	{                                                                                          \
		u16 port;                                                                          \
                                                                                                   \
		if (is_port(addr, &port))                                                          \
			outs##suffix(port, buf, count);                                            \
		else if (is_memory(addr, "iowrite" #bits "_rep"))                                  \
			writes##suffix(addr, buf, count);                                          \
	}                                                                                          \
	EXPORT_SYMBOL(iowrite##bits##_rep)

REPEAT(8, b);
REPEAT(16, w);
REPEAT(32, l);

void __iomem *ioport_map(unsigned long port, unsigned int nr)
{
	if (port > PORT_MASK || nr > PORTS_END - PORT_BASE - port)
		return NULL;
	return (void __iomem *)(port + PORT_BASE);
}
EXPORT_SYMBOL(ioport_map);

void ioport_unmap(void __iomem *addr)
{
}
EXPORT_SYMBOL(ioport_unmap);

/* --- copies --- */

void __iowrite32_copy(void __iomem *to, const void *from, size_t count)
{
	for (const u32 *src = from; count; count--, to += sizeof(*src))
		__raw_writel(*src++, to);
}
EXPORT_SYMBOL_GPL(__iowrite32_copy);

void __ioread32_copy(void *to, const void __iomem *from, size_t count)
{
	for (u32 *dst = to; count; count--, from += sizeof(*dst))
		*dst++ = __raw_readl(from);
}
EXPORT_SYMBOL_GPL(__ioread32_copy);

void __iowrite64_copy(void __iomem *to, const void *from, size_t count)
{
	for (const u64 *src = from; count; count--, to += sizeof(*src))
		__raw_writeq(*src++, to);
}
EXPORT_SYMBOL_GPL(__iowrite64_copy);

int check_signature(const volatile void __iomem *io_addr, const unsigned char *signature,
		    int length)
{
	for (; length > 0; length--)
		if (readb(io_addr++) != *signature++)
			return 0;
	return 1;
}
EXPORT_SYMBOL(check_signature);
