/* SPDX-License-Identifier: MIT */
/*
 * KUnit's own: what its files share.
 *
 *	kunit.c		a module's suites: the header of KTAP, the parameters
 *	run.c		a suite, its cases, and what is printed of them
 *	try_catch.c	a function in a thread of its own, which may throw or crash
 *	assert.c	failures in words, into a stream
 *	stream.c	text that grows
 *	resource.c	what a case has
 *	debugfs.c	results as files
 */
#ifndef LIB_KUNIT_INTERNAL_H
#define LIB_KUNIT_INTERNAL_H

#include <kunit/test.h>
#include <linux/compiler.h>
#include <linux/types.h>

/*
 * Text that grows, in any context. Where memory ends it is cut, and says so. Belongs to one task;
 * ends with string_stream_release().
 */
struct string_stream {
	char *text; /* NULL as long as it is empty */
	size_t len, size;
	bool cut;
};

__printf(2, 3) void string_stream_add(struct string_stream *stream, const char *fmt, ...);
/* What there is; valid until the next call with this stream. */
const char *string_stream_text(const struct string_stream *stream);
void string_stream_release(struct string_stream *stream);

/* Suites are numbered from this on, until it is called again. */
void kunit_number_suites_from(size_t number);
int kunit_stats_mode(void); /* the parameter kunit.stats_enabled */

/* The suite's folder in /sys/kernel/debug/kunit, and the memory of its logs. May sleep. */
void kunit_debugfs_create_suite(struct kunit_suite *suite);
void kunit_debugfs_destroy_suite(struct kunit_suite *suite);

#endif
