// SPDX-License-Identifier: MIT
/*
 * Sequence counters: readers that never block a writer, and look again if one came between.
 *
 *	do {
 *		seq = read_seqbegin(&lock);
 *		copy what the lock guards;
 *	} while (read_seqretry(&lock, seq));
 *
 * The copy may be inconsistent until the retry says otherwise, so nothing in it may be followed or
 * trusted before. A seqcount_t leaves keeping writers apart to its user, who also keeps the writing
 * side from being interrupted by readers on the same CPU; a seqlock_t has a spinlock for it.
 */
#ifndef LINUX_SEQLOCK_H
#define LINUX_SEQLOCK_H

#include <linux/compiler.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>
#include <asm/barrier.h>
#include <asm/processor.h>

/* Odd while a writer is at it. */
typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

#define SEQCNT_ZERO(name)                                                                          \
	{                                                                                          \
		.sequence = 0                                                                      \
	}

static inline void seqcount_init(seqcount_t *s)
{
	s->sequence = 0;
}

/* Linux notes beside the counter which lock keeps its writers apart; here that is documentation. */
typedef seqcount_t seqcount_raw_spinlock_t;
typedef seqcount_t seqcount_spinlock_t;
typedef seqcount_t seqcount_rwlock_t;
typedef seqcount_t seqcount_mutex_t;
#define SEQCNT_RAW_SPINLOCK_ZERO(name, lock) SEQCNT_ZERO(name)
#define SEQCNT_SPINLOCK_ZERO(name, lock)     SEQCNT_ZERO(name)
#define SEQCNT_RWLOCK_ZERO(name, lock)	     SEQCNT_ZERO(name)
#define SEQCNT_MUTEX_ZERO(name, lock)	     SEQCNT_ZERO(name)
#define seqcount_raw_spinlock_init(s, lock)  seqcount_init(s)
#define seqcount_spinlock_init(s, lock)	     seqcount_init(s)
#define seqcount_rwlock_init(s, lock)	     seqcount_init(s)
#define seqcount_mutex_init(s, lock)	     seqcount_init(s)

/* Wait for an even number. */
static inline unsigned int __read_seqcount_begin(const seqcount_t *s)
{
	unsigned int seq;

	while ((seq = READ_ONCE(s->sequence)) & 1)
		cpu_relax();
	return seq;
}

static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int seq = __read_seqcount_begin(s);

	smp_rmb();
	return seq;
}

static inline unsigned int raw_read_seqcount_begin(const seqcount_t *s)
{
	return read_seqcount_begin(s);
}

/* The number as it is; odd means a retry for certain. */
static inline unsigned int raw_read_seqcount(const seqcount_t *s)
{
	unsigned int seq = READ_ONCE(s->sequence);

	smp_rmb();
	return seq;
}

/* Don't wait for the writer: begin, and let the retry fail. */
static inline unsigned int raw_seqcount_begin(const seqcount_t *s)
{
	return raw_read_seqcount(s) & ~1U;
}

static inline int __read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	return unlikely(READ_ONCE(s->sequence) != start);
}

static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return __read_seqcount_retry(s, start);
}

static inline void raw_write_seqcount_begin(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
}

static inline void raw_write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

static inline void write_seqcount_begin(seqcount_t *s)
{
	preempt_disable();
	raw_write_seqcount_begin(s);
}

static inline void write_seqcount_end(seqcount_t *s)
{
	raw_write_seqcount_end(s);
	preempt_enable();
}

#define write_seqcount_begin_nested(s, subclass) write_seqcount_begin(s)

/* Whoever is reading now must look again. */
static inline void write_seqcount_invalidate(seqcount_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 2);
}

/* What was written before is seen no later than what comes after, without an odd number between. */
static inline void raw_write_seqcount_barrier(seqcount_t *s)
{
	WRITE_ONCE(s->sequence, s->sequence + 1);
	smp_wmb();
	WRITE_ONCE(s->sequence, s->sequence + 1);
}

/*
 * Two copies of the data and a number whose lowest bit says which one is being read, so that even
 * what interrupts the writer can read:
 *
 *	raw_write_seqcount_latch(&latch);	do {
 *	change data[0];					seq = raw_read_seqcount_latch(&latch);
 *	raw_write_seqcount_latch(&latch);		copy data[seq & 1];
 *	change data[1];				} while (read_seqcount_latch_retry(&latch, seq));
 */
typedef struct {
	seqcount_t seqcount;
} seqcount_latch_t;

#define SEQCNT_LATCH_ZERO(name)                                                                    \
	{                                                                                          \
		.seqcount = SEQCNT_ZERO((name).seqcount)                                           \
	}
#define seqcount_latch_init(s) seqcount_init(&(s)->seqcount)

/* The copy's address depends on the number: no barrier. */
static inline unsigned int raw_read_seqcount_latch(const seqcount_latch_t *s)
{
	return READ_ONCE(s->seqcount.sequence);
}

