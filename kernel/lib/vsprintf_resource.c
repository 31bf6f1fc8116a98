// SPDX-License-Identifier: MIT
/*
 * %pR and %pr: a range of ports or addresses, a struct resource, in brackets.
 *
 *	[mem 0xfebc0000-0xfebdffff 64bit pref]	R: what the flags mean
 *	[mem 0xfebc0000-0xfebdffff flags 0x40200]	r: the flags
 */
#include <linux/ioport.h>
#include <linux/kernel.h>

#include "vsprintf.h"

/* More than the longest: two numbers of 64 bits, and every flag's word. */
#define RESOURCE_TEXT 128

static const char *type_name(const struct resource *res)
{
	switch (resource_type(res)) {
	case IORESOURCE_IO:
		return "io  ";
	case IORESOURCE_MEM:
		return "mem ";
	case IORESOURCE_IRQ:
		return "irq ";
	case IORESOURCE_DMA:
		return "dma ";
	case IORESOURCE_BUS:
		return "bus ";
	default:
		return "??? ";
	}
}

/* Ports have 4 digits, addresses 8 or more; numbers of interrupts and channels are decimal. */
static size_t put_bound(char *buf, size_t size, const struct resource *res, resource_size_t at)
{
	switch (resource_type(res)) {
	case IORESOURCE_IO:
		return scnprintf(buf, size, "%#06llx", at);
	case IORESOURCE_IRQ:
	case IORESOURCE_DMA:
		return scnprintf(buf, size, "%lld", at);
	case IORESOURCE_BUS:
		return scnprintf(buf, size, "%02llx", at);
	default:
		return scnprintf(buf, size, "%#010llx", at);
	}
}

static size_t put_flags(char *buf, size_t size, const struct resource *res)
{
	return scnprintf(buf, size, "%s%s%s%s", res->flags & IORESOURCE_MEM_64 ? " 64bit" : "",
			 res->flags & IORESOURCE_PREFETCH ? " pref" : "",
			 res->flags & IORESOURCE_WINDOW ? " window" : "",
			 res->flags & IORESOURCE_DISABLED ? " disabled" : "");
}

void pb_resource(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	const struct resource *res = ptr;
	char text[RESOURCE_TEXT];
	bool decode;
	size_t len;

	if (pb_bad_pointer(b, ptr, spec))
		return;
	decode = fmt[0] == 'R' && type_name(res)[0] != '?';
	len = scnprintf(text, sizeof(text), "[%s", type_name(res));
	if (decode && res->flags & IORESOURCE_UNSET) {
		len += scnprintf(text + len, sizeof(text) - len, "size ");
		len += put_bound(text + len, sizeof(text) - len, res, resource_size(res));
	} else {
		len += put_bound(text + len, sizeof(text) - len, res, res->start);
		if (res->start != res->end) {
			len += scnprintf(text + len, sizeof(text) - len, "-");
			len += put_bound(text + len, sizeof(text) - len, res, res->end);
		}
	}
	if (decode)
		len += put_flags(text + len, sizeof(text) - len, res);
	else
		len += scnprintf(text + len, sizeof(text) - len, " flags %#lx", res->flags);
	len += scnprintf(text + len, sizeof(text) - len, "]");
	pb_padded(b, text, len, spec);
}
