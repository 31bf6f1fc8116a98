// SPDX-License-Identifier: MIT
/*
 * Wait/wound mutexes: tasks that take several locks in orders that would make them wait for each
 * other for ever, and of which one is told to give up. Each case for both kinds of classes.
 */
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/ww_mutex.h>

MODULE_DESCRIPTION("Tests of wait/wound mutexes");
MODULE_LICENSE("GPL");

static DEFINE_WW_CLASS(wound_class);
static DEFINE_WD_CLASS(die_class);

struct kind {
	const char *name;
	struct ww_class *ww_class;
};

static const struct kind kinds[] = {
	{"wound_wait", &wound_class},
	{"wait_die", &die_class},
};

static void name_kind(const struct kind *kind, char *desc)
{
	strscpy(desc, kind->name, KUNIT_PARAM_DESC_SIZE);
}
KUNIT_ARRAY_PARAM(kind, kinds, name_kind);

static struct ww_class *the_class(struct kunit *test)
{
	return ((const struct kind *)test->param_value)->ww_class;
}

/* A thread that can be waited for after it has ended by itself. */
static struct task_struct *start(struct kunit *test, int (*fn)(void *), void *data)
{
	struct task_struct *task = kthread_create(fn, data, "%s", test->name);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	get_task_struct(task);
	wake_up_process(task);
	return task;
}

static int finish(struct task_struct *task)
{
	int ret = kthread_stop(task);

	put_task_struct(task);
	return ret;
}

static void one_task(struct kunit *test)
{
	struct ww_acquire_ctx ctx;
	struct ww_mutex lock;

	ww_mutex_init(&lock, the_class(test));
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&lock, NULL), 0);
	KUNIT_EXPECT_EQ(test, ww_mutex_trylock(&lock, NULL), 0);
	ww_mutex_unlock(&lock);

	ww_acquire_init(&ctx, the_class(test));
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&lock, &ctx), 0);
	KUNIT_EXPECT_TRUE(test, ww_mutex_is_locked(&lock));
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&lock, &ctx), -EALREADY);
	KUNIT_EXPECT_EQ(test, ctx.acquired, 1);
	ww_mutex_unlock(&lock);
	KUNIT_EXPECT_EQ(test, ww_mutex_trylock(&lock, &ctx), 1);
	KUNIT_EXPECT_EQ(test, ww_mutex_lock_interruptible(&lock, &ctx), -EALREADY);
	ww_acquire_done(&ctx);
	ww_mutex_unlock(&lock);
	ww_acquire_fini(&ctx);
	KUNIT_EXPECT_FALSE(test, ww_mutex_is_locked(&lock));
	ww_mutex_destroy(&lock);
}

/* ---- Two tasks, two locks, and a circle ---- */

struct pair {
	struct ww_class *ww_class;
	struct ww_mutex a, b;
	struct completion has_b; /* the younger one */
	int gave_up;
};

static int takes_b_then_a(void *data)
{
	struct pair *pair = data;
	struct ww_acquire_ctx ctx;
	int ret;

	ww_acquire_init(&ctx, pair->ww_class);
	ret = ww_mutex_lock(&pair->b, &ctx);
	complete(&pair->has_b);
	if (ret)
		return ret;
	ret = ww_mutex_lock(&pair->a, &ctx);
	if (ret == -EDEADLK) {
		pair->gave_up++;
		ww_mutex_unlock(&pair->b);
		ww_mutex_lock_slow(&pair->a, &ctx);
		ret = ww_mutex_lock(&pair->b, &ctx);
	}
	if (!ret) {
		ww_mutex_unlock(&pair->b);
		ww_mutex_unlock(&pair->a);
	}
	ww_acquire_fini(&ctx);
	return ret;
}

static void the_younger_gives_up(struct kunit *test)
{
	struct pair pair = {.ww_class = the_class(test)};
	struct ww_acquire_ctx ctx;
	struct task_struct *task;

	ww_mutex_init(&pair.a, pair.ww_class);
	ww_mutex_init(&pair.b, pair.ww_class);
	init_completion(&pair.has_b);
	ww_acquire_init(&ctx, pair.ww_class);
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&pair.a, &ctx), 0);
	task = start(test, takes_b_then_a, &pair);
	wait_for_completion(&pair.has_b);
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&pair.b, &ctx), 0);
	KUNIT_EXPECT_EQ(test, pair.gave_up, 1);
	ww_mutex_unlock(&pair.a);
	ww_mutex_unlock(&pair.b);
	ww_acquire_fini(&ctx);
	KUNIT_EXPECT_EQ(test, finish(task), 0);
	KUNIT_EXPECT_EQ(test, pair.gave_up, 1);
}

/* ---- Who is older goes first, whenever it came ---- */

struct waiter {
	struct ww_class *ww_class;
	struct ww_mutex *lock;
	struct completion has_age, go;
	int *turn; /* lock */
	int got;   /* its turn */
};

static int waits(void *data)
{
	struct waiter *waiter = data;
	struct ww_acquire_ctx ctx;
	int ret;

	ww_acquire_init(&ctx, waiter->ww_class);
	complete(&waiter->has_age);
	wait_for_completion_interruptible(&waiter->go);
	ret = ww_mutex_lock(waiter->lock, &ctx);
	if (!ret) {
		waiter->got = ++*waiter->turn;
		ww_mutex_unlock(waiter->lock);
	}
	ww_acquire_fini(&ctx);
	return ret;
}

