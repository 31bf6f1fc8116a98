// SPDX-License-Identifier: MIT
/*
 * Notifier chains under SRCU, workers that are defined, what RCU's lists have beside adding and
 * deleting, latches, lockrefs, and times of 32 bits.
 */
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/lockref.h>
#include <linux/notifier.h>
#include <linux/rculist.h>
#include <linux/seqlock.h>
#include <linux/time.h>
#include "check.h"
#include "thread.h"

SRCU_NOTIFIER_HEAD_STATIC(chain);
static int heard;
static DECLARE_COMPLETION(inside);
static DECLARE_COMPLETION(go_on);
static bool call_done;

static int hears(struct notifier_block *nb, unsigned long action, void *data)
{
	heard = heard * 10 + nb->priority;
	return action == (unsigned long)nb->priority ? NOTIFY_STOP : NOTIFY_OK;
}

/* Sleeps in the call. */
static int waits(struct notifier_block *nb, unsigned long action, void *data)
{
	complete(&inside);
	wait_for_completion(&go_on);
	WRITE_ONCE(call_done, true);
	return NOTIFY_DONE;
}

static int calls(void *head)
{
	srcu_notifier_call_chain(head, 0, NULL);
	return 0;
}

static int lets_go_on(void *unused)
{
	complete(&go_on);
	return 0;
}

static void chains(void)
{
	struct notifier_block low = {.notifier_call = hears, .priority = 1};
	struct notifier_block high = {.notifier_call = hears, .priority = 2};
	struct notifier_block slow = {.notifier_call = waits};
	struct srcu_notifier_head own;
	struct task_struct *caller, *other;

	CHECK_EQ(srcu_notifier_call_chain(&chain, 0, NULL), NOTIFY_DONE);
	CHECK_EQ(srcu_notifier_chain_register(&chain, &low), 0);
	CHECK_EQ(srcu_notifier_chain_register(&chain, &high), 0);
	CHECK_EQ(srcu_notifier_call_chain(&chain, 0, NULL), NOTIFY_OK);
	CHECK_EQ(heard, 21);
	CHECK_EQ(srcu_notifier_call_chain(&chain, 2, NULL), NOTIFY_STOP);
	CHECK_EQ(heard, 212);
	CHECK_EQ(srcu_notifier_chain_unregister(&chain, &high), 0);
	CHECK_EQ(srcu_notifier_chain_unregister(&chain, &high), -ENOENT);
	CHECK_EQ(srcu_notifier_chain_unregister(&chain, &low), 0);
	srcu_cleanup_notifier_head(&chain);

	/* Who takes a function off waits for its calls. */
	srcu_init_notifier_head(&own);
	CHECK_EQ(srcu_notifier_chain_register(&own, &slow), 0);
	caller = start_helper(calls, &own);
	wait_for_completion(&inside);
	CHECK(!call_done);
	other = start_helper(lets_go_on, NULL);
	CHECK_EQ(srcu_notifier_chain_unregister(&own, &slow), 0);
	CHECK(call_done);
	finish_helper(caller);
	finish_helper(other);
	srcu_cleanup_notifier_head(&own);
}

static DEFINE_KTHREAD_WORKER(worker);
static int worked;

static void works(struct kthread_work *work)
{
	worked++;
}

static void workers(void)
{
	static DEFINE_KTHREAD_WORK(work, works);
	struct task_struct *task;

	CHECK(kthread_queue_work(&worker, &work)); /* its thread comes later */
	CHECK(!kthread_queue_work(&worker, &work));
	task = kthread_run(kthread_worker_fn, &worker, "try_worker");
	kthread_flush_worker(&worker);
	CHECK_EQ(worked, 1);
	kthread_stop(task);
}

struct item {
	int value;
	struct list_head link;
	struct hlist_node node;
};

static int number(struct list_head *head)
{
	struct item *item;
	int n = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(item, head, link) n = n * 10 + item->value;
	rcu_read_unlock();
	return n;
}

