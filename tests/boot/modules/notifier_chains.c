// SPDX-License-Identifier: MIT
/*
 * Checks the three kinds of notifier chains in its init, which gives the line of the first check
 * that fails.
 */
#include <linux/module.h>
#include <linux/notifier.h>

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			pr_err("notifier_chains: not so, line %d: %s\n", __LINE__, #condition);    \
			return -EINVAL;                                                            \
		}                                                                                  \
	} while (0)

static ATOMIC_NOTIFIER_HEAD(atomic_chain);
static BLOCKING_NOTIFIER_HEAD(blocking_chain);
static RAW_NOTIFIER_HEAD(raw_chain);

/* Who was called, in order: a digit for each block, and a capital after it for another value. */
static char called[32];

struct listener {
	struct notifier_block nb;
	char name;
	int answer;
};

static int listen(struct notifier_block *nb, unsigned long val, void *v)
{
	struct listener *l = container_of(nb, struct listener, nb);
	size_t len = strlen(called);

	called[len] = l->name;
	if (val)
		called[len + 1] = 'A' + val;
	return v ? NOTIFY_OK : l->answer;
}

#define LISTENER(n, prio, ret)                                                                     \
	{                                                                                          \
		.nb = {.notifier_call = listen, .priority = prio}, .name = '0' + n, .answer = ret  \
	}
static struct listener listeners[] = {
	LISTENER(0, 0, NOTIFY_OK),
	LISTENER(1, 5, NOTIFY_DONE),
	LISTENER(2, 0, NOTIFY_BAD),
	LISTENER(3, -3, NOTIFY_OK),
};

static const char *called_since(void)
{
	static char copy[sizeof(called)];

	strcpy(copy, called);
	memset(called, 0, sizeof(called));
	return copy;
}

static int check_raw(void)
{
	for (int i = 0; i < ARRAY_SIZE(listeners); i++)
		CHECK(raw_notifier_chain_register(&raw_chain, &listeners[i].nb) == 0);
	CHECK(raw_notifier_call_chain(&raw_chain, 0, &raw_chain) == NOTIFY_OK);
	CHECK(!strcmp(called_since(), "1023"));
	/* The third says no: the fourth never hears of it, the first two hear the opposite. */
	CHECK(raw_notifier_call_chain(&raw_chain, 0, NULL) == NOTIFY_BAD);
	CHECK(!strcmp(called_since(), "102"));
	CHECK(raw_notifier_call_chain_robust(&raw_chain, 0, 1, NULL) == NOTIFY_BAD);
	CHECK(!strcmp(called_since(), "1021B0B"));
	CHECK(raw_notifier_chain_unregister(&raw_chain, &listeners[2].nb) == 0);
	CHECK(raw_notifier_chain_unregister(&raw_chain, &listeners[2].nb) == -ENOENT);
	CHECK(raw_notifier_call_chain(&raw_chain, 0, NULL) == NOTIFY_OK);
	CHECK(!strcmp(called_since(), "103"));
	for (int i = 0; i < ARRAY_SIZE(listeners); i++)
		raw_notifier_chain_unregister(&raw_chain, &listeners[i].nb);
	CHECK(raw_notifier_call_chain(&raw_chain, 0, NULL) == NOTIFY_DONE);
	return 0;
}

static int check_atomic(void)
{
	struct notifier_block *a = &listeners[0].nb, *b = &listeners[1].nb, *c = &listeners[3].nb;

	CHECK(atomic_notifier_chain_register(&atomic_chain, a) == 0);
	CHECK(atomic_notifier_chain_register_unique_prio(&atomic_chain, &listeners[2].nb) ==
	      -EBUSY);
	CHECK(atomic_notifier_chain_register_unique_prio(&atomic_chain, b) == 0);
	CHECK(atomic_notifier_chain_register(&atomic_chain, c) == 0);
	CHECK(atomic_notifier_call_chain(&atomic_chain, 2, NULL) == NOTIFY_OK);
	CHECK(!strcmp(called_since(), "1C0C3C"));
	CHECK(atomic_notifier_chain_unregister(&atomic_chain, a) == 0);
	CHECK(atomic_notifier_chain_unregister(&atomic_chain, b) == 0);
	CHECK(atomic_notifier_chain_unregister(&atomic_chain, c) == 0);
	CHECK(atomic_notifier_chain_unregister(&atomic_chain, c) == -ENOENT);
	return 0;
}

static int check_blocking(void)
{
	struct notifier_block *a = &listeners[0].nb, *b = &listeners[1].nb, *c = &listeners[2].nb;

	CHECK(blocking_notifier_call_chain(&blocking_chain, 0, NULL) == NOTIFY_DONE);
	CHECK(blocking_notifier_chain_register(&blocking_chain, a) == 0);
	CHECK(blocking_notifier_chain_register_unique_prio(&blocking_chain, c) == -EBUSY);
	CHECK(blocking_notifier_chain_register(&blocking_chain, b) == 0);
	CHECK(blocking_notifier_chain_register(&blocking_chain, c) == 0);
	CHECK(blocking_notifier_chain_register(&blocking_chain, c) == -EEXIST);
	CHECK(blocking_notifier_call_chain(&blocking_chain, 0, NULL) == NOTIFY_BAD);
	CHECK(!strcmp(called_since(), "102"));
	CHECK(blocking_notifier_call_chain_robust(&blocking_chain, 0, 1, NULL) == NOTIFY_BAD);
	CHECK(!strcmp(called_since(), "1021B0B"));
	CHECK(blocking_notifier_chain_unregister(&blocking_chain, a) == 0);
	CHECK(blocking_notifier_chain_unregister(&blocking_chain, b) == 0);
	CHECK(blocking_notifier_chain_unregister(&blocking_chain, c) == 0);
	CHECK(blocking_notifier_chain_unregister(&blocking_chain, c) == -ENOENT);
	return 0;
}

static int __init notifier_chains_init(void)
{
	CHECK(notifier_to_errno(NOTIFY_OK) == 0 && notifier_to_errno(NOTIFY_DONE) == 0);
	CHECK(notifier_to_errno(notifier_from_errno(-EACCES)) == -EACCES);
	CHECK(notifier_from_errno(-EACCES) & NOTIFY_STOP_MASK);
	CHECK(notifier_to_errno(notifier_from_errno(0)) == 0);
	return check_raw() ?: check_atomic() ?: check_blocking();
}
module_init(notifier_chains_init);

static void __exit notifier_chains_exit(void)
{
}
module_exit(notifier_chains_exit);

MODULE_LICENSE("GPL");
