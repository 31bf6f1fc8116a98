// SPDX-License-Identifier: MIT
/*
 * The records of the kernel's log.
 *
 * Texts lie one behind the other in a ring of bytes, and an array of descriptors, also a ring, says
 * where each one is. Positions are counted from the start of time and never wrap (64 bits), so
 * "is it still there" is a comparison. New records push out the oldest.
 *
 * One lock guards all of it and is held for copying only: formatting happens outside, so a fault
 * in it finds the lock free. Who can't have the lock (an NMI, or a crash inside these lines, on the
 * CPU that holds it) leaves the message in a slot, from where the next holder fetches it. The CPU
 * that panics goes on without the lock: the others have been stopped.
 */
#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/processor.h>

#include "log.h"

#define NR_DESCS      (LOG_BUF_SIZE / 64)
#define NR_SLOTS      8
#define SLOT_TEXT_MAX 256
/* Roughly ten milliseconds: longer than any holder copies. */
#define LOCK_TRIES 1000000

struct log_desc {
	u64 pos; /* of the text, then of the device's two strings */
	u64 ts_nsec;
	u32 caller;
	u16 text_len;
	u8 subsystem_len;
	u8 device_len;
	u8 facility;
	u8 level;
	bool cont;
};

static DEFINE_RAW_SPINLOCK(log_lock); /* guards all down to open */
static char ring[LOG_BUF_SIZE];
static struct log_desc descs[NR_DESCS];
static u64 first_seq, next_seq; /* descs[seq % NR_DESCS] for first_seq <= seq < next_seq */
static u64 next_pos;
static u64 clear_seq;
static bool open; /* the newest record may be continued, and is not shown yet */

/* Messages of those who could not get the lock. */
static struct slot {
	int state; /* 0 free, 1 being filled, 2 full; by cmpxchg() */
	struct log_desc desc;
	char text[SLOT_TEXT_MAX];
} slots[NR_SLOTS];

enum lock_state {
	LOG_FAILED,
	LOG_LOCKED,
	LOG_FORCED,
};

static enum lock_state lock_log(unsigned long *flags)
{
	int cpu, tries = LOCK_TRIES;

	local_irq_save(*flags);
	cpu = raw_smp_processor_id();
	while (!raw_spin_trylock(&log_lock)) {
		bool ours = READ_ONCE(log_lock.holder) == cpu + 1;

		if (ours || ((in_nmi() || oops_in_progress) && !--tries)) {
			if (atomic_read(&panic_cpu) == cpu)
				return LOG_FORCED;
			local_irq_restore(*flags);
			return LOG_FAILED;
		}
		cpu_relax();
	}
	return LOG_LOCKED;
}

static void unlock_log(enum lock_state state, unsigned long flags)
{
	if (state == LOG_LOCKED)
		raw_spin_unlock(&log_lock);
	local_irq_restore(flags);
}

static struct log_desc *desc_of(u64 seq)
{
	return &descs[seq % NR_DESCS];
}

/* Bytes of the ring that lie behind its end go to its front. */
static void ring_write(u64 pos, const char *s, size_t n)
{
	size_t off = pos % LOG_BUF_SIZE, head = min(n, LOG_BUF_SIZE - off);

	memcpy(ring + off, s, head);
	memcpy(ring, s + head, n - head);
}

static void ring_read(u64 pos, char *s, size_t n)
{
	size_t off = pos % LOG_BUF_SIZE, head = min(n, LOG_BUF_SIZE - off);

	memcpy(s, ring + off, head);
	memcpy(s + head, ring, n - head);
}

/* Push out old records until n bytes fit behind next_pos. The newest is never in the way. */
static void make_room(size_t n)
{
	BUILD_BUG_ON(LOG_BUF_SIZE < 16 * sizeof(struct log_record));
	while (first_seq < next_seq && next_pos + n - desc_of(first_seq)->pos > LOG_BUF_SIZE)
		first_seq++;
}

static void append_bytes(const char *s, size_t n)
{
	ring_write(next_pos, s, n);
	next_pos += n;
}

