// SPDX-License-Identifier: MIT
/* Asynchronous functions: they run, in whatever order, and are waited for by cookie and domain. */
#include <kunit/test.h>
#include <linux/async.h>
#include <linux/completion.h>

static ASYNC_DOMAIN(shown);
static ASYNC_DOMAIN_EXCLUSIVE(apart);

/* One that ends when it is let go. */
struct held {
	struct completion begun, go;
	async_cookie_t cookie;
	bool was_async, done;
};

static void init_held(struct held *held)
{
	*held = (struct held){};
	init_completion(&held->begun);
	init_completion(&held->go);
}

static void wait_to_go(void *data, async_cookie_t cookie)
{
	struct held *held = data;

	held->cookie = cookie;
	held->was_async = current_is_async();
	complete(&held->begun);
	wait_for_completion(&held->go);
	WRITE_ONCE(held->done, true);
}

static void count(void *data, async_cookie_t cookie)
{
	atomic_inc(data);
}

static void all_have_run(struct kunit *test)
{
	atomic_t n = ATOMIC_INIT(0);
	async_cookie_t last = 0;

	for (int i = 0; i < 100; i++) {
		async_cookie_t cookie = async_schedule(count, &n);

		KUNIT_EXPECT_GT(test, cookie, last);
		last = cookie;
	}
	async_synchronize_full();
	KUNIT_EXPECT_EQ(test, atomic_read(&n), 100);
}

static void runs_beside_the_caller(struct kunit *test)
{
	struct held held;
	async_cookie_t cookie;

	init_held(&held);
	cookie = async_schedule_domain(wait_to_go, &held, &shown);
	wait_for_completion(&held.begun);
	KUNIT_EXPECT_TRUE(test, held.was_async);
	KUNIT_EXPECT_FALSE(test, current_is_async());
	KUNIT_EXPECT_EQ(test, held.cookie, cookie);
	KUNIT_EXPECT_FALSE(test, READ_ONCE(held.done));
	complete(&held.go);
	async_synchronize_full();
	KUNIT_EXPECT_TRUE(test, READ_ONCE(held.done));
}

/* What comes later isn't waited for, nor what is another domain's. */
static void waits_for_no_more_than_asked(struct kunit *test)
{
	struct held first, second;
	async_cookie_t later;

	init_held(&first);
	init_held(&second);
	async_schedule_domain(wait_to_go, &first, &apart);
	later = async_schedule_domain(wait_to_go, &second, &apart);
	async_synchronize_full();
	async_synchronize_full_domain(&shown);
	complete(&first.go);
	async_synchronize_cookie_domain(later, &apart);
	KUNIT_EXPECT_TRUE(test, READ_ONCE(first.done));
	KUNIT_EXPECT_FALSE(test, READ_ONCE(second.done));
	complete(&second.go);
	async_synchronize_full_domain(&apart);
	KUNIT_EXPECT_TRUE(test, READ_ONCE(second.done));
}

static struct kunit_case async_cases[] = {
	KUNIT_CASE(all_have_run),
	KUNIT_CASE(runs_beside_the_caller),
	KUNIT_CASE(waits_for_no_more_than_asked),
	{},
};

static struct kunit_suite async_suite = {
	.name = "async",
	.test_cases = async_cases,
};
kunit_test_suite(async_suite);

MODULE_DESCRIPTION("KUnit tests of asynchronous functions");
MODULE_LICENSE("GPL");
