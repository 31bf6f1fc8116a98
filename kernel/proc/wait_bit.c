// SPDX-License-Identifier: MIT
/*
 * Waiting for bits and variables by their address; linux/wait_bit.h. Entries of different words
 * share a queue of the table, so each wake-up asks the entries whom it is for.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait_bit.h>

#define TABLE_BITS 6

static struct wait_queue_head bit_wait_table[1 << TABLE_BITS];

struct wait_queue_head *bit_waitqueue(void *word, int bit)
{
	unsigned long key = (unsigned long)word + (unsigned long)bit * 0x9e3779b97f4a7c15UL;

	return &bit_wait_table[hash_long(key, TABLE_BITS)];
}
EXPORT_SYMBOL(bit_waitqueue);

struct wait_queue_head *__var_waitqueue(void *p)
{
	return &bit_wait_table[hash_ptr(p, TABLE_BITS)];
}
EXPORT_SYMBOL(__var_waitqueue);

static bool same_key(const struct wait_bit_key *a, const struct wait_bit_key *b)
{
	return a->flags == b->flags && a->bit_nr == b->bit_nr;
}

int wake_bit_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *arg)
{
	struct wait_bit_key *key = arg;
	struct wait_bit_queue_entry *wbq =
		container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);

	/* Somebody has taken the bit again: its next wake-up will do. */
	if (!same_key(&wbq->key, key) || test_bit(key->bit_nr, key->flags))
		return 0;
	return autoremove_wake_function(wq_entry, mode, sync, arg);
}
EXPORT_SYMBOL(wake_bit_function);

static int wake_var_function(struct wait_queue_entry *wq_entry, unsigned mode, int sync, void *arg)
{
	struct wait_bit_queue_entry *wbq =
		container_of(wq_entry, struct wait_bit_queue_entry, wq_entry);

	if (!same_key(&wbq->key, arg))
		return 0;
	return autoremove_wake_function(wq_entry, mode, sync, arg);
}

static void init_bit_entry(struct wait_bit_queue_entry *wbq, void *word, int bit)
{
	*wbq = (struct wait_bit_queue_entry){
		.key = {.flags = word, .bit_nr = bit},
		.wq_entry = {.private = current, .func = wake_bit_function},
	};
	INIT_LIST_HEAD(&wbq->wq_entry.entry);
}

void init_wait_var_entry(struct wait_bit_queue_entry *wbq_entry, void *var, int flags)
{
	*wbq_entry = (struct wait_bit_queue_entry){
		.key = {.flags = var, .bit_nr = -1},
		.wq_entry = {.flags = flags, .private = current, .func = wake_var_function},
	};
	INIT_LIST_HEAD(&wbq_entry->wq_entry.entry);
}
EXPORT_SYMBOL(init_wait_var_entry);

/* Sleeps by @action until the bit is clear, or @action says an error. */
static int wait_for_clear(void *word, int bit, wait_bit_action_f *action, unsigned int mode,
			  unsigned long end)
{
	struct wait_queue_head *wq = bit_waitqueue(word, bit);
	struct wait_bit_queue_entry wbq;
	int ret = 0;

	init_bit_entry(&wbq, word, bit);
	wbq.key.timeout = end;
	do {
		prepare_to_wait(wq, &wbq.wq_entry, mode);
		if (test_bit(bit, word))
			ret = action(&wbq.key, mode);
	} while (test_bit_acquire(bit, word) && !ret);
	finish_wait(wq, &wbq.wq_entry);
	return ret;
}

int out_of_line_wait_on_bit(void *word, int bit, wait_bit_action_f *action, unsigned int mode)
{
	return wait_for_clear(word, bit, action, mode, 0);
}
EXPORT_SYMBOL(out_of_line_wait_on_bit);

int out_of_line_wait_on_bit_timeout(void *word, int bit, wait_bit_action_f *action,
				    unsigned int mode, unsigned long timeout)
{
	return wait_for_clear(word, bit, action, mode, jiffies + timeout);
}
EXPORT_SYMBOL_GPL(out_of_line_wait_on_bit_timeout);

/* Exclusive: one waiter for each time that the bit is given up. */
int out_of_line_wait_on_bit_lock(void *word, int bit, wait_bit_action_f *action, unsigned int mode)
{
	struct wait_queue_head *wq = bit_waitqueue(word, bit);
	struct wait_bit_queue_entry wbq;
	int ret = 0;

	init_bit_entry(&wbq, word, bit);
	for (;;) {
		prepare_to_wait_exclusive(wq, &wbq.wq_entry, mode);
		if (test_bit(bit, word)) {
			ret = action(&wbq.key, mode);
			/* A wake-up may have been meant for us: see below. */
			if (ret)
				finish_wait(wq, &wbq.wq_entry);
		}
		if (!test_and_set_bit(bit, word)) {
			/* Taken after all, error or not. */
			finish_wait(wq, &wbq.wq_entry);
			return 0;
		}
		if (ret)
			return ret;
	}
}
EXPORT_SYMBOL(out_of_line_wait_on_bit_lock);

void __wake_up_bit(struct wait_queue_head *wq_head, void *word, int bit)
{
	struct wait_bit_key key = {.flags = word, .bit_nr = bit};

	if (waitqueue_active(wq_head))
		__wake_up(wq_head, TASK_NORMAL, 1, &key);
}
EXPORT_SYMBOL(__wake_up_bit);

/* The bit is clear, and a full barrier lies behind that. Any context. */
void wake_up_bit(void *word, int bit)
{
	__wake_up_bit(bit_waitqueue(word, bit), word, bit);
}
EXPORT_SYMBOL(wake_up_bit);

void wake_up_var(void *var)
{
	__wake_up_bit(__var_waitqueue(var), var, -1);
}
EXPORT_SYMBOL(wake_up_var);

int bit_wait(struct wait_bit_key *word, int mode)
{
	schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}
EXPORT_SYMBOL(bit_wait);

int bit_wait_io(struct wait_bit_key *word, int mode)
{
	io_schedule();
	return signal_pending_state(mode, current) ? -EINTR : 0;
}
EXPORT_SYMBOL(bit_wait_io);

static int wait_timeout(struct wait_bit_key *word, int mode, long (*sleep)(long))
{
	unsigned long now = READ_ONCE(jiffies);

	if (time_after_eq(now, word->timeout))
		return -EAGAIN;
	sleep(word->timeout - now);
	return signal_pending_state(mode, current) ? -EINTR : 0;
}

int bit_wait_timeout(struct wait_bit_key *word, int mode)
{
	return wait_timeout(word, mode, schedule_timeout);
}
EXPORT_SYMBOL_GPL(bit_wait_timeout);

int bit_wait_io_timeout(struct wait_bit_key *word, int mode)
{
	return wait_timeout(word, mode, io_schedule_timeout);
}
EXPORT_SYMBOL_GPL(bit_wait_io_timeout);

void __init wait_bit_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(bit_wait_table); i++)
		init_waitqueue_head(&bit_wait_table[i]);
}
