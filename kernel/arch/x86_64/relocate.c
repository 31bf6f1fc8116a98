// SPDX-License-Identifier: MIT
/*
 * Relocation arithmetic of x86-64: psABI 1.0, section 4.4.1 ("Relocation Types"), table 4.9.
 *
 * A module is compiled with -mcmodel=kernel and without a GOT, so code reaches everything by 32-bit
 * distances or sign-extended 32-bit addresses, and data holds 64-bit addresses. These types are all
 * that GNU ld, lld, gcc and clang produce for it. PLT32 is PC32 here: L, the linkage table's entry
 * for the symbol, is the symbol itself when nothing is bound lazily.
 *
 * Compiled unchanged for the host.
 */
#include <linux/elf.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/string.h>
#include <linux/types.h>
#include <kernel/relocate.h>

#define STORES(bytes) ((bytes) + 1)
const u8 arch_reloc_widths[ARCH_NR_RELOCS] = {
	[R_X86_64_NONE] = STORES(0),  [R_X86_64_64] = STORES(8), [R_X86_64_PC32] = STORES(4),
	[R_X86_64_PLT32] = STORES(4), [R_X86_64_32] = STORES(4), [R_X86_64_32S] = STORES(4),
	[R_X86_64_PC64] = STORES(8),
};

#define NAME(type) [type] = #type
static const char *const reloc_names[] = {
	NAME(R_X86_64_NONE),
	NAME(R_X86_64_64),
	NAME(R_X86_64_PC32),
	NAME(R_X86_64_GOT32),
	NAME(R_X86_64_PLT32),
	NAME(R_X86_64_COPY),
	NAME(R_X86_64_GLOB_DAT),
	NAME(R_X86_64_JUMP_SLOT),
	NAME(R_X86_64_RELATIVE),
	NAME(R_X86_64_GOTPCREL),
	NAME(R_X86_64_32),
	NAME(R_X86_64_32S),
	NAME(R_X86_64_16),
	NAME(R_X86_64_PC16),
	NAME(R_X86_64_8),
	NAME(R_X86_64_PC8),
	NAME(R_X86_64_DTPMOD64),
	NAME(R_X86_64_DTPOFF64),
	NAME(R_X86_64_TPOFF64),
	NAME(R_X86_64_TLSGD),
	NAME(R_X86_64_TLSLD),
	NAME(R_X86_64_DTPOFF32),
	NAME(R_X86_64_GOTTPOFF),
	NAME(R_X86_64_TPOFF32),
	NAME(R_X86_64_PC64),
	NAME(R_X86_64_GOTOFF64),
	NAME(R_X86_64_GOTPC32),
	NAME(R_X86_64_SIZE32),
	NAME(R_X86_64_SIZE64),
	NAME(R_X86_64_GOTPC32_TLSDESC),
	NAME(R_X86_64_TLSDESC_CALL),
	NAME(R_X86_64_TLSDESC),
	NAME(R_X86_64_IRELATIVE),
	NAME(R_X86_64_GOTPCRELX),
	NAME(R_X86_64_REX_GOTPCRELX),
};
#undef NAME
_Static_assert(sizeof(reloc_names) / sizeof(reloc_names[0]) == ARCH_NR_RELOCS,
	       "every type that has a width has a name, and the other way round");

const char *arch_reloc_name(u32 type)
{
	return type < ARCH_NR_RELOCS && reloc_names[type] ? reloc_names[type] : "unknown";
}

/*
 * What can be wrong with a store, gathered over many of them without a branch: something was there
 * already if any bit of "there" is set; a value did not survive being cut if any bit of the high
 * half of "cut" is.
 */
struct doubts {
	u64 there;
	u32 there32;
	u64 cut;
};

static __always_inline bool is_there(const struct doubts *d)
{
	return d->there || d->there32;
}

static __always_inline bool is_cut(const struct doubts *d)
{
	return d->cut >> 32;
}

/* Stores. __builtin_memcpy() because a place need not be aligned; it becomes a load or a store. */
static __always_inline void store64(struct doubts *d, void *loc, u64 value)
{
	u64 old;

	__builtin_memcpy(&old, loc, sizeof(old));
	d->there |= old;
	__builtin_memcpy(loc, &value, sizeof(value));
}

static __always_inline void store32(struct doubts *d, void *loc, u32 value)
{
	u32 old;

	__builtin_memcpy(&old, loc, sizeof(old));
	d->there32 |= old;
	__builtin_memcpy(loc, &value, sizeof(value));
}

static __always_inline void store_unsigned32(struct doubts *d, void *loc, u64 value)
{
	d->cut |= value;
	store32(d, loc, value);
}

/* From -2^31 up to 2^31 are the 2^32 values that a sign-extended one can have. */
static __always_inline void store_signed32(struct doubts *d, void *loc, u64 value)
{
	d->cut |= value + (1ULL << 31);
	store32(d, loc, value);
}

/* All of the arithmetic: what a relocation of that type, which has a width, stores at loc. */
static __always_inline void relocate(struct doubts *d, u32 type, void *loc, u64 S, u64 A, u64 P)
{
	/* clang-format off */
	switch (type) {
	case R_X86_64_NONE:	return;
	case R_X86_64_64:	return store64(d, loc, S + A);
	case R_X86_64_PC64:	return store64(d, loc, S + A - P);
	case R_X86_64_PC32:	return store_signed32(d, loc, S + A - P);
	case R_X86_64_PLT32:	return store_signed32(d, loc, S + A - P);
	case R_X86_64_32:	return store_unsigned32(d, loc, S + A);
	case R_X86_64_32S:	return store_signed32(d, loc, S + A);
	default:		__builtin_unreachable();
	}
	/* clang-format on */
}

/*
 * The four copies of the switch have a jump table each, and no check of the type's range: gcc would
 * merge the copies' unreachable ends, and then check it in order to jump there.
 */
#if defined(__GNUC__) && !defined(__clang__)
#define KEEP_COPIES_APART __attribute__((optimize("no-tree-tail-merge")))
#else
#define KEEP_COPIES_APART
#endif

KEEP_COPIES_APART
bool arch_relocate_all(const Elf64_Rela *rela, u64 num, const u64 *sym_addr, u8 *mem, u64 addr)
{
	const Elf64_Rela *r = rela, *end = rela + num;
	struct doubts d = {0};

#define RELOCATE(r)                                                                                \
	relocate(&d, arch_reloc_type(r), mem + (r)->r_offset, sym_addr[arch_reloc_symbol(r)],      \
		 (r)->r_addend, addr + (r)->r_offset)
	for (; end - r >= 4; r += 4) {
		RELOCATE(r);
		RELOCATE(r + 1);
		RELOCATE(r + 2);
		RELOCATE(r + 3);
	}
	for (; r < end; r++)
		RELOCATE(r);
#undef RELOCATE
	return !is_there(&d) && !is_cut(&d);
}

int arch_relocate(u32 type, void *loc, u64 S, u64 A, u64 P)
{
	int width = arch_reloc_width(type);
	struct doubts d = {0};
	u64 old = 0;

	if (width < 0)
		return -EINVAL;
	memcpy(&old, loc, width);
	relocate(&d, type, loc, S, A, P);
	if (!is_there(&d) && !is_cut(&d))
		return 0;
	memcpy(loc, &old, width);
	return is_there(&d) ? -EEXIST : -ERANGE;
}

u64 arch_reloc_value(u32 type, u64 S, u64 A, u64 P)
{
	switch (type) {
	case R_X86_64_PC32:
	case R_X86_64_PLT32:
	case R_X86_64_PC64:
		return S + A - P;
	default:
		return S + A;
	}
}
