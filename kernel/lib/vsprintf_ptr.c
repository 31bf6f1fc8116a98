// SPDX-License-Identifier: MIT
/*
 * What %p prints.
 *
 *   %p          the pointer, hashed: equal pointers look equal, addresses stay secret
 *   %pK         the same, and what /proc/sys/kernel/kptr_restrict demands
 *   %px         the pointer as it is
 *   %pS %ps     a symbol with, without offset; %pB for return addresses (one byte back)
 *   %pe         the name of an error pointer, -ENOMEM
 *   %*ph        bytes in hexadecimal; C, D, N behind it: colons, dashes, nothing between them
 *   %*pb %*pbl  a bitmap of that many bits, as words or as a list
 *   %pV         a struct va_format: format and arguments of their own
 *   %pd %pD     the name of a dentry, of a file; 2, 3, 4: with so many path components
 *   %pU[bBlL]   a UUID; %pM[FR] %pm[R] a MAC address; %pI4 %pi4 %pI6[c] %pi6 an IP address
 *   %*pE        bytes as text, escaped; %ptT %ptR a time; %p4cc a code of four characters
 *   %pa[pd]     a physical (DMA) address, by reference
 *   %pR %pr     a struct resource, its flags as words or as a number
 */
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/capability.h>
#include <linux/cache.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errname.h>
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/siphash.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "vsprintf.h"

bool no_hash_pointers __ro_after_init;
EXPORT_SYMBOL_GPL(no_hash_pointers);
int kptr_restrict;

#define POINTER_WIDTH (2 * (int)sizeof(void *))

void pb_raw_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	spec.base = 16;
	spec.precision = -1;
	if (spec.width < 0) {
		spec.width = POINTER_WIDTH + (spec.flags & SPEC_HASH ? 2 : 0);
		spec.flags |= SPEC_ZERO;
	}
	pb_number(b, (unsigned long)ptr, spec);
}

/*
 * The low half of a keyed hash. The key is made when it is first needed and randomness is there;
 * until then a fixed word of the same width is shown. Two CPUs may both make a key: the first
 * stays.
 */
static bool hash_pointer(const void *ptr, unsigned long *hash)
{
	static siphash_key_t key;
	static unsigned long state; /* 0 no key, 1 being stored, 2 there */

	if (smp_load_acquire(&state) != 2) {
		siphash_key_t fresh;

		if (!rng_is_initialized())
			return false;
		get_random_bytes(&fresh, sizeof(fresh));
		if (cmpxchg(&state, 0UL, 1UL) != 0)
			return false;
		key = fresh;
		smp_store_release(&state, 2UL);
	}
	*hash = (u32)siphash_1u64((unsigned long)ptr, &key);
	return true;
}

static void pb_hashed_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	static const char no_key[] = "(____ptrval____)";
	unsigned long hash;

	/* NULL and errors are no secret, and readers look for them. */
	if (no_hash_pointers || IS_ERR_OR_NULL(ptr)) {
		pb_raw_pointer(b, ptr, spec);
	} else if (hash_pointer(ptr, &hash)) {
		pb_raw_pointer(b, (const void *)hash, spec);
	} else {
		if (spec.width < 0)
			spec.width = POINTER_WIDTH;
		pb_padded(b, no_key, sizeof(no_key) - 1, spec);
	}
}

static void pb_restricted_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	switch (kptr_restrict) {
	case 0:
		pb_hashed_pointer(b, ptr, spec);
		return;
	case 1:
		/* The reader's rights decide; in an interrupt there is no reader. */
		if (in_hardirq() || in_serving_softirq() || in_nmi()) {
			if (spec.width < 0)
				spec.width = POINTER_WIDTH;
			pb_padded(b, "pK-error", 8, spec);
			return;
		}
		if (!has_capability_noaudit(current, CAP_SYSLOG))
			ptr = NULL;
		break;
	default:
		ptr = NULL;
		break;
	}
	pb_raw_pointer(b, ptr, spec);
}

static void pb_symbol(struct printbuf *b, const void *ptr, struct printf_spec spec, char kind)
{
	char sym[KSYM_SYMBOL_LEN];
	unsigned long addr = (unsigned long)ptr;

	if (kind == 'B')
		sprint_backtrace(sym, addr);
	else if (kind == 'S')
		sprint_symbol(sym, addr);
	else
		sprint_symbol_no_offset(sym, addr);
	pb_padded(b, sym, strlen(sym), spec);
}

static void pb_error_name(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	const char *name = IS_ERR(ptr) ? errname(PTR_ERR(ptr)) : NULL;

	if (name) {
		pb_padded(b, name, strlen(name), spec);
	} else if (IS_ERR(ptr)) {
		spec.flags |= SPEC_SIGN;
		pb_number(b, PTR_ERR(ptr), spec);
	} else {
		pb_hashed_pointer(b, ptr, spec);
	}
}

