// SPDX-License-Identifier: MIT
/*
 * The log for /dev/kmsg: records one by one, with all that is known of each, and messages from user
 * space.
 *
 * A record is "prio,seq,usec,flags;text\n", then a line " KEY=value\n" for each thing known of its
 * device; flags is c for a continuation, else -. Characters that would confuse a reader of lines,
 * and backslashes, are written \xNN.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <kernel/printk.h>

#include "log.h"

/* Who writes to /dev/kmsg without naming a facility is a user program (syslog(3)). */
#define LOG_USER 1

static char *escape(char *p, char *end, const char *s, size_t n)
{
	for (; n; n--, s++) {
		unsigned char c = *s;

		if (c < ' ' || c >= 127 || c == '\\')
			p += scnprintf(p, end - p, "\\x%02x", c);
		else if (p < end)
			*p++ = c;
	}
	return p;
}

static char *device_line(char *p, char *end, const char *key, const char *value, size_t max)
{
	size_t n = strnlen(value, max);

	if (!n)
		return p;
	p += scnprintf(p, end - p, " %s=", key);
	p = escape(p, end, value, n);
	if (p < end)
		*p++ = '\n';
	return p;
}

/* Every byte escaped, all lines there, and the header: it always fits. */
static size_t format_record(const struct log_record *r, char *buf, size_t size)
{
	char *p = buf, *end = buf + size;

	BUILD_BUG_ON(KMSG_RECORD_MAX < 4 * (sizeof(r->text) + sizeof(r->dev)) + 128);
	p += scnprintf(p, size, "%u,%llu,%llu,%c;", (r->facility << 3) | r->level, r->seq,
		       r->ts_nsec / 1000, r->cont ? 'c' : '-');
	p = escape(p, end, r->text, r->text_len);
	if (p < end)
		*p++ = '\n';
	p = device_line(p, end, "SUBSYSTEM", r->dev.subsystem, sizeof(r->dev.subsystem));
	p = device_line(p, end, "DEVICE", r->dev.device, sizeof(r->dev.device));
	return p - buf;
}

void kmsg_reader_init(struct kmsg_reader *r)
{
	r->seq = log_first_seq();
}

int kmsg_reader_seek(struct kmsg_reader *r, int whence)
{
	switch (whence) {
	case SEEK_SET:
		r->seq = log_first_seq();
		return 0;
	case SEEK_DATA:
		r->seq = max(log_clear_seq(), log_first_seq());
		return 0;
	case SEEK_END:
		r->seq = log_next_seq();
		return 0;
	default:
		return -EINVAL;
	}
}

bool kmsg_readable(const struct kmsg_reader *r)
{
	return READ_ONCE(r->seq) < log_next_seq();
}

bool kmsg_overrun(const struct kmsg_reader *r)
{
	return READ_ONCE(r->seq) < log_first_seq();
}

ssize_t kmsg_reader_next(struct kmsg_reader *r, char *buf, size_t size)
{
	struct log_record record;
	u64 wanted = r->seq;

	if (size < KMSG_RECORD_MAX)
		return -EINVAL;
	if (!log_read(&r->seq, &record))
		return -EAGAIN;
	if (r->seq != wanted)
		return -EPIPE;
	r->seq++;
	return format_record(&record, buf, size);
}

__printf(3, 4) static void emit(int facility, int level, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vprintk_emit(facility, level, NULL, fmt, args);
	va_end(args);
}

ssize_t kmsg_write(char *text, size_t len)
{
	int facility = LOG_USER, level = default_message_loglevel;
	char *line = text, *end;

	if (line[0] == '<') {
		unsigned int prio = simple_strtoul(line + 1, &end, 10);

		if (end > line + 1 && *end == '>') {
			level = prio & 7;
			/* Only the kernel may speak as the kernel. */
			if ((prio >> 3) & 0xff)
				facility = (prio >> 3) & 0xff;
			line = end + 1;
		}
	}
	/* A message of user space is whole, newline or not. */
	end = text + len;
	if (end > line && end[-1] == '\n')
		end[-1] = '\0';
	emit(facility, level, "%s\n", line);
	return len;
}