static void the_oldest_waiter_is_next(struct kunit *test)
{
	static struct waiter waiters[3];
	struct task_struct *tasks[3];
	struct ww_mutex lock;
	int turn = 0;

	ww_mutex_init(&lock, the_class(test));
	KUNIT_EXPECT_EQ(test, ww_mutex_lock(&lock, NULL), 0);
	for (int i = 0; i < 3; i++) {
		waiters[i] =
			(struct waiter){.ww_class = the_class(test), .lock = &lock, .turn = &turn};
		init_completion(&waiters[i].has_age);
		init_completion(&waiters[i].go);
		tasks[i] = start(test, waits, &waiters[i]);
		wait_for_completion(&waiters[i].has_age);
	}
	/* The youngest comes first. */
	for (int i = 3; i--;) {
		complete(&waiters[i].go);
		while (READ_ONCE(tasks[i]->__state) != TASK_UNINTERRUPTIBLE)
			schedule_timeout_uninterruptible(1);
	}
	ww_mutex_unlock(&lock);
	for (int i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, finish(tasks[i]), 0);
		KUNIT_EXPECT_EQ(test, waiters[i].got, i + 1);
	}
}

/* ---- Many ---- */

#define TASKS  4
#define LOCKS  5
#define ROUNDS 60

struct many {
	struct ww_class *ww_class;
	struct ww_mutex locks[LOCKS];
	int sums[LOCKS];	   /* locks */
	struct completion started; /* a thread that is stopped before it begins never runs */
};

static void unlock_but(struct many *many, const int *order, int n, int not_this)
{
	for (int i = 0; i < n; i++)
		if (order[i] != not_this)
			ww_mutex_unlock(&many->locks[order[i]]);
}

/* All of them in that order; what could not be had comes first next time. */
static int lock_all(struct many *many, int *order, struct ww_acquire_ctx *ctx)
{
	int slow = -1, ret, i;

retry:
	for (i = 0; i < LOCKS; i++) {
		if (order[i] == slow)
			continue;
		ret = ww_mutex_lock(&many->locks[order[i]], ctx);
		if (ret)
			break;
		/* Lets the others in between. */
		schedule();
	}
	if (i == LOCKS)
		return 0;
	unlock_but(many, order, i, slow);
	/* The one that was waited for is among those still to come, or has been passed. */
	if (slow >= 0)
		ww_mutex_unlock(&many->locks[slow]);
	if (ret != -EDEADLK)
		return ret;
	slow = order[i];
	ww_mutex_lock_slow(&many->locks[slow], ctx);
	goto retry;
}

static int adds(void *data)
{
	struct many *many = data;
	int order[LOCKS] = {0, 1, 2, 3, 4};

	complete(&many->started);
	for (int round = 0; round < ROUNDS; round++) {
		struct ww_acquire_ctx ctx;
		int ret;

		for (int i = LOCKS - 1; i > 0; i--) {
			int other = prandom_u32_max(i + 1);

			swap(order[i], order[other]);
		}
		ww_acquire_init(&ctx, many->ww_class);
		ret = lock_all(many, order, &ctx);
		if (ret)
			return ret;
		for (int i = 0; i < LOCKS; i++) {
			int sum = READ_ONCE(many->sums[i]);

			schedule();
			WRITE_ONCE(many->sums[i], sum + 1);
		}
		unlock_but(many, order, LOCKS, -1);
		ww_acquire_fini(&ctx);
	}
	return 0;
}

static void all_get_through(struct kunit *test)
{
	struct many *many = kunit_kzalloc(test, sizeof(*many), GFP_KERNEL);
	struct task_struct *tasks[TASKS];

	KUNIT_ASSERT_NOT_NULL(test, many);
	many->ww_class = the_class(test);
	init_completion(&many->started);
	for (int i = 0; i < LOCKS; i++)
		ww_mutex_init(&many->locks[i], many->ww_class);
	for (int i = 0; i < TASKS; i++)
		tasks[i] = start(test, adds, many);
	for (int i = 0; i < TASKS; i++)
		wait_for_completion(&many->started);
	for (int i = 0; i < TASKS; i++)
		KUNIT_EXPECT_EQ(test, finish(tasks[i]), 0);
	for (int i = 0; i < LOCKS; i++)
		KUNIT_EXPECT_EQ(test, many->sums[i], TASKS * ROUNDS);
}

static struct kunit_case ww_mutex_cases[] = {
	KUNIT_CASE_PARAM(one_task, kind_gen_params),
	KUNIT_CASE_PARAM(the_younger_gives_up, kind_gen_params),
	KUNIT_CASE_PARAM(the_oldest_waiter_is_next, kind_gen_params),
	KUNIT_CASE_PARAM(all_get_through, kind_gen_params),
	{},
};

static struct kunit_suite ww_mutex_suite = {
	.name = "ww_mutex",
	.test_cases = ww_mutex_cases,
};
kunit_test_suite(ww_mutex_suite);
