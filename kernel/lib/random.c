// SPDX-License-Identifier: MIT
/*
 * The random number generator.
 *
 * It is ChaCha20 with fast key erasure: the first half of the first block of each request replaces
 * the key, so what was handed out can't be computed from what is in memory later. A pool gathers
 * what is hard to guess (the CPU's own generator, its clock at interrupts, the machine's clock,
 * what drivers pass in) and is stirred into the key when the kernel starts and every few minutes of
 * use.
 *
 * All functions may be called from any context. Nothing blocks: the generator is seeded before the
 * first program runs. Without RDRAND and RDSEED the seed is the jitter of the CPU's clock.
 */
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/cpufeature.h>
#include <asm/page.h>
#include <asm/tsc.h>
#include <kernel/machine.h>

#include "chacha.h"

#define RESEED_INTERVAL (300 * HZ)
#define HW_TRIES	10
#define JITTER_SAMPLES	4096

static DEFINE_RAW_SPINLOCK(random_lock); /* guards the next four */
static u8 pool[CHACHA_KEY_SIZE];
static u8 crng_key[CHACHA_KEY_SIZE];
static unsigned long reseed_at; /* jiffies */
static bool pool_is_fresh;	/* it holds something that is not in the key yet */

static bool initialized __ro_after_init;

/* One word of the CPU's generator; it may be exhausted for a moment (Intel SDM volume 1, 7.3.17).
 */
static bool hw_random(u64 *v)
{
	bool ok = false;

	if (boot_cpu_has(X86_FEATURE_RDSEED))
		for (int i = 0; i < HW_TRIES && !ok; i++)
			asm volatile("rdseed %0" : "=r"(*v), "=@ccc"(ok));
	if (!ok && boot_cpu_has(X86_FEATURE_RDRAND))
		for (int i = 0; i < HW_TRIES && !ok; i++)
			asm volatile("rdrand %0" : "=r"(*v), "=@ccc"(ok));
	return ok;
}

/*
 * Stir data into the pool: each 32 bytes are exclusive-ored in, and the result is the key of a
 * ChaCha block whose first half is the new pool. Who does not know the pool can steer it nowhere,
 * and the old pool can't be computed from the new one. The caller holds the lock.
 */
static void pool_mix(const void *data, size_t len)
{
	u8 block[CHACHA_BLOCK_SIZE];
	const u8 *p = data;
	struct chacha c;

	do {
		size_t n = min_t(size_t, len, sizeof(pool));

		for (size_t i = 0; i < n; i++)
			pool[i] ^= p[i];
		chacha_init(&c, pool);
		chacha_block(&c, block);
		memcpy(pool, block, sizeof(pool));
		p += n;
		len -= n;
	} while (len);
	pool_is_fresh = true;
	memzero_explicit(&c, sizeof(c));
	memzero_explicit(block, sizeof(block));
}

/* Pool, clock and the CPU's generator into the key. The caller holds the lock. */
static void reseed(void)
{
	struct {
		u64 tsc;
		u64 hw[4];
		u8 key[CHACHA_KEY_SIZE];
	} in = {.tsc = rdtsc()};
	u8 block[CHACHA_BLOCK_SIZE];
	struct chacha c;

	for (int i = 0; i < ARRAY_SIZE(in.hw); i++)
		if (!hw_random(&in.hw[i]))
			in.hw[i] = rdtsc();
	memcpy(in.key, crng_key, sizeof(in.key));
	pool_mix(&in, sizeof(in));
	/* Two halves of a block that nobody else gets: the new key, and the pool that stays. */
	chacha_init(&c, pool);
	chacha_block(&c, block);
	memcpy(crng_key, block, sizeof(crng_key));
	memcpy(pool, block + sizeof(crng_key), sizeof(pool));
	pool_is_fresh = false;
	reseed_at = jiffies + RESEED_INTERVAL;
	memzero_explicit(&in, sizeof(in));
	memzero_explicit(&c, sizeof(c));
	memzero_explicit(block, sizeof(block));
}

