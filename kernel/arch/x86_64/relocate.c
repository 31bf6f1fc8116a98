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
#include <linux/errno.h>
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
 * Stores: into a place that holds zeroes, a value that reads back as itself. __builtin_memcpy()
 * because a place need not be aligned; it compiles to a plain load or store.
 */
static inline int store64(void *loc, u64 value)
{
	u64 old;

	__builtin_memcpy(&old, loc, sizeof(old));
	if (old)
		return -EEXIST;
	__builtin_memcpy(loc, &value, sizeof(value));
	return 0;
}

static inline int store32(void *loc, u64 value, u64 read_back)
{
	u32 old, narrow = (u32)value;

	__builtin_memcpy(&old, loc, sizeof(old));
	if (old)
		return -EEXIST;
	if (read_back != value)
		return -ERANGE;
	__builtin_memcpy(loc, &narrow, sizeof(narrow));
	return 0;
}

static inline int store_unsigned32(void *loc, u64 value)
{
	return store32(loc, value, (u32)value);
}

static inline int store_signed32(void *loc, u64 value)
{
	return store32(loc, value, (u64)(s64)(s32)(u32)value);
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

int arch_relocate(u32 type, void *loc, u64 S, u64 A, u64 P)
{
	/* clang-format off */
	switch (type) {
	case R_X86_64_NONE:	return 0;
	case R_X86_64_64:	return store64(loc, S + A);
	case R_X86_64_PC64:	return store64(loc, S + A - P);
	case R_X86_64_PC32:	return store_signed32(loc, S + A - P);
	case R_X86_64_PLT32:	return store_signed32(loc, S + A - P);
	case R_X86_64_32:	return store_unsigned32(loc, S + A);
	case R_X86_64_32S:	return store_signed32(loc, S + A);
	default:		return -EINVAL;
	}
	/* clang-format on */
}
