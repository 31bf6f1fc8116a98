// SPDX-License-Identifier: MIT
/*
 * Policies of kernel threads: a real-time one runs before all that are less urgent, whoever was
 * woken first; and where a thread may run.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/sched/task.h>

MODULE_DESCRIPTION("Tests of the scheduler");
MODULE_LICENSE("GPL");

#define THREADS 3

struct runner {
	struct completion *done;
	int *turn;
	int got; /* when it ran: 1, 2, ... */
};

static int run(void *data)
{
	struct runner *runner = data;

	runner->got = ++*runner->turn;
	complete(runner->done);
	return 0;
}

static struct task_struct *create(struct kunit *test, int (*fn)(void *), void *data)
{
	struct task_struct *task = kthread_create(fn, data, "sched_test");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	return get_task_struct(task);
}

static void the_most_urgent_runs_first(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct runner runners[THREADS];
	struct task_struct *tasks[THREADS];
	int turn = 0;

	for (int i = 0; i < THREADS; i++) {
		runners[i] = (struct runner){.done = &done, .turn = &turn};
		tasks[i] = create(test, run, &runners[i]);
	}
	sched_set_normal(tasks[0], 5);
	sched_set_fifo_low(tasks[1]);
	sched_set_fifo(tasks[2]);
	for (int i = 0; i < THREADS; i++)
		wake_up_process(tasks[i]);
	for (int i = 0; i < THREADS; i++)
		wait_for_completion(&done);
	for (int i = 0; i < THREADS; i++) {
		/* The last to be woken is the first to run. */
		KUNIT_EXPECT_EQ(test, runners[i].got, THREADS - i);
		kthread_stop(tasks[i]);
		put_task_struct(tasks[i]);
	}
}

static int wait_for_end(void *started)
{
	complete(started);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static void the_fields_tell(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(started);
	struct task_struct *task = create(test, wait_for_end, &started);

	KUNIT_EXPECT_EQ(test, task->policy, SCHED_NORMAL);
	KUNIT_EXPECT_EQ(test, task->prio, DEFAULT_PRIO);
	KUNIT_EXPECT_FALSE(test, rt_task(task));
	sched_set_fifo(task);
	KUNIT_EXPECT_TRUE(test, rt_task(task) && task_is_realtime(task));
	KUNIT_EXPECT_EQ(test, task->rt_priority, MAX_RT_PRIO / 2);
	KUNIT_EXPECT_EQ(test, task->prio, MAX_RT_PRIO - 1 - MAX_RT_PRIO / 2);
	KUNIT_EXPECT_EQ(test, task->normal_prio, task->prio);
	KUNIT_EXPECT_EQ(test, task->static_prio, DEFAULT_PRIO);
	sched_set_normal(task, -7);
	KUNIT_EXPECT_EQ(test, task->prio, NICE_TO_PRIO(-7));
	KUNIT_EXPECT_EQ(test, task_nice(task), -7);
	KUNIT_EXPECT_EQ(test, task->rt_priority, 0);
	set_user_nice(task, 3);
	KUNIT_EXPECT_EQ(test, task_prio(task), 23);
	/* Of no use, and no harm. */
	set_user_nice(task, 20);
	KUNIT_EXPECT_EQ(test, task_nice(task), 3);
	wake_up_process(task);
	wait_for_completion(&started);
	kthread_stop(task);
	put_task_struct(task);
}

static void cpus(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(started);
	struct task_struct *task = create(test, wait_for_end, &started);
	struct cpumask none = {};

	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpumask_of(0)), 0);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&task->cpus_mask, cpumask_of(0)));
	KUNIT_EXPECT_EQ(test, task->nr_cpus_allowed, 1);
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, &none), -EINVAL);
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpu_possible_mask), 0);
	kthread_bind(task, 0);
	KUNIT_EXPECT_TRUE(test, task->flags & PF_NO_SETAFFINITY);
	/* Bound for good. */
	KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpumask_of(0)), 0);
	if (num_possible_cpus() > 1)
		KUNIT_EXPECT_EQ(test, set_cpus_allowed_ptr(task, cpu_possible_mask), -EINVAL);
	wake_up_process(task);
	wait_for_completion(&started);
	KUNIT_EXPECT_EQ(test, task_cpu(task), 0);
	kthread_stop(task);
	put_task_struct(task);
}

static struct kunit_case sched_cases[] = {
	KUNIT_CASE(the_most_urgent_runs_first),
	KUNIT_CASE(the_fields_tell),
	KUNIT_CASE(cpus),
	{},
};

static struct kunit_suite sched_suite = {
	.name = "sched",
	.test_cases = sched_cases,
};
kunit_test_suite(sched_suite);
