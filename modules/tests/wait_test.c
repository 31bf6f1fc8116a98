// SPDX-License-Identifier: MIT
/*
 * Waiting: wait queues, completions, and the kernel threads that wait.
 *
 * A condition is always looked at again after the task has put itself on the queue, so that a
 * wake-up in between isn't lost; wait_event() does it in the right order.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

MODULE_DESCRIPTION("Tests of waiting");
MODULE_LICENSE("GPL");

/* Two tasks, each with a condition that the other makes true. */
struct ball {
	wait_queue_head_t queue;
	int at; /* whose turn it is: 0 the case's, 1 the thread's */
	int returned;
};

static int play(void *data)
{
	struct ball *ball = data;

	while (!kthread_should_stop()) {
		wait_event(ball->queue, READ_ONCE(ball->at) == 1 || kthread_should_stop());
		if (READ_ONCE(ball->at) != 1)
			break;
		ball->returned++;
		WRITE_ONCE(ball->at, 0);
		wake_up(&ball->queue);
	}
	return ball->returned;
}

static void ping_pong(struct kunit *test)
{
	struct ball ball = {};
	struct task_struct *player;

	init_waitqueue_head(&ball.queue);
	player = kthread_run(play, &ball, "player");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, player);
	for (int i = 0; i < 100; i++) {
		WRITE_ONCE(ball.at, 1);
		wake_up(&ball.queue);
		wait_event(ball.queue, READ_ONCE(ball.at) == 0);
	}
	/* Returns what the thread's function has. */
	KUNIT_EXPECT_EQ(test, kthread_stop(player), 100);
}

static void a_wait_can_end_by_time(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD_ONSTACK(queue);
	unsigned long start = jiffies;

	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, false, 2), 0);
	KUNIT_EXPECT_TRUE(test, time_after_eq(jiffies, start + 2));
	/* What was left, and at least 1, when the condition is true. */
	KUNIT_EXPECT_EQ(test, wait_event_timeout(queue, true, 2), 2);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&queue));
}

static int never(void *unused)
{
	return 1;
}

/* A thread that is stopped before it was ever woken has not run. */
static void a_thread_that_never_ran(struct kunit *test)
{
	struct task_struct *thread = kthread_create(never, NULL, "never");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, thread);
	KUNIT_EXPECT_EQ(test, kthread_stop(thread), -EINTR);
}

static int finish(void *done)
{
	complete(done);
	return 0;
}

static void a_completion_is_waited_for(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *thread = kthread_run(finish, &done, "finisher");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, thread);
	wait_for_completion(&done);
	KUNIT_EXPECT_FALSE(test, completion_done(&done)); /* the wait has used it up */
}

/* Each complete() lets one waiter go, also one that comes later; complete_all() all. */
static void completions_count(struct kunit *test)
{
	struct completion done;

	init_completion(&done);
	KUNIT_EXPECT_FALSE(test, try_wait_for_completion(&done));
	complete(&done);
	complete(&done);
	KUNIT_EXPECT_TRUE(test, try_wait_for_completion(&done));
	KUNIT_EXPECT_TRUE(test, try_wait_for_completion(&done));
	KUNIT_EXPECT_FALSE(test, try_wait_for_completion(&done));
	complete_all(&done);
	for (int i = 0; i < 5; i++)
		KUNIT_EXPECT_TRUE(test, try_wait_for_completion(&done));
	reinit_completion(&done);
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&done, 1), 0);
}

static struct kunit_case wait_cases[] = {
	KUNIT_CASE(ping_pong),
	KUNIT_CASE(a_wait_can_end_by_time),
	KUNIT_CASE(a_thread_that_never_ran),
	KUNIT_CASE(a_completion_is_waited_for),
	KUNIT_CASE(completions_count),
	{},
};

static struct kunit_suite wait_suite = {
	.name = "wait",
	.test_cases = wait_cases,
};
kunit_test_suite(wait_suite);
