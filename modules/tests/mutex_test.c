// SPDX-License-Identifier: MIT
/*
 * Mutexes and read-write semaphores: locks whose waiters sleep. And atomics, which need none.
 */
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

MODULE_DESCRIPTION("Tests of sleeping locks");
MODULE_LICENSE("GPL");

#define THREADS 4
#define ROUNDS	200

struct shared {
	struct mutex lock;
	int sum; /* lock */
	atomic_t count;
};

/* Gives the CPU away between reading and writing: without the lock some rounds would be lost. */
static int add(void *data)
{
	struct shared *shared = data;

	for (int i = 0; i < ROUNDS; i++) {
		int sum;

		mutex_lock(&shared->lock);
		sum = READ_ONCE(shared->sum);
		schedule();
		WRITE_ONCE(shared->sum, sum + 1);
		mutex_unlock(&shared->lock);
		atomic_inc(&shared->count);
	}
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static void lets_one_in_at_a_time(struct kunit *test)
{
	struct shared shared = {.sum = 0, .count = ATOMIC_INIT(0)};
	struct task_struct *threads[THREADS];
	unsigned long end = jiffies + 20 * HZ;
	int started = 0;

	mutex_init(&shared.lock);
	for (; started < THREADS; started++) {
		threads[started] = kthread_run(add, &shared, "adder/%d", started);
		if (IS_ERR(threads[started]))
			break;
	}
	KUNIT_EXPECT_EQ(test, started, THREADS);
	while (atomic_read(&shared.count) < started * ROUNDS && time_before(jiffies, end))
		schedule_timeout_uninterruptible(1);
	while (started)
		kthread_stop(threads[--started]);
	KUNIT_EXPECT_EQ(test, shared.sum, THREADS * ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&shared.count), THREADS * ROUNDS);
}

static void tries(struct kunit *test)
{
	struct mutex lock;

	mutex_init(&lock);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&lock));
	KUNIT_EXPECT_EQ(test, mutex_trylock(&lock), 1);
	KUNIT_EXPECT_EQ(test, mutex_trylock(&lock), 0);
	KUNIT_EXPECT_TRUE(test, mutex_is_locked(&lock));
	mutex_unlock(&lock);
	KUNIT_EXPECT_EQ(test, mutex_lock_interruptible(&lock), 0);
	mutex_unlock(&lock);
}

static void readers_share(struct kunit *test)
{
	struct rw_semaphore sem;

	init_rwsem(&sem);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_write_trylock(&sem), 0);
	up_read(&sem);
	up_read(&sem);
	KUNIT_EXPECT_EQ(test, down_write_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 0);
	downgrade_write(&sem);
	KUNIT_EXPECT_EQ(test, down_read_trylock(&sem), 1);
	up_read(&sem);
	up_read(&sem);
}

static void atomics_return_what_they_should(struct kunit *test)
{
	atomic_t v = ATOMIC_INIT(5);

	KUNIT_EXPECT_EQ(test, atomic_add_return(3, &v), 8);
	KUNIT_EXPECT_EQ(test, atomic_fetch_sub(1, &v), 8);
	KUNIT_EXPECT_EQ(test, atomic_cmpxchg(&v, 7, 1), 7);
	KUNIT_EXPECT_EQ(test, atomic_cmpxchg(&v, 7, 2), 1);
	KUNIT_EXPECT_TRUE(test, atomic_dec_and_test(&v));
	KUNIT_EXPECT_FALSE(test, atomic_add_unless(&v, 1, 0));
	KUNIT_EXPECT_EQ(test, atomic_xchg(&v, 9), 0);
}

static struct kunit_case mutex_cases[] = {
	KUNIT_CASE(lets_one_in_at_a_time),
	KUNIT_CASE(tries),
	KUNIT_CASE(readers_share),
	KUNIT_CASE(atomics_return_what_they_should),
	{},
};

static struct kunit_suite mutex_suite = {
	.name = "mutex",
	.test_cases = mutex_cases,
};
kunit_test_suite(mutex_suite);
