// SPDX-License-Identifier: MIT
/*
 * The trace buffer; <kernel/trace.h> has the rules.
 *
 * A writer claims the slot of the next number by one exchange of its `state`, from the note that
 * was there a lap ago to ours, and then moves `next` on. Whoever finds a slot claimed but `next`
 * not moved moves it himself, so that an interrupted writer holds up nobody until the writers have
 * gone once around.
 */
#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <kernel/trace.h>

static struct trace_record records[NR_TRACE_RECORDS];
static atomic64_t next; /* the number of the next record */
static u64 start;	/* the first number since trace_clear() */
static u64 consumed;	/* numbers below were read by who takes what he reads */
static int off;		/* tracing_off() */

static DECLARE_WAIT_QUEUE_HEAD(readers);

static void wake_readers(struct irq_work *work)
{
	wake_up_interruptible(&readers);
}

static DEFINE_IRQ_WORK(wake_work, wake_readers);

static struct trace_record *slot_of(u64 seq)
{
	return &records[seq % NR_TRACE_RECORDS];
}

static u64 writing(u64 seq)
{
	return 2 * seq + 1;
}

static u64 written(u64 seq)
{
	return 2 * seq + 2;
}

/* What the slot of seq holds before seq is claimed. */
static u64 unclaimed(u64 seq)
{
	return seq < NR_TRACE_RECORDS ? 0 : written(seq - NR_TRACE_RECORDS);
}

static void move_on(u64 seq)
{
	atomic64_cmpxchg(&next, seq, seq + 1);
}

static struct trace_record *claim(void)
{
	for (;;) {
		u64 seq = atomic64_read(&next), old = unclaimed(seq);
		struct trace_record *r = slot_of(seq);
		u64 state = READ_ONCE(r->state);

		if (state == old) {
			if (cmpxchg(&r->state, old, writing(seq)) == old) {
				move_on(seq);
				return r;
			}
		} else if (state > old) {
			move_on(seq);
		} else {
			return NULL; /* one of a lap ago is still being written */
		}
	}
}

struct trace_record *trace_begin(unsigned long ip)
{
	unsigned int count = preempt_count();
	struct trace_record *r;
	char *end;

	if (READ_ONCE(off))
		return NULL;
	preempt_disable();
	r = claim();
	if (!r) {
		preempt_enable();
		return NULL;
	}
	r->ts_nsec = sched_clock();
	r->pid = current->pid;
	memcpy(r->comm, current->comm, sizeof(r->comm));
	r->comm[sizeof(r->comm) - 1] = '\0';
	r->preempt_count = count;
	r->cpu = raw_smp_processor_id();
	r->irqs_off = irqs_disabled();
	r->need_resched = test_tsk_need_resched(current);
	scnprintf(r->func, sizeof(r->func), "%ps", (void *)ip);
	end = strchr(r->func, ' '); /* the module's name */
	if (end)
		*end = '\0';
	return r;
}

void trace_commit(struct trace_record *r)
{
	smp_store_release(&r->state, READ_ONCE(r->state) + 1);
	/* Pairs with that of wait_event(): who waits is seen, or sees the record. */
	smp_mb();
	if (waitqueue_active(&readers))
		irq_work_queue(&wake_work);
	preempt_enable();
}

enum trace_found trace_read(u64 seq, struct trace_record *copy)
{
	const struct trace_record *r = slot_of(seq);
	u64 state = smp_load_acquire(&r->state);

	if (state > written(seq))
		return TRACE_GONE;
	if (state < writing(seq))
		return TRACE_NONE;
	if (state == writing(seq))
		return TRACE_PENDING;
	memcpy(copy, r, sizeof(*copy));
	smp_rmb();
	return READ_ONCE(r->state) == state ? TRACE_FOUND : TRACE_GONE;
}

u64 trace_next(void)
{
	return atomic64_read(&next);
}

u64 trace_start(void)
{
	return READ_ONCE(start);
}

u64 trace_first(void)
{
	u64 end = trace_next();
	u64 first = max(READ_ONCE(start), READ_ONCE(consumed));

	return end > NR_TRACE_RECORDS ? max(first, end - NR_TRACE_RECORDS) : first;
}

void trace_consume(u64 seq)
{
	WRITE_ONCE(consumed, seq);
}

void trace_clear(void)
{
	WRITE_ONCE(start, trace_next());
}

int trace_wait(u64 seq)
{
	return wait_event_interruptible(readers, READ_ONCE(slot_of(seq)->state) >= written(seq));
}

void trace_poll_wait(struct file *file, struct poll_table_struct *wait)
{
	poll_wait(file, &readers, wait);
}

void tracing_on(void)
{
	WRITE_ONCE(off, 0);
}
EXPORT_SYMBOL_GPL(tracing_on);

void tracing_off(void)
{
	WRITE_ONCE(off, 1);
}
EXPORT_SYMBOL_GPL(tracing_off);

int tracing_is_on(void)
{
	return !READ_ONCE(off);
}
EXPORT_SYMBOL_GPL(tracing_is_on);
