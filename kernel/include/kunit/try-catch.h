/* SPDX-License-Identifier: MIT */
/*
 * Running a function that may give up in the middle, or crash: in a kernel thread of its own.
 *
 * kunit_try_catch_throw() ends the thread, and whoever waits goes on with the other function. Test
 * cases don't come here: KUNIT_ASSERT_*() and kunit_skip() throw for them.
 */
#ifndef _KUNIT_TRY_CATCH_H
#define _KUNIT_TRY_CATCH_H

#include <linux/types.h>

typedef void (*kunit_try_catch_func_t)(void *);

struct kunit;

/*
 * try_result, while catch runs: 0 if the thread threw, -ETIMEDOUT if it was not done after five
 * minutes, -EINTR if it crashed, or why there was no thread.
 */
struct kunit_try_catch {
	struct kunit *test;
	int try_result;
	kunit_try_catch_func_t try;
	kunit_try_catch_func_t catch;
	void *context;
};

/*
 * Calls try(context) in a new kernel thread and waits for the thread's end; then, unless the
 * function returned, catch(context) here. May sleep.
 */
void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context);

/* In the thread. */
void __noreturn kunit_try_catch_throw(struct kunit_try_catch *try_catch);

static inline int kunit_try_catch_get_result(struct kunit_try_catch *try_catch)
{
	return try_catch->try_result;
}

#endif
