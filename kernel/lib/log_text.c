// SPDX-License-Identifier: MIT
/*
 * A record as text: the prefixes, and a line for each line of the message.
 */
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/string.h>
#include <linux/time64.h>

#include "log.h"

bool printk_time = true;

/* Into buf of LOG_PREFIX_MAX bytes; the length. */
size_t log_prefix(const struct log_record *r, struct log_style style, char *buf)
{
	size_t n = 0;

	if (style.priority)
		n += scnprintf(buf, LOG_PREFIX_MAX, "<%u>", (r->facility << 3) | r->level);
	if (style.time) {
		u64 sec = r->ts_nsec / NSEC_PER_SEC, nsec = r->ts_nsec % NSEC_PER_SEC;

		n += scnprintf(buf + n, LOG_PREFIX_MAX - n, "[%5lu.%06lu] ", (unsigned long)sec,
			       (unsigned long)nsec / 1000);
	}
	return n;
}

size_t log_text(const struct log_record *r, struct log_style style, char *buf, size_t size)
{
	char prefix[LOG_PREFIX_MAX];
	size_t plen = log_prefix(r, style, prefix), len = 0;
	const char *line = r->text, *end = r->text + r->text_len;

	for (;;) {
		const char *newline = memchr(line, '\n', end - line);
		size_t n = (newline ? newline : end) - line;

		if (buf) {
			if (plen + n + 1 > size - len)
				break;
			memcpy(buf + len, prefix, plen);
			memcpy(buf + len + plen, line, n);
			buf[len + plen + n] = '\n';
		}
		len += plen + n + 1;
		if (!newline)
			break;
		line = newline + 1;
	}
	return len;
}
