// SPDX-License-Identifier: MIT
/*
 * Work queues: functions that a thread of the kernel calls later.
 */
#include <kunit/test.h>
#include <linux/module.h>
#include <linux/workqueue.h>

MODULE_DESCRIPTION("Tests of work queues");
MODULE_LICENSE("GPL");

struct item {
	struct work_struct work;
	struct item *again; /* queues that one, too */
	int order;	    /* which it was; 0: it has not run */
};

static atomic_t runs;
static struct workqueue_struct *queue;

static void run(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);

	item->order = atomic_inc_return(&runs);
	if (item->again)
		queue_work(queue, &item->again->work);
}

/* For all cases, while the items are each case's own. */
static int workqueue_suite_init(struct kunit_suite *suite)
{
	queue = alloc_ordered_workqueue("workqueue_test", 0);
	return queue ? 0 : -ENOMEM;
}

static void workqueue_suite_exit(struct kunit_suite *suite)
{
	destroy_workqueue(queue);
}

static int make_items(struct kunit *test)
{
	struct item *items = kunit_kcalloc(test, 3, sizeof(*items), GFP_KERNEL);

	if (!items)
		return -ENOMEM;
	for (int i = 0; i < 3; i++)
		INIT_WORK(&items[i].work, run);
	test->priv = items;
	atomic_set(&runs, 0);
	return 0;
}

static void runs_in_order(struct kunit *test)
{
	struct item *items = test->priv;

	for (int i = 0; i < 3; i++)
		KUNIT_EXPECT_TRUE(test, queue_work(queue, &items[i].work));
	flush_workqueue(queue);
	for (int i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, items[i].order, i + 1);
}

static void an_item_can_queue_another(struct kunit *test)
{
	struct item *items = test->priv;

	items[0].again = &items[1];
	queue_work(queue, &items[0].work);
	flush_work(&items[0].work);
	flush_work(&items[1].work);
	KUNIT_EXPECT_EQ(test, items[1].order, 2);
}

/* Delayed items: the timer that queues one, and the item in it. */
struct late {
	struct delayed_work work;
	int times;
};

static void run_late(struct work_struct *work)
{
	struct late *late = container_of(to_delayed_work(work), struct late, work);

	late->times++;
}

static struct late *make_late(struct kunit *test)
{
	struct late *late = kunit_kzalloc(test, sizeof(*late), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, late);
	INIT_DELAYED_WORK(&late->work, run_late);
	return late;
}

/* Queued again while it waits, it still runs once. */
static void runs_once_however_often_queued(struct kunit *test)
{
	struct late *late = make_late(test);

	KUNIT_EXPECT_TRUE(test, queue_delayed_work(queue, &late->work, 1000 * HZ));
	KUNIT_EXPECT_FALSE(test, queue_delayed_work(queue, &late->work, 0));
	KUNIT_EXPECT_TRUE(test, delayed_work_pending(&late->work));
	/* Does not wait for the time: it is queued at once, and waited for. */
	KUNIT_EXPECT_TRUE(test, flush_delayed_work(&late->work));
	KUNIT_EXPECT_EQ(test, late->times, 1);
	KUNIT_EXPECT_FALSE(test, delayed_work_pending(&late->work));
}

static void is_cancelled(struct kunit *test)
{
	struct late *late = make_late(test);

	queue_delayed_work(queue, &late->work, 1000 * HZ);
	KUNIT_EXPECT_TRUE(test, cancel_delayed_work_sync(&late->work));
	KUNIT_EXPECT_FALSE(test, cancel_delayed_work_sync(&late->work));
	KUNIT_EXPECT_EQ(test, late->times, 0);
}

static struct kunit_case workqueue_cases[] = {
	KUNIT_CASE(runs_in_order),
	KUNIT_CASE(an_item_can_queue_another),
	KUNIT_CASE(runs_once_however_often_queued),
	KUNIT_CASE(is_cancelled),
	{},
};

static struct kunit_suite workqueue_suite = {
	.name = "workqueue",
	.suite_init = workqueue_suite_init,
	.suite_exit = workqueue_suite_exit,
	.init = make_items,
	.test_cases = workqueue_cases,
};
kunit_test_suite(workqueue_suite);
