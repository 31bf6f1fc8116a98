/* SPDX-License-Identifier: MIT */
/*
 * What a failed expectation knows of itself, and how it is put into words. The macros of
 * <kunit/test.h> fill these structures in; tests have no business with them.
 *
 * Each kind has a structure that begins with a struct kunit_assert, and a function that writes it,
 * and the caller's own message if there is one, to a stream of text.
 */
#ifndef _KUNIT_ASSERT_H
#define _KUNIT_ASSERT_H

#include <linux/err.h>
#include <linux/printk.h>

struct kunit;
struct string_stream;

/* A failed assertion ends its test case; a failed expectation does not. */
enum kunit_assert_type {
	KUNIT_ASSERTION,
	KUNIT_EXPECTATION,
};

struct kunit_loc {
	int line;
	const char *file;
};

#define KUNIT_CURRENT_LOC                                                                          \
	{                                                                                          \
		.file = __FILE__, .line = __LINE__                                                 \
	}

struct kunit_assert {
};

typedef void (*assert_format_t)(const struct kunit_assert *assert, const struct va_format *message,
				struct string_stream *stream);

/* "EXPECTATION FAILED at file:line", the line before all of them. */
void kunit_assert_prologue(const struct kunit_loc *loc, enum kunit_assert_type type,
			   struct string_stream *stream);

/* KUNIT_FAIL(): nothing but the message. */
struct kunit_fail_assert {
	struct kunit_assert assert;
};

/* A condition, as it stands in the source. */
struct kunit_unary_assert {
	struct kunit_assert assert;
	const char *condition;
	bool expected_true;
};

/* A pointer that is NULL or an errno. */
struct kunit_ptr_not_err_assert {
	struct kunit_assert assert;
	const char *text;
	const void *value;
};

/* Two sides and what is between them, as in the source after the preprocessor. */
struct kunit_binary_assert_text {
	const char *operation;
	const char *left_text;
	const char *right_text;
};

struct kunit_binary_assert {
	struct kunit_assert assert;
	const struct kunit_binary_assert_text *text;
	long long left_value;
	long long right_value;
};

struct kunit_binary_ptr_assert {
	struct kunit_assert assert;
	const struct kunit_binary_assert_text *text;
	const void *left_value;
	const void *right_value;
};

struct kunit_binary_str_assert {
	struct kunit_assert assert;
	const struct kunit_binary_assert_text *text;
	const char *left_value;
	const char *right_value;
};

void kunit_fail_assert_format(const struct kunit_assert *assert, const struct va_format *message,
			      struct string_stream *stream);
void kunit_unary_assert_format(const struct kunit_assert *assert, const struct va_format *message,
			       struct string_stream *stream);
void kunit_ptr_not_err_assert_format(const struct kunit_assert *assert,
				     const struct va_format *message, struct string_stream *stream);
void kunit_binary_assert_format(const struct kunit_assert *assert, const struct va_format *message,
				struct string_stream *stream);
void kunit_binary_ptr_assert_format(const struct kunit_assert *assert,
				    const struct va_format *message, struct string_stream *stream);
void kunit_binary_str_assert_format(const struct kunit_assert *assert,
				    const struct va_format *message, struct string_stream *stream);

#endif
