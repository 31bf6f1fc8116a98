// SPDX-License-Identifier: MIT
/*
 * SRCU, simple wait queues, irq_work, per-CPU readers-writer semaphores, local locks, and lists
 * with a lock or a number in their ends.
 */
#include <linux/completion.h>
#include <linux/freezer.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/local_lock.h>
#include <linux/percpu-rwsem.h>
#include <linux/rculist_bl.h>
#include <linux/rculist_nulls.h>
#include <linux/srcu.h>
#include <linux/swait.h>
#include "check.h"
#include "thread.h"

DEFINE_STATIC_SRCU(static_srcu);
static struct srcu_struct srcu;
static DECLARE_SWAIT_QUEUE_HEAD(queue);
static DECLARE_COMPLETION(begun);
static DECLARE_COMPLETION(may_end);
static bool reader_done, go;
static int callbacks;

static int reads(void *unused)
{
	int idx = srcu_read_lock(&srcu);

	complete(&begun);
	wait_for_completion(&may_end);
	WRITE_ONCE(reader_done, true);
	srcu_read_unlock(&srcu, idx);
	return 0;
}

static int lets_end(void *unused)
{
	complete(&may_end);
	return 0;
}

static void called_back(struct rcu_head *head)
{
	callbacks++;
}

static void sleepable_rcu(void)
{
	struct task_struct *reader, *other;
	struct rcu_head heads[2];
	unsigned long cookie;
	int idx;

	CHECK_EQ(init_srcu_struct(&srcu), 0);
	synchronize_srcu(&srcu);
	reader = start_helper(reads, NULL);
	wait_for_completion(&begun);
	cookie = start_poll_synchronize_srcu(&srcu);
	CHECK(!poll_state_synchronize_srcu(&srcu, cookie));
	/* Another structure's readers are nobody's business. */
	synchronize_srcu(&static_srcu);
	CHECK(!reader_done);
	other = start_helper(lets_end, NULL);
	synchronize_srcu(&srcu);
	CHECK(reader_done);
	finish_helper(reader);
	finish_helper(other);
	CHECK(poll_state_synchronize_srcu(&srcu, cookie));
	call_srcu(&srcu, &heads[0], called_back);
	call_srcu(&srcu, &heads[1], called_back);
	srcu_barrier(&srcu);
	CHECK_EQ(callbacks, 2);
	idx = srcu_read_lock(&static_srcu);
	CHECK(idx == 0 || idx == 1);
	srcu_read_unlock(&static_srcu, idx);
	cleanup_srcu_struct(&srcu);
}

static int waits(void *unused)
{
	complete(&begun);
	swait_event_exclusive(queue, READ_ONCE(go));
	complete(&may_end);
	return 0;
}

static void simple_wait_queues(void)
{
	struct task_struct *a = start_helper(waits, NULL), *b = start_helper(waits, NULL);

	wait_for_completion(&begun);
	wait_for_completion(&begun);
	WRITE_ONCE(go, true);
	smp_mb();
	swake_up_all(&queue);
	wait_for_completion(&may_end);
	wait_for_completion(&may_end);
	finish_helper(a);
	finish_helper(b);
	CHECK(!swait_active(&queue));
	CHECK_EQ(swait_event_timeout_exclusive(queue, false, 1), 0);
	CHECK_EQ(swait_event_timeout_exclusive(queue, true, 5), 5);
	swake_up_one(&queue);
}

static int irq_runs;
static bool in_irq_context;

static void runs_in_interrupt(struct irq_work *work)
{
	in_irq_context = in_hardirq() && irqs_disabled();
	irq_runs++;
}

static DEFINE_IRQ_WORK(work, runs_in_interrupt);
static struct irq_work lazy = IRQ_WORK_INIT_LAZY(runs_in_interrupt);

static void interrupt_work(void)
{
	unsigned long flags;

	local_irq_save(flags);
	CHECK(irq_work_queue(&work));
	CHECK(!irq_work_queue(&work));
	CHECK(irq_work_is_pending(&work) && irq_work_is_busy(&work));
	CHECK_EQ(irq_runs, 0);
	local_irq_restore(flags);
	irq_work_sync(&work);
	CHECK_EQ(irq_runs, 1);
	CHECK(in_irq_context && !irq_work_is_busy(&work));
	CHECK(irq_work_queue(&lazy));
	irq_work_sync(&lazy);
	CHECK_EQ(irq_runs, 2);
}

static void other_locks(void)
{
	DEFINE_STATIC_PERCPU_RWSEM(rwsem);
	static DEFINE_PER_CPU(local_lock_t, local) = INIT_LOCAL_LOCK(local);
	unsigned long flags, word = 0;

	percpu_down_read(&rwsem);
	CHECK(percpu_down_read_trylock(&rwsem) && percpu_is_read_locked(&rwsem));
	percpu_up_read(&rwsem);
	percpu_up_read(&rwsem);
	percpu_down_write(&rwsem);
	CHECK(percpu_is_write_locked(&rwsem) && !percpu_down_read_trylock(&rwsem));
	percpu_up_write(&rwsem);

	local_lock(&local);
	CHECK(preempt_count() == 1);
	local_unlock(&local);
	local_lock_irqsave(&local, flags);
	CHECK(irqs_disabled());
	local_unlock_irqrestore(&local, flags);
	CHECK(!irqs_disabled() && !preempt_count());

	bit_spin_lock(3, &word);
	CHECK(word == 8 && bit_spin_is_locked(3, &word) && !bit_spin_trylock(3, &word));
	bit_spin_unlock(3, &word);
	CHECK(!word && !preempt_count() && !freezing(current) && !try_to_freeze());
}

static void lists(void)
{
	struct {
		struct hlist_bl_node bl;
		struct hlist_nulls_node nulls;
		int value;
	} items[3], *item;
	struct hlist_bl_head bl_head = {};
	struct hlist_nulls_head nulls_head;
	struct hlist_bl_node *bl;
	struct hlist_nulls_node *nulls;
	int sum = 0;

	INIT_HLIST_NULLS_HEAD(&nulls_head, 7);
	hlist_bl_lock(&bl_head);
	for (int i = 0; i < 3; i++) {
		items[i].value = i + 1;
		hlist_bl_add_head_rcu(&items[i].bl, &bl_head);
		hlist_nulls_add_tail_rcu(&items[i].nulls, &nulls_head);
	}
	hlist_bl_del_init(&items[1].bl);
	CHECK(hlist_bl_is_locked(&bl_head));
	hlist_bl_unlock(&bl_head);
	hlist_nulls_del_init_rcu(&items[0].nulls);
	hlist_bl_for_each_entry(item, bl, &bl_head, bl) sum = 10 * sum + item->value;
	CHECK_EQ(sum, 31);
	sum = 0;
	hlist_nulls_for_each_entry_rcu(item, nulls, &nulls_head, nulls) sum =
		10 * sum + item->value;
	CHECK_EQ(sum, 23);
	CHECK_EQ(get_nulls_value(nulls), 7);
}

static int __init try_waiting_init(void)
{
	sleepable_rcu();
	simple_wait_queues();
	interrupt_work();
	other_locks();
	lists();
	return checks_result();
}

static void __exit try_waiting_exit(void)
{
}

module_init(try_waiting_init);
module_exit(try_waiting_exit);
MODULE_LICENSE("GPL");
