// SPDX-License-Identifier: MIT
/*
 * Random numbers: good enough for keys once rng_is_initialized(), and never blocking before.
 *
 * Any context. See kernel/lib/random.c for where the randomness comes from.
 */
#ifndef LINUX_RANDOM_H
#define LINUX_RANDOM_H

#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <uapi/linux/random.h>

/* Seeds from the CPU, its clock and the machine's; once, before anyone else asks. */
void random_init(void);

void get_random_bytes(void *buf, size_t len);
u8 get_random_u8(void);
u16 get_random_u16(void);
u32 get_random_u32(void);
u64 get_random_u64(void);
static inline unsigned int get_random_int(void)
{
	return get_random_u32();
}
static inline unsigned long get_random_long(void)
{
	return get_random_u64();
}

/* Evenly spread over [0, ceil), [floor, U32_MAX] and [floor, ceil]. */
u32 __get_random_u32_below(u32 ceil);
static inline u32 get_random_u32_below(u32 ceil)
{
	return ceil <= 1 ? 0 : __get_random_u32_below(ceil);
}
static inline u32 get_random_u32_above(u32 floor)
{
	return floor + 1 + get_random_u32_below(U32_MAX - floor);
}
static inline u32 get_random_u32_inclusive(u32 floor, u32 ceil)
{
	return floor + (ceil - floor == U32_MAX ? get_random_u32()
						: get_random_u32_below(ceil - floor + 1));
}

/* A page-aligned address of [start, start + range). */
unsigned long randomize_page(unsigned long start, unsigned long range);
/* Has it been seeded well? Waiting for it: it is before user space runs, so it returns 0 at once.
 */
bool rng_is_initialized(void);
int wait_for_random_bytes(void);
static inline int get_random_bytes_wait(void *buf, size_t nbytes)
{
	int ret = wait_for_random_bytes();

	get_random_bytes(buf, nbytes);
	return ret;
}

/* Stir in what others can't guess; harmless if they can. */
void add_device_randomness(const void *buf, size_t len);
void add_interrupt_randomness(int irq);
void add_input_randomness(unsigned int type, unsigned int code, unsigned int value);

#include <linux/prandom.h>

#endif