/* The caller holds the lock. dev may be NULL if d names no lengths for it. */
static void store_new(const struct log_desc *d, const char *text, const struct dev_printk_info *dev,
		      bool stays_open)
{
	struct log_desc *slot;

	make_room(d->text_len + d->subsystem_len + d->device_len);
	if (next_seq - first_seq == NR_DESCS)
		first_seq++;
	slot = desc_of(next_seq);
	*slot = *d;
	slot->pos = next_pos;
	append_bytes(text, d->text_len);
	if (dev) {
		append_bytes(dev->subsystem, d->subsystem_len);
		append_bytes(dev->device, d->device_len);
	}
	next_seq++;
	open = stays_open;
}

/* Can the text go behind the newest record's? A record with device strings ends with those. */
static bool try_continue(const struct log_record *r)
{
	struct log_desc *last = desc_of(next_seq - 1);

	if (!open || !r->cont || last->caller != r->caller || last->subsystem_len ||
	    last->device_len || last->text_len + r->text_len > LOG_LINE_MAX)
		return false;
	make_room(r->text_len);
	append_bytes(r->text, r->text_len);
	last->text_len += r->text_len;
	open = r->open;
	return true;
}

static void fetch_slots(void)
{
	for (int i = 0; i < NR_SLOTS; i++) {
		if (smp_load_acquire(&slots[i].state) != 2)
			continue;
		store_new(&slots[i].desc, slots[i].text, NULL, false);
		smp_store_release(&slots[i].state, 0);
	}
}

/* If all are taken the message is lost: there is no place left that is safe to write to. */
static void leave_in_slot(const struct log_desc *d, const char *text)
{
	for (int i = 0; i < NR_SLOTS; i++) {
		struct slot *s = &slots[i];

		if (cmpxchg(&s->state, 0, 1) != 0)
			continue;
		s->desc = *d;
		s->desc.text_len = min_t(u16, d->text_len, SLOT_TEXT_MAX);
		s->desc.subsystem_len = s->desc.device_len = 0;
		memcpy(s->text, text, s->desc.text_len);
		smp_store_release(&s->state, 2);
		return;
	}
}

void log_store(const struct log_record *r)
{
	struct log_desc d = {
		.ts_nsec = r->ts_nsec,
		.caller = r->caller,
		.text_len = r->text_len,
		.subsystem_len = strnlen(r->dev.subsystem, sizeof(r->dev.subsystem)),
		.device_len = strnlen(r->dev.device, sizeof(r->dev.device)),
		.facility = r->facility,
		.level = r->level,
		.cont = r->cont,
	};
	unsigned long flags;
	enum lock_state state = lock_log(&flags);

	if (state == LOG_FAILED) {
		leave_in_slot(&d, r->text);
		return;
	}
	fetch_slots();
	if (!try_continue(r))
		store_new(&d, r->text, &r->dev, r->open);
	unlock_log(state, flags);
}

/* The caller holds the lock. */
static u64 complete_seq(void)
{
	return next_seq - (open ? 1 : 0);
}

bool log_read(u64 *seq, struct log_record *r)
{
	unsigned long flags;
	enum lock_state state = lock_log(&flags);
	const struct log_desc *d;
	bool found = false;

	if (state == LOG_FAILED)
		return false;
	fetch_slots();
	*seq = max(*seq, first_seq);
	if (*seq < complete_seq()) {
		d = desc_of(*seq);
		r->seq = *seq;
		r->ts_nsec = d->ts_nsec;
		r->caller = d->caller;
		r->text_len = d->text_len;
		r->facility = d->facility;
		r->level = d->level;
		r->cont = d->cont;
		r->open = false;
		memset(&r->dev, 0, sizeof(r->dev));
		ring_read(d->pos, r->text, d->text_len);
		ring_read(d->pos + d->text_len, r->dev.subsystem, d->subsystem_len);
		ring_read(d->pos + d->text_len + d->subsystem_len, r->dev.device, d->device_len);
		found = true;
	}
	unlock_log(state, flags);
	return found;
}

/* Each is one aligned word; a value that is a moment old is as good as one read under the lock. */
u64 log_first_seq(void)
{
	return READ_ONCE(first_seq);
}

u64 log_next_seq(void)
{
	unsigned long flags;
	enum lock_state state = lock_log(&flags);
	u64 seq;

	if (state == LOG_FAILED)
		return READ_ONCE(next_seq);
	fetch_slots();
	seq = complete_seq();
	unlock_log(state, flags);
	return seq;
}

u64 log_clear_seq(void)
{
	return READ_ONCE(clear_seq);
}

void log_clear(void)
{
	WRITE_ONCE(clear_seq, log_next_seq());
}
