// SPDX-License-Identifier: MIT
/*
 * Single bits in arrays of longs, and searches for bits inside a word.
 *
 * set_bit() and its relatives are atomic; the test_and_ forms are full barriers; the forms with two
 * underscores are not atomic and need the caller's lock. Bit nr lies in long nr / 64, bit nr % 64.
 */
#ifndef ASM_BITOPS_H
#define ASM_BITOPS_H

#ifndef LINUX_BITOPS_H
#error "include <linux/bitops.h>"
#endif

#include <linux/compiler.h>
#include <asm/barrier.h>

#define ADDR_WORD(nr, addr) ((volatile unsigned long *)(addr) + BIT_WORD(nr))

/*
 * The word is chosen in C and the instruction given a bit within it, as orq does in one step; the
 * bts form with a memory operand and a register index would be slower and reach anywhere.
 */
static __always_inline void set_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock; orq %1,%0"
		     : "+m"(*ADDR_WORD(nr, addr))
		     : "r"(BIT_MASK(nr))
		     : "memory", "cc");
}

static __always_inline void clear_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock; andq %1,%0"
		     : "+m"(*ADDR_WORD(nr, addr))
		     : "r"(~BIT_MASK(nr))
		     : "memory", "cc");
}

static __always_inline void change_bit(long nr, volatile unsigned long *addr)
{
	asm volatile("lock; xorq %1,%0"
		     : "+m"(*ADDR_WORD(nr, addr))
		     : "r"(BIT_MASK(nr))
		     : "memory", "cc");
}

#define __TEST_AND_OP(insn)                                                                        \
	bool old;                                                                                  \
                                                                                                   \
	asm volatile(insn " %2,%0"                                                                 \
		     : "+m"(*ADDR_WORD(nr, addr)), "=@ccc"(old)                                    \
		     : "Jr"(nr % BITS_PER_LONG)                                                    \
		     : "memory");                                                                  \
	return old

static __always_inline bool test_and_set_bit(long nr, volatile unsigned long *addr)
{
	__TEST_AND_OP("lock; btsq");
}

static __always_inline bool test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	__TEST_AND_OP("lock; btrq");
}

static __always_inline bool test_and_change_bit(long nr, volatile unsigned long *addr)
{
	__TEST_AND_OP("lock; btcq");
}

/* Bits used as locks: acquire on taking, release on dropping. */
static __always_inline bool test_and_set_bit_lock(long nr, volatile unsigned long *addr)
{
	return test_and_set_bit(nr, addr);
}

static __always_inline void clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	barrier();
	clear_bit(nr, addr);
}

static __always_inline void __set_bit(long nr, volatile unsigned long *addr)
{
	*(unsigned long *)ADDR_WORD(nr, addr) |= BIT_MASK(nr);
}

static __always_inline void __clear_bit(long nr, volatile unsigned long *addr)
{
	*(unsigned long *)ADDR_WORD(nr, addr) &= ~BIT_MASK(nr);
}

static __always_inline void __change_bit(long nr, volatile unsigned long *addr)
{
	*(unsigned long *)ADDR_WORD(nr, addr) ^= BIT_MASK(nr);
}

static __always_inline void __clear_bit_unlock(long nr, volatile unsigned long *addr)
{
	barrier();
	__clear_bit(nr, addr);
}

static __always_inline bool __test_and_set_bit(long nr, volatile unsigned long *addr)
{
	unsigned long *p = (unsigned long *)ADDR_WORD(nr, addr), old = *p;

	*p = old | BIT_MASK(nr);
	return old & BIT_MASK(nr);
}

static __always_inline bool __test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	unsigned long *p = (unsigned long *)ADDR_WORD(nr, addr), old = *p;

	*p = old & ~BIT_MASK(nr);
	return old & BIT_MASK(nr);
}

static __always_inline bool __test_and_change_bit(long nr, volatile unsigned long *addr)
{
	unsigned long *p = (unsigned long *)ADDR_WORD(nr, addr), old = *p;

	*p = old ^ BIT_MASK(nr);
	return old & BIT_MASK(nr);
}

static __always_inline bool test_bit(long nr, const volatile unsigned long *addr)
{
	/* What the compiler knows nobody else can change. */
	if (__builtin_constant_p(nr) &&
	    __builtin_constant_p(((const unsigned long *)addr)[BIT_WORD(nr)]))
		return (((const unsigned long *)addr)[BIT_WORD(nr)] >> (nr % BITS_PER_LONG)) & 1;
	return (*((const volatile unsigned long *)addr + BIT_WORD(nr)) >> (nr % BITS_PER_LONG)) & 1;
}

/* What was read before the bit was set is visible to who sees it set. */
static __always_inline bool test_bit_acquire(long nr, const volatile unsigned long *addr)
{
	bool ret = test_bit(nr, addr);

	barrier();
	return ret;
}

/* Number of the lowest (highest) set bit, from 0. Undefined for 0. */
static __always_inline unsigned long __ffs(unsigned long word)
{
	return __builtin_ctzl(word);
}

static __always_inline unsigned long __fls(unsigned long word)
{
	return BITS_PER_LONG - 1 - __builtin_clzl(word);
}

/* Number of the lowest clear bit, from 0. Undefined for ~0. */
static __always_inline unsigned long ffz(unsigned long word)
{
	return __builtin_ctzl(~word);
}

/* As ffs(3): numbered from 1, and 0 if no bit is set. */
static __always_inline int ffs(int x)
{
	return x ? __builtin_ctz(x) + 1 : 0;
}

static __always_inline int fls(unsigned int x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static __always_inline int fls64(__u64 x)
{
	return x ? 64 - __builtin_clzll(x) : 0;
}

#endif