/* The width is how many bytes there are; 64 are shown at most. */
static void pb_hex_bytes(struct printbuf *b, const u8 *p, struct printf_spec spec, char style)
{
	char separator = style == 'C' ? ':' : style == 'D' ? '-' : style == 'N' ? '\0' : ' ';
	int len = spec.width > 0 ? min(spec.width, 64) : 1;

	if (spec.width == 0 || pb_bad_pointer(b, p, spec))
		return;
	for (int i = 0; i < len; i++) {
		if (i && separator)
			pb_putc(b, separator);
		pb_putc(b, hex_asc_hi(p[i]));
		pb_putc(b, hex_asc_lo(p[i]));
	}
}

/* 32 bits a word, the highest first, commas between them; the first has no more digits than bits.
 */
static void pb_bitmap_words(struct printbuf *b, const unsigned long *map, int nbits)
{
	struct printf_spec word = {.base = 16, .flags = SPEC_ZERO, .precision = -1};
	int bits = nbits % 32 ? nbits % 32 : 32;

	for (int i = round_up(nbits, 32) - 32; i >= 0; i -= 32, bits = 32) {
		u32 val = map[BIT_WORD(i)] >> (i % BITS_PER_LONG);

		if (bits < 32)
			val &= (1U << bits) - 1;
		word.width = DIV_ROUND_UP(bits, 4);
		pb_number(b, val, word);
		if (i)
			pb_putc(b, ',');
	}
}

static void pb_bitmap_list(struct printbuf *b, const unsigned long *map, int nbits)
{
	struct printf_spec dec = {.base = 10, .width = -1, .precision = -1};
	unsigned int first, behind;
	bool comma = false;

	for_each_set_bitrange(first, behind, map, nbits)
	{
		behind = min_t(unsigned int, behind, nbits);
		if (comma)
			pb_putc(b, ',');
		comma = true;
		pb_number(b, first, dec);
		if (behind == first + 1)
			continue;
		pb_putc(b, '-');
		pb_number(b, behind - 1, dec);
	}
}

static void pb_bitmap(struct printbuf *b, const unsigned long *map, struct printf_spec spec,
		      bool list)
{
	int nbits = max(spec.width, 0);

	spec.width = -1;
	if (pb_bad_pointer(b, map, spec))
		return;
	if (list)
		pb_bitmap_list(b, map, nbits);
	else
		pb_bitmap_words(b, map, nbits);
}

static void pb_va_format(struct printbuf *b, const struct va_format *vf, struct printf_spec spec)
{
	size_t room = b->end > b->pos ? b->end - b->pos : 0;
	va_list args;

	if (pb_bad_pointer(b, vf, spec))
		return;
	va_copy(args, *vf->va);
	b->pos += vsnprintf(room ? b->pos : NULL, min_t(size_t, room, INT_MAX), vf->fmt, args);
	va_end(args);
}

static void pb_phys_address(struct printbuf *b, const void *ptr, struct printf_spec spec)
{
	if (pb_bad_pointer(b, ptr, spec))
		return;
	spec.flags |= SPEC_HASH | SPEC_ZERO;
	spec.base = 16;
	spec.width = 2 + POINTER_WIDTH;
	pb_number(b, *(const phys_addr_t *)ptr, spec);
}

void pb_pointer(struct printbuf *b, const char *fmt, const void *ptr, struct printf_spec spec)
{
	switch (*fmt) {
	case 'S':
	case 's':
	case 'B':
		pb_symbol(b, ptr, spec, *fmt);
		break;
	case 'x':
		pb_raw_pointer(b, ptr, spec);
		break;
	case 'K':
		pb_restricted_pointer(b, ptr, spec);
		break;
	case 'e':
		pb_error_name(b, ptr, spec);
		break;
	case 'h':
		pb_hex_bytes(b, ptr, spec, fmt[1]);
		break;
	case 'b':
		pb_bitmap(b, ptr, spec, fmt[1] == 'l');
		break;
	case 'V':
		pb_va_format(b, ptr, spec);
		break;
	case 'd':
		pb_dentry(b, ptr, spec, fmt);
		break;
	case 'D':
		pb_file(b, ptr, spec, fmt);
		break;
	case 'U':
		pb_uuid(b, ptr, spec, fmt);
		break;
	case 'M':
	case 'm':
		pb_mac_address(b, ptr, spec, fmt);
		break;
	case 'I':
	case 'i':
		if (fmt[1] == '4' || fmt[1] == '6')
			pb_ip_address(b, ptr, spec, fmt);
		else
			pb_hashed_pointer(b, ptr, spec);
		break;
	case 'E':
		pb_escaped(b, ptr, spec, fmt);
		break;
	case 't':
		pb_time(b, ptr, spec, fmt);
		break;
	case '4':
		pb_fourcc(b, ptr, spec, fmt);
		break;
	case 'a':
		pb_phys_address(b, ptr, spec);
		break;
	case 'R':
	case 'r':
		pb_resource(b, ptr, spec, fmt);
		break;
	default:
		pb_hashed_pointer(b, ptr, spec);
		break;
	}
}
