// SPDX-License-Identifier: MIT
/*
 * Text that grows; internal.h has the rules.
 */
#include <linux/kernel.h>
#include <linux/slab.h>
#include "internal.h"

static bool make_room(struct string_stream *stream, size_t len)
{
	size_t size = max(stream->size * 2, stream->len + len + 1);
	char *text;

	if (len < stream->size - stream->len)
		return true;
	/* An expectation may fail anywhere. */
	text = krealloc(stream->text, size, GFP_ATOMIC);
	if (!text)
		return false;
	stream->text = text;
	stream->size = size;
	return true;
}

void string_stream_add(struct string_stream *stream, const char *fmt, ...)
{
	va_list args;
	int len;

	if (stream->cut)
		return;
	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (!make_room(stream, len)) {
		stream->cut = true;
		return;
	}
	va_start(args, fmt);
	stream->len +=
		vscnprintf(stream->text + stream->len, stream->size - stream->len, fmt, args);
	va_end(args);
}

const char *string_stream_text(const struct string_stream *stream)
{
	return stream->text ?: stream->cut ? "(no memory for what failed)" : "";
}

void string_stream_release(struct string_stream *stream)
{
	kfree(stream->text);
	*stream = (struct string_stream){};
}