/* A key for one request, of which nobody knows another. */
static void make_key(u8 key[CHACHA_KEY_SIZE])
{
	u8 block[CHACHA_BLOCK_SIZE];
	unsigned long flags;
	struct chacha c;

	raw_spin_lock_irqsave(&random_lock, flags);
	/* Before random_init() each request brings its own seed, as good as the CPU can give. */
	if (unlikely(!initialized) || (pool_is_fresh && time_after_eq(jiffies, reseed_at)))
		reseed();
	chacha_init(&c, crng_key);
	chacha_block(&c, block);
	memcpy(crng_key, block, sizeof(crng_key));
	raw_spin_unlock_irqrestore(&random_lock, flags);
	memcpy(key, block + sizeof(crng_key), CHACHA_KEY_SIZE);
	memzero_explicit(&c, sizeof(c));
	memzero_explicit(block, sizeof(block));
}

/* A key stream begins; it must be ended by memzero_explicit(). */
static void stream_init(struct chacha *c)
{
	u8 key[CHACHA_KEY_SIZE];

	make_key(key);
	chacha_init(c, key);
	memzero_explicit(key, sizeof(key));
}

void get_random_bytes(void *buf, size_t len)
{
	u8 block[CHACHA_BLOCK_SIZE], *p = buf;
	struct chacha c;

	/* A short answer is the key itself: one block less. */
	if (len <= CHACHA_KEY_SIZE) {
		make_key(block);
		memcpy(buf, block, len);
		memzero_explicit(block, sizeof(block));
		return;
	}
	stream_init(&c);
	for (; len >= sizeof(block); p += sizeof(block), len -= sizeof(block))
		chacha_block(&c, p);
	chacha_block(&c, block);
	memcpy(p, block, len);
	memzero_explicit(&c, sizeof(c));
	memzero_explicit(block, sizeof(block));
}
EXPORT_SYMBOL(get_random_bytes);

u8 get_random_u8(void)
{
	return get_random_u64();
}
EXPORT_SYMBOL(get_random_u8);

u16 get_random_u16(void)
{
	return get_random_u64();
}
EXPORT_SYMBOL(get_random_u16);

u32 get_random_u32(void)
{
	return get_random_u64();
}
EXPORT_SYMBOL(get_random_u32);

u64 get_random_u64(void)
{
	u64 v;

	get_random_bytes(&v, sizeof(v));
	return v;
}
EXPORT_SYMBOL(get_random_u64);

/*
 * Below ceil, each value as likely as the others (Lemire: "Fast random integer generation in an
 * interval", 2019): the product's high word, unless its low word is in the uneven rest.
 */
u32 __get_random_u32_below(u32 ceil)
{
	u64 product = (u64)ceil * get_random_u32();
	u32 rest = -ceil % ceil;

	while ((u32)product < rest)
		product = (u64)ceil * get_random_u32();
	return product >> 32;
}
EXPORT_SYMBOL(__get_random_u32_below);

unsigned long randomize_page(unsigned long start, unsigned long range)
{
	if (!PAGE_ALIGNED(start)) {
		range -= PAGE_ALIGN(start) - start;
		start = PAGE_ALIGN(start);
	}
	if (start > ULONG_MAX - range)
		range = ULONG_MAX - start;
	range >>= PAGE_SHIFT;
	return range ? start + (get_random_u64() % range << PAGE_SHIFT) : start;
}

bool rng_is_initialized(void)
{
	return initialized;
}
EXPORT_SYMBOL(rng_is_initialized);

int wait_for_random_bytes(void)
{
	return 0;
}
EXPORT_SYMBOL(wait_for_random_bytes);