static inline int read_seqcount_latch_retry(const seqcount_latch_t *s, unsigned int start)
{
	return read_seqcount_retry(&s->seqcount, start);
}

static inline void raw_write_seqcount_latch(seqcount_latch_t *s)
{
	smp_wmb();
	WRITE_ONCE(s->seqcount.sequence, s->seqcount.sequence + 1);
	smp_wmb();
}

typedef struct {
	seqcount_t seqcount; /* written under the lock */
	spinlock_t lock;
} seqlock_t;

#define __SEQLOCK_UNLOCKED(lockname)                                                               \
	{                                                                                          \
		.seqcount = SEQCNT_ZERO(lockname), .lock = __SPIN_LOCK_UNLOCKED(lockname)          \
	}
#define DEFINE_SEQLOCK(sl) seqlock_t sl = __SEQLOCK_UNLOCKED(sl)

#define seqlock_init(sl)                                                                           \
	do {                                                                                       \
		spin_lock_init(&(sl)->lock);                                                       \
		seqcount_init(&(sl)->seqcount);                                                    \
	} while (0)

static inline unsigned int read_seqbegin(const seqlock_t *sl)
{
	return read_seqcount_begin(&sl->seqcount);
}

static inline unsigned int read_seqretry(const seqlock_t *sl, unsigned int start)
{
	return read_seqcount_retry(&sl->seqcount, start);
}

/* For readers that a writer would keep waiting too long: shut writers out. */
#define read_seqlock_excl(sl)		     spin_lock(&(sl)->lock)
#define read_sequnlock_excl(sl)		     spin_unlock(&(sl)->lock)
#define read_seqlock_excl_bh(sl)	     spin_lock_bh(&(sl)->lock)
#define read_sequnlock_excl_bh(sl)	     spin_unlock_bh(&(sl)->lock)
#define read_seqlock_excl_irq(sl)	     spin_lock_irq(&(sl)->lock)
#define read_sequnlock_excl_irq(sl)	     spin_unlock_irq(&(sl)->lock)
#define read_seqlock_excl_irqsave(sl, flags) spin_lock_irqsave(&(sl)->lock, flags)

static inline void read_sequnlock_excl_irqrestore(seqlock_t *sl, unsigned long flags)
{
	spin_unlock_irqrestore(&sl->lock, flags);
}

/* A writer: the lock in the form that keeps its readers on this CPU away, then the count. */
#define DEFINE_WRITE_SEQLOCK(suffix)                                                               \
	static inline void write_seqlock##suffix(seqlock_t *sl)                                    \
	{                                                                                          \
		spin_lock##suffix(&sl->lock);                                                      \
		raw_write_seqcount_begin(&sl->seqcount);                                           \
	}                                                                                          \
	static inline void write_sequnlock##suffix(seqlock_t *sl)                                  \
	{                                                                                          \
		raw_write_seqcount_end(&sl->seqcount);                                             \
		spin_unlock##suffix(&sl->lock);                                                    \
	}
DEFINE_WRITE_SEQLOCK()
DEFINE_WRITE_SEQLOCK(_bh)
DEFINE_WRITE_SEQLOCK(_irq)

static inline unsigned long __write_seqlock_irqsave(seqlock_t *sl)
{
	unsigned long flags;

	spin_lock_irqsave(&sl->lock, flags);
	raw_write_seqcount_begin(&sl->seqcount);
	return flags;
}
#define write_seqlock_irqsave(lock, flags)                                                         \
	do {                                                                                       \
		flags = __write_seqlock_irqsave(lock);                                             \
	} while (0)

static inline void write_sequnlock_irqrestore(seqlock_t *sl, unsigned long flags)
{
	raw_write_seqcount_end(&sl->seqcount);
	spin_unlock_irqrestore(&sl->lock, flags);
}

/*
 * A reader that tries without the lock once and then takes it: *seq is even (begin 0) for the first
 * round, and the caller makes it odd for the second, if need_seqretry() says so.
 */
static inline void read_seqbegin_or_lock(seqlock_t *lock, int *seq)
{
	if (!(*seq & 1))
		*seq = read_seqbegin(lock);
	else
		read_seqlock_excl(lock);
}

static inline int need_seqretry(seqlock_t *lock, int seq)
{
	return !(seq & 1) && read_seqretry(lock, seq);
}

static inline void done_seqretry(seqlock_t *lock, int seq)
{
	if (seq & 1)
		read_sequnlock_excl(lock);
}

/* The same with interrupts off in the second round; what the first returns goes to the done. */
static inline unsigned long read_seqbegin_or_lock_irqsave(seqlock_t *lock, int *seq)
{
	unsigned long flags = 0;

	if (!(*seq & 1))
		*seq = read_seqbegin(lock);
	else
		read_seqlock_excl_irqsave(lock, flags);
	return flags;
}

static inline void done_seqretry_irqrestore(seqlock_t *lock, int seq, unsigned long flags)
{
	if (seq & 1)
		read_sequnlock_excl_irqrestore(lock, flags);
}

#endif