static void lists(void)
{
	struct item items[4] = {{.value = 1}, {.value = 2}, {.value = 3}, {.value = 4}}, *item;
	struct hlist_head left = HLIST_HEAD_INIT, right = HLIST_HEAD_INIT;
	LIST_HEAD(a);
	LIST_HEAD(b);
	int n = 0;

	list_add_tail_rcu(&items[0].link, &a);
	list_add_tail_rcu(&items[1].link, &a);
	list_add_tail_rcu(&items[2].link, &b);
	list_add_tail_rcu(&items[3].link, &b);
	list_splice_init_rcu(&b, &a, synchronize_rcu);
	CHECK(list_empty(&b));
	CHECK_EQ(number(&a), 3412);
	CHECK(a.prev == &items[1].link && items[0].link.prev == &items[3].link);
	list_splice_tail_init_rcu(&b, &a, synchronize_rcu); /* nothing */
	list_del_rcu(&items[2].link);
	list_add_rcu(&items[2].link, &b);
	list_splice_tail_init_rcu(&b, &a, synchronize_rcu);
	CHECK_EQ(number(&a), 4123);
	CHECK(list_tail_rcu(&a) == &items[2].link);
	list_for_each_entry_srcu(item, &a, link, true) n = n * 10 + item->value;
	CHECK_EQ(n, 4123);

	hlist_add_head_rcu(&items[0].node, &left);
	hlist_add_behind_rcu(&items[1].node, &items[0].node);
	hlists_swap_heads_rcu(&left, &right);
	CHECK(hlist_empty(&left));
	n = 0;
	hlist_for_each_entry_srcu(item, &right, node, true) n = n * 10 + item->value;
	CHECK_EQ(n, 12);
	hlist_del_rcu(&items[0].node); /* through the new head */
	CHECK(right.first == &items[1].node);
}

static void counters(void)
{
	static seqcount_latch_t latch = SEQCNT_LATCH_ZERO(latch);
	static DEFINE_SEQLOCK(seqlock);
	struct lockref ref = {.count = 0};
	unsigned int seq = raw_read_seqcount_latch(&latch);
	unsigned long flags;
	int round = 0;

	CHECK(!read_seqcount_latch_retry(&latch, seq));
	raw_write_seqcount_latch(&latch);
	CHECK(read_seqcount_latch_retry(&latch, seq));
	CHECK_EQ(raw_read_seqcount_latch(&latch) & 1, !(seq & 1));

	read_seqbegin_or_lock_irqsave(&seqlock, &round);
	write_seqlock(&seqlock);
	write_sequnlock(&seqlock);
	CHECK(need_seqretry(&seqlock, round));
	round = 1;
	flags = read_seqbegin_or_lock_irqsave(&seqlock, &round);
	CHECK(irqs_disabled() && spin_is_locked(&seqlock.lock));
	CHECK(!need_seqretry(&seqlock, round));
	done_seqretry_irqrestore(&seqlock, round, flags);
	CHECK(!irqs_disabled() && !spin_is_locked(&seqlock.lock));

	spin_lock_init(&ref.lock);
	CHECK(!lockref_get_not_zero(&ref));
	ref.count = 1;
	CHECK(lockref_get_not_zero(&ref));
	CHECK(lockref_put_or_lock(&ref));
	CHECK(!lockref_put_or_lock(&ref));
	CHECK(spin_is_locked(&ref.lock));
	CHECK(!__lockref_is_dead(&ref));
	lockref_mark_dead(&ref);
	spin_unlock(&ref.lock);
	CHECK(__lockref_is_dead(&ref));
	CHECK(!lockref_get_not_zero(&ref));
}

static void times(void)
{
	struct itimerspec64 its = {.it_value = {.tv_nsec = NSEC_PER_SEC - 1}};

	CHECK(time_after32(2, 0xfffffff0) && time_before32(0xfffffff0, 2));
	CHECK(!time_after32(2, 2));
	CHECK(time_between32(1, 0xfffffff0, 5) && !time_between32(6, 0xfffffff0, 5));
	CHECK(itimerspec64_valid(&its));
	its.it_interval.tv_nsec = NSEC_PER_SEC;
	CHECK(!itimerspec64_valid(&its));
}

static int __init try_chains_init(void)
{
	chains();
	workers();
	lists();
	counters();
	times();
	return checks_result();
}

static void __exit try_chains_exit(void)
{
}

module_init(try_chains_init);
module_exit(try_chains_exit);
MODULE_LICENSE("GPL");