void add_device_randomness(const void *buf, size_t len)
{
	u64 tsc = rdtsc();
	unsigned long flags;

	raw_spin_lock_irqsave(&random_lock, flags);
	pool_mix(&tsc, sizeof(tsc));
	pool_mix(buf, len);
	raw_spin_unlock_irqrestore(&random_lock, flags);
}
EXPORT_SYMBOL(add_device_randomness);

/* What interrupts of this CPU have brought: mixed cheaply each time, into the pool now and then. */
struct fast_pool {
	u64 words[4];
	unsigned int count;
};
static DEFINE_PER_CPU(struct fast_pool, irq_randomness);

#define FAST_POOL_EVENTS 64

/* In the interrupt, interrupts off. */
void add_interrupt_randomness(int irq)
{
	struct fast_pool *f = this_cpu_ptr(&irq_randomness);
	unsigned int i = f->count++ % ARRAY_SIZE(f->words);

	f->words[i] = rol64(f->words[i], 7) ^ rdtsc() ^ irq;
	if (f->count < FAST_POOL_EVENTS || !raw_spin_trylock(&random_lock))
		return;
	pool_mix(f->words, sizeof(f->words));
	raw_spin_unlock(&random_lock);
	f->count = 0;
}
EXPORT_SYMBOL_GPL(add_interrupt_randomness);

/* A key or a mouse: when is worth more than what. */
void add_input_randomness(unsigned int type, unsigned int code, unsigned int value)
{
	u32 event[] = {type, code, value};

	add_device_randomness(event, sizeof(event));
}
EXPORT_SYMBOL_GPL(add_input_randomness);

/* How long things take varies a little with caches, interrupts and the host: gather that. */
static void __init gather_jitter(void)
{
	u64 samples[8];

	for (int i = 0; i < JITTER_SAMPLES; i++) {
		samples[i % ARRAY_SIZE(samples)] = rdtsc();
		if (i % ARRAY_SIZE(samples) == ARRAY_SIZE(samples) - 1)
			pool_mix(samples, sizeof(samples));
	}
}

/* Boot context, after cpu_init(). */
void __init random_init(void)
{
	struct {
		u64 hw[8];
		u64 tsc;
		time64_t date;
	} seed = {.tsc = rdtsc(), .date = rtc_read()};
	unsigned long flags;
	bool hw = true;

	for (int i = 0; i < ARRAY_SIZE(seed.hw); i++)
		hw = hw_random(&seed.hw[i]) && hw;
	raw_spin_lock_irqsave(&random_lock, flags);
	pool_mix(&seed, sizeof(seed));
	if (!hw)
		gather_jitter();
	reseed();
	raw_spin_unlock_irqrestore(&random_lock, flags);
	memzero_explicit(&seed, sizeof(seed));
	initialized = true;
	if (hw)
		pr_info("random: crng init done\n");
	else
		pr_notice("random: crng init done, from clock jitter (no RDRAND or RDSEED)\n");
}

/*
 * getrandom(2). It never blocks, so all flags mean the same. A signal may cut a long request, after
 * the first page.
 */
SYSCALL_DEFINE3(getrandom, char __user *, ubuf, size_t, len, unsigned int, flags)
{
	u8 block[CHACHA_BLOCK_SIZE];
	struct chacha c;
	size_t done = 0;

	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	if ((flags & (GRND_INSECURE | GRND_RANDOM)) == (GRND_INSECURE | GRND_RANDOM))
		return -EINVAL;
	len = min_t(size_t, len, INT_MAX & PAGE_MASK);
	if (!len)
		return 0;
	stream_init(&c);
	while (done < len) {
		size_t n = min(len - done, sizeof(block));

		chacha_block(&c, block);
		n -= copy_to_user(ubuf + done, block, n);
		if (!n)
			break;
		done += n;
		if (done % PAGE_SIZE == 0) {
			if (signal_pending(current))
				break;
			cond_resched();
		}
	}
	memzero_explicit(&c, sizeof(c));
	memzero_explicit(block, sizeof(block));
	return done ? done : -EFAULT;
}
