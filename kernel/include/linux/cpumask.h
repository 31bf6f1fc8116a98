// SPDX-License-Identifier: MIT
/*
 * Sets of CPUs: bit n is CPU n.
 *
 * Possible CPUs are those that per-CPU areas exist for; present ones are there; online ones run.
 * The three sets change only while the machine starts.
 */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/threads.h>
#include <linux/types.h>
#include <linux/bitmap.h>

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;

/* On Linux an array or a pointer, by configuration; here always in place. */
typedef struct cpumask cpumask_var_t[1];

#define cpumask_bits(maskp) ((maskp)->bits)

extern unsigned int nr_cpu_ids; /* highest possible CPU + 1 */

extern struct cpumask __cpu_possible_mask;
extern struct cpumask __cpu_present_mask;
extern struct cpumask __cpu_online_mask;
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask  ((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask	  ((const struct cpumask *)&__cpu_online_mask)
#define cpu_active_mask	  cpu_online_mask /* Linux tells CPUs that run from CPUs that take tasks */
#define cpu_all_mask	  (&cpu_all_bits)
#define cpu_none_mask	  (&cpu_no_bits)
extern const struct cpumask cpu_all_bits, cpu_no_bits;

#define CPU_MASK_NONE                                                                              \
	{                                                                                          \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}
#define CPU_BITS_NONE                                                                              \
	{                                                                                          \
		0                                                                                  \
	}
#define CPU_BITS_ALL                                                                               \
	{                                                                                          \
		[0 ... BITS_TO_LONGS(NR_CPUS) - 1] = BITMAP_LAST_WORD_MASK(NR_CPUS)                \
	}
#define CPU_MASK_ALL                                                                               \
	{                                                                                          \
		CPU_BITS_ALL                                                                       \
	}
#define CPU_MASK_CPU0                                                                              \
	{                                                                                          \
		CPU_BITS_CPU0                                                                      \
	}
#define CPU_BITS_CPU0                                                                              \
	{                                                                                          \
		1UL                                                                                \
	}
#define nr_cpumask_bits NR_CPUS

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *dstp)
{
	set_bit(cpu, cpumask_bits(dstp));
}

static inline void cpumask_clear_cpu(int cpu, struct cpumask *dstp)
{
	clear_bit(cpu, cpumask_bits(dstp));
}

static inline bool cpumask_test_cpu(int cpu, const struct cpumask *cpumask)
{
	return test_bit(cpu, cpumask_bits(cpumask));
}

static inline bool cpumask_test_and_set_cpu(int cpu, struct cpumask *cpumask)
{
	return test_and_set_bit(cpu, cpumask_bits(cpumask));
}

static inline bool cpumask_test_and_clear_cpu(int cpu, struct cpumask *cpumask)
{
	return test_and_clear_bit(cpu, cpumask_bits(cpumask));
}

static inline void cpumask_setall(struct cpumask *dstp)
{
	bitmap_fill(cpumask_bits(dstp), NR_CPUS);
}

static inline void cpumask_clear(struct cpumask *dstp)
{
	bitmap_zero(cpumask_bits(dstp), NR_CPUS);
}

static inline void cpumask_copy(struct cpumask *dstp, const struct cpumask *srcp)
{
	bitmap_copy(cpumask_bits(dstp), cpumask_bits(srcp), NR_CPUS);
}

static inline bool cpumask_and(struct cpumask *dstp, const struct cpumask *a,
			       const struct cpumask *b)
{
	return bitmap_and(cpumask_bits(dstp), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline void cpumask_or(struct cpumask *dstp, const struct cpumask *a,
			      const struct cpumask *b)
{
	bitmap_or(cpumask_bits(dstp), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline void cpumask_xor(struct cpumask *dstp, const struct cpumask *a,
			       const struct cpumask *b)
{
	bitmap_xor(cpumask_bits(dstp), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline bool cpumask_andnot(struct cpumask *dstp, const struct cpumask *a,
				  const struct cpumask *b)
{
	return bitmap_andnot(cpumask_bits(dstp), cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline void cpumask_complement(struct cpumask *dstp, const struct cpumask *srcp)
{
	bitmap_complement(cpumask_bits(dstp), cpumask_bits(srcp), NR_CPUS);
}

static inline void cpumask_shift_right(struct cpumask *dstp, const struct cpumask *srcp, int n)
{
	bitmap_shift_right(cpumask_bits(dstp), cpumask_bits(srcp), n, NR_CPUS);
}

static inline void cpumask_shift_left(struct cpumask *dstp, const struct cpumask *srcp, int n)
{
	bitmap_shift_left(cpumask_bits(dstp), cpumask_bits(srcp), n, NR_CPUS);
}

static inline bool cpumask_full(const struct cpumask *srcp)
{
	return bitmap_full(cpumask_bits(srcp), NR_CPUS);
}

static inline bool cpumask_or_equal(const struct cpumask *a, const struct cpumask *b,
				    const struct cpumask *c)
{
	return bitmap_or_equal(cpumask_bits(a), cpumask_bits(b), cpumask_bits(c), NR_CPUS);
}

static inline bool cpumask_empty(const struct cpumask *srcp)
{
	return bitmap_empty(cpumask_bits(srcp), NR_CPUS);
}

static inline bool cpumask_equal(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_equal(cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline bool cpumask_subset(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_subset(cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline bool cpumask_intersects(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_intersects(cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

static inline unsigned int cpumask_weight(const struct cpumask *srcp)
{
	return bitmap_weight(cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_weight_and(const struct cpumask *a, const struct cpumask *b)
{
	return bitmap_weight_and(cpumask_bits(a), cpumask_bits(b), NR_CPUS);
}

/* Bytes of a mask. */
static inline unsigned int cpumask_size(void)
{
	return BITS_TO_LONGS(NR_CPUS) * sizeof(long);
}

static inline unsigned int cpumask_first(const struct cpumask *srcp)
{
	return find_first_bit(cpumask_bits(srcp), NR_CPUS);
}

/* The first CPU of the set after `n` (-1 for the first of all); >= nr_cpu_ids when none. */
static inline unsigned int cpumask_next(int n, const struct cpumask *srcp)
{
	return find_next_bit(cpumask_bits(srcp), NR_CPUS, n + 1);
}

/* The next one of both sets. */
static inline unsigned int cpumask_next_and(int n, const struct cpumask *a, const struct cpumask *b)
{
	return find_next_and_bit(cpumask_bits(a), cpumask_bits(b), NR_CPUS, n + 1);
}

static inline unsigned int cpumask_next_zero(int n, const struct cpumask *srcp)
{
	return find_next_zero_bit(cpumask_bits(srcp), NR_CPUS, n + 1);
}

static inline unsigned int cpumask_last(const struct cpumask *srcp)
{
	return find_last_bit(cpumask_bits(srcp), NR_CPUS);
}

static inline unsigned int cpumask_first_zero(const struct cpumask *srcp)
{
	return find_first_zero_bit(cpumask_bits(srcp), NR_CPUS);
}

#define cpumask_first_and(a, b) cpumask_next_and(-1, (a), (b))
#define cpumask_any(srcp)	cpumask_first(srcp)
#define cpumask_any_and(a, b)	cpumask_first_and((a), (b))

static inline unsigned int cpumask_any_but(const struct cpumask *mask, unsigned int cpu)
{
	unsigned int i = cpumask_first(mask);

	return i == cpu ? cpumask_next(i, mask) : i;
}

/*
 * The next CPU of `mask` behind n, and behind the last one the first again, until `start` is met;
 * then nr_cpu_ids. The first call has n = start - 1 and wrap false; later ones have wrap true.
 */
unsigned int cpumask_next_wrap(int n, const struct cpumask *mask, int start, bool wrap);

/* The i-th CPU of the mask, or of both masks, or of the first without the second; from 0. */
static inline unsigned int cpumask_nth(unsigned int i, const struct cpumask *srcp)
{
	return find_nth_bit(cpumask_bits(srcp), NR_CPUS, i);
}

static inline unsigned int cpumask_nth_and(unsigned int i, const struct cpumask *a,
					   const struct cpumask *b)
{
	return find_nth_and_bit(cpumask_bits(a), cpumask_bits(b), NR_CPUS, i);
}

static inline unsigned int cpumask_nth_andnot(unsigned int i, const struct cpumask *a,
					      const struct cpumask *b)
{
	return find_nth_andnot_bit(cpumask_bits(a), cpumask_bits(b), NR_CPUS, i);
}

/* The i-th online CPU, those near memory node `node` first: all are. */
static inline unsigned int cpumask_local_spread(unsigned int i, int node)
{
	return cpumask_nth(i % cpumask_weight(cpu_online_mask), cpu_online_mask);
}

/* Text: as bitmap_parse() and bitmap_parselist() have it. 0 or a negative errno. */
static inline int cpumask_parse(const char *buf, struct cpumask *dstp)
{
	return bitmap_parse(buf, UINT_MAX, cpumask_bits(dstp), NR_CPUS);
}

static inline int cpulist_parse(const char *buf, struct cpumask *dstp)
{
	return bitmap_parselist(buf, cpumask_bits(dstp), NR_CPUS);
}

static inline int cpumask_parse_user(const char __user *buf, int len, struct cpumask *dstp)
{
	return bitmap_parse_user(buf, len, cpumask_bits(dstp), NR_CPUS);
}

static inline int cpumask_parselist_user(const char __user *buf, int len, struct cpumask *dstp)
{
	return bitmap_parselist_user(buf, len, cpumask_bits(dstp), NR_CPUS);
}

/* Into a page of text, for sysfs: as a list ("0-3") or in words ("f"). The bytes written. */
static inline ssize_t cpumap_print_to_pagebuf(bool list, char *buf, const struct cpumask *mask)
{
	return bitmap_print_to_pagebuf(list, buf, cpumask_bits(mask), nr_cpu_ids);
}

/* Arguments for %*pb and %*pbl. */
#define cpumask_pr_args(maskp) nr_cpu_ids, cpumask_bits(maskp)

/* A cpumask_var_t is in place, so that there is nothing to allocate but to zero. */
static inline bool alloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	return true;
}

static inline bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	cpumask_clear(*mask);
	return true;
}

static inline bool alloc_cpumask_var_node(cpumask_var_t *mask, gfp_t flags, int node)
{
	return alloc_cpumask_var(mask, flags);
}

static inline bool zalloc_cpumask_var_node(cpumask_var_t *mask, gfp_t flags, int node)
{
	return zalloc_cpumask_var(mask, flags);
}

static inline void free_cpumask_var(cpumask_var_t mask)
{
}

static inline bool cpumask_available(cpumask_var_t mask)
{
	return true;
}

#define for_each_cpu_and(cpu, mask1, mask2)                                                        \
	for ((cpu) = cpumask_first_and((mask1), (mask2)); (cpu) < nr_cpu_ids;                      \
	     (cpu) = cpumask_next_and((cpu), (mask1), (mask2)))

#define for_each_cpu_andnot(cpu, mask1, mask2)                                                     \
	for_each_andnot_bit(cpu, cpumask_bits(mask1), cpumask_bits(mask2), nr_cpu_ids)

#define for_each_cpu_not(cpu, mask) for_each_clear_bit(cpu, cpumask_bits(mask), nr_cpu_ids)

/* All CPUs of the mask, from `start` up and then from 0 to below it. */
#define for_each_cpu_wrap(cpu, mask, start)                                                        \
	for ((cpu) = cpumask_next_wrap((start)-1, (mask), (start), false); (cpu) < nr_cpu_ids;     \
	     (cpu) = cpumask_next_wrap((cpu), (mask), (start), true))

#define for_each_cpu(cpu, mask)                                                                    \
	for ((cpu) = cpumask_first(mask); (cpu) < nr_cpu_ids; (cpu) = cpumask_next((cpu), (mask)))

#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_present_cpu(cpu)  for_each_cpu((cpu), cpu_present_mask)
#define for_each_online_cpu(cpu)   for_each_cpu((cpu), cpu_online_mask)

#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_present_cpus()  cpumask_weight(cpu_present_mask)
#define num_online_cpus()   cpumask_weight(cpu_online_mask)
#define num_active_cpus()   cpumask_weight(cpu_active_mask)
#define cpu_possible(cpu)   cpumask_test_cpu((cpu), cpu_possible_mask)
#define cpu_present(cpu)    cpumask_test_cpu((cpu), cpu_present_mask)
#define cpu_online(cpu)	    cpumask_test_cpu((cpu), cpu_online_mask)
#define cpu_active(cpu)	    cpumask_test_cpu((cpu), cpu_active_mask)
#define cpu_is_offline(cpu) unlikely(!cpu_online(cpu))

/* The set of CPU `cpu` alone. */
const struct cpumask *cpumask_of(unsigned int cpu);

#endif
