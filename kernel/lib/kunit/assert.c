// SPDX-License-Identifier: MIT
/*
 * A failed expectation in words: the lines under "EXPECTATION FAILED", in Linux's form.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

void kunit_assert_prologue(const struct kunit_loc *loc, enum kunit_assert_type type,
			   struct string_stream *stream)
{
	string_stream_add(stream, "%s FAILED at %s:%d\n",
			  type == KUNIT_ASSERTION ? "ASSERTION" : "EXPECTATION", loc->file,
			  loc->line);
}
EXPORT_SYMBOL_GPL(kunit_assert_prologue);

static void add_message(const struct va_format *message, struct string_stream *stream)
{
	if (message->fmt)
		string_stream_add(stream, "\n%pV", message);
}

static void add_expected(const struct kunit_binary_assert_text *text, struct string_stream *stream)
{
	string_stream_add(stream, KUNIT_SUBTEST_INDENT "Expected %s %s %s, but\n", text->left_text,
			  text->operation, text->right_text);
}

void kunit_fail_assert_format(const struct kunit_assert *assert, const struct va_format *message,
			      struct string_stream *stream)
{
	string_stream_add(stream, "%pV", message);
}
EXPORT_SYMBOL_GPL(kunit_fail_assert_format);

void kunit_unary_assert_format(const struct kunit_assert *assert, const struct va_format *message,
			       struct string_stream *stream)
{
	const struct kunit_unary_assert *unary =
		container_of(assert, struct kunit_unary_assert, assert);

	string_stream_add(stream, KUNIT_SUBTEST_INDENT "Expected %s to be %s, but is %s\n",
			  unary->condition, unary->expected_true ? "true" : "false",
			  unary->expected_true ? "false" : "true");
	add_message(message, stream);
}
EXPORT_SYMBOL_GPL(kunit_unary_assert_format);

void kunit_ptr_not_err_assert_format(const struct kunit_assert *assert,
				     const struct va_format *message, struct string_stream *stream)
{
	const struct kunit_ptr_not_err_assert *ptr =
		container_of(assert, struct kunit_ptr_not_err_assert, assert);

	if (!ptr->value)
		string_stream_add(stream, KUNIT_SUBTEST_INDENT "Expected %s is not null, but is\n",
				  ptr->text);
	else
		string_stream_add(stream,
				  KUNIT_SUBTEST_INDENT "Expected %s is not error, but is: %ld\n",
				  ptr->text, PTR_ERR(ptr->value));
	add_message(message, stream);
}
EXPORT_SYMBOL_GPL(kunit_ptr_not_err_assert_format);

/* Is text what value looks like? Then it need not be told. */
static bool is_number(const char *text, long long value)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", value);
	return !strcmp(text, number);
}

void kunit_binary_assert_format(const struct kunit_assert *assert, const struct va_format *message,
				struct string_stream *stream)
{
	const struct kunit_binary_assert *binary =
		container_of(assert, struct kunit_binary_assert, assert);
	const struct kunit_binary_assert_text *text = binary->text;

	add_expected(text, stream);
	if (!is_number(text->left_text, binary->left_value))
		string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == %lld (0x%llx)\n",
				  text->left_text, binary->left_value, binary->left_value);
	if (!is_number(text->right_text, binary->right_value))
		string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == %lld (0x%llx)",
				  text->right_text, binary->right_value, binary->right_value);
	add_message(message, stream);
}
EXPORT_SYMBOL_GPL(kunit_binary_assert_format);

void kunit_binary_ptr_assert_format(const struct kunit_assert *assert,
				    const struct va_format *message, struct string_stream *stream)
{
	const struct kunit_binary_ptr_assert *binary =
		container_of(assert, struct kunit_binary_ptr_assert, assert);

	add_expected(binary->text, stream);
	string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == %px\n", binary->text->left_text,
			  binary->left_value);
	string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == %px", binary->text->right_text,
			  binary->right_value);
	add_message(message, stream);
}
EXPORT_SYMBOL_GPL(kunit_binary_ptr_assert_format);

/* Is text value in quotes? */
static bool is_quoted(const char *text, const char *value)
{
	size_t len = strlen(value);

	return strlen(text) == len + 2 && text[0] == '"' && text[len + 1] == '"' &&
	       !strncmp(text + 1, value, len);
}

void kunit_binary_str_assert_format(const struct kunit_assert *assert,
				    const struct va_format *message, struct string_stream *stream)
{
	const struct kunit_binary_str_assert *binary =
		container_of(assert, struct kunit_binary_str_assert, assert);
	const struct kunit_binary_assert_text *text = binary->text;

	add_expected(text, stream);
	if (!is_quoted(text->left_text, binary->left_value))
		string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == \"%s\"\n", text->left_text,
				  binary->left_value);
	if (!is_quoted(text->right_text, binary->right_value))
		string_stream_add(stream, KUNIT_SUBSUBTEST_INDENT "%s == \"%s\"", text->right_text,
				  binary->right_value);
	add_message(message, stream);
}
EXPORT_SYMBOL_GPL(kunit_binary_str_assert_format);

static void report(struct kunit *test, const struct kunit_loc *loc, enum kunit_assert_type type,
		   const struct kunit_assert *assert, assert_format_t assert_format,
		   const struct va_format *message)
{
	struct string_stream stream = {};

	kunit_assert_prologue(loc, type, &stream);
	assert_format(assert, message, &stream);
	kunit_err(test, "%s", string_stream_text(&stream));
	string_stream_release(&stream);
}

void kunit_do_failed_assertion(struct kunit *test, const struct kunit_loc *loc,
			       enum kunit_assert_type type, const struct kunit_assert *assert,
			       assert_format_t assert_format, const char *fmt, ...)
{
	struct va_format message = {.fmt = fmt};
	va_list args;

	kunit_set_failure(test);
	va_start(args, fmt);
	message.va = &args;
	report(test, loc, type, assert, assert_format, &message);
	va_end(args);
	if (type == KUNIT_ASSERTION)
		kunit_try_catch_throw(&test->try_catch);
}
EXPORT_SYMBOL_GPL(kunit_do_failed_assertion);
